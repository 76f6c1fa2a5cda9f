//! Every golden case under every damage: whether the answer stays, becomes less sure, or becomes another.

use crate::cases::{self, Case};
use crate::damage::{self, Damage, Loss};
use std::fmt;
use unloop::diagnosis::Verdict;
use unloop::{Diagnosis, diagnose};

/// From here on an answer is sure.
pub const SURE: f64 = 0.8;

/// Causes that what is left may well be read as: the API is a dependency like any other, a program that lacks a
/// capability says that it must be root, and a panic of Go without its first line shows its signal.
const NEAR: &[(&str, &str)] = &[
    ("app/exception", "app/native-crash"),
    ("platform/api-unreachable", "dependency/unreachable"),
    ("security/not-permitted", "security/run-as-nonroot"),
];

/// What became of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The damage does not apply to the paste.
    Untouched,
    /// The same verdict, and the same cause of the same container of the same pod.
    Same,
    /// The same verdict and cause; whose, is said less exactly.
    SameCause,
    /// Another answer that nobody would act on.
    LessSure,
    /// Another answer, and a sure one; or the trouble is denied although its evidence still stands there.
    Different,
}

/// One damage over all cases.
#[derive(Clone, Debug)]
pub struct Row {
    /// What was done.
    pub damage: &'static Damage,
    /// What became of each case, in their order.
    pub outcomes: Vec<Outcome>,
    /// For every case that did not stay the same, what is said instead.
    pub instead: Vec<String>,
}

impl Row {
    /// How many cases came to this.
    pub fn count(&self, wanted: Outcome) -> usize {
        self.outcomes.iter().filter(|outcome| **outcome == wanted).count()
    }

    /// The share of the cases that it applies to and whose diagnosis stayed, from 0 to 1.
    pub fn unchanged(&self) -> f64 {
        let applies = self.outcomes.len() - self.count(Outcome::Untouched);
        if applies == 0 {
            return 1.0;
        }
        (self.count(Outcome::Same) + self.count(Outcome::SameCause)) as f64 / applies as f64
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Untouched => " ",
            Self::Same => ".",
            Self::SameCause => ",",
            Self::LessSure => "o",
            Self::Different => "X",
        })
    }
}

/// The cases that the engine can answer.
pub fn cases() -> Vec<Case> {
    cases::all().into_iter().filter(|case| case.expect.gap.is_none()).collect()
}

/// The rows for these damages, on as many threads as there are processors.
pub fn rows(cases: &[Case], damages: &[&'static Damage]) -> Vec<Row> {
    let whole: Vec<Diagnosis> = cases.iter().map(|case| diagnose(&case.paste)).collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let of = |damage: &'static Damage| {
        let mut row = Row { damage, outcomes: Vec::new(), instead: Vec::new() };
        for (case, whole) in cases.iter().zip(&whole) {
            let (outcome, said) = outcome(case, whole, damage);
            row.outcomes.push(outcome);
            if !matches!(outcome, Outcome::Same | Outcome::Untouched) {
                row.instead.push(format!("{outcome} {}, {}: {said}", damage.name, case.name));
            }
        }
        row
    };
    let share = |first: usize| {
        let own = damages.iter().enumerate().skip(first).step_by(threads);
        own.map(|(index, damage)| (index, of(damage))).collect::<Vec<_>>()
    };
    let mut rows: Vec<(usize, Row)> = std::thread::scope(|scope| {
        let share = &share;
        let running: Vec<_> = (0..threads).map(|first| scope.spawn(move || share(first))).collect();
        running.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    rows.sort_by_key(|(index, _)| *index);
    rows.into_iter().map(|(_, row)| row).collect()
}

/// Every damage.
pub fn all() -> Vec<&'static Damage> {
    damage::all().collect()
}

fn outcome(case: &Case, whole: &Diagnosis, damage: &Damage) -> (Outcome, String) {
    let damaged = (damage.to)(&case.paste);
    if damaged == case.paste {
        return (Outcome::Untouched, String::new());
    }
    let answer = diagnose(&damaged);
    let said = format!("{}; instead of {}", named(&answer), named(whole));
    (judged(case, whole, &answer, &damaged, damage.loss), said)
}

fn judged(case: &Case, whole: &Diagnosis, answer: &Diagnosis, damaged: &str, loss: Loss) -> Outcome {
    let guesses = case.expect.verdict.starts_with("insuf");
    let (first, was) = (answer.causes.first(), whole.causes.first());
    let cause = |of: Option<&unloop::diagnosis::Cause>| of.map(|cause| cause.id.clone()).filter(|_| !guesses);
    if answer.verdict == whole.verdict && cause(first) == cause(was) {
        let whose = |of: Option<&unloop::diagnosis::Cause>| {
            of.map(|cause| (cause.container.clone(), cause.pod.clone()))
        };
        let same = guesses || whose(first) == whose(was);
        return if same { Outcome::Same } else { Outcome::SameCause };
    }
    let mut right: Vec<&str> =
        case.expect.cause.iter().chain(&case.expect.also).map(String::as_str).collect();
    right.extend(NEAR.iter().filter(|near| case.expect.cause.as_deref() == Some(near.0)).map(|near| near.1));
    right.extend(whole.causes.iter().filter(|cause| cause.confidence >= SURE).map(|cause| cause.id.as_str()));
    let sure = first.filter(|cause| cause.confidence >= SURE && answer.verdict != Verdict::Insufficient);
    // Without the words before it, what a probe met reads as what the program met.
    if !damaged.to_lowercase().contains("probe failed")
        && case.expect.cause.as_deref() == Some("probe/liveness")
    {
        right.push("dependency/unreachable");
    }
    // What shows that trouble was overcome may be just what was cut off.
    let was_well = case.expect.verdict == "healthy" && loss == Loss::Text;
    let is_wrong = !was_well && sure.is_some_and(|cause| !right.contains(&cause.id.as_str()));
    let is_healthy = answer.verdict == Verdict::Healthy && case.expect.verdict == "failing";
    let is_denied = is_healthy && case.expect.quotes.iter().any(|quote| damaged.contains(quote.as_str()));
    if is_wrong || is_denied { Outcome::Different } else { Outcome::LessSure }
}

fn named(answer: &Diagnosis) -> String {
    let of = |name: &Option<String>| name.clone().unwrap_or_else(|| "?".to_owned());
    let cause = |cause: &unloop::diagnosis::Cause| {
        format!("{} {:.2} of {} in {}", cause.id, cause.confidence, of(&cause.container), of(&cause.pod))
    };
    let causes: Vec<_> = answer.causes.iter().take(2).map(cause).collect();
    format!("{} {}", cases::word(&answer.verdict), causes.join(" | "))
}
