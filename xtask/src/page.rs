//! Builds the page for release, as it is published: Trunk's files, and all of it in one.

use crate::run::{self, Surroundings};
use crate::{Outcome, say, single_file};

/// Builds `dist/` with Trunk, and `dist/unloop.html` from the same program.
pub(crate) fn build(around: &Surroundings) -> Outcome {
    say::step("building the page (release)");
    run::fetch(around)?;
    run::watched(
        "trunk build",
        around.command("trunk").args(["build", "--release", "--offline", "--locked"]),
    )?;
    single_file::assemble(around)
}

/// Whether there is a page to build at all.
pub(crate) fn is_here() -> bool {
    run::root().join("index.html").is_file()
}
