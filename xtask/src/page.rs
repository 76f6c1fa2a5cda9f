//! Builds the page for release, as it is published: all of it in one file.

use std::thread;

use crate::run::{self, Surroundings};
use crate::setup::Setup;
use crate::{Outcome, say, single_file, size};

/// Where Trunk puts the page that `cargo xtask serve` shows, built for release.
pub(crate) const TRUNKS: &str = "target/trunk-release";

/// Builds `dist/unloop.html` and `dist/site`. Gives back where its tools are found.
pub(crate) fn build(setup: &mut Setup) -> Outcome<Surroundings> {
    let compiler = setup.for_wasm()?;
    run::fetch(&compiler)?;
    // The program takes as long to compile as its tools, where there are none yet, and neither fills two processors.
    let around = thread::scope(|scope| {
        let compiled = scope.spawn(|| compile(&compiler));
        let around = setup.for_wasm_bindgen();
        compiled.join().unwrap_or_else(|_| Err("compiling the page stopped".to_owned())).and(around)
    })?;
    single_file::assemble(&around)?;
    size::check(&run::root().join("dist"))?.iter().for_each(|line| say::line(line));
    Ok(around)
}

/// Compiles the page ahead of time, so that [`build`] finds it done.
pub(crate) fn compile_ahead(setup: &mut Setup) -> Outcome {
    let compiler = setup.for_wasm()?;
    run::fetch(&compiler)?;
    compile(&compiler)
}

/// Builds the page with Trunk.
pub(crate) fn build_with_trunk(setup: &mut Setup) -> Outcome {
    let around = setup.for_trunk()?;
    run::fetch(&around)?;
    say::step("building the page with Trunk");
    let mut trunk = around.command("trunk");
    run::watched("trunk build", trunk.args(["build", "--release", "--offline", "--locked", "--dist", TRUNKS]))
}

/// What names the page's program to cargo, and how it is compiled.
pub(crate) const PROGRAM: [&str; 9] = [
    "--target",
    "wasm32-unknown-unknown",
    "--package",
    "unloop-web",
    "--bin",
    "unloop-web",
    "--profile",
    "wasm",
    "--locked",
];

/// Compiles the page's program.
fn compile(around: &Surroundings) -> Outcome {
    let compiler = run::answer(around.command("rustc").arg("--version")).unwrap_or_default();
    say::step(&format!("compiling the page with {compiler}"));
    let mut cargo = around.command("cargo");
    run::watched("cargo build", cargo.arg("build").args(PROGRAM).arg("--offline"))
}

/// Whether there is a page to build at all.
pub(crate) fn is_here() -> bool {
    run::root().join("index.html").is_file()
}
