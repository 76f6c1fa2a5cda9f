//! What to do about a cause, in commands and patches that hold the real names of the paste.

pub mod fill;
pub mod keys;
