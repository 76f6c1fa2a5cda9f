//! The node is short of memory or disk and evicts the pod.

use crate::knowledge::signature::Strength;
use crate::weigh::hypothesis::both;
use crate::weigh::{Case, Cause, Evidence, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "memory/eviction", weigh };

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    both(evicted(case), case.clues_for(&CAUSE))
}

fn evicted(case: &Case<'_>) -> Option<Hypothesis> {
    let why = "the kubelet evicted the pod";
    if let Some(reason) = case.pod.facts.reason.as_ref().filter(|reason| reason.value == "Evicted") {
        let message = case.pod.facts.message.as_ref().filter(|message| !message.value.trim().is_empty());
        // Where YAML breaks a text is no matter of what it says.
        let told = message.map(|message| Evidence {
            part: Some(message.value.clone()),
            ..Evidence::pro(message.span, Strength::Decisive, "says what ran short")
        });
        let reason = Evidence::pro(reason.span, Strength::Decisive, why);
        return Some(match told {
            Some(told) => Hypothesis::because(&CAUSE, told).and(Some(reason)),
            None => Hypothesis::because(&CAUSE, reason),
        });
    }
    if let Some(event) = case.event("Evicted", "") {
        return Some(Hypothesis::because(&CAUSE, case.says(event, Strength::Decisive, why)));
    }
    let (_, span) = case.status().filter(|(status, _)| *status == "Evicted")?;
    Some(Hypothesis::because(&CAUSE, Evidence::pro(span, Strength::Decisive, why)))
}
