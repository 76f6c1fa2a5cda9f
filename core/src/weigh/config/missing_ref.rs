//! A ConfigMap, Secret or key that the pod refers to does not exist.

use crate::knowledge::signature::Strength;
use crate::weigh::hypothesis::both;
use crate::weigh::{Case, Cause, Evidence, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "config/missing-ref", weigh };

/// What a container waits for, or a pod's STATUS says, when this is the cause.
const WAITING: &[&str] = &["CreateContainerConfigError"];
/// Events that report it, by reason and a part of the message.
const EVENTS: &[(&str, &str)] = &[];

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    both(case.clues_for(&CAUSE), reported(case))
}

fn reported(case: &Case<'_>) -> Option<Hypothesis> {
    let why = "the container cannot be configured, mostly for want of a ConfigMap or Secret";
    if let Some(event) = EVENTS.iter().find_map(|(reason, text)| case.event(reason, text)) {
        return Some(Hypothesis::because(&CAUSE, case.says(event, Strength::Strong, why)));
    }
    // A row in a table says that something is wrong with it, not what.
    let (strength, (reason, span)) = match case.waiting() {
        Some(waits) => (Strength::Strong, waits),
        None => (Strength::Hint, case.status()?),
    };
    WAITING
        .contains(&reason.trim_start_matches("Init:"))
        .then(|| Hypothesis::because(&CAUSE, Evidence::pro(span, strength, why)))
}
