//! A postStart or preStop hook fails.

use crate::knowledge::signature::Strength;
use crate::weigh::hypothesis::both;
use crate::weigh::reports::Reports;
use crate::weigh::{Case, Cause, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "platform/hook", weigh };

static AT_START: Reports = Reports {
    events: &[("FailedPostStartHook", "")],
    waiting: &["PostStartHookError"],
    strength: Strength::Decisive,
    row: Strength::Strong,
    why: "a lifecycle hook failed",
};

// It runs when the container is to stop anyway: something else asked for that.
static AT_END: Reports = Reports {
    events: &[("FailedPreStopHook", "")],
    waiting: &[],
    strength: Strength::Strong,
    row: Strength::Strong,
    why: "a lifecycle hook failed",
};

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    both(AT_START.weigh(case, &CAUSE), AT_END.weigh(case, &CAUSE))
}
