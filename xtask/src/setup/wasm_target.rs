//! The wasm32-unknown-unknown target: from the toolchain in use, from rustup, or built from Debian's source of std.

use super::cache::Cache;
use super::debian;
use crate::run::{self, Surroundings};
use crate::{Outcome, say};
use std::fs;
use std::path::Path;
use std::process::Stdio;

/// The target's name.
pub(super) const TARGET: &str = "wasm32-unknown-unknown";

/// Makes sure that cargo, called in these surroundings, can compile to wasm.
pub(crate) fn ensure(cache: &Cache, around: &mut Surroundings) -> Outcome {
    if has_target(around) {
        return Ok(());
    }
    // Before rustup, because a rustup that reaches nothing takes its time to find that out.
    if let Some(place) = debian::version(around).map(|version| cache.place_of(debian::NAME, &version))
        && place.is_dir()
    {
        debian::enter(&place, around);
        return Ok(());
    }
    if at_hand(around) {
        return Ok(());
    }
    let advice = format!("install the {TARGET} target of Rust (`rustup target add {TARGET}`) and try again");
    let place = debian::toolchain(cache, around).map_err(|problem| format!("{problem}; {advice}"))?;
    debian::enter(&place, around);
    if has_target(around) {
        Ok(())
    } else {
        Err(format!("the toolchain in {} is broken; {advice}", place.display()))
    }
}

/// Whether the toolchain at hand has the target, or gets it from rustup.
pub(super) fn at_hand(around: &Surroundings) -> bool {
    has_target(around) || (add_with_rustup(around) && has_target(around))
}

fn has_target(around: &Surroundings) -> bool {
    run::answer(around.command("rustc").args(["--print", "target-libdir", "--target", TARGET]))
        .is_some_and(|folder| holds(Path::new(&folder), "libstd-"))
}

/// Whether a folder has a file whose name begins so.
pub(super) fn holds(folder: &Path, start: &str) -> bool {
    fs::read_dir(folder).is_ok_and(|entries| {
        entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with(start))
    })
}

fn add_with_rustup(around: &Surroundings) -> bool {
    if around.find("rustup".as_ref()).is_none() {
        return false;
    }
    say::step(&format!("rustup target add {TARGET}"));
    let mut rustup = around.command("rustup");
    rustup.args(["target", "add", TARGET]).env("RUSTUP_MAX_RETRIES", "1").stdin(Stdio::null());
    match rustup.output() {
        Ok(output) if output.status.success() => true,
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            let why = said.lines().find(|line| line.starts_with("error:")).unwrap_or("error: rustup failed");
            say::line(&format!("    rustup can't get it ({})", why.trim_start_matches("error: ")));
            false
        }
        Err(error) => {
            say::line(&format!("    rustup could not be started ({error})"));
            false
        }
    }
}
