//! Running other programs: where the project stands, with which environment, and what a failure says.

use crate::{Outcome, say};
use std::ffi::{OsStr, OsString};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The folder that holds the whole project.
pub(crate) fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    here.parent().map_or_else(|| here.clone(), Path::to_path_buf)
}

/// Where the page's program lies after a build, below the target folder.
pub(crate) const PROGRAM: &str = "wasm32-unknown-unknown/wasm/unloop-web.wasm";

/// Where cargo puts what it builds.
pub(crate) fn target() -> PathBuf {
    root().join(std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from))
}

/// Where cargo keeps what it downloads.
pub(crate) fn cargo_home() -> Option<PathBuf> {
    std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| {
        let home = std::env::var_os(if cfg!(windows) { "USERPROFILE" } else { "HOME" })?;
        Some(PathBuf::from(home).join(".cargo"))
    })
}

/// Where cargo puts the command line that it builds with the profile of this folder.
pub(crate) fn command_line(profile: &str) -> PathBuf {
    target().join(profile).join(format!("unloop{}", std::env::consts::EXE_SUFFIX))
}

/// An environment for programs: folders that come first on PATH, variables set and variables taken away.
#[derive(Debug, Clone, Default)]
pub(crate) struct Surroundings {
    paths: Vec<PathBuf>,
    set: Vec<(String, OsString)>,
    unset: Vec<String>,
}

impl Surroundings {
    /// Puts a folder before all others on PATH.
    pub(crate) fn look_first_in(&mut self, folder: impl Into<PathBuf>) {
        self.paths.insert(0, folder.into());
    }

    /// Sets a variable.
    pub(crate) fn set(&mut self, name: &str, value: impl Into<OsString>) {
        self.set.push((name.to_owned(), value.into()));
    }

    /// Takes a variable away.
    pub(crate) fn unset(&mut self, name: &str) {
        self.unset.push(name.to_owned());
    }

    /// A program, to be run in the project's folder within these surroundings.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command =
            Command::new(self.find(program.as_ref()).unwrap_or_else(|| program.as_ref().into()));
        command.current_dir(root());
        // What `cargo run` told this program about itself would only mislead the programs it starts.
        for (name, _) in std::env::vars_os() {
            if is_about_us(&name.to_string_lossy()) {
                command.env_remove(name);
            }
        }
        command.env("PATH", self.path());
        for name in &self.unset {
            command.env_remove(name);
        }
        command.envs(self.set.iter().map(|(name, value)| (name, value)));
        command
    }

    /// The file that a program's name stands for here.
    pub(crate) fn find(&self, program: &OsStr) -> Option<PathBuf> {
        std::env::split_paths(&self.path())
            .map(|folder| {
                folder.join(format!("{}{}", program.to_string_lossy(), std::env::consts::EXE_SUFFIX))
            })
            .find(|file| file.is_file())
    }

    fn path(&self) -> OsString {
        let inherited = std::env::var_os("PATH").unwrap_or_default();
        let all = self.paths.iter().cloned().chain(std::env::split_paths(&inherited));
        std::env::join_paths(all).unwrap_or(inherited)
    }
}

/// Runs a program whose output the person should see. `what` names it in the error.
pub(crate) fn watched(what: &str, command: &mut Command) -> Outcome {
    let status = command.status().map_err(|error| format!("{what} could not be started: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{what} failed ({status})")) }
}

/// Runs a program beside others: all that it says on either stream is shown at once, when it has ended.
pub(crate) fn heard_out(what: &str, command: &mut Command) -> Outcome {
    let unheard = |error| format!("{what} could not be started: {error}");
    let (mut said, says) = io::pipe().map_err(unheard)?;
    let mut program = command
        .stdin(Stdio::null())
        .stdout(says.try_clone().map_err(unheard)?)
        .stderr(says)
        .spawn()
        .map_err(unheard)?;
    // The command keeps the other end of the pipe open, which then would never end.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut all = Vec::new();
    said.read_to_end(&mut all).map_err(unheard)?;
    let status = program.wait().map_err(unheard)?;
    say::line(&String::from_utf8_lossy(&all));
    if status.success() { Ok(()) } else { Err(format!("{what} failed ({status})")) }
}

/// Downloads every crate that the lock file names, so that what runs later needs no network.
pub(crate) fn fetch(around: &Surroundings) -> Outcome {
    watched("downloading crates", around.command("cargo").args(["fetch", "--locked", "--quiet"]))
}

/// What a program prints, trimmed; `None` when it can't be started or fails.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

pub(crate) fn is_about_us(name: &str) -> bool {
    name == "CARGO"
        || name == "RUST_RECURSION_COUNT"
        || ["CARGO_MANIFEST_", "CARGO_PKG_", "CARGO_CRATE_", "CARGO_BIN_"]
            .iter()
            .any(|start| name.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_the_folder_above_this_crate() {
        assert!(root().join("xtask").join("src").join("main.rs").is_file());
    }

    #[test]
    fn the_folder_named_last_is_searched_first() {
        let mut around = Surroundings::default();
        around.look_first_in("/one");
        around.look_first_in("/two");
        let folders: Vec<PathBuf> = std::env::split_paths(&around.path()).take(2).collect();
        assert_eq!(folders, [PathBuf::from("/two"), PathBuf::from("/one")]);
    }

    #[test]
    fn programs_do_not_see_what_cargo_said_about_this_one() {
        assert!(is_about_us("CARGO_PKG_NAME") && is_about_us("CARGO_MANIFEST_DIR") && is_about_us("CARGO"));
        assert!(!is_about_us("CARGO_HOME") && !is_about_us("CARGO_TARGET_DIR") && !is_about_us("PATH"));
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_is_heard_out_may_fail_after_saying_much() {
        let mut talker = Command::new("sh");
        talker.args(["-c", "head -c 200000 /dev/zero | tr '\\0' ' ' >&2; exit 3"]);
        let problem = heard_out("the talker", &mut talker).expect_err("must fail");
        assert_eq!(problem, "the talker failed (exit status: 3)");
    }

    #[test]
    fn a_program_that_is_not_there_is_named_in_the_error() {
        let problem =
            watched("the brewer", &mut Command::new("no-such-program-here")).expect_err("must fail");
        assert!(problem.starts_with("the brewer could not be started"), "{problem}");
    }
}
