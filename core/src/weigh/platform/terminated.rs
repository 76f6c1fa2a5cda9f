//! The pod was stopped from outside.

use crate::knowledge::signature::Strength;
use crate::weigh::hypothesis::both;
use crate::weigh::{Case, Cause, Evidence, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "platform/terminated", weigh };

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    both(case.clues_for(&CAUSE), stopped(case))
}

fn stopped(case: &Case<'_>) -> Option<Hypothesis> {
    const REASONS: [&str; 8] = [
        "Terminated",
        "NodeShutdown",
        "Shutdown",
        "Preempting",
        "NodeLost",
        "NodeAffinity",
        "DeadlineExceeded",
        "TerminationByKubelet",
    ];
    // Where the pod's own reason is not shown, the STATUS column prints it.
    let told = [&case.pod.facts.reason, &case.pod.facts.status];
    let told = told.into_iter().flatten().find(|reason| REASONS.contains(&reason.value.as_str()));
    if let Some(reason) = told {
        let why = "the pod was ended by its node or the scheduler";
        let reason = Evidence::pro(reason.span, Strength::Decisive, why);
        let message = case.pod.facts.message.as_ref().filter(|message| !message.value.trim().is_empty());
        let told =
            message.map(|message| Evidence::pro(message.span, Strength::Decisive, "says why it was ended"));
        return Some(match told {
            Some(told) => Hypothesis::because(&CAUSE, told).and(Some(reason)),
            None => Hypothesis::because(&CAUSE, reason),
        });
    }
    if let Some(disrupted) = disruption(case) {
        return Some(disrupted);
    }
    let is_leaving = case.status().filter(|(status, _)| *status == "Terminating");
    if let Some((event, (_, status))) = case.event("NodeNotReady", "").zip(is_leaving) {
        let lost = case.says(event, Strength::Strong, "its node was lost");
        let leaving = Evidence::pro(status, Strength::Hint, "it is to go, and its node does not answer");
        return Some(Hypothesis::because(&CAUSE, lost).and(Some(leaving)));
    }
    let probe = case.suspects_a_probe();
    if let Some(event) = case.event("Killing", "Stopping container").filter(|_| !probe) {
        let why = "the kubelet was told to stop it: a deletion, a rollout or a drain";
        return Some(Hypothesis::because(&CAUSE, case.says(event, Strength::Strong, why)));
    }
    let (code, span) = case.code()?;
    let (reason, _) = case.reason().unwrap_or_default();
    match (code, reason) {
        (143, _) if !probe => {
            // Who asked stands in the events: without any, it may as well have been a probe.
            let told = case.events().next().is_some() || case.pod.facts.no_events.is_some();
            let strength = if told { Strength::Strong } else { Strength::Hint };
            let why = "SIGTERM: something asked it to stop";
            Some(Hypothesis::because(&CAUSE, Evidence::pro(span, strength, why)))
        }
        (255, "Unknown") | (137, "ContainerStatusUnknown") => {
            // The kubelet does not know either how the containers of a pod ended that it has evicted.
            let (strength, why) = match code {
                255 => (Strength::Strong, "the runtime lost the container, as after a restart of the node"),
                _ => (
                    Strength::Hint,
                    "the kubelet lost the container, as after a restart of the node or an eviction",
                ),
            };
            let reason = case.reason().map(|(_, span)| Evidence::pro(span, strength, why));
            let code = Evidence::pro(span, Strength::Hint, "no process ended so: the code was made up");
            Some(Hypothesis::because(&CAUSE, reason?).and(Some(code)))
        }
        _ => None,
    }
}

/// Since 1.26 a pod that is ended from outside carries a condition that says by whom.
fn disruption(case: &Case<'_>) -> Option<Hypothesis> {
    let why = "the pod was ended from outside, and this says by whom";
    let condition = case.condition("DisruptionTarget", "True")?;
    let told = condition.message.as_ref().or(condition.reason.as_ref())?;
    Some(Hypothesis::because(&CAUSE, Evidence::pro(told.span, Strength::Strong, why)))
}
