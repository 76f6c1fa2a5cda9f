//! The image does not arrive.

use super::Cause;

mod pull;

pub(super) static CAUSES: &[&Cause] = &[&pull::CAUSE];
