//! The container runtime, the network plugin or a device plugin fails.

use crate::knowledge::signature::Strength;
use crate::weigh::reports::Reports;
use crate::weigh::{Case, Cause, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "platform/runtime", weigh };

const WHY: &str = "the runtime could not set the container up";

static REPORTS: Reports = Reports {
    events: &[("FailedCreatePodSandBox", ""), ("NetworkNotReady", "")],
    waiting: &["CreateContainerError", "CreatePodSandboxError", "ContainerStatusUnknown"],
    strength: Strength::Strong,
    row: Strength::Hint,
    why: WHY,
};

/// The runtime reports a wrong command in the same way.
static VAGUE: Reports = Reports {
    events: &[],
    waiting: &["RunContainerError"],
    strength: Strength::Hint,
    row: Strength::Hint,
    why: WHY,
};

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    REPORTS.weigh(case, &CAUSE).or_else(|| VAGUE.weigh(case, &CAUSE))
}
