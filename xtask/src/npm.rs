//! `cargo xtask npm`: the npm package, in `dist/npm`, and packed as npm publishes it.
//!
//! wasm-pack compiles the engine and writes the glue by which JavaScript calls it; everything else of the package is
//! written by hand, in `core/npm`, and taken as it stands.

mod glue;

use crate::run::{self, Surroundings};
use crate::setup::Setup;
use crate::{Outcome, files, say};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use std::fs;
use std::path::{Path, PathBuf};

/// The version of everything here.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Makes the package.
pub(crate) fn npm() -> Outcome {
    build(&mut Setup::new()?).map(drop)
}

/// Makes `dist/npm` and packs it. Gives back the packed file.
pub(crate) fn build(setup: &mut Setup) -> Outcome<PathBuf> {
    let around = setup.for_npm()?;
    run::fetch(&around)?;
    let root = run::root();
    let compiled = compile(&around)?;
    let dist = root.join("dist");
    assemble(&root, &compiled, &dist.join("npm"))?;
    let mut npm = around.command("npm");
    npm.args(["pack", "./npm", "--loglevel=error", "--silent"]).current_dir(&dist);
    run::answer(&mut npm).ok_or("npm pack failed")?;
    Ok(dist.join(format!("unloop-{VERSION}.tgz")))
}

/// Compiles the engine with its glue, and gives back the folder with both.
fn compile(around: &Surroundings) -> Outcome<PathBuf> {
    say::step("compiling the engine for npm");
    let out = run::target().join("npm");
    let mut pack = around.command("wasm-pack");
    // The optimiser saves nothing once the module is compressed.
    pack.args(["--log-level", "warn", "build", "core/npm", "--target", "web", "--profile", "wasm"]);
    pack.args(["--mode", "no-install", "--no-pack", "--no-typescript", "--no-opt", "--no-gitignore"]);
    pack.args(["--out-name", "unloop", "--out-dir"]).arg(&out);
    run::watched("wasm-pack build", pack.args(["--locked", "--offline"]))?;
    Ok(out)
}

/// Puts the package together.
fn assemble(root: &Path, compiled: &Path, package: &Path) -> Outcome {
    let source = root.join("core/npm");
    let lib = package.join("lib");
    if package.is_dir() {
        fs::remove_dir_all(package).map_err(|error| files::about(package, &error))?;
    }
    files::folder(&lib)?;

    let manifest = files::text(&source.join("package.json"))?;
    files::write(&package.join("package.json"), manifest.replace("\"0.0.0\"", &format!("\"{VERSION}\"")))?;
    files::copy(&source.join("README.md"), &package.join("README.md"))?;
    for license in ["LICENSE-APACHE", "LICENSE-MIT"] {
        files::copy(&root.join(license), &package.join(license))?;
    }
    let glue = glue::without_address(&files::text(&compiled.join("unloop.js"))?)?;
    let thread = glue::thread(&[
        &glue,
        &files::text(&source.join("js/api.js"))?,
        &files::text(&source.join("js/serve.js"))?,
    ])?;
    let wasm = compiled.join("unloop_bg.wasm");
    let packed = files::gzipped(&files::bytes(&wasm)?)?;
    files::copy(&wasm, &lib.join("unloop.wasm"))?;
    files::write(&lib.join("glue.js"), glue)?;
    files::write(&lib.join("thread.js"), thread)?;
    files::write(&lib.join("packed.js"), format!("export const packed = '{}';\n", BASE64.encode(packed)))?;

    let entries = fs::read_dir(source.join("js")).map_err(|error| format!("core/npm/js: {error}"))?;
    for entry in entries {
        let file = entry.map_err(|error| format!("core/npm/js: {error}"))?.path();
        // The thread's own script stands in thread.js.
        if let Some(name) = file.file_name().filter(|name| *name != "serve.js") {
            files::copy(&file, &lib.join(name))?;
        }
    }
    Ok(())
}
