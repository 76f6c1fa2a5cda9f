//! A golden case that took damage on its way gets the same answer, or none: never another sure one.

use std::fmt::Write as _;
use unloop::{Diagnosis, diagnose};
use unloop_tests::cases::{self, Case};
use unloop_tests::damage::{HARMLESS, LOSSY};

/// From here on an answer is sure.
const SURE: f64 = 0.8;

/// Causes that what is left may well be read as: the API is a dependency like any other, and a program that
/// lacks a capability says that it must be root.
const NEAR: &[(&str, &str)] = &[
    ("platform/api-unreachable", "dependency/unreachable"),
    ("security/not-permitted", "security/run-as-nonroot"),
];

/// Runs a check over all cases that pass, on as many threads as there are processors.
fn over_all(check: impl Fn(&Case, &Diagnosis, &mut String) + Sync) {
    let cases: Vec<Case> = cases::all().into_iter().filter(|case| case.expect.gap.is_none()).collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let check = &check;
    let share = |first: usize, cases: &[Case]| {
        let mut report = String::new();
        for case in cases.iter().skip(first).step_by(threads) {
            check(case, &diagnose(&case.paste), &mut report);
        }
        report
    };
    let report: String = std::thread::scope(|scope| {
        let (cases, share) = (&cases, &share);
        let running: Vec<_> = (0..threads).map(|first| scope.spawn(move || share(first, cases))).collect();
        running.into_iter().map(|thread| thread.join().unwrap_or_default()).collect()
    });
    assert!(report.is_empty(), "\n{report}");
}

fn named(answer: &Diagnosis) -> String {
    let causes: Vec<_> =
        answer.causes.iter().take(3).map(|cause| format!("{} {:.2}", cause.id, cause.confidence)).collect();
    format!("{} {causes:?}", cases::word(&answer.verdict))
}

#[test]
fn harmless_damage_changes_nothing() {
    over_all(|case, whole, report| {
        let first = |answer: &Diagnosis| {
            let first = answer.causes.first().filter(|_| !case.expect.verdict.starts_with("insuf"));
            first.map(|cause| (cause.id.clone(), cause.container.clone(), cause.pod.clone()))
        };
        for damage in HARMLESS {
            let answer = diagnose(&(damage.to)(&case.paste));
            if answer.verdict != whole.verdict || first(&answer) != first(whole) {
                let _ = writeln!(
                    report,
                    "{}, {}:\n    {} {:?}\n    instead of {} {:?}",
                    case.name,
                    damage.name,
                    named(&answer),
                    first(&answer),
                    named(whole),
                    first(whole)
                );
            }
        }
    });
}

#[test]
fn what_is_lost_makes_no_other_answer_sure() {
    over_all(|case, whole, report| {
        let right: Vec<&str> = case
            .expect
            .cause
            .iter()
            .chain(&case.expect.also)
            .map(String::as_str)
            .chain(NEAR.iter().filter(|near| case.expect.cause.as_deref() == Some(near.0)).map(|near| near.1))
            .chain(
                whole.causes.iter().filter(|cause| cause.confidence >= SURE).map(|cause| cause.id.as_str()),
            )
            .collect();
        for damage in LOSSY {
            let damaged = (damage.to)(&case.paste);
            let answer = diagnose(&damaged);
            let sure = answer.causes.first().filter(|cause| cause.confidence >= SURE);
            let is_wrong = sure.is_some_and(|cause| !right.contains(&cause.id.as_str()));
            let is_healthy = cases::word(&answer.verdict) == "healthy" && case.expect.verdict == "failing";
            let is_denied =
                is_healthy && case.expect.quotes.iter().any(|quote| damaged.contains(quote.as_str()));
            if is_wrong || is_denied {
                let _ = writeln!(report, "{}, {}: {}", case.name, damage.name, named(&answer));
            }
        }
    });
}
