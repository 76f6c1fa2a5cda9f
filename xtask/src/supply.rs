//! What the project takes from others, and what it gives away with its release to check and to look up.

pub(crate) mod again;
mod metadata;
mod policy;
pub(crate) mod sbom;
pub(crate) mod sums;

use crate::run::{self, Surroundings};
use crate::{Outcome, say};

/// `cargo xtask audit`: holds the crates to `xtask/deny.toml`, and asks for advisories where they can be had.
pub(crate) fn audit() -> Outcome {
    say::step("licences, sources, duplicates and build scripts of the crates");
    check()?;
    let mut failed = Vec::new();
    let around = Surroundings::default();
    if around.find("cargo-deny".as_ref()).is_some() {
        // What needs the advisories of GitHub stands apart: it stops where there is no network.
        for checks in [["bans", "licenses", "sources"].as_slice(), &["advisories"]] {
            let what = format!("cargo deny check {}", checks.join(" "));
            say::step(&what);
            let mut deny = around.command("cargo");
            deny.args(["deny", "--workspace", "--config", "xtask/deny.toml", "check"]).args(checks);
            failed.extend(run::watched(&what, &mut deny).err());
        }
    } else {
        say::line(
            "    advisories of crates: skipped, there is no cargo-deny (`cargo install cargo-deny --locked`)",
        );
    }
    for folder in ["tests/browser", "tests/npm"] {
        say::step(&format!("npm audit in {folder}"));
        let mut npm = around.command("npm");
        npm.current_dir(run::root().join(folder)).args(["audit", "--loglevel=error"]);
        failed.extend(run::watched(&format!("npm audit in {folder}"), &mut npm).err());
    }
    if failed.is_empty() { Ok(()) } else { Err(failed.join("; ")) }
}

/// What needs no network: every crate against the policy.
pub(crate) fn check() -> Outcome {
    let metadata = metadata::of_the_project(&[])?;
    let policy = policy::Policy::of_the_project()?;
    let wrong = policy.broken_by(&metadata)?;
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n    ")) }
}
