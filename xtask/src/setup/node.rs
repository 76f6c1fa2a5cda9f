//! Node and the npm packages with which the page's tests drive the browser.

use super::apt;
use crate::run::{self, Surroundings};
use crate::{Outcome, say};
use std::fs;
use std::path::{Path, PathBuf};

/// The oldest Node whose test runner our tests can use.
const OLDEST: u32 = 18;

/// The folder with the page's tests and their package.json.
pub(crate) fn tests() -> PathBuf {
    run::root().join("tests").join("browser")
}

/// Finds Node or installs it, then installs the packages that the lock file names.
pub(crate) fn ensure(around: &Surroundings) -> Outcome {
    if !is_here(around) {
        say::step(&format!("no Node {OLDEST} or newer with npm here: installing it"));
        let problem = |problem| format!("the page's tests need Node {OLDEST} or newer and npm: {problem}");
        apt::install(&["nodejs", "npm"]).map_err(problem)?;
        if !is_here(around) {
            return Err(problem("install a newer one and try again".to_owned()));
        }
    }
    packages(around, &tests())
}

fn is_here(around: &Surroundings) -> bool {
    let version = run::answer(around.command("node").arg("--version"));
    let major = version.as_deref().and_then(major);
    major.is_some_and(|major| major >= OLDEST) && around.find("npm".as_ref()).is_some()
}

/// The `20` of `v20.11.1`.
fn major(version: &str) -> Option<u32> {
    version.trim().trim_start_matches('v').split('.').next()?.parse().ok()
}

fn packages(around: &Surroundings, folder: &Path) -> Outcome {
    let Ok(wanted) = fs::read_to_string(folder.join("package-lock.json")) else {
        return Ok(());
    };
    let stamp = folder.join("node_modules").join(".installed-lock.json");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    say::step("npm ci in tests/browser");
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
