//! The container, the runtime or the node is out of memory.

use super::Cause;

mod eviction;
mod heap;
mod oom_limit;

pub(super) static CAUSES: &[&Cause] = &[&oom_limit::CAUSE, &heap::CAUSE, &eviction::CAUSE];
