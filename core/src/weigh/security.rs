//! The container is not allowed to do what it wants.

use super::Cause;

mod not_permitted;
mod rbac;
mod run_as_nonroot;

pub(super) static CAUSES: &[&Cause] = &[&rbac::CAUSE, &run_as_nonroot::CAUSE, &not_permitted::CAUSE];
