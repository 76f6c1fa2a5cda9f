//! The scheduler finds no node for the pod.

use crate::knowledge::signature::Strength;
use crate::weigh::hypothesis::both;
use crate::weigh::reports::Reports;
use crate::weigh::{Case, Cause, Evidence, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "scheduling/unschedulable", weigh };

static REPORTS: Reports = Reports {
    events: &[("FailedScheduling", ""), ("ClaimNotBound", "")],
    waiting: &[
        "SchedulingGated",
        "CapacityExceeded",
        "HostPortConflict",
        "MatchNodeSelector",
        "NodeSelectorMismatching",
    ],
    strength: Strength::Strong,
    row: Strength::Strong,
    why: "the scheduler found no node",
};

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    both(REPORTS.weigh(case, &CAUSE), refused(case).or_else(|| not_scheduled(case)))
}

/// The kubelet of the chosen node refused the pod: `OutOfcpu`, `OutOfmemory`, `OutOfpods` ...
fn refused(case: &Case<'_>) -> Option<Hypothesis> {
    let reason = case.pod.facts.reason.as_ref().map(|reason| (reason.value.as_str(), reason.span));
    let (_, span) = reason.into_iter().chain(case.status()).find(|(told, _)| told.starts_with("OutOf"))?;
    let why = "the node had not enough left of what the pod requests";
    Some(Hypothesis::because(&CAUSE, Evidence::pro(span, Strength::Decisive, why)))
}

/// The condition that the scheduler sets, where its events are not shown.
fn not_scheduled(case: &Case<'_>) -> Option<Hypothesis> {
    let condition = case.condition("PodScheduled", "False")?;
    let why = "the scheduler has found no node for the pod";
    Some(Hypothesis::because(&CAUSE, Evidence::pro(condition.status.span, Strength::Strong, why)))
}
