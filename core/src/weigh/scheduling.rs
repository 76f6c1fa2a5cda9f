//! No node takes the pod.

use super::Cause;

mod unschedulable;

pub(super) static CAUSES: &[&Cause] = &[&unschedulable::CAUSE];
