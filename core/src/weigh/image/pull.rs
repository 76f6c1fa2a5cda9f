//! The image cannot be pulled.

use crate::weigh::{Case, Cause, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "image/pull", weigh };

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    case.from_clues(&CAUSE)
}
