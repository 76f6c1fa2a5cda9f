//! A copy of the project, with mutants in it.

use super::weave::{self, Mutant};
use crate::{Outcome, files};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The file of the engine that gets what woven text calls.
const ROOT: &str = "core/src/lib.rs";

/// What was made of some files of the engine.
#[derive(Debug, Default)]
pub(super) struct Woven {
    pub(super) mutants: Vec<Mutant>,
    /// Those that do not compile.
    pub(super) not: Vec<usize>,
    /// The files with their texts, and the number of the first mutant of each.
    sources: BTreeMap<String, (String, usize)>,
}

/// Copies what cargo needs but the engine's sources that are woven; what is the same already is left alone, so that
/// little is built anew.
pub(super) fn copy(root: &Path, to: &Path, woven: &Woven) -> Outcome {
    copy_below(root, Path::new(""), to, woven)
}

fn copy_below(root: &Path, below: &Path, to: &Path, woven: &Woven) -> Outcome {
    const NOT: [&str; 5] = ["target", "node_modules", ".git", "dist", "sites"];
    let (from, to_here) = (root.join(below), to.join(below));
    files::folder(&to_here)?;
    for entry in fs::read_dir(&from).map_err(|error| files::about(&from, &error))? {
        let path = entry.map_err(|error| files::about(&from, &error))?.path();
        let Some(name) = path.file_name() else { continue };
        let place = below.join(name);
        if path.is_dir() {
            if !NOT.iter().any(|not| name == *not) {
                copy_below(root, &place, to, woven)?;
            }
        } else if place == Path::new(ROOT) {
            change(&to.join(&place), (files::text(&path)? + weave::HELPERS).as_bytes())?;
        } else if !woven.sources.contains_key(&*place.to_string_lossy()) {
            change(&to.join(&place), &files::bytes(&path)?)?;
        }
    }
    Ok(())
}

/// Weaves mutants into the engine's files below these places, which are named from the root.
pub(super) fn weave(root: &Path, places: &[&str]) -> Outcome<Woven> {
    let mut found = Vec::new();
    for place in places {
        let path = root.join(place);
        if path.is_file() {
            found.push(path);
        } else {
            rust_files(&path, &mut found)?;
        }
    }
    found.sort();
    let mut woven = Woven::default();
    let mut first = 1;
    for path in found {
        let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
        let text = files::text(&path)?;
        let (_, mutants) = weave::weave(&name, &text, first, &[])?;
        woven.sources.insert(name, (text, first));
        first = mutants.last().map_or(first, |last| last.number + 1);
        woven.mutants.extend(mutants);
    }
    Ok(woven)
}

impl Woven {
    /// Writes the files, without the mutants that do not compile.
    pub(super) fn write(&mut self, copy: &Path) -> Outcome {
        self.mutants.clear();
        for (name, (text, first)) in &self.sources {
            let (woven, mutants) = weave::weave(name, text, *first, &self.not)?;
            change(&copy.join(name), woven.as_bytes())?;
            self.mutants.extend(mutants);
        }
        Ok(())
    }

    /// Remembers which do not compile, for as long as the sources stay as they are.
    pub(super) fn remember(&self, file: &Path) -> Outcome {
        let numbers: Vec<String> = self.not.iter().map(usize::to_string).collect();
        files::write(file, format!("{} {}", self.hash(), numbers.join(" ")))
    }

    /// What was remembered of these sources.
    pub(super) fn recall(&mut self, file: &Path) {
        let text = fs::read_to_string(file).unwrap_or_default();
        let mut words = text.split(' ');
        if words.next() == Some(&self.hash().to_string()) {
            self.not = words.filter_map(|number| number.parse().ok()).collect();
        }
    }

    fn hash(&self) -> u64 {
        self.sources.iter().fold(0, |hash, (name, (text, _))| hash.rotate_left(5) ^ fnv(name) ^ fnv(text))
    }
}

/// So many of them, or all; the same ones for the same seed.
pub(super) fn draw(mutants: &[Mutant], sample: Option<usize>, seed: u64) -> Vec<Mutant> {
    let mut alike: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    let mut drawn: Vec<(u64, &Mutant)> = Vec::new();
    for mutant in mutants {
        // Not by numbers and lines: a change elsewhere leaves the sample as it is.
        let before = alike.entry((&mutant.file, &mutant.what)).or_default();
        *before += 1;
        drawn.push((mixed(&format!("{seed} {} {} {before}", mutant.file, mutant.what)), mutant));
    }
    drawn.sort_by_key(|(key, mutant)| (*key, mutant.number));
    drawn.into_iter().take(sample.unwrap_or(usize::MAX)).map(|(_, mutant)| mutant.clone()).collect()
}

/// A key in which near texts lie far apart.
fn mixed(text: &str) -> u64 {
    let hash = fnv(text);
    (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// FNV-1a.
fn fnv(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) -> Outcome {
    for entry in fs::read_dir(folder).map_err(|error| files::about(folder, &error))? {
        let path = entry.map_err(|error| files::about(folder, &error))?.path();
        if path.is_dir() {
            rust_files(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    Ok(())
}

fn change(file: &Path, content: &[u8]) -> Outcome {
    if fs::read(file).is_ok_and(|there| there == content) {
        return Ok(());
    }
    files::write(file, content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_draws_the_same_again() {
        let mutant = |number| Mutant { number, file: "a.rs".into(), line: number, what: "x".into() };
        let all: Vec<Mutant> = (1..200).map(mutant).collect();
        let first = draw(&all, Some(20), 1);
        assert_eq!(first.len(), 20);
        assert_eq!(first, draw(&all, Some(20), 1));
        assert_ne!(first, draw(&all, Some(20), 2));
        assert_eq!(draw(&all, None, 1).len(), all.len());
    }
}
