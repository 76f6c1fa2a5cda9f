//! The image cannot be pulled.

use crate::knowledge::signature::Strength;
use crate::weigh::hypothesis::both;
use crate::weigh::{Case, Cause, Evidence, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "image/pull", weigh };

/// What a container waits for, or a pod's STATUS says, when this is the cause.
const WAITING: &[&str] = &[
    "ErrImagePull",
    "ImagePullBackOff",
    "InvalidImageName",
    "ErrImageNeverPull",
    "ImageInspectError",
    "RegistryUnavailable",
    "SignatureValidationFailed",
];
/// Events that report it, by reason and a part of the message.
const EVENTS: &[(&str, &str)] = &[("Failed", "Failed to pull image"), ("BackOff", "Back-off pulling image")];

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    both(case.clues_for(&CAUSE), reported(case))
}

fn reported(case: &Case<'_>) -> Option<Hypothesis> {
    let why = "the kubelet does not get the image";
    if let Some(event) = EVENTS.iter().find_map(|(reason, text)| case.event(reason, text)) {
        return Some(Hypothesis::because(&CAUSE, case.says(event, Strength::Decisive, why)));
    }
    let waits = case
        .waiting()
        .or_else(|| case.status().map(|(status, span)| (status.trim_start_matches("Init:"), span)));
    let (_, span) = waits.filter(|(reason, _)| WAITING.contains(reason))?;
    Some(Hypothesis::because(&CAUSE, Evidence::pro(span, Strength::Decisive, why)))
}
