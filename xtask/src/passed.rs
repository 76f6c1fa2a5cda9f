//! Which suites passed on just these files, by just these tools: they would pass again.

use crate::run::{self, Surroundings};
use crate::setup::browser;
use crate::{Outcome, files};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is remembered of the suites that passed.
#[derive(Debug)]
pub(crate) struct Passed {
    folder: PathBuf,
    /// Stands for the files and the tools; none where they can't be listed, and then nothing is remembered.
    state: Option<String>,
}

impl Passed {
    /// What is remembered of the files as they are now.
    pub(crate) fn here() -> Self {
        Self { folder: run::target().join("passed"), state: state(&run::root()) }
    }

    /// Whether the suite passed on these files.
    pub(crate) fn knows(&self, suite: &str) -> bool {
        self.state.is_some() && fs::read_to_string(self.folder.join(suite)).ok() == self.state
    }

    /// Remembers these suites, unless a file was changed while they ran.
    pub(crate) fn remember<'s>(&self, suites: impl IntoIterator<Item = &'s str>) -> Outcome {
        let Some(state) = self.state.as_ref().filter(|before| Some(*before) == state(&run::root()).as_ref())
        else {
            return Ok(());
        };
        files::folder(&self.folder)?;
        suites.into_iter().try_for_each(|suite| files::write(&self.folder.join(suite), state))
    }
}

/// A hash over every file that git knows or would take, and over what compiles and runs them.
fn state(root: &Path) -> Option<String> {
    let around = Surroundings::default();
    let ask = |program: &str, words: &[&str]| run::answer(around.command(program).args(words));
    let listed = run::answer(Command::new("git").arg("-C").arg(root).args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]))?;
    let mut hash = Sha256::new();
    // A length before each part, so that no two lists of parts look alike.
    let mut add = |part: &[u8]| {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    };
    for name in listed.split('\0').filter(|name| !name.is_empty()) {
        add(name.as_bytes());
        // A file that git knows and nobody finds was deleted: that is a state, too.
        add(&fs::read(root.join(name)).unwrap_or_default());
    }
    add(ask("rustc", &["-vV"]).unwrap_or_default().as_bytes());
    // Other tools are pinned by files of the project.
    for program in std::iter::once("node").chain(browser::names()) {
        add(ask(program, &["--version"]).unwrap_or_default().as_bytes());
    }
    for (name, value) in std::env::vars_os().filter(|(name, _)| steers(&name.to_string_lossy())) {
        add(name.as_encoded_bytes());
        add(value.as_encoded_bytes());
    }
    Some(format!("{:x}", hash.finalize()))
}

/// Whether a variable of this name changes what is compiled or tried.
fn steers(name: &str) -> bool {
    ["RUST", "CARGO_", "PROPTEST_", "CHROM", "FIREFOX", "UNLOOP"].iter().any(|start| name.starts_with(start))
        && !run::is_about_us(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::setup::cache::Scratch;

    fn git(folder: &Path, words: &[&str]) {
        assert!(Command::new("git").arg("-C").arg(folder).args(words).status().unwrap().success());
    }

    #[test]
    fn every_change_of_a_file_is_another_state() {
        let scratch = Scratch::new("passed");
        git(&scratch, &["init", "--quiet"]);
        let write = |name: &str, text: &str| fs::write(scratch.join(name), text).unwrap();
        write(".gitignore", "built\n");
        write("one", "text");
        let mut seen = vec![state(&scratch).unwrap()];
        let mut now = |what: &str| {
            let state = state(&scratch).unwrap();
            assert!(!seen.contains(&state), "{what}");
            seen.push(state);
        };
        write("one", "texts");
        now("other content");
        write("two", "");
        now("a new file");
        fs::rename(scratch.join("two"), scratch.join("three")).unwrap();
        now("another name");
        fs::remove_file(scratch.join("one")).unwrap();
        now("no file");
        write("built", "by a program");
        assert_eq!(state(&scratch).as_ref(), seen.last(), "what is ignored is no input");
    }

    #[test]
    fn only_the_same_state_is_known() {
        let scratch = Scratch::new("passed-known");
        let with =
            |state: Option<&str>| Passed { folder: scratch.to_path_buf(), state: state.map(str::to_owned) };
        fs::write(scratch.join("rust"), "1").unwrap();
        assert!(with(Some("1")).knows("rust"));
        assert!(
            !with(Some("2")).knows("rust") && !with(Some("1")).knows("page") && !with(None).knows("page")
        );
    }

    #[test]
    fn what_cargo_tells_its_programs_steers_nothing() {
        assert!(steers("RUSTFLAGS") && steers("CARGO_TARGET_DIR") && steers("PROPTEST_CASES"));
        assert!(!steers("CARGO_PKG_NAME") && !steers("HOME"));
    }
}
