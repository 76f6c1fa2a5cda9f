//! MkDocs with the Material theme, which builds an example of the docs for the tests of the npm package.

use super::apt;
use super::cache::Cache;
use crate::run::{self, Surroundings};
use crate::{Outcome, say};
use std::path::PathBuf;

/// The Python packages, each in one version.
const LIST: &str = "tests/npm/requirements.txt";

/// Gives the folder with the packages, installed once.
pub(super) fn ensure(cache: &Cache, around: &Surroundings) -> Outcome<PathBuf> {
    let list = run::root().join(LIST);
    let text = std::fs::read_to_string(&list).map_err(|error| format!("{LIST}: {error}"))?;
    let version = version(&text).ok_or_else(|| format!("{LIST} pins no {NAME}"))?;
    cache.keep(NAME, version, |folder| {
        if run::answer(around.command("python3").args(["-m", "pip", "--version"])).is_none() {
            say::step("no pip here: installing it");
            apt::install(&["python3-pip"])?;
        }
        say::step(&format!("installing {NAME} {version}"));
        let mut pip = around.command("python3");
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]);
        // The folder is ours alone, whoever we are.
        pip.args(["--root-user-action", "ignore", "--target"]);
        run::watched("pip", pip.arg(folder).arg("--requirement").arg(&list))
    })
}

const NAME: &str = "mkdocs-material";

/// The version of the theme: another one brings another set of packages.
fn version(list: &str) -> Option<&str> {
    list.lines().find_map(|line| line.strip_prefix(NAME)?.strip_prefix("==")).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn the_theme_is_not_taken_for_its_neighbours() {
        let list = "mkdocs==1.6.1\nmkdocs-material-extensions==1.3.1\nmkdocs-material==9.8.2\n";
        assert_eq!(version(list), Some("9.8.2"));
        assert_eq!(version("mkdocs==1.6.1\n"), None);
    }
}
