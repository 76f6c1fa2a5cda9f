//! Builds the page for release, as it is published: Trunk's files, and all of it in one.

use std::thread;

use crate::run::{self, Surroundings};
use crate::setup::Setup;
use crate::{Outcome, say, single_file};

/// Builds `dist/` with Trunk, and `dist/unloop.html` from the same program. Gives back where its tools are found.
pub(crate) fn build(setup: &mut Setup) -> Outcome<Surroundings> {
    let compiler = setup.for_wasm()?;
    run::fetch(&compiler)?;
    // The program takes as long to compile as Trunk does, where there is none yet, and neither fills two processors.
    let around = thread::scope(|scope| {
        let compiled = scope.spawn(|| compile(&compiler));
        let around = setup.for_the_page();
        compiled.join().unwrap_or_else(|_| Err("compiling the page stopped".to_owned())).and(around)
    })?;
    say::step("building the page (release)");
    run::watched(
        "trunk build",
        around.command("trunk").args(["build", "--release", "--offline", "--locked"]),
    )?;
    single_file::assemble(&around)?;
    Ok(around)
}

/// Compiles the page's program just as Trunk will ask for it.
fn compile(around: &Surroundings) -> Outcome {
    say::step("compiling the page");
    let mut cargo = around.command("cargo");
    cargo.args([
        "build",
        "--target",
        "wasm32-unknown-unknown",
        "--package",
        "unloop-web",
        "--bin",
        "unloop-web",
    ]);
    run::watched("cargo build", cargo.args(["--profile", "wasm", "--offline", "--locked"]))
}

/// Whether there is a page to build at all.
pub(crate) fn is_here() -> bool {
    run::root().join("index.html").is_file()
}
