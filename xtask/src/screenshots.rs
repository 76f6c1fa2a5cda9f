//! `cargo xtask screenshots`: pictures of the page, for people to look at, and what it costs and how long it takes.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{self, Surroundings};
use crate::setup::Setup;
use crate::{Outcome, page, say};

/// Builds the page, takes a picture of each of its states in each look, and prints its figures.
pub(crate) fn take(folder: Option<PathBuf>) -> Outcome {
    let mut setup = Setup::new()?;
    page::build(&mut setup)?;
    let (around, browser) = setup.for_node_tests(&["tests/browser"])?;
    let folder = folder.unwrap_or_else(|| "target/screenshots".into());
    say::step(&format!("taking pictures into {}", folder.display()));
    let node = |script: &str| script_of(&around, &browser.chromium, script);
    run::watched("node screenshots.mjs", node("screenshots.mjs").arg(folder))?;
    say::step("measuring the page");
    run::watched("node figures.mjs", &mut node("figures.mjs"))
}

/// One of the scripts beside the page's tests.
fn script_of(around: &Surroundings, chromium: &Path, script: &str) -> Command {
    let mut node = around.command("node");
    node.arg(run::root().join("tests/browser").join(script)).env("CHROMIUM", chromium);
    node
}
