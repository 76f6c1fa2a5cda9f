//! `cargo xtask lint`: formatting, clippy, the crate as others get it, its public API, and whether the oldest Rust we
//! promise still compiles everything.

use crate::run::{self, Surroundings};
use crate::{Outcome, api, crates, files, say, setup};

/// What a check is called, and how it is carried out.
type Check = (&'static str, fn() -> Outcome);

/// Runs all checks, also when one of them fails.
pub(crate) fn lint() -> Outcome {
    setup::for_lints()?;
    let checks: [Check; 8] = [
        ("formatting", format),
        ("lock files", lock_files),
        ("clippy", clippy),
        ("clippy for wasm", clippy_for_wasm),
        ("features", crates::features),
        ("package", crates::package),
        ("public API", api::held),
        ("oldest Rust", oldest),
    ];
    let failed: Vec<&str> = checks
        .iter()
        .filter_map(|(name, check)| {
            say::step(name);
            let problem = check().err()?;
            say::problem(&problem);
            Some(*name)
        })
        .collect();
    if failed.is_empty() { Ok(()) } else { Err(format!("failed: {}", failed.join(", "))) }
}

fn format() -> Outcome {
    let mut cargo = Surroundings::default().command("cargo");
    run::watched("cargo fmt", cargo.args(["fmt", "--all", "--check"]))
}

/// That of the fuzz targets, which are a workspace of their own, is used by nothing else here.
fn lock_files() -> Outcome {
    let mut cargo = Surroundings::default().command("cargo");
    cargo.args(["metadata", "--locked", "--format-version", "1", "--manifest-path"]);
    cargo.arg(run::root().join("tests/fuzz/Cargo.toml")).stdout(std::process::Stdio::null());
    run::watched("cargo metadata", &mut cargo)
}

fn clippy() -> Outcome {
    let mut cargo = Surroundings::default().command("cargo");
    cargo.args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--locked",
        "--features",
        "unloop-tests/bench,xtask/mutants",
    ]);
    cargo.args(["--", "-D", "warnings"]);
    run::watched("cargo clippy", &mut cargo)
}

fn clippy_for_wasm() -> Outcome {
    if !setup::clippy_for_wasm() {
        say::line("    skipped: this toolchain has no wasm target");
        return Ok(());
    }
    let mut cargo = Surroundings::default().command("cargo");
    cargo.args([
        "clippy",
        "--package",
        "unloop",
        "--package",
        "unloop-web",
        "--target",
        "wasm32-unknown-unknown",
    ]);
    run::watched("cargo clippy", cargo.args(["--all-targets", "--locked", "--", "-D", "warnings"]))
}

/// Checks with the Rust that `rust-version` names, where rustup has it or gets it.
fn oldest() -> Outcome {
    let text = files::text(&run::root().join("Cargo.toml"))?;
    let version = promised(&text).ok_or("Cargo.toml names no rust-version")?;
    if !rustup_has(version) {
        say::line(&format!(
            "    skipped: no Rust {version} here; clippy's incompatible_msrv stands in for it"
        ));
        return Ok(());
    }
    // Its own surroundings and target folder: what the two compilers build must not push each other out.
    let mut cargo = Surroundings::default().command("cargo");
    cargo.args(["check", "--workspace", "--all-targets", "--locked", "--target-dir", "target/oldest"]);
    cargo.env("RUSTUP_TOOLCHAIN", version).env_remove("LD_LIBRARY_PATH");
    run::watched(&format!("cargo check with Rust {version}"), &mut cargo)
}

fn rustup_has(version: &str) -> bool {
    let around = Surroundings::default();
    if run::answer(around.command("rustup").args(["run", version, "rustc", "-V"])).is_some() {
        return true;
    }
    let mut install = around.command("rustup");
    install.args(["toolchain", "install", version, "--profile", "minimal", "--no-self-update"]);
    run::answer(install.env("RUSTUP_MAX_RETRIES", "1")).is_some()
}

/// The `rust-version` that the workspace's manifest promises.
fn promised(manifest: &str) -> Option<&str> {
    let line = manifest.lines().find(|line| line.starts_with("rust-version"))?;
    line.split('"').nth(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_promised_version_is_read_off_the_manifest() {
        assert_eq!(promised("edition = \"2024\"\nrust-version = \"1.88\"\n"), Some("1.88"));
        assert_eq!(promised("edition = \"2024\"\n"), None);
    }
}
