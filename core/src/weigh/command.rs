//! What the container should run does not run, or does not stay.

use super::Cause;

mod brief;
mod exits_zero;
mod not_executable;
mod not_found;
mod script_error;
mod wrong_arch;

pub(super) static CAUSES: &[&Cause] = &[
    &not_found::CAUSE,
    &not_executable::CAUSE,
    &wrong_arch::CAUSE,
    &exits_zero::CAUSE,
    &script_error::CAUSE,
];
