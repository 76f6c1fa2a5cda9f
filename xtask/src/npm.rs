//! `cargo xtask npm`: the npm package, in `dist/npm`, and packed as npm publishes it.
//!
//! wasm-pack compiles the engine and writes the glue by which JavaScript calls it; everything else of the package is
//! written by hand, in `core/npm`, and taken as it stands.

mod glue;

use crate::run::{self, Surroundings};
use crate::setup::Setup;
use crate::{Outcome, say};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use flate2::{Compression, GzBuilder};
use std::fs;
use std::io::Write as _;
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
    let compiled = compile(&around, &root)?;
    let dist = root.join("dist");
    assemble(&root, &compiled, &dist.join("npm"))?;
    let mut npm = around.command("npm");
    npm.args(["pack", "./npm", "--loglevel=error", "--silent"]).current_dir(&dist);
    run::answer(&mut npm).ok_or("npm pack failed")?;
    Ok(dist.join(format!("unloop-{VERSION}.tgz")))
}

/// Compiles the engine with its glue, and gives back the folder with both.
fn compile(around: &Surroundings, root: &Path) -> Outcome<PathBuf> {
    say::step("compiling the engine for npm");
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let out = target.join("npm");
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
        fs::remove_dir_all(package).map_err(|error| format!("{}: {error}", package.display()))?;
    }
    fs::create_dir_all(&lib).map_err(|error| format!("{}: {error}", lib.display()))?;

    let manifest = read(&source.join("package.json"))?;
    write(&package.join("package.json"), manifest.replace("\"0.0.0\"", &format!("\"{VERSION}\"")))?;
    copy(&source.join("README.md"), &package.join("README.md"))?;
    for license in ["LICENSE-APACHE", "LICENSE-MIT"] {
        copy(&root.join(license), &package.join(license))?;
    }
    let glue = glue::without_address(&read(&compiled.join("unloop.js"))?)?;
    let thread =
        glue::thread(&[&glue, &read(&source.join("js/api.js"))?, &read(&source.join("js/serve.js"))?])?;
    let wasm = compiled.join("unloop_bg.wasm");
    let packed = gzipped(&fs::read(&wasm).map_err(|error| format!("{}: {error}", wasm.display()))?)?;
    copy(&wasm, &lib.join("unloop.wasm"))?;
    write(&lib.join("glue.js"), glue)?;
    write(&lib.join("thread.js"), thread)?;
    write(&lib.join("packed.js"), format!("export const packed = '{}';\n", BASE64.encode(packed)))?;

    let entries = fs::read_dir(source.join("js")).map_err(|error| format!("core/npm/js: {error}"))?;
    for entry in entries {
        let file = entry.map_err(|error| format!("core/npm/js: {error}"))?.path();
        // The thread's own script stands in thread.js.
        if let Some(name) = file.file_name().filter(|name| *name != "serve.js") {
            copy(&file, &lib.join(name))?;
        }
    }
    Ok(())
}

fn read(file: &Path) -> Outcome<String> {
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

fn write(file: &Path, content: String) -> Outcome {
    fs::write(file, content).map_err(|error| format!("{}: {error}", file.display()))
}

fn copy(from: &Path, to: &Path) -> Outcome {
    fs::copy(from, to).map(drop).map_err(|error| format!("{}: {error}", from.display()))
}

/// The same bytes for the same module: no time, no name.
fn gzipped(bytes: &[u8]) -> Outcome<Vec<u8>> {
    let mut gzip = GzBuilder::new().write(Vec::new(), Compression::best());
    gzip.write_all(bytes).and_then(|()| gzip.finish()).map_err(|error| format!("compressing: {error}"))
}
