//! A postStart or preStop hook fails.

use crate::knowledge::signature::Strength;
use crate::weigh::hypothesis::both;
use crate::weigh::{Case, Cause, Evidence, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "platform/hook", weigh };

/// What a container waits for, or a pod's STATUS says, when this is the cause.
const WAITING: &[&str] = &["PostStartHookError"];
/// Events that report it, by reason and a part of the message.
const EVENTS: &[(&str, &str)] = &[("FailedPostStartHook", ""), ("FailedPreStopHook", "")];

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    both(case.clues_for(&CAUSE), reported(case))
}

fn reported(case: &Case<'_>) -> Option<Hypothesis> {
    let why = "a lifecycle hook failed";
    if let Some(event) = EVENTS.iter().find_map(|(reason, text)| case.event(reason, text)) {
        return Some(Hypothesis::because(&CAUSE, case.says(event, Strength::Strong, why)));
    }
    let waits = case
        .waiting()
        .or_else(|| case.status().map(|(status, span)| (status.trim_start_matches("Init:"), span)));
    let (_, span) = waits.filter(|(reason, _)| WAITING.contains(reason))?;
    Some(Hypothesis::because(&CAUSE, Evidence::pro(span, Strength::Strong, why)))
}
