//! Builds the page for release, as it is published.

use crate::run::{self, Surroundings};
use crate::{Outcome, say};

/// Builds `dist/` with Trunk.
pub(crate) fn build(around: &Surroundings) -> Outcome {
    say::step("building the page (release)");
    run::fetch(around)?;
    run::watched("trunk build", around.command("trunk").args(["build", "--release", "--offline", "--locked"]))
}

/// Whether there is a page to build at all.
pub(crate) fn is_here() -> bool {
    run::root().join("index.html").is_file()
}
