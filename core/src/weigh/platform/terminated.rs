//! The pod was stopped from outside.

use crate::weigh::{Case, Cause, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "platform/terminated", weigh };

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    case.from_clues(&CAUSE)
}
