//! A log may hold several runs of its container: what ended an older one is not what ended, or will end, the newest.

#![expect(clippy::expect_used, reason = "a test says so when something is not as it must be")]

use unloop::diagnose;
use unloop::diagnosis::{Cause, Diagnosis};

/// From here on an answer is sure.
const SURE: f64 = 0.8;

/// A run that begins at this minute, and how it goes on.
fn run(minute: u32, rest: &[&str]) -> String {
    let begin = ["INFO shop 1.4 starts", "INFO reading /etc/shop/shop.conf"];
    let lines = begin.iter().chain(rest).enumerate();
    lines.map(|(second, line)| format!("2026-11-19T10:{minute:02}:{second:02}Z {line}\n")).collect()
}

const NO_VARIABLE: &str = "FATAL required environment variable SHOP_DSN is not set";
const PORT_TAKEN: &str = "FATAL listen tcp :8080: bind: address already in use";

fn first(answer: &Diagnosis) -> &Cause {
    answer.causes.first().expect("a cause")
}

/// The paste must be explained by this cause, and by this line of it.
#[track_caller]
fn check(paste: &str, id: &str, line: usize) {
    let answer = diagnose(paste);
    let cause = first(&answer);
    assert_eq!(cause.id, id, "{paste}\n{:?}", answer.causes);
    assert!(cause.confidence >= SURE, "{paste}\n{}", cause.confidence);
    assert_eq!(cause.evidence.first().expect("evidence").line, line, "{paste}\n{:?}", cause.evidence);
}

#[test]
fn the_end_of_the_newest_run_counts() {
    check(&(run(1, &[NO_VARIABLE]) + &run(5, &[PORT_TAKEN])), "app/port-in-use", 6);
    check(&(run(1, &[PORT_TAKEN]) + &run(5, &[NO_VARIABLE])), "config/missing-env", 6);
    check(
        &(run(1, &[NO_VARIABLE]) + &run(2, &[NO_VARIABLE]) + &run(5, &[NO_VARIABLE])),
        "config/missing-env",
        9,
    );
}

#[test]
fn a_log_of_the_run_before_may_stand_below() {
    check(&(run(5, &[PORT_TAKEN]) + &run(1, &[NO_VARIABLE])), "app/port-in-use", 3);
}

#[test]
fn a_stop_of_an_older_run_does_not_excuse_the_newest() {
    let stopped = ["INFO listening on 8080", "INFO received SIGTERM, shutting down"];
    check(&(run(1, &stopped) + &run(5, &[NO_VARIABLE])), "config/missing-env", 7);
}

#[test]
fn a_run_that_has_only_begun_says_nothing_yet() {
    check(&(run(1, &[NO_VARIABLE]) + &run(5, &[])), "config/missing-env", 3);
}

#[test]
fn a_run_that_goes_on_has_not_met_what_ended_the_one_before() {
    for after in [
        ["INFO 3 workers", "INFO queue is empty", "INFO queue is empty"],
        ["INFO listening on 8080", "INFO served 200", "INFO served 200"],
    ] {
        for older in [NO_VARIABLE, PORT_TAKEN] {
            let answer = diagnose(&(run(1, &[older]) + &run(5, &after)));
            assert!(
                answer.causes.iter().all(|cause| cause.confidence < SURE),
                "{after:?}: {:?}",
                answer.causes
            );
        }
    }
}
