//! The node is short of memory or disk and evicts the pod.

use crate::knowledge::signature::Strength;
use crate::text::Pattern;
use crate::weigh::hypothesis::both;
use crate::weigh::{Case, Cause, Evidence, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "memory/eviction", weigh };

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    both(evicted(case), case.clues_for(&CAUSE)).map(|found| name_container(case, found))
}

/// The message names the container that used more than it had asked for.
fn name_container(case: &Case<'_>, found: Hypothesis) -> Hypothesis {
    static USING: Pattern =
        Pattern::new(r"\bContainer (?<name>[a-z0-9][a-z0-9-]*) (?:was using|exceeded its) ");
    let event = case.event("Evicted", "").and_then(|event| event.message.as_ref());
    let told = case.pod.facts.message.iter().chain(event);
    let name = told.filter_map(|message| USING.captures(&message.value)).find_map(|using| using.get("name"));
    match name {
        Some(name) if case.container.is_none() => found.naming("container", name),
        _ => found,
    }
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
