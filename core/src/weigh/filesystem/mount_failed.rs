//! A volume cannot be attached or mounted.

use crate::weigh::{Case, Cause, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "filesystem/mount-failed", weigh };

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    case.from_clues(&CAUSE)
}
