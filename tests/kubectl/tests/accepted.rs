//! Real kubectl accepts every suggested command: it asks the server, and does not complain about a flag or a word.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test says so when something is not as it must be, and how much it has seen"
)]

use std::collections::{BTreeMap, BTreeSet};
use unloop_kubectl_tests::kubectl::Kubectl;
use unloop_kubectl_tests::objects::World;
use unloop_kubectl_tests::stub::Stub;
use unloop_kubectl_tests::table::Clock;
use unloop_tests::{cases, commands, shell};

/// What is said once the words were understood: by the stub, and by kubectl when something is not there.
const SERVER: &[&str] = &[
    "is not here",
    "(NotFound)",
    "the server doesn't have a resource type",
    "the server could not find the requested resource",
    "Metrics API not available",
    "no matches for kind",
    "no objects passed to apply",
    "unable to find api",
    "No resources found",
    // It wants to send a file that only the reader has.
    "no such file or directory",
    "the path \"filled\" does not exist",
];

#[test]
#[ignore = "needs kubectl: cargo xtask test kubectl"]
fn every_command_reaches_the_server() {
    let mut all = Kubectl::all();
    all.sort_by_key(|kubectl| kubectl.minor);
    let kubectl = all.pop().unwrap();
    let clock = Clock { now: jiff::Timestamp::now(), minor: kubectl.minor };
    let stub = Stub::serve(World::default(), clock);
    let mut lines = BTreeSet::new();
    for case in cases::all() {
        lines.extend(commands::of(&unloop::diagnose(&case.paste)).into_iter().map(|command| command.run));
    }
    // kubectl reads two commands alike that differ in a name alone: one of each shape is asked.
    let filled: Vec<String> = lines.iter().map(|line| commands::filled_in(line)).collect();
    let words = shell::ask("accepted", &filled).kubectl;
    let asked: BTreeMap<Vec<String>, Vec<String>> =
        words.into_iter().map(|words| (commands::shape(&words), words)).collect();
    let asked: Vec<Vec<String>> = asked.into_values().collect();
    let refusals = |share: &[Vec<String>]| -> Vec<String> {
        share.iter().filter_map(|words| refusal(&kubectl, &stub, words)).collect()
    };
    let (some, others) = asked.split_at(asked.len() / 2);
    let refused: Vec<String> = std::thread::scope(|scope| {
        let running = scope.spawn(|| refusals(others));
        let mut all = refusals(some);
        all.extend(running.join().unwrap());
        all
    });
    eprintln!(
        "{} commands of {} shapes, given to kubectl 1.{}: {} refused",
        lines.len(),
        asked.len(),
        kubectl.minor,
        refused.len()
    );
    assert!(refused.is_empty(), "\n{}", refused.join("\n"));
    assert!(asked.len() > 100, "only {} commands were found", asked.len());
}

/// Why kubectl does not take these words, if it does not.
fn refusal(kubectl: &Kubectl, stub: &Stub, words: &[String]) -> Option<String> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let output = kubectl.ask(stub, &words);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let is_accepted = output.status.success() || SERVER.iter().any(|answer| said.contains(answer));
    (!is_accepted).then(|| format!("kubectl {}\n    {}", words.join(" "), said.trim()))
}
