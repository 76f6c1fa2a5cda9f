//! The kubelet checks the container, and does not like the answer.

use super::Cause;

mod liveness;
mod readiness;
mod startup;

pub(super) static CAUSES: &[&Cause] = &[&liveness::CAUSE, &startup::CAUSE, &readiness::CAUSE];
