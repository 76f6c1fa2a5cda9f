//! What the tests of this folder share: the golden cases, and the damage a paste takes on its way.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says so when something is not as it must be"
)]

pub mod cases;
pub mod commands;
pub mod damage;
pub mod fuzz;
pub mod house;
pub mod matrix;
pub mod sarif;
pub mod secrets;
pub mod shell;
pub mod sound;

/// The Rust in the README compiles and runs as it stands there.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
