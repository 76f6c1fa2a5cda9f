//! The program was told something wrong, or not told at all.

use super::Cause;

mod invalid;
mod missing_env;
mod missing_file;
mod missing_ref;

pub(super) static CAUSES: &[&Cause] =
    &[&missing_env::CAUSE, &invalid::CAUSE, &missing_file::CAUSE, &missing_ref::CAUSE];
