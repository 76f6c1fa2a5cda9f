//! What unloop knows, from the tables in `knowledge/`.

pub mod exit_code;
pub mod exit_codes;
pub mod literals;
pub mod signature;
pub mod signatures;
