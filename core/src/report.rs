//! Puts the answer together, and shows it in several forms.

mod build;
mod label;
pub mod markdown;
pub(crate) mod redact;
mod secrets;
pub mod text;

pub(crate) use build::{diagnosis, recognised};
