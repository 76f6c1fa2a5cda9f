//! The startup probe has the container killed.

use crate::weigh::hypothesis::both;
use crate::weigh::{Case, Cause, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "probe/startup", weigh };

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    both(super::killed_by(case, &CAUSE, "startup"), case.clues_for(&CAUSE))
}
