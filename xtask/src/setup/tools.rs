//! The tools that come from crates.io: Trunk, wasm-bindgen, wasm-pack and cargo-public-api, each in the version the root Cargo.toml pins.

use super::cache::Cache;
use crate::run::{self, Surroundings};
use crate::{Outcome, say};
use std::fs;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// A tool that we build from source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tool {
    Trunk,
    WasmBindgen,
    WasmPack,
    PublicApi,
}

impl Tool {
    fn package(self) -> &'static str {
        match self {
            Self::Trunk => "trunk",
            Self::WasmBindgen => "wasm-bindgen-cli",
            Self::WasmPack => "wasm-pack",
            Self::PublicApi => "cargo-public-api",
        }
    }

    fn program(self) -> &'static str {
        match self {
            Self::WasmBindgen => "wasm-bindgen",
            other => other.package(),
        }
    }

    /// The table and the key in the root Cargo.toml that say which version we use.
    fn pin(self) -> (&'static str, &'static str) {
        match self {
            Self::WasmBindgen => ("workspace.dependencies", "wasm-bindgen"),
            other => ("workspace.metadata.tools", other.package()),
        }
    }
}

/// Makes sure that a tool is on PATH in just the pinned version.
pub(crate) fn ensure(tool: Tool, cache: &Cache, around: &mut Surroundings) -> Outcome {
    let manifest = run::root().join("Cargo.toml");
    let text = fs::read_to_string(&manifest).map_err(|error| format!("{}: {error}", manifest.display()))?;
    let (table, key) = tool.pin();
    let version =
        pinned(&text, table, key).ok_or_else(|| format!("Cargo.toml pins no {key} in [{table}]"))?;
    let says = run::answer(around.command(tool.program()).arg("--version"));
    if says.is_some_and(|says| says.split_whitespace().nth(1) == Some(version)) {
        return Ok(());
    }
    let place =
        cache.keep(tool.package(), version, |folder| build(tool, version, folder, &cache.workshop()))?;
    around.look_first_in(place.join("bin"));
    Ok(())
}

/// Compiles a tool. It runs for seconds and compiles for minutes, so it is compiled with as little effort as possible.
fn build(tool: Tool, version: &str, folder: &Path, workshop: &PathBuf) -> Outcome {
    let name = tool.package();
    say::step(&format!("building {name} {version}, once; this takes some minutes"));
    let began = Instant::now();
    // Its own surroundings: tools are built with the toolchain at hand, not with the one for wasm.
    let mut cargo = Surroundings::default().command("cargo");
    cargo
        .args(["install", name, "--locked", "--version"])
        .arg(format!("={version}"))
        .arg("--root")
        .arg(folder);
    // The features we do without are all about downloading other tools.
    cargo.arg("--no-default-features");
    if !std::io::stderr().is_terminal() {
        cargo.arg("--quiet");
    }
    cargo.env("CARGO_TARGET_DIR", workshop).current_dir(folder);
    for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET"] {
        cargo.env_remove(name);
    }
    cargo.envs(CHEAP.iter().copied());
    run::watched(&format!("building {name}"), &mut cargo).map_err(|problem| {
        format!("{problem}; run `cargo install {name} --locked --version {version}` and try again")
    })?;
    say::step(&format!("{name} {version} is built, in {}", say::time(began.elapsed())));
    Ok(())
}

const CHEAP: &[(&str, &str)] = &[
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
    ("CARGO_PROFILE_RELEASE_STRIP", "debuginfo"),
    ("CARGO_PROFILE_RELEASE_PANIC", "unwind"),
];

/// The version that a key of a manifest's table holds, with or without the `=` that makes it exact.
fn pinned<'text>(manifest: &'text str, table: &str, key: &str) -> Option<&'text str> {
    let mut inside = false;
    for line in manifest.lines().map(str::trim) {
        if let Some(header) = line.strip_prefix('[') {
            inside = header.strip_suffix(']') == Some(table);
        } else if inside
            && let Some((name, value)) = line.split_once('=')
            && name.trim() == key
        {
            return value.split('"').nth(1).map(|version| version.trim_start_matches('='));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: &str = r#"
[package]
trunk = "9.9.9"

[workspace.dependencies]
wasm-bindgen-test = "0.3"
wasm-bindgen = "=0.2.129" # exact
[workspace.metadata.tools]
# trunk = "0.0.1"
trunk = "0.21.14"
"#;

    #[test]
    fn a_pin_is_read_from_its_own_table_only() {
        assert_eq!(pinned(MANIFEST, "workspace.metadata.tools", "trunk"), Some("0.21.14"));
        assert_eq!(pinned(MANIFEST, "workspace.dependencies", "wasm-bindgen"), Some("0.2.129"));
        assert_eq!(pinned(MANIFEST, "workspace.metadata.tools", "wasm-bindgen"), None);
        assert_eq!(pinned(MANIFEST, "workspace", "trunk"), None);
    }

    #[test]
    fn the_project_pins_every_tool_to_one_exact_version() {
        let text = fs::read_to_string(run::root().join("Cargo.toml")).unwrap();
        for tool in [Tool::Trunk, Tool::WasmBindgen, Tool::WasmPack, Tool::PublicApi] {
            let (table, key) = tool.pin();
            let version = pinned(&text, table, key).unwrap_or_else(|| panic!("{key} is not pinned"));
            assert_eq!(
                version.split('.').filter(|part| part.parse::<u32>().is_ok()).count(),
                3,
                "{key} {version}"
            );
        }
    }

    #[test]
    fn the_tool_is_as_old_as_the_library_that_is_built() {
        let lock = fs::read_to_string(run::root().join("Cargo.lock")).unwrap();
        let manifest = fs::read_to_string(run::root().join("Cargo.toml")).unwrap();
        let tool = pinned(&manifest, "workspace.dependencies", "wasm-bindgen").unwrap();
        let mut lines = lock.lines();
        if lines.any(|line| line == r#"name = "wasm-bindgen""#) {
            assert_eq!(lines.next(), Some(format!(r#"version = "{tool}""#).as_str()));
        }
    }

    #[test]
    fn trunk_is_told_to_use_the_pinned_wasm_bindgen() {
        let manifest = fs::read_to_string(run::root().join("Cargo.toml")).unwrap();
        let trunk = fs::read_to_string(run::root().join("Trunk.toml")).unwrap();
        let told = pinned(&trunk, "tools", "wasm_bindgen");
        assert_eq!(told, pinned(&manifest, "workspace.dependencies", "wasm-bindgen"));
    }
}
