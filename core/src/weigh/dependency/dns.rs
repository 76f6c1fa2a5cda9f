//! The name of a dependency does not resolve.

use crate::weigh::{Case, Cause, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "dependency/dns", weigh };

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    case.clues_for(&CAUSE)
}
