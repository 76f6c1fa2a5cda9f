//! The liveness probe has the container killed.

use crate::weigh::hypothesis::both;
use crate::weigh::{Case, Cause, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "probe/liveness", weigh };

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    both(super::killed_by(case, &CAUSE, "liveness"), case.clues_for(&CAUSE))
}
