//! Building the tests of an engine with mutants; those that do not compile are taken out.

use super::tree::Woven;
use crate::Outcome;
use crate::run::Surroundings;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The tests that say whether the engine judges well; the others try what is around it, or take files of the engine
/// into themselves, where nothing can be woken.
const TESTS: [&str; 11] = [
    "attribution",
    "certainty",
    "commands",
    "forms",
    "golden",
    "limits",
    "many_pods",
    "runs",
    "signatures",
    "timeline",
    "verdicts",
];
/// A mutant that does not compile can hide another.
const ROUNDS: usize = 12;

/// Gives back the programs.
pub(super) fn build(copy: &Path, target: &Path, woven: &mut Woven) -> Outcome<Vec<PathBuf>> {
    for _ in 0..ROUNDS {
        let mut check = cargo(copy, target);
        check.args(["check", "--package", "unloop", "--lib"]);
        let (_, told) = told(&mut check)?;
        let broken = broken(copy, &told)?;
        if broken.is_empty() {
            let mut tests = cargo(copy, target);
            tests.args(["test", "--no-run", "--package", "unloop", "--package", "unloop-tests", "--lib"]);
            for test in TESTS {
                tests.args(["--test", test]);
            }
            let (is_built, told) = self::told(&mut tests)?;
            return if is_built {
                Ok(programs(&told))
            } else {
                Err(format!("the tests do not compile: {tests:?}"))
            };
        }
        woven.not.extend(broken);
        woven.write(copy)?;
    }
    Err("the mutants do not compile".to_owned())
}

fn cargo(copy: &Path, target: &Path) -> Command {
    let mut cargo = Surroundings::default().command("cargo");
    cargo.current_dir(copy);
    cargo.env("CARGO_TARGET_DIR", target);
    // What is woven in has brackets that nobody needs.
    cargo.env("CARGO_ENCODED_RUSTFLAGS", "-Awarnings");
    // With the full effort a build takes longer than the tests gain.
    cargo.args(["--config", "profile.dev.package.unloop.opt-level=1", "--config", "profile.dev.debug=false"]);
    cargo
}

/// Runs cargo, and gives back whether it succeeded, with its messages.
fn told(cargo: &mut Command) -> Outcome<(bool, Vec<Value>)> {
    cargo.args(["--locked", "--message-format", "json"]).stdin(Stdio::null()).stderr(Stdio::null());
    let output = cargo.output().map_err(|error| format!("cargo could not be started: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    Ok((output.status.success(), text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()))
}

fn programs(told: &[Value]) -> Vec<PathBuf> {
    let is_test = |message: &&Value| message.pointer("/profile/test") == Some(&Value::Bool(true));
    let executable = |message: &Value| Some(PathBuf::from(message.get("executable")?.as_str()?));
    told.iter().filter(is_test).filter_map(executable).collect()
}

/// The mutants on the lines that the compiler points at.
fn broken(copy: &Path, told: &[Value]) -> Outcome<BTreeSet<usize>> {
    let mut numbers = BTreeSet::new();
    for message in told.iter().filter_map(|told| told.get("message")) {
        if message.get("level").and_then(Value::as_str) != Some("error") {
            continue;
        }
        let spans = message.get("spans").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let lines = spans.iter().filter_map(|span| span.get("text")?.as_array()).flatten();
        let text = lines.filter_map(|line| line.get("text")?.as_str());
        let pointed_at: Vec<usize> = text.flat_map(numbers_in).collect();
        if pointed_at.is_empty()
            && let Some(file) = spans.iter().find_map(|span| span.get("file_name")?.as_str())
        {
            // What it points at says nothing: the whole file goes without.
            numbers.extend(numbers_in(&crate::files::text(&copy.join(file))?));
        }
        numbers.extend(pointed_at);
        if numbers.is_empty() && !spans.is_empty() {
            return Err(message.get("rendered").and_then(Value::as_str).unwrap_or("it fails").to_owned());
        }
    }
    Ok(numbers)
}

/// The numbers of the mutants in a piece of woven text.
fn numbers_in(text: &str) -> Vec<usize> {
    let calls = text.split("crate::mutant").skip(1);
    let number = |call: &str| {
        let digits = call.split_once('(')?.1;
        digits.get(..digits.find(|c: char| !c.is_ascii_digit())?)?.parse().ok()
    };
    calls.filter_map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_compiler_points_at_mutants() {
        let line = "if crate::mutant(12) { return None; } crate::mutants::less(7, &(a) /*<*/, &(b))";
        assert_eq!(numbers_in(line), [12, 7]);
        let error = serde_json::json!({"message": {"level": "error", "spans": [{"text": [{"text": line}]}]}});
        let warning = serde_json::json!({"message": {"level": "warning", "spans": [{"text": [{"text": "crate::mutant(9)"}]}]}});
        assert_eq!(broken(Path::new("."), &[error, warning]).unwrap(), BTreeSet::from([7, 12]));
    }
}
