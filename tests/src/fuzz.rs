//! What must hold whatever bytes come in: one file a target, tried with bytes that a fuzzer makes, and in short with
//! those of [`Mutations`].
//!
//! `tests/fuzz` holds the programs for libFuzzer; `cargo xtask fuzz` builds and runs them.

mod archives;
mod door;
mod mutations;
mod objects;
mod paste;
mod rules;
mod secrets;
mod sieve;
mod split;

pub use mutations::Mutations;

use crate::cases;

/// One thing that is fuzzed.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Its name on the command line, which is also that of its program.
    pub name: &'static str,
    /// Tries these bytes, and panics when something does not hold.
    pub try_with: fn(&[u8]),
    /// What to begin with: inputs of the kind that it takes.
    pub seeds: fn() -> Vec<Vec<u8>>,
}

/// All of them.
pub const TARGETS: [Target; 8] = [
    paste::TARGET,
    split::TARGET,
    sieve::TARGET,
    objects::TARGET,
    secrets::TARGET,
    rules::TARGET,
    archives::TARGET,
    door::TARGET,
];

/// Tries the target of this name with these bytes.
pub fn try_with(name: &str, bytes: &[u8]) {
    let Some(target) = TARGETS.iter().find(|target| target.name == name) else {
        panic!("there is no target {name}");
    };
    (target.try_with)(bytes);
}

/// No text has this byte: it stands between the parts of an input that has several.
const CUT: u8 = 0xff;

/// The parts of an input.
fn parts(bytes: &[u8]) -> Vec<&[u8]> {
    bytes.split(|byte| *byte == CUT).collect()
}

/// The golden pastes, as they are.
fn pastes() -> Vec<Vec<u8>> {
    cases::all().into_iter().map(|case| case.paste.into_bytes()).collect()
}

/// Bytes as the engine reads them: what is no character is a question mark.
fn text(bytes: &[u8]) -> String {
    let mut diagnoser = unloop::Diagnoser::new();
    diagnoser.push(bytes);
    diagnoser.into_text()
}
