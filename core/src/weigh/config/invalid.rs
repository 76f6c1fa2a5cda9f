//! A configuration file, value, flag or argument is malformed.

use crate::weigh::{Case, Cause, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "config/invalid", weigh };

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    case.clues_for(&CAUSE)
}
