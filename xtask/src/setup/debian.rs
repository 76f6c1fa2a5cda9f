//! A toolchain for wasm from Debian's packages. They have no std for wasm, but the source of std, from which we build one.

use super::apt;
use super::cache::Cache;
use super::paths;
use super::wasm_target::{TARGET, holds};
use crate::run::{self, Surroundings};
use crate::{Outcome, say};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Instant;

/// The name under which the toolchain is kept.
pub(super) const NAME: &str = "rust-for-wasm";
const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";
const RUSTLIB: &str = "/usr/lib/rustlib";
const PACKAGES: &[&str] = &["rustc-web", "cargo-web", "rust-web-src"];
/// What the workspace's manifest promises to compile with.
const OLDEST: &str = env!("CARGO_PKG_RUST_VERSION");
const SOURCE: &str = "/usr/lib/rustlib/src/rust/library/std/Cargo.toml";

/// The version of Debian's compiler, when it is installed.
pub(super) fn version(around: &Surroundings) -> Option<String> {
    let says = run::answer(around.command(RUSTC).arg("-vV"))?;
    field(&says, "release").map(str::to_owned)
}

/// Makes cargo, rustc and rustdoc mean those of the toolchain in `place`.
pub(super) fn enter(place: &Path, around: &mut Surroundings) {
    let bin = place.join("bin");
    around.set("RUSTC", bin.join("rustc"));
    around.set("RUSTDOC", bin.join("rustdoc"));
    // Both would bring back parts of the toolchain that runs this program.
    around.unset("RUSTUP_TOOLCHAIN");
    around.unset("LD_LIBRARY_PATH");
    around.look_first_in(bin);
}

/// The toolchain, built if there is none yet: Debian's compiler, and std for wasm beside std for this machine.
pub(super) fn toolchain(cache: &Cache, around: &Surroundings) -> Outcome<PathBuf> {
    let is_whole = || Path::new(CARGO).is_file() && Path::new(SOURCE).is_file();
    let is_old = || version(around).is_none_or(|version| is_older(&version, OLDEST));
    if is_old() || !is_whole() {
        apt::install(PACKAGES)?;
    }
    if is_old() {
        // Debian brings newer compilers as updates, which lists from before them do not name.
        apt::install_newest(PACKAGES)?;
    }
    let version = version(around).ok_or("Debian's Rust is installed but does not run")?;
    if is_older(&version, OLDEST) {
        return Err(format!("Debian's Rust is {version}, and {OLDEST} is needed"));
    }
    let place = cache.place_of(NAME, &version);
    cache.keep(NAME, &version, |folder| {
        say::step(&format!("building std of Rust {version} for wasm, once; this takes some two minutes"));
        let began = Instant::now();
        let built = build_std(folder, around)?;
        assemble(folder, &place, &built, around)?;
        say::step(&format!("std for wasm is built, in {}", say::time(began.elapsed())));
        Ok(())
    })
}

/// Compiles std within an empty crate; gives the folder with the libraries.
fn build_std(folder: &Path, around: &Surroundings) -> Outcome<PathBuf> {
    let krate = folder.join("empty");
    let trouble = |error| format!("{}: {error}", krate.display());
    fs::create_dir_all(krate.join("src")).map_err(trouble)?;
    let manifest = "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[workspace]\n";
    fs::write(krate.join("Cargo.toml"), manifest).map_err(trouble)?;
    fs::write(krate.join("src").join("lib.rs"), "#![no_std]\n").map_err(trouble)?;

    let mut around = around.clone();
    around.look_first_in("/usr/bin");
    around.unset("RUSTUP_TOOLCHAIN");
    around.unset("LD_LIBRARY_PATH");
    let mut cargo = around.command(CARGO);
    // `test` is there for wasm-bindgen-test, bitcode for link-time optimisation of the page.
    cargo.args(["build", "--release", "--quiet", "-Z", "build-std=std,panic_abort,test", "--target", TARGET]);
    cargo.env("RUSTC_BOOTSTRAP", "1").env("CARGO_ENCODED_RUSTFLAGS", paths::flags_for_std());
    cargo.env("CARGO_TARGET_DIR", krate.join("target"));
    run::watched("building std", cargo.current_dir(&krate).stdin(Stdio::null()))?;
    Ok(krate.join("target").join(TARGET).join("release").join("deps"))
}

/// Lays out the toolchain in `folder`, as it must be once the folder stands at `place`.
fn assemble(folder: &Path, place: &Path, built: &Path, around: &Surroundings) -> Outcome {
    let trouble = |error: std::io::Error| format!("{}: {error}", folder.display());
    let says = run::answer(around.command(RUSTC).arg("-vV")).unwrap_or_default();
    let host = field(&says, "host").ok_or("Debian's Rust does not say what machine this is")?;
    let rustlib = folder.join("sysroot").join("lib").join("rustlib");

    let wasm = rustlib.join(TARGET).join("lib");
    fs::create_dir_all(&wasm).map_err(trouble)?;
    for file in fs::read_dir(built).map_err(trouble)?.flatten().map(|entry| entry.path()) {
        let ours = file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("libempty-"));
        if file.extension() == Some(OsStr::new("rlib")) && !ours {
            fs::copy(&file, wasm.join(file.file_name().unwrap_or_default())).map_err(trouble)?;
        }
    }
    fs::remove_dir_all(folder.join("empty")).map_err(trouble)?;
    if !holds(&wasm, "libstd-") {
        return Err("building std gave no std".to_owned());
    }

    let here = rustlib.join(host);
    fs::create_dir_all(here.join("bin")).map_err(trouble)?;
    link(&Path::new(RUSTLIB).join(host).join("lib"), &here.join("lib")).map_err(trouble)?;
    link(&linker(host, around)?, &here.join("bin").join("rust-lld")).map_err(trouble)?;

    let bin = folder.join("bin");
    fs::create_dir_all(&bin).map_err(trouble)?;
    link(Path::new(CARGO), &bin.join("cargo")).map_err(trouble)?;
    for program in ["rustc", "rustdoc"] {
        let sysroot = place.join("sysroot");
        let script = format!("#!/bin/sh\nexec /usr/bin/{program} --sysroot '{}' \"$@\"\n", sysroot.display());
        write_program(&bin.join(program), &script).map_err(trouble)?;
    }
    Ok(())
}

/// The linker for wasm: Debian's, or where that can't be had the one in the toolchain at hand.
fn linker(host: &str, around: &Surroundings) -> Outcome<PathBuf> {
    let lld = PathBuf::from("/usr/bin/rust-lld");
    let mut problem = None;
    if !lld.is_file() {
        // A dangling link names the package that holds the file.
        let package =
            fs::read_link(&lld).ok().and_then(|to| Some(to.file_name()?.to_string_lossy().into_owned()));
        problem = apt::install(&["rust-web-llvm", package.as_deref().unwrap_or("lld")]).err();
    }
    if lld.is_file() {
        return Ok(lld);
    }
    run::answer(around.command("rustc").args(["--print", "sysroot"]))
        .map(|sysroot| Path::new(&sysroot).join("lib/rustlib").join(host).join("bin").join("rust-lld"))
        .filter(|file| file.is_file())
        .ok_or_else(|| problem.unwrap_or_else(|| "there is no rust-lld to link wasm with".to_owned()))
}

/// Whether one version of Rust is older than another.
fn is_older(version: &str, than: &str) -> bool {
    let numbers = |text: &str| -> Vec<u32> {
        text.split(['.', '-', '+']).map_while(|part| part.parse().ok()).collect()
    };
    numbers(version) < numbers(than)
}

/// The value of a line `name: value` in what `rustc -vV` prints.
fn field<'text>(says: &'text str, name: &str) -> Option<&'text str> {
    says.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

#[cfg(unix)]
fn link(to: &Path, at: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(to, at)
}

#[cfg(unix)]
fn write_program(file: &Path, script: &str) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::write(file, script)?;
    fs::set_permissions(file, fs::Permissions::from_mode(0o755))
}

/// Debian is a Unix, so this is never called.
#[cfg(not(unix))]
fn link(_: &Path, _: &Path) -> std::io::Result<()> {
    Err(std::io::ErrorKind::Unsupported.into())
}

#[cfg(not(unix))]
fn write_program(_: &Path, _: &str) -> std::io::Result<()> {
    Err(std::io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_off_what_the_compiler_prints() {
        let says = "rustc 1.96.0\nbinary: rustc\nhost: x86_64-unknown-linux-gnu\nrelease: 1.96.0\n";
        assert_eq!(field(says, "release"), Some("1.96.0"));
        assert_eq!(field(says, "host"), Some("x86_64-unknown-linux-gnu"));
        assert_eq!(field(says, "LLVM version"), None);
    }

    #[test]
    fn versions_are_compared_by_their_numbers() {
        assert!(is_older("1.85.0", "1.88") && is_older("1.9.0", "1.88"));
        assert!(
            !is_older("1.88.0", "1.88") && !is_older("1.96.0-nightly", "1.88") && !is_older("2.0.0", "1.88")
        );
    }
}
