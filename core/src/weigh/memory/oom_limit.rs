//! The kernel kills the container at its memory limit.

use crate::knowledge::signature::Strength;
use crate::weigh::hypothesis::both;
use crate::weigh::{Case, Cause, Evidence, Hypothesis};

mod heap;

pub(super) static CAUSE: Cause = Cause { id: "memory/oom-limit", weigh };

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    let found = both(reported(case), case.clues_for(&CAUSE)).or_else(|| unexplained_kill(case))?;
    let limit = case.container.and_then(|container| container.memory_limit());
    let found = found
        .and(limit.map(|limit| Evidence::pro(limit.span, Strength::Hint, "is the limit that it reached")));
    let Some(heap) = case.container.and_then(heap::beyond_limit) else { return Some(found) };
    let why = "lets the heap grow beyond the limit";
    let found = found.and(Some(Evidence::pro(heap.span, Strength::Hint, why)));
    Some(found.naming("heap_option", heap.value))
}

/// The runtime says so: in the last run, in the one before, or in the STATUS column.
fn reported(case: &Case<'_>) -> Option<Hypothesis> {
    if let Some(("OOMKilled", span)) = case.reason() {
        let why = "the kernel killed a process of the container at its memory limit";
        let code =
            case.code().map(|(_, span)| Evidence::pro(span, Strength::Hint, "how the main process ended"));
        return Some(Hypothesis::because(&CAUSE, Evidence::pro(span, Strength::Decisive, why)).and(code));
    }
    let before = case.container.and_then(|container| container.facts.last_state.as_ref()?.reason.as_ref());
    if let Some(reason) = before.filter(|reason| reason.value == "OOMKilled") {
        let why = "the run before was killed at the memory limit";
        return Some(Hypothesis::because(&CAUSE, Evidence::pro(reason.span, Strength::Strong, why)));
    }
    let why = "the kernel killed a container of the pod at its memory limit";
    if let Some(end) = case.pod.facts.ends.last().filter(|end| end.value == "OOMKilled") {
        return Some(Hypothesis::because(&CAUSE, Evidence::pro(end.span, Strength::Decisive, why)));
    }
    let (status, span) = case.status()?;
    (status.ends_with("OOMKilled") && case.reason().is_none())
        .then(|| Hypothesis::because(&CAUSE, Evidence::pro(span, Strength::Decisive, why)))
}

/// SIGKILL without a sender may be memory; nothing says so.
fn unexplained_kill(case: &Case<'_>) -> Option<Hypothesis> {
    let (code, span) = case.code()?;
    let explained = case.suspects_a_probe()
        || case.pod.facts.deleting.is_some()
        || case.reason().is_some_and(|(reason, _)| reason != "Error");
    (code == 137 && !explained).then(|| {
        Hypothesis::because(
            &CAUSE,
            Evidence::pro(span, Strength::Hint, "SIGKILL: memory is one of several senders"),
        )
    })
}
