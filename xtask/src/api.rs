//! `cargo xtask api`: holds the public API of the crate `unloop` to what `core/api.txt` lists.

use crate::run::{self, Surroundings};
use crate::setup::Setup;
use crate::{Outcome, say};
use std::fs;

/// The list, as people and reviews read it.
const LIST: &str = "core/api.txt";

/// Compares, or writes the list anew.
pub(crate) fn api(update: bool) -> Outcome {
    let nightly = std::env::var("UNLOOP_NIGHTLY").unwrap_or_else(|_| "nightly".to_owned());
    if run::answer(Surroundings::default().command("rustup").args(["run", &nightly, "rustdoc", "-V"]))
        .is_none()
    {
        return Err(format!(
            "no Rust `{nightly}`, whose rustdoc alone can list an API: `rustup toolchain install {nightly} --profile \
             minimal`, or name another in UNLOOP_NIGHTLY"
        ));
    }
    let around = Setup::new()?.for_the_api()?;
    say::step(&format!("the public API, as {nightly} sees it"));
    let mut tool = around.command("cargo");
    // Without what the compiler derives, which changes with the compiler.
    tool.args(["public-api", "--package", "unloop", "--no-default-features", "--features", "schema", "-sss"]);
    // Its own folder: what the two compilers build must not push each other out.
    tool.env("RUSTUP_TOOLCHAIN", &nightly).env("CARGO_TARGET_DIR", run::root().join("target/api"));
    let output = tool.output().map_err(|error| format!("cargo public-api could not be started: {error}"))?;
    if !output.status.success() {
        return Err(format!("cargo public-api failed:\n{}", String::from_utf8_lossy(&output.stderr)));
    }
    let is = String::from_utf8_lossy(&output.stdout);
    let list = run::root().join(LIST);
    if update {
        return fs::write(&list, is.as_bytes()).map_err(|error| format!("{LIST}: {error}"));
    }
    let listed = fs::read_to_string(&list).map_err(|error| format!("{LIST}: {error}"))?;
    let (gone, new) = (missing(&listed, &is), missing(&is, &listed));
    if gone.is_empty() && new.is_empty() {
        return Ok(());
    }
    for line in gone {
        say::line(&format!("- {line}"));
    }
    for line in new {
        say::line(&format!("+ {line}"));
    }
    Err(format!("the public API is not that of {LIST}; if it should change, run `cargo xtask api --update`"))
}

/// The lines of one text that the other has not.
fn missing<'text>(of: &'text str, there: &str) -> Vec<&'text str> {
    of.lines().filter(|line| !there.lines().any(|other| other == *line)).collect()
}

#[cfg(test)]
mod tests {
    use super::missing;

    #[test]
    fn what_went_away_and_what_came_is_told_apart() {
        let (before, after) = ("pub fn a()\npub fn b()\n", "pub fn b()\npub fn c()\n");
        assert_eq!(missing(before, after), ["pub fn a()"]);
        assert_eq!(missing(after, before), ["pub fn c()"]);
    }
}
