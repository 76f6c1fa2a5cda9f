//! The main process ends without an error, although it should stay.

use crate::weigh::{Case, Cause, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "command/exits-zero", weigh };

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    case.from_clues(&CAUSE)
}
