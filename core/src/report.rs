//! Puts the answer together, and shows it in several forms.

mod build;
mod label;
pub mod markdown;
pub mod text;

pub(crate) use build::diagnosis;
