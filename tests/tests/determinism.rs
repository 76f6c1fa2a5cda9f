//! The same text gives the same answer: whatever the seeds of hash tables, and in whatever order its parts stand.

use std::collections::{BTreeMap, BTreeSet};
use std::thread;
use unloop::{Diagnosis, Input, diagnose, diagnose_all};
use unloop_tests::cases;

/// Hash tables take a new seed in every thread.
#[test]
fn every_thread_gives_the_same_bytes() {
    let all = || -> Vec<String> {
        cases::all()
            .iter()
            .map(|case| serde_json::to_string(&diagnose(&case.paste)).unwrap_or_default())
            .collect()
    };
    let runs: Vec<Vec<String>> =
        thread::scope(|scope| [scope.spawn(all), scope.spawn(all)].map(|run| run.join().unwrap()).into());
    for (case, (one, other)) in cases::all().iter().zip(runs[0].iter().zip(&runs[1])) {
        assert!(!one.is_empty() && one == other, "{}", case.name);
    }
}

/// The paste cut before each command that somebody typed.
fn parts(paste: &str) -> Vec<&str> {
    let mut starts: Vec<usize> = paste.match_indices("$ kubectl ").map(|(at, _)| at).collect();
    let begins_line =
        |at: usize| paste.get(..at).is_some_and(|before| before.is_empty() || before.ends_with('\n'));
    starts.retain(|at| begins_line(*at));
    if starts.first() != Some(&0) {
        return Vec::new();
    }
    let ends = starts.iter().skip(1).copied().chain([paste.len()]);
    starts.iter().zip(ends).filter_map(|(start, end)| paste.get(*start..end)).collect()
}

/// What an answer says, without where in the paste it stands.
fn said(answer: &Diagnosis) -> (String, BTreeMap<String, String>, BTreeSet<i64>) {
    let causes = answer.causes.iter().map(|cause| {
        let quotes: BTreeSet<&str> = cause.evidence.iter().map(|one| one.quote.as_str()).collect();
        let who = format!("{} {:?} {:?}", cause.id, cause.pod, cause.container);
        (who, format!("{:.2} {} {quotes:?} {:?}", cause.confidence, cause.title, cause.fixes))
    });
    (cases::word(&answer.verdict), causes.collect(), answer.exit_codes.iter().map(|code| code.code).collect())
}

/// Each part begins with its command, which says whose it is: their order says nothing.
#[test]
fn the_order_of_parts_that_say_whose_they_are_does_not_matter() {
    let (mut report, mut turned) = (String::new(), 0);
    for case in cases::all() {
        let mut parts = parts(&case.paste);
        if parts.len() < 2 {
            continue;
        }
        let expected = said(&diagnose(&parts.concat()));
        for _ in 0..parts.len() {
            parts.rotate_left(1);
            turned += 1;
            let got = said(&diagnose(&parts.concat()));
            if got != expected {
                report += &format!("{}\n  {expected:?}\n  {got:?}\n", case.name);
                break;
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
    assert!(turned > 10, "only {turned} orders were tried");
}

/// A file each, under a name that tells nothing, is what one text of them all is.
#[test]
fn parts_in_files_of_their_own_are_one_paste() {
    let mut tried = 0;
    for case in cases::all() {
        let parts = parts(&case.paste);
        if parts.len() < 2 {
            continue;
        }
        tried += 1;
        let inputs: Vec<_> = parts.iter().map(|text| Input { name: "part", text }).collect();
        assert_eq!(said(&diagnose_all(&inputs)), said(&diagnose(&case.paste)), "{}", case.name);
    }
    assert!(tried > 10, "only {tried} were tried");
}
