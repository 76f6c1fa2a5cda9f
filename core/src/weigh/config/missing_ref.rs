//! A ConfigMap, Secret or key that the pod refers to does not exist.

use crate::knowledge::signature::Strength;
use crate::weigh::reports::Reports;
use crate::weigh::{Case, Cause, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "config/missing-ref", weigh };

static REPORTS: Reports = Reports {
    events: &[],
    waiting: &["CreateContainerConfigError"],
    strength: Strength::Strong,
    row: Strength::Hint,
    why: "the container cannot be configured, mostly for want of a ConfigMap or Secret",
};

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    REPORTS.weigh(case, &CAUSE)
}
