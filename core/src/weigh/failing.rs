//! Whether a container fails at all: only what fails needs a cause.

use super::case::Case;
use super::strength;
use crate::knowledge::signature::Strength;
use crate::model::{Container, Run};
use crate::read::facts::{Kind, Phase, State};

/// How a container fares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Health {
    /// It runs and is ready, or has done its work.
    Healthy,
    /// It failed before and runs again.
    Recovered,
    /// The paste shows no state of it.
    Unknown,
    /// It fails.
    Failing,
}

/// Trouble reported within this many seconds is not history.
const RECENT: u64 = 900;
/// A complaint of this weight is about an end, not about a passing fault.
const DYING: f64 = 3.9;

/// Reasons of pods that were ended as a whole.
const ENDED: [&str; 8] = [
    "Evicted",
    "Terminated",
    "NodeShutdown",
    "Shutdown",
    "NodeLost",
    "DeadlineExceeded",
    "Preempting",
    "NodeAffinity",
];

/// How the container, or the pod without one, fares.
pub fn health(case: &Case<'_>) -> Health {
    // A debugging aid that ends, or never starts, is nothing that fails.
    let is_aid = case.container.is_some_and(|container| container.facts.kind == Kind::Ephemeral);
    let is_killed = case.reason().is_some_and(|(reason, _)| reason == "OOMKilled");
    if is_aid || is_over(case) && !is_killed {
        return Health::Healthy;
    }
    let health = of_facts(case);
    // It runs, but its last words say that parts of it die: a supervisor hides that from Kubernetes.
    let complains = || case.clues.iter().any(|clue| clue.from_log && clue.weight >= DYING);
    let runs = || {
        case.container.is_some_and(Container::is_running)
            || keeps_restarting(case)
            || case.model.is_known_well(case.pod)
    };
    if matches!(health, Health::Healthy | Health::Recovered) && runs() && complains() {
        return Health::Failing;
    }
    health
}

fn of_facts(case: &Case<'_>) -> Health {
    // The pod itself was ended: what its containers last looked like no longer counts.
    if case.pod.facts.reason.as_ref().is_some_and(|reason| ENDED.contains(&reason.value.as_str())) {
        return Health::Failing;
    }
    match case.container {
        Some(container) if container.facts.state.is_some() => of_state(case),
        Some(container) if container.last_run().is_some_and(|run| run.code() != Some(0)) => {
            // A `Last State` that somebody cut out: the current state was left behind.
            of_row(case)
                .filter(|health| *health == Health::Healthy)
                .map_or(Health::Failing, |_| Health::Recovered)
        }
        _ => of_row(case).unwrap_or(Health::Unknown),
    }
}

/// Whether the pod ended well, as the pods of Jobs do.
fn is_over(case: &Case<'_>) -> bool {
    let completed = case.status().is_some_and(|(status, _)| status == "Completed");
    let restarts = case.pod.facts.restarts.as_ref().map_or(0, |restarts| restarts.value);
    // A row that never restarted is the pod of a Job: a Deployment would have started it again.
    let ended = case.status().is_some_and(|(status, _)| status == "Succeeded")
        || completed && restarts == 0 && case.pod.facts.restarts.is_some() && case.pod.events.is_empty();
    let is_gone = case.pod.name().is_some_and(|name| case.model.is_deleted(name));
    if ended || is_gone {
        return true;
    }
    let is_job =
        case.pod.workload().is_some_and(|workload| ["job", "cronjob"].contains(&workload.kind.as_str()));
    is_job && completed
}

fn of_state(case: &Case<'_>) -> Health {
    let Some(container) = case.container else { return Health::Unknown };
    let Some(state) = &container.facts.state else { return Health::Unknown };
    match state.phase {
        Phase::Waiting => match state.reason.as_ref().map(|reason| reason.value.as_str()) {
            None | Some("PodInitializing" | "ContainerCreating") if !has_trouble(case, u64::MAX) => {
                Health::Unknown
            }
            None | Some("PodInitializing") => {
                // It waits for others: the trouble is theirs, unless its own log or events say otherwise.
                if case.pod.containers.iter().any(is_broken_init) { Health::Healthy } else { Health::Failing }
            }
            Some(_) => Health::Failing,
        },
        Phase::Terminated => match (state.exit_code.as_ref().map(|code| code.value), container.facts.kind) {
            (Some(0), Kind::Init) => Health::Healthy,
            (Some(0), _)
                if case.pod.facts.restart_policy.as_ref().is_some_and(|policy| policy.value != "Always") =>
            {
                Health::Healthy
            }
            _ => Health::Failing,
        },
        Phase::Running => of_running(case),
    }
}

fn is_broken_init(container: &Container) -> bool {
    container.is_init()
        && container.facts.state.as_ref().is_some_and(|state| {
            container.waiting().is_some_and(|reason| reason.value != "PodInitializing")
                || state.exit_code.as_ref().is_some_and(|code| code.value != 0)
        })
}

fn of_running(case: &Case<'_>) -> Health {
    let Some(container) = case.container else { return Health::Unknown };
    let is_ready = is_ready(case, container);
    let ended = container.facts.last_state.as_ref().filter(|state| state.phase == Phase::Terminated);
    let is_bad = |state: &State| state.exit_code.as_ref().is_none_or(|code| code.value != 0);
    // A server that a probe has stopped may end without an error; so does one that only ever finishes.
    let again = case.event("BackOff", "restarting").is_some() || case.killed_by_probe().is_some();
    let crashed = ended.is_some_and(|state| is_bad(state) || again);
    let restarts = container.facts.restarts.as_ref().map_or(0, |restarts| restarts.value);
    let long_ago = case.pod.facts.restarted_ago.is_some_and(|ago| ago > RECENT);
    if has_trouble(case, RECENT) && !long_ago && (crashed || is_ready == Some(false)) {
        return Health::Failing;
    }
    // Its work is not done as long as it runs: it is being tried again.
    if container.is_init() && crashed {
        return Health::Failing;
    }
    // What it did for a day before it ended, it will do for another.
    const LONG: i64 = 86_400;
    let lasts = container.last_run().and_then(Run::seconds).is_some_and(|seconds| seconds > LONG);
    // It ended without an error, after a short time, and was restarted again and again: that is not well.
    const SHORT: i64 = 600;
    let keeps_ending = || container.last_run().and_then(Run::seconds).is_some_and(|seconds| seconds < SHORT);
    match is_ready {
        // That it runs again after it was stopped tells nothing: it will be stopped again.
        None if !crashed && case.killed_by_probe().is_some() && has_trouble(case, RECENT) => Health::Failing,
        Some(true) | None if !crashed && restarts >= 5 && !long_ago && keeps_ending() => Health::Unknown,
        Some(true) | None if !crashed => Health::Healthy,
        Some(false) if crashed || has_trouble(case, u64::MAX) => Health::Failing,
        Some(false) => Health::Unknown,
        // Somebody cut out its states, because of the last one.
        None if container.facts.restarts.is_none() => Health::Failing,
        // A few restarts after short runs are no accident, nor are many: it will be back.
        _ if restarts >= 3 && !long_ago && keeps_ending() => Health::Failing,
        _ if restarts >= 5 && !long_ago && !lasts || keeps_restarting(case) => Health::Failing,
        _ => Health::Recovered,
    }
}

/// Whether it serves; where no container says so, the pod does.
fn is_ready(case: &Case<'_>, container: &Container) -> Option<bool> {
    let ready = |container: &Container| container.facts.ready.as_ref().map(|ready| ready.value);
    let is_not = case.condition("ContainersReady", "False").or_else(|| case.condition("Ready", "False"));
    let counts = || !container.is_init() && case.pod.containers.iter().all(|one| ready(one).is_none());
    ready(container).or_else(|| is_not.filter(|_| counts()).map(|_| false))
}

/// Whether the last restart is no longer ago than the pauses between restarts are: the next one is to come.
fn keeps_restarting(case: &Case<'_>) -> bool {
    let facts = &case.pod.facts;
    let (Some(restarts), Some(ago), Some(age)) = (&facts.restarts, facts.restarted_ago, facts.age) else {
        return false;
    };
    restarts.value >= 2 && ago.saturating_mul(restarts.value) < age
}

/// Whether events report trouble that was seen within so many seconds.
fn has_trouble(case: &Case<'_>, within: u64) -> bool {
    case.events().any(|event| {
        event.kind.as_ref().is_some_and(|kind| kind.value == "Warning")
            && !case.is_overcome(event)
            // In whole minutes, as kubectl prints them: a time is as good as an age.
            && event.last_seen.is_none_or(|seen| seen / 60 <= within / 60)
    })
}

/// What the row of `kubectl get pods`, or the phase, says.
fn of_row(case: &Case<'_>) -> Option<Health> {
    let Some((status, _)) = case.status() else {
        if case.model.is_known_well(case.pod) {
            return Some(Health::Healthy);
        }
        // A container that runs well is started once.
        const OFTEN: u64 = 3;
        let started = case.event("Started", "")?;
        let again = started.count.is_some_and(|count| count >= OFTEN);
        let killed = case.killed_by_probe().is_some() || is_told_to_fail(case);
        return (!again && !killed && !has_trouble(case, u64::MAX)).then_some(Health::Healthy);
    };
    let ready = case.pod.facts.ready.as_ref().map(|ready| ready.value.0 == ready.value.1);
    Some(match status {
        "Running" if ready == Some(true) && keeps_restarting(case) => Health::Failing,
        "Running" if ready == Some(true) => Health::Healthy,
        "Running" | "Pending" | "NotReady" if ready.is_none() => return None,
        "ContainerCreating" | "PodInitializing" | "Pending" if !has_trouble(case, u64::MAX) => {
            Health::Unknown
        }
        // It makes way for another that does its work.
        "Terminating" if has_well_replica(case) && !has_crashed(case) => Health::Healthy,
        "Terminating" => Health::Unknown,
        status if status.starts_with("Init:") && status.contains('/') && !has_trouble(case, u64::MAX) => {
            Health::Unknown
        }
        _ => Health::Failing,
    })
}

/// Whether an event of any kind names a cause beyond doubt: a preemption is a `Normal` one.
fn is_told_to_fail(case: &Case<'_>) -> bool {
    case.clues.iter().any(|clue| !clue.from_log && clue.weight >= strength::worth(Strength::Decisive))
}

fn has_well_replica(case: &Case<'_>) -> bool {
    case.model.pods.iter().any(|pod| {
        let facts = &pod.facts;
        pod.is_replica_of(case.pod)
            && facts.status.as_ref().is_some_and(|status| status.value == "Running")
            && facts.ready.as_ref().is_some_and(|ready| ready.value.0 == ready.value.1)
    })
}

fn has_crashed(case: &Case<'_>) -> bool {
    let restarts = case.pod.facts.restarts.as_ref().map_or(0, |restarts| restarts.value);
    restarts > 0 || case.event("BackOff", "restarting").is_some()
}
