//! `cargo xtask bench`: measures the engine and the page, and writes what came out into `docs/performance.md`.

use crate::run::{self, Surroundings};
use crate::setup::Setup;
use crate::{Outcome, files, page, say};
use std::process::Command;

/// Builds everything for release, measures the page in the browser, then the engine beside other programs.
pub(crate) fn bench() -> Outcome {
    let mut setup = Setup::new()?;
    page::build(&mut setup)?;
    let (around, browser) = setup.for_node_tests(&["tests/browser"])?;

    let folder = run::target().join("bench");
    files::folder(&folder)?;
    let [paste, log, measured] = ["paste.txt", "page-log.txt", "page.tsv"].map(|name| folder.join(name));
    say::step("building the benchmark");
    run::watched("writing what is measured", program().arg("write").arg(&paste).arg(&log))?;

    say::step("measuring the page");
    let mut node = around.command("node");
    node.arg(run::root().join("tests/browser/bench.mjs")).args([&paste, &log, &measured]);
    run::watched("node bench.mjs", node.env("CHROMIUM", &browser.chromium))?;

    say::step("measuring the engine");
    run::watched("the benchmark", program().arg("all").arg(&measured).arg(run::root()))
}

/// The engine's benchmark. Tests do not build it.
fn program() -> Command {
    let mut cargo = Surroundings::default().command("cargo");
    cargo.args([
        "run",
        "--quiet",
        "--release",
        "--locked",
        "--package",
        "unloop-tests",
        "--features",
        "bench",
    ]);
    cargo.args(["--bin", "bench", "--"]);
    cargo
}
