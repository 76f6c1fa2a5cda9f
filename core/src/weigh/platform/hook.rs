//! A postStart or preStop hook fails.

use crate::knowledge::signature::Strength;
use crate::weigh::reports::Reports;
use crate::weigh::{Case, Cause, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "platform/hook", weigh };

static REPORTS: Reports = Reports {
    events: &[("FailedPostStartHook", ""), ("FailedPreStopHook", "")],
    waiting: &["PostStartHookError"],
    strength: Strength::Decisive,
    row: Strength::Strong,
    why: "a lifecycle hook failed",
};

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    REPORTS.weigh(case, &CAUSE)
}
