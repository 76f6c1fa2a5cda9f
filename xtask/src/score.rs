//! `cargo xtask score DIR`: measures the command line against a folder of labelled pastes.

use crate::run::{self, Surroundings};
use crate::{Outcome, say};
use std::path::{Path, PathBuf};

/// Builds the command line and runs the `score.py` that belongs to `dir` on it; `extra` are the scorer's own options.
pub(crate) fn score(dir: &Path, extra: &[String]) -> Outcome {
    let dir = std::path::absolute(dir).map_err(|error| format!("{}: {error}", dir.display()))?;
    let scorer = scorer_of(&dir)?;
    let around = Surroundings::default();
    let python = ["python3", "python"].into_iter().find(|name| around.find(name.as_ref()).is_some());
    let python = python.ok_or("score needs Python 3; install it and try again")?;

    say::step("building the command line (release)");
    let mut build = around.command("cargo");
    build.args(["build", "--release", "--locked", "--package", "unloop", "--bin", "unloop"]);
    run::watched("the build", &mut build)?;

    say::step(&format!("{} {}", scorer.display(), dir.display()));
    let mut measure = around.command(python);
    measure.arg(scorer).arg(dir).args(extra).arg("--").arg(run::command_line("release")).arg("--json");
    run::watched("the scorer", &mut measure)
}

/// The `score.py` that stands in the folder or in the nearest folder above it.
fn scorer_of(dir: &Path) -> Outcome<PathBuf> {
    if !dir.is_dir() {
        return Err(format!("{} is no folder", dir.display()));
    }
    dir.ancestors()
        .map(|folder| folder.join("score.py"))
        .find(|file| file.is_file())
        .ok_or_else(|| format!("no score.py in {} or in a folder above it", dir.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::setup::cache::Scratch;
    use std::fs;

    #[test]
    fn the_nearest_scorer_above_is_taken() {
        let scratch = Scratch::new("score-nearest");
        let cases = scratch.join("pastes").join("dev");
        fs::create_dir_all(&cases).unwrap();
        fs::write(scratch.join("score.py"), "").unwrap();
        assert_eq!(scorer_of(&cases), Ok(scratch.join("score.py")));
        fs::write(scratch.join("pastes").join("score.py"), "").unwrap();
        assert_eq!(scorer_of(&cases), Ok(scratch.join("pastes").join("score.py")));
        fs::write(cases.join("score.py"), "").unwrap();
        assert_eq!(scorer_of(&cases), Ok(cases.join("score.py")));
    }

    #[test]
    fn a_folder_without_a_scorer_and_a_missing_folder_say_so() {
        let scratch = Scratch::new("score-missing");
        assert!(scorer_of(&scratch).unwrap_err().starts_with("no score.py in "));
        assert!(scorer_of(&scratch.join("nowhere")).unwrap_err().ends_with(" is no folder"));
    }
}
