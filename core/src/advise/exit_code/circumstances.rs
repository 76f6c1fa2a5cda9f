//! What the paste tells about the end of a run, gathered for the meaning of its exit code.

use super::log_tells::tells;
use super::{Circumstances, Runtime};
use crate::model::{Container, Pod, Run};
use crate::read::facts::{Event, State};

/// What is known about the end of one run of a container.
pub(in crate::advise) fn of<'m>(
    pod: &'m Pod,
    container: &'m Container,
    state: &'m State,
) -> Circumstances<'m> {
    let events = || pod.events_of(container);
    let any =
        |reasons: &[&str]| events().any(|event| reason(event).is_some_and(|found| reasons.contains(&found)));
    let pod_is = |words: &[&str]| {
        [&pod.facts.reason, &pod.facts.status]
            .into_iter()
            .flatten()
            .any(|text| words.contains(&text.as_str()))
    };
    let probe_killed =
        ["liveness", "startup"].into_iter().find(|probe| events().any(|event| kills(event, probe)));
    let run = Run(state);
    let watched_by = ["liveness", "startup"].into_iter().find(|probe| container.probe(probe).is_some());
    let grace = |probe: Option<&str>| {
        let own = probe.and_then(|probe| container.probe(probe)?.grace);
        own.or_else(|| pod.facts.grace.as_ref().map(|grace| grace.value))
    };
    let probe = watched_by.and_then(|probe| container.probe(probe));
    Circumstances {
        reason: run.reason(),
        message: state.message.as_ref().map(|message| message.as_str()),
        runtime: match container.runtime() {
            Some("containerd") => Some(Runtime::Containerd),
            Some("cri-o") => Some(Runtime::Crio),
            Some("docker") => Some(Runtime::Docker),
            _ => None,
        },
        probe_killed,
        watched_by,
        fits_probe: probe
            .is_some_and(|probe| run.fits(probe, pod.facts.grace.as_ref().map(|grace| grace.value))),
        hook_failed: any(&["FailedPostStartHook"]),
        being_deleted: pod.facts.deleting.is_some() || pod_is(&["Terminating"]),
        evicted: pod_is(&["Evicted", "Preempting"]) || any(&["Evicted", "Preempting", "Preempted"]),
        node_went_away: pod_is(&["NodeLost", "NodeShutdown", "Shutdown", "Terminated"])
            || any(&["NodeShutdown", "Rebooted", "NodeNotReady"]),
        node_out_of_memory: any(&["SystemOOM", "OOMKilling"]),
        ran_seconds: run.seconds(),
        log: log(container),
        memory_limit: container.memory_limit().map(|limit| limit.as_str()),
        grace: grace(probe_killed),
        is_init: container.is_init(),
    }
}

fn reason(event: &Event) -> Option<&str> {
    event.reason.as_ref().map(|reason| reason.as_str())
}

/// Whether the kubelet says that it kills the container because of this probe.
fn kills(event: &Event, probe: &str) -> bool {
    let message = event.message.as_ref().map(|message| message.as_str()).unwrap_or_default();
    reason(event) == Some("Killing")
        && (message.contains(&format!("failed {probe} probe"))
            || message.contains(&format!("unhealthy: {probe}")))
}

/// What the last telling line says; of the run before, if there is a log of it.
fn log(container: &Container) -> Option<super::log_tells::Tells> {
    let output = container.logs.iter().find(|output| output.previous).or_else(|| container.logs.last())?;
    output.log.tail.iter().rev().find_map(|line| tells(&line.message))
}
