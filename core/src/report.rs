//! Puts the answer together, and shows it in several forms.

mod addresses;
mod build;
pub mod json;
mod label;
pub mod markdown;
mod places;
pub mod reading;
pub(crate) mod redact;
pub mod sarif;
pub(crate) mod secrets;
pub mod share;
pub mod text;
pub mod utf16;

pub(crate) use build::{diagnosis, recognised};
