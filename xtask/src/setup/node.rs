//! Node, and the npm packages that tests in it use.

use super::apt;
use crate::run::{self, Surroundings};
use crate::{Outcome, say};
use std::fs;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// The oldest Node whose test runner our tests can use.
pub(crate) const FOR_TESTS: u32 = 18;
/// The oldest Node that the npm package promises to run on.
pub(crate) const FOR_THE_PACKAGE: u32 = 20;

/// Finds a Node that is not older than `oldest`, or installs it.
pub(crate) fn ensure(around: &Surroundings, oldest: u32) -> Outcome {
    if !is_here(around, oldest) {
        say::step(&format!("no Node {oldest} or newer with npm here: installing it"));
        let problem = |problem| format!("this needs Node {oldest} or newer and npm: {problem}");
        apt::install(&["nodejs", "npm"]).map_err(problem)?;
        if !is_here(around, oldest) {
            return Err(problem("install a newer one and try again".to_owned()));
        }
    }
    Ok(())
}

fn is_here(around: &Surroundings, oldest: u32) -> bool {
    let version = run::answer(around.command("node").arg("--version"));
    let major = version.as_deref().and_then(major);
    major.is_some_and(|major| major >= oldest) && around.find("npm".as_ref()).is_some()
}

/// The `20` of `v20.11.1`.
fn major(version: &str) -> Option<u32> {
    version.trim().trim_start_matches('v').split('.').next()?.parse().ok()
}

/// Installs the packages that the lock file in a folder names.
pub(crate) fn packages(around: &Surroundings, folder: &Path) -> Outcome {
    let Ok(wanted) = fs::read_to_string(folder.join("package-lock.json")) else {
        return Ok(());
    };
    // Suites that run side by side may want the same folder.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let stamp = folder.join("node_modules").join(".installed-lock.json");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    say::step(&format!("npm ci in {}", folder.display()));
    let mut npm = around.command("npm");
    // The browser is found or installed by us; a package that brings its own must not try.
    npm.current_dir(folder).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    run::watched("npm ci", npm.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]))?;
    fs::write(&stamp, wanted).map_err(|error| format!("{}: {error}", stamp.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_off_what_node_prints() {
        assert_eq!(major("v20.11.1\n"), Some(20));
        assert_eq!(major("v8.0.0"), Some(8));
        assert_eq!(major("node: not found"), None);
    }
}
