//! The program itself fails.

use super::Cause;

mod data_incompatible;
mod exception;
mod missing_module;
mod native_crash;
mod port_in_use;

pub(super) static CAUSES: &[&Cause] = &[
    &exception::CAUSE,
    &missing_module::CAUSE,
    &native_crash::CAUSE,
    &port_in_use::CAUSE,
    &data_incompatible::CAUSE,
];
