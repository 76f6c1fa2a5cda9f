//! A volume cannot be attached or mounted.

use crate::knowledge::signature::Strength;
use crate::weigh::reports::Reports;
use crate::weigh::{Case, Cause, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "filesystem/mount-failed", weigh };

static REPORTS: Reports = Reports {
    events: &[("FailedMount", ""), ("FailedAttachVolume", ""), ("FailedMapVolume", "")],
    waiting: &[],
    strength: Strength::Strong,
    row: Strength::Strong,
    why: "a volume is not there",
};

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    REPORTS.weigh(case, &CAUSE)
}
