//! What cargo says of the crates that the lock file names.

use crate::Outcome;
use crate::run::{self, Surroundings};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// All that `cargo metadata` prints, for these targets, or for any where none is named.
pub(crate) fn of_the_project(targets: &[&str]) -> Outcome<Value> {
    let mut cargo = Surroundings::default().command("cargo");
    cargo.args(["metadata", "--format-version", "1", "--locked", "--all-features"]);
    for target in targets {
        cargo.args(["--filter-platform", target]);
    }
    let said = run::answer(&mut cargo).ok_or("cargo metadata failed: is Cargo.lock up to date?")?;
    serde_json::from_str(&said).map_err(|error| format!("cargo metadata: {error}"))
}

/// One crate.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Package<'metadata>(&'metadata Value);

/// Every crate of the metadata.
pub(crate) fn packages(metadata: &Value) -> impl Iterator<Item = Package<'_>> {
    list(metadata, "packages").iter().map(Package)
}

/// A list within an object; empty where there is none.
pub(crate) fn list<'value>(of: &'value Value, name: &str) -> &'value [Value] {
    of.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// A text within an object; empty where there is none.
pub(crate) fn text<'value>(of: &'value Value, name: &str) -> &'value str {
    of.get(name).and_then(Value::as_str).unwrap_or_default()
}

impl<'metadata> Package<'metadata> {
    pub(crate) fn id(self) -> &'metadata str {
        text(self.0, "id")
    }

    pub(crate) fn name(self) -> &'metadata str {
        text(self.0, "name")
    }

    pub(crate) fn version(self) -> &'metadata str {
        text(self.0, "version")
    }

    /// The terms, as an expression of SPDX; empty where there are none.
    pub(crate) fn license(self) -> &'metadata str {
        text(self.0, "license")
    }

    /// Where it comes from; nothing where it lies in this project.
    pub(crate) fn source(self) -> Option<&'metadata str> {
        self.0.get("source").and_then(Value::as_str)
    }

    /// The file of the script that runs when it is built.
    pub(crate) fn build_script(self) -> Option<PathBuf> {
        let builds = |target: &&Value| list(target, "kind").iter().any(|kind| kind == "custom-build");
        let script = list(self.0, "targets").iter().find(builds)?;
        Some(Path::new(text(script, "src_path")).to_owned())
    }

    /// What it asks for itself, as its manifest says it.
    #[cfg(test)]
    pub(crate) fn manifest(self) -> &'metadata Value {
        self.0
    }
}
