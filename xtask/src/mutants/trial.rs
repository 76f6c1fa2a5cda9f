//! Waking one mutant after another, and running the tests that reach it.

use super::weave::Mutant;
use crate::{Outcome, files, say};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Tests that try thousands of texts for a panic, a word of a shell or an answer that depends on how the text comes:
/// they take ten times as long as all others, and hardly ever notice what those do not.
const SLOW: [&str; 8] = [
    "any_cut_is_survived",
    "hostile_texts_end_in_time",
    "deep_nesting_is_refused",
    "a_hostile_name_is_one_word_or_is_not_said",
    "hostile_values_of_labels_keys_and_hosts_are_one_word_or_are_not_said",
    "a_shell_understands_every_command",
    "what_was_let_go_changes_no_answer",
    "however_the_pieces_come_the_answer_is_the_same",
];

/// A test program, as it is with all mutants asleep.
struct Program {
    path: PathBuf,
    took: Duration,
    /// The mutants that its tests reach.
    reached: BTreeSet<usize>,
}

/// What the tests said of a mutant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Caught,
    Hung,
    Survived,
    NotReached,
}

/// Tries each, and names those that no test notices.
pub(super) fn try_each(mutants: &[Mutant], programs: &[PathBuf], folder: &Path) -> Outcome {
    files::folder(folder)?;
    let mut all = Vec::new();
    for (place, path) in programs.iter().enumerate() {
        all.push(asleep(path, &folder.join(place.to_string()))?);
    }
    all.sort_by_key(|program| program.took);
    let took: Duration = all.iter().map(|program| program.took).sum();
    say::line(&format!("all tests together take {}", say::time(took)));
    let mut fates = Vec::new();
    for mutant in mutants {
        let fate = fate(mutant, &all)?;
        let word = match fate {
            Fate::Survived => Some("survived"),
            Fate::NotReached => Some("no test reaches"),
            Fate::Caught | Fate::Hung => None,
        };
        if let Some(word) = word {
            let Mutant { number, file, line, what } = mutant;
            say::line(&format!("{word}: {file}:{line}: {what} (UNLOOP_MUTANT={number})"));
        }
        fates.push(fate);
        if fates.len() % 50 == 0 {
            say::line(&counts(&fates));
        }
    }
    say::line(&counts(&fates));
    Ok(())
}

fn counts(fates: &[Fate]) -> String {
    let of = |wanted: Fate| fates.iter().filter(|fate| **fate == wanted).count();
    format!(
        "tried {}: caught {}, caught by a time limit {}, survived {}, reached by no test {}",
        fates.len(),
        of(Fate::Caught),
        of(Fate::Hung),
        of(Fate::Survived),
        of(Fate::NotReached)
    )
}

fn asleep(path: &Path, reached: &Path) -> Outcome<Program> {
    let _ = std::fs::remove_file(reached);
    let begun = Instant::now();
    let status = program(path).env("UNLOOP_REACHED", reached).status();
    let status = status.map_err(|error| files::about(path, &error))?;
    if !status.success() {
        return Err(format!("{} fails with all mutants asleep", path.display()));
    }
    let text = std::fs::read_to_string(reached).unwrap_or_default();
    let reached = text.lines().filter_map(|line| line.parse().ok()).collect();
    Ok(Program { path: path.to_owned(), took: begun.elapsed(), reached })
}

fn fate(mutant: &Mutant, programs: &[Program]) -> Outcome<Fate> {
    let mut fate = Fate::NotReached;
    for tests in programs.iter().filter(|program| program.reached.contains(&mutant.number)) {
        fate = Fate::Survived;
        let limit = tests.took * 10 + Duration::from_secs(10);
        let mut running = program(&tests.path)
            .env("UNLOOP_MUTANT", mutant.number.to_string())
            .spawn()
            .map_err(|error| files::about(&tests.path, &error))?;
        let begun = Instant::now();
        let mut pause = Duration::from_millis(2);
        loop {
            match running.try_wait().map_err(|error| files::about(&tests.path, &error))? {
                Some(status) if status.success() => break,
                Some(_) => return Ok(Fate::Caught),
                None if begun.elapsed() > limit => {
                    let _ = running.kill();
                    let _ = running.wait();
                    return Ok(Fate::Hung);
                }
                None => std::thread::sleep(pause),
            }
            pause = (pause * 2).min(Duration::from_millis(50));
        }
    }
    Ok(fate)
}

/// A test program: it says nothing, and runs where cargo would run it.
fn program(path: &Path) -> Command {
    let mut command = Command::new(path);
    command.arg("--quiet").args(SLOW.iter().flat_map(|slow| ["--skip", slow]));
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}
