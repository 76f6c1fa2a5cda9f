//! What unloop knows, from the tables in `knowledge/`.

pub mod literals;
pub mod signature;
pub mod signatures;
