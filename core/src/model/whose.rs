//! Which container of a pod a text is about, where it is not named.

use super::{Container, Pod};
use crate::read::facts::{self, Kind, Log, Phase, State};
use crate::text::{Fact, Time};

/// The container with this id, of which often only the beginning is known.
pub(super) fn with_id(pod: &Pod, id: &str) -> Option<usize> {
    let has = |container: &Container| {
        let full = container.facts.id.as_ref().and_then(|full| full.value.split("://").nth(1));
        full.is_some_and(|full| full.starts_with(id) || id.starts_with(full) && !full.is_empty())
    };
    pod.containers.iter().position(has)
}

/// The only container that ran when the last line of the log was printed.
pub(super) fn by_time(pod: &Pod, log: &Log) -> Option<usize> {
    /// The runtime takes a moment to notice an end.
    const SLACK: i64 = 2;
    let last = log.last?;
    let ran = |container: &Container| {
        let run = container.last_run().map(|run| run.0);
        let moment =
            |of: &Option<Fact<Time>>| of.as_ref().map(|time| time.value).filter(|time| !time.is_never());
        let (Some(began), Some(ended)) =
            (run.and_then(|run| moment(&run.started)), run.and_then(|run| moment(&run.finished)))
        else {
            return false;
        };
        last.since(began) >= -SLACK && ended.since(last) >= -SLACK
    };
    let mut found = pod.containers.iter().enumerate().filter(|(_, container)| ran(container));
    let first = found.next()?;
    // One that ran all the while may have printed it as well.
    let others = pod.containers.iter().filter(|container| container.is_running()).count();
    (found.next().is_none() && others == 0).then_some(first.0)
}

/// The container whose log it must be when nothing says: the only one, or the only one that fails.
pub(super) fn likely_container(pod: &Pod) -> Option<usize> {
    if pod.containers.len() <= 1 {
        return (!pod.containers.is_empty()).then_some(0);
    }
    let one = |test: &dyn Fn(&Container) -> bool| {
        let mut found = pod.containers.iter().enumerate().filter(|(_, container)| test(container));
        let first = found.next()?;
        found.next().is_none().then_some(first.0)
    };
    let crashes = |container: &Container| {
        let bad = |state: &Option<State>| {
            state.as_ref().is_some_and(|state| {
                state.phase == Phase::Terminated
                    && state.exit_code.as_ref().is_some_and(|code| code.value != 0)
            })
        };
        container.backs_off() || bad(&container.facts.state) || bad(&container.facts.last_state)
    };
    let blamed = |container: &Container| {
        container.name().is_some_and(|name| {
            pod.events.iter().any(|event| {
                super::is_event(event, "BackOff", "restarting")
                    && event.container.as_ref().is_some_and(|of| of.value == name)
            })
        })
    };
    one(&crashes).or_else(|| one(&blamed)).or_else(|| one(&|container| container.facts.kind == Kind::App))
}

/// Whose a text about a container is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nameless {
    /// That of the container with its name, or of the one that fails.
    Likely,
    /// That of the container with this index.
    Of(usize),
    /// That of one which nobody told of yet.
    Another,
    /// That of one of several.
    Unknown,
}

/// Whose these texts about containers of one pod are.
///
/// Those that leave out the names are those of the pod's containers in their order, if they are as many.
pub(super) fn nameless(pod: &Pod, new: &[facts::Container]) -> Vec<Nameless> {
    (0..new.len()).map(|index| of_nameless(pod, new, index).unwrap_or(Nameless::Unknown)).collect()
}

fn of_nameless(pod: &Pod, new: &[facts::Container], index: usize) -> Option<Nameless> {
    let container = new.get(index)?;
    let group = |of: &facts::Container| if of.kind == Kind::Sidecar { Kind::Init } else { of.kind };
    let is_app = container.kind == Kind::App;
    let is_peer = |other: &facts::Container| other.name.is_none() && group(other) == group(container);
    let peers = new.iter().filter(|other| is_peer(other)).count();
    let own =
        || pod.containers.iter().enumerate().filter(|(_, known)| group(&known.facts) == group(container));
    let all = own().count();
    if container.name.is_some() || peers == 1 && all <= 1 && is_app {
        return Some(Nameless::Likely);
    }
    if all == 0 {
        return Some(Nameless::Another);
    }
    let tells = |state: &Option<State>| state.is_some();
    let is_status = tells(&container.state)
        || tells(&container.last_state)
        || container.ready.is_some()
        || container.restarts.is_some();
    if all == peers {
        let rank = new.get(..index)?.iter().filter(|other| is_peer(other)).count();
        // The statuses of containers, but not those of init containers, are sorted by name.
        let by_name = |of: &Container| own().filter(|(_, other)| other.name() < of.name()).count() == rank;
        let found = if is_app && is_status { own().find(|(_, of)| by_name(of)) } else { own().nth(rank) };
        return found.map(|(place, _)| Nameless::Of(place));
    }
    if peers > 1 || !is_app || !is_status {
        return None;
    }
    let code = |state: &Option<State>| Some(state.as_ref()?.exit_code.as_ref()?.value);
    let known = |known: &Container| code(&known.facts.last_state).or_else(|| code(&known.facts.state));
    let Some(ended) = code(&container.last_state) else { return Some(Nameless::Likely) };
    let mut same = own().filter(|(_, other)| known(other) == Some(ended));
    match (same.next(), same.next()) {
        (Some((place, _)), None) => Some(Nameless::Of(place)),
        _ => own().all(|(_, other)| known(other).is_none()).then_some(Nameless::Likely),
    }
}
