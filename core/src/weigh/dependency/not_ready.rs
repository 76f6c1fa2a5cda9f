//! A dependency answers, but lacks what the program needs: a schema, a topic, a leader.

use crate::weigh::{Case, Cause, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "dependency/not-ready", weigh };

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    case.clues_for(&CAUSE)
}
