//! Each target of the fuzzer, for a moment: over its seeds and some changed ones, the same in every run.

#![expect(clippy::unwrap_used, reason = "a test says so when something is not as it must be")]

use std::collections::BTreeSet;
use unloop_tests::fuzz::{Mutations, TARGETS, Target};
use unloop_tests::house;

/// Tries a target with its seeds and so many changed ones; all that fails is told, with the input.
fn briefly(name: &str, changed: usize) {
    let target: &Target = TARGETS.iter().find(|target| target.name == name).unwrap();
    let seeds = (target.seeds)();
    let inputs = seeds.iter().cloned().chain(Mutations::of(&seeds).take(changed));
    for input in inputs {
        let tried = std::panic::catch_unwind(|| (target.try_with)(&input));
        assert!(tried.is_ok(), "{name} does not hold for {:?}", String::from_utf8_lossy(&input));
    }
}

#[test]
fn a_paste() {
    briefly("paste", 700);
}

#[test]
fn a_split_paste() {
    briefly("split", 400);
}

#[test]
fn what_is_let_go() {
    briefly("sieve", 400);
}

#[test]
fn an_object() {
    briefly("objects", 400);
}

#[test]
fn a_secret() {
    briefly("secrets", 400);
}

#[test]
fn a_rule_file() {
    briefly("rules", 1500);
}

#[test]
fn an_archive() {
    briefly("archives", 1500);
}

#[test]
fn the_door_for_javascript() {
    briefly("door", 200);
}

#[test]
fn every_target_has_a_program_and_a_moment_here() {
    let known: BTreeSet<String> = TARGETS.iter().map(|target| target.name.to_owned()).collect();
    let root = house::root().join("tests");
    let programs = house::files(&root.join("fuzz/fuzz_targets"), "rs");
    let programs = programs.iter().map(|file| file.file_stem().unwrap().to_string_lossy().into_owned());
    assert_eq!(programs.collect::<BTreeSet<_>>(), known);
    let manifest = std::fs::read_to_string(root.join("fuzz/Cargo.toml")).unwrap();
    let here = std::fs::read_to_string(root.join("tests/fuzz.rs")).unwrap();
    for name in known {
        assert!(manifest.contains(&format!("\"fuzz_targets/{name}.rs\"")), "{name}");
        assert!(here.contains(&format!("briefly(\"{name}\"")), "{name}");
    }
}
