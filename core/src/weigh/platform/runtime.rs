//! The container runtime, the network plugin or a device plugin fails.

use crate::knowledge::signature::Strength;
use crate::weigh::hypothesis::both;
use crate::weigh::{Case, Cause, Evidence, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "platform/runtime", weigh };

/// What a container waits for, or a pod's STATUS says, when this is the cause.
const WAITING: &[&str] =
    &["CreateContainerError", "RunContainerError", "CreatePodSandboxError", "ContainerStatusUnknown"];
/// Events that report it, by reason and a part of the message.
const EVENTS: &[(&str, &str)] =
    &[("FailedCreatePodSandBox", ""), ("NetworkNotReady", ""), ("FailedSync", "")];

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    both(case.clues_for(&CAUSE), reported(case))
}

fn reported(case: &Case<'_>) -> Option<Hypothesis> {
    let why = "the runtime could not set the container up";
    if let Some(event) = EVENTS.iter().find_map(|(reason, text)| case.event(reason, text)) {
        return Some(Hypothesis::because(&CAUSE, case.says(event, Strength::Hint, why)));
    }
    // A row in a table says that something is wrong with it, not what.
    let (strength, (reason, span)) = match case.waiting() {
        // The runtime reports a wrong command in the same way.
        Some(waits) if waits.0 == "RunContainerError" => (Strength::Hint, waits),
        Some(waits) => (Strength::Strong, waits),
        None => (Strength::Hint, case.status()?),
    };
    WAITING
        .contains(&reason.trim_start_matches("Init:"))
        .then(|| Hypothesis::because(&CAUSE, Evidence::pro(span, strength, why)))
}
