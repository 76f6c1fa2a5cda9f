//! `cargo xtask screenshots`: pictures of the page, for people to look at.

use std::path::PathBuf;

use crate::run::{self, Surroundings};
use crate::setup::Setup;
use crate::{Outcome, page, say};

/// Builds the page, and takes a picture of each of its states in each look.
pub(crate) fn take(folder: Option<PathBuf>) -> Outcome {
    let mut setup = Setup::new()?;
    page::build(&mut setup)?;
    let (around, browser) = setup.for_node_tests(&["tests/browser"])?;
    let folder = folder.unwrap_or_else(|| "target/screenshots".into());
    say::step(&format!("taking pictures into {}", folder.display()));
    shoot(&around, &browser.chromium, folder)
}

fn shoot(around: &Surroundings, chromium: &std::path::Path, folder: PathBuf) -> Outcome {
    let mut node = around.command("node");
    node.arg(run::root().join("tests/browser/screenshots.mjs")).arg(folder).env("CHROMIUM", chromium);
    run::watched("node screenshots.mjs", &mut node)
}
