//! The command is for another processor, or a script without an interpreter line.

use crate::weigh::{Case, Cause, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "command/wrong-arch", weigh };

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    case.clues_for(&CAUSE)
}
