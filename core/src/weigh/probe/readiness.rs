//! The readiness probe fails: the container runs, but gets no traffic.

use super::{complaint, naming};
use crate::knowledge::signature::Strength;
use crate::weigh::{Case, Cause, Evidence, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "probe/readiness", weigh };

/// Seconds after which a failing probe would have been reported again.
const LONG_AGO: u64 = 1800;

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    let Some(failure) = case.probes.iter().rev().find(|failure| failure.probe == "readiness") else {
        return never_ready(case);
    };
    // Probes ask every few seconds: a complaint of long ago is over.
    let is_over = failure.event.last_seen.is_some_and(|seen| seen > LONG_AGO);
    let strength = if is_over { Strength::Hint } else { Strength::Strong };
    let found = Hypothesis::because(&CAUSE, case.says(failure.event, strength, complaint(failure)));
    let restarted = case.container.and_then(|container| container.last_run());
    // A container that dies is not ready either: then this is what follows, not what is wrong.
    let dies = restarted.map(|run| {
        Evidence::con(run.0.span, Strength::Strong, "it also ends, which this probe never causes")
    });
    let dies = dies.or_else(|| {
        let told = case.event("BackOff", "restarting").map(|event| event.span);
        let listed =
            || case.status().filter(|(status, _)| *status == "CrashLoopBackOff").map(|(_, span)| span);
        let why = "it is restarted, which this probe never causes";
        Some(Evidence::con(told.or_else(listed)?, Strength::Strong, why))
    });
    let killer = case.probes.iter().find(|other| other.may_kill());
    let killer = killer.map(|other| {
        Evidence::con(other.event.span, Strength::Strong, "another probe fails as well, and kills")
    });
    // What the program itself complains about is why it is not ready.
    let told = case.clues.iter().find(|clue| clue.from_log && clue.weight > 0.5);
    let told =
        told.map(|clue| Evidence::con(clue.span, Strength::Strong, "the program itself says what it lacks"));
    Some(naming(found, failure).and(dies).and(killer).and(told))
}

/// It runs, never restarted, and is not ready: the events are gone, but only this probe does that.
fn never_ready(case: &Case<'_>) -> Option<Hypothesis> {
    let container = case.container?;
    let ready = container.facts.ready.as_ref().filter(|ready| !ready.value)?;
    let probe = container.facts.readiness.as_ref()?;
    let quiet = container.is_running()
        && container.facts.restarts.as_ref().is_some_and(|restarts| restarts.value == 0);
    quiet.then(|| {
        Hypothesis::because(&CAUSE, Evidence::pro(ready.span, Strength::Strong, "it runs, and is not ready"))
            .and(Some(Evidence::pro(probe.span, Strength::Hint, "is the probe that decides that")))
    })
}
