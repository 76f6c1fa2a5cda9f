//! A postStart or preStop hook fails.

use crate::knowledge::signature::Strength;
use crate::weigh::clues::hook_came_too_late;
use crate::weigh::hypothesis::both;
use crate::weigh::reports::Reports;
use crate::weigh::{Case, Cause, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "platform/hook", weigh };

const WHY: &str = "a lifecycle hook failed";

static AT_START: Reports = Reports {
    events: &[("FailedPostStartHook", "")],
    waiting: &["PostStartHookError"],
    strength: Strength::Decisive,
    row: Strength::Strong,
    why: WHY,
};

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    // A preStop hook runs when the container is to stop anyway: something else asked for that.
    let at_end = case.event("FailedPreStopHook", "");
    let at_end = at_end.map(|event| Hypothesis::because(&CAUSE, case.says(event, Strength::Hint, WHY)));
    if let Some(late) = case.event("FailedPostStartHook", "").filter(|event| hook_came_too_late(event)) {
        return Some(Hypothesis::because(&CAUSE, case.says(late, Strength::Hint, "its container had ended")));
    }
    both(AT_START.weigh(case, &CAUSE), at_end)
}
