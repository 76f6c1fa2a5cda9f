//! `cargo xtask mutants`: breaks the engine in many small ways, and names those that no test notices.
//!
//! cargo-mutants builds the engine anew for each. Here all of them are woven into one build, asleep, and a variable of
//! the environment wakes one: the build takes minutes, and each of them then only the seconds of its tests. Those that
//! need other code for it (a field left out, `/` for `*`) are left to cargo-mutants.

#[cfg(feature = "mutants")]
mod build;
#[cfg(feature = "mutants")]
mod tree;
#[cfg(feature = "mutants")]
mod trial;
#[cfg(feature = "mutants")]
mod weave;

use crate::Outcome;

/// What is broken unless a folder or file is named.
#[cfg(feature = "mutants")]
const STAGES: [&str; 3] = ["core/src/weigh", "core/src/read", "core/src/advise"];

/// What `cargo xtask mutants` was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Wanted {
    /// A folder or file; without it the stages that judge.
    pub(crate) place: Option<String>,
    /// How many are tried; without it all.
    pub(crate) sample: Option<usize>,
    /// Which sample is drawn.
    pub(crate) seed: u64,
}

/// Starts this program once more, with what reads Rust built in: no other command needs that.
#[cfg(not(feature = "mutants"))]
pub(crate) fn mutants(wanted: &Wanted) -> Outcome {
    let mut cargo = crate::run::Surroundings::default().command("cargo");
    cargo.args([
        "run",
        "--quiet",
        "--locked",
        "--package",
        "xtask",
        "--features",
        "mutants",
        "--",
        "mutants",
    ]);
    cargo.args(&wanted.place);
    if let Some(sample) = wanted.sample {
        cargo.args(["--sample".to_owned(), sample.to_string()]);
    }
    cargo.args(["--seed".to_owned(), wanted.seed.to_string()]);
    crate::run::watched("trying the mutants", &mut cargo)
}

/// Weaves, builds, draws and tries.
#[cfg(feature = "mutants")]
pub(crate) fn mutants(wanted: &Wanted) -> Outcome {
    use crate::{run, say};
    let folder = run::target().join("mutants");
    let copy = folder.join("tree");
    let left_out = folder.join("left-out");
    let places: Vec<&str> = wanted.place.as_deref().map_or_else(|| STAGES.to_vec(), |place| vec![place]);
    say::step("weaving");
    let mut woven = tree::weave(&run::root(), &places)?;
    woven.recall(&left_out);
    tree::copy(&run::root(), &copy, &woven)?;
    woven.write(&copy)?;
    say::step(&format!("building with {} mutants", woven.mutants.len()));
    let programs = build::build(&copy, &folder.join("build"), &mut woven)?;
    woven.remember(&left_out)?;
    let drawn = tree::draw(&woven.mutants, wanted.sample, wanted.seed);
    say::step(&format!("{} of {} mutants that compile", drawn.len(), woven.mutants.len()));
    trial::try_each(&drawn, &programs, &folder.join("reached"))
}
