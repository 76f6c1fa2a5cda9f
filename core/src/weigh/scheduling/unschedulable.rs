//! The scheduler finds no node for the pod.

use crate::knowledge::signature::Strength;
use crate::weigh::reports::Reports;
use crate::weigh::{Case, Cause, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "scheduling/unschedulable", weigh };

static REPORTS: Reports = Reports {
    events: &[("FailedScheduling", "")],
    waiting: &["SchedulingGated"],
    strength: Strength::Strong,
    row: Strength::Strong,
    why: "the scheduler found no node",
};

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    REPORTS.weigh(case, &CAUSE)
}
