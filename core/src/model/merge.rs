//! Two texts about one pod, put into one.

use super::whose::{Nameless, likely_container, nameless};
use super::{Container, Pod, age};
use crate::limits::CONTAINERS;
use crate::read::facts::{self, Kind, State, Text};

/// How many containers of all kinds one text may tell of.
const MOST: usize = 4 * CONTAINERS;

/// What was said first stays.
macro_rules! keep_first {
    ($old:ident, $new:ident: $($field:ident),*) => { $($old.$field = $old.$field.take().or($new.$field);)* };
}
/// What is said last counts.
macro_rules! take_last {
    ($old:ident, $new:ident: $($field:ident),*) => { $($old.$field = $new.$field.or($old.$field.take());)* };
}
/// A list that is still empty is filled.
macro_rules! fill {
    ($old:ident, $new:ident: $($field:ident),*) => { $(if $old.$field.is_empty() { $old.$field = $new.$field; })* };
}

/// Adds what a later text says to what is known.
pub(super) fn merge(known: &mut Pod, mut new: facts::Pod) {
    let is_older = age::is_older(&new, known);
    let mut containers = std::mem::take(&mut new.containers);
    new.has_more |= containers.len() > MOST;
    containers.truncate(MOST);
    let places = nameless(known, &containers);
    for (container, place) in containers.into_iter().zip(places) {
        merge_container(known, container, place, is_older);
    }
    known.events.append(&mut new.events);
    let old = &mut known.facts;
    old.ends.extend(new.status.iter().filter(|status| tells_an_end(&status.value)).cloned());
    keep_first!(old, new:
        name,
        namespace,
        owner,
        node,
        service_account,
        priority_class,
        start_time,
        qos,
        restart_policy,
        grace
    );
    // A table that is printed again shows a newer state.
    if is_older {
        keep_first!(old, new: status, reason, message, deleting, ready, restarts, restarted_ago, age, no_events);
    } else {
        take_last!(old, new: status, reason, message, deleting, ready, restarts, restarted_ago, age, no_events);
    }
    fill!(old, new: labels, security, conditions, volumes);
    old.has_more |= new.has_more;
    old.span = if old.span.is_empty() { new.span } else { old.span };
}

/// Whether a word of the STATUS column is how a run ended.
fn tells_an_end(status: &str) -> bool {
    ["Completed", "Error", "OOMKilled"].contains(&status)
}

fn merge_container(pod: &mut Pod, mut new: facts::Container, place: Nameless, is_older: bool) {
    let same = |container: &Container| match (container.name(), &new.name) {
        (Some(a), Some(b)) => a == b.value,
        _ => false,
    };
    let likely = || {
        let one_is_nameless = new.name.is_none() || pod.containers.iter().all(|known| known.name().is_none());
        if one_is_nameless { likely_container(pod) } else { None }
    };
    let place = match place {
        Nameless::Unknown => return,
        Nameless::Of(place) => Some(place),
        Nameless::Another => None,
        Nameless::Likely => pod.containers.iter().position(same).or_else(likely),
    };
    let Some(known) = place.and_then(|place| pod.containers.get_mut(place)) else {
        pod.add(Container { facts: new, logs: Vec::new() });
        return;
    };
    let old = &mut known.facts;
    keep_first!(old, new: name, image, id, working_dir, liveness, readiness, startup, restart_policy);
    if is_older {
        keep_first!(old, new: state, last_state, ready, restarts);
    } else {
        complete(&mut new.state, &mut old.state);
        complete(&mut new.last_state, &mut old.last_state);
        take_last!(old, new: state, last_state, ready, restarts);
    }
    fill!(old, new: ports, command, args, limits, requests, env, env_from, mounts, security);
    if old.kind == Kind::App {
        old.kind = new.kind;
    }
}

/// A state of which only some fields were asked for tells more of the one that is known, unless it is another.
fn complete(new: &mut Option<State>, old: &mut Option<State>) {
    let (Some(part), Some(known)) = (new.as_mut(), old.as_mut()) else { return };
    let code = |state: &State| state.exit_code.as_ref().map(|code| code.value);
    let differs = code(part).zip(code(known)).is_some_and(|(new, old)| new != old)
        || part.reason.as_ref().zip(known.reason.as_ref()).is_some_and(|(new, old)| new.value != old.value);
    if part.started.is_none() && part.finished.is_none() && part.phase == known.phase && !differs {
        known.reason = known.reason.take().or_else(|| part.reason.take());
        known.message = known.message.take().or_else(|| part.message.take());
        known.exit_code = known.exit_code.take().or_else(|| part.exit_code.take());
        *new = None;
    }
}

/// Whether the name that is read last is only the beginning of another: texts are cut off at their end.
fn is_cut(last: &Text, all: &[&Text]) -> bool {
    let last = last.value.as_str();
    let mut names = all.iter().map(|name| name.value.as_str());
    names.clone().filter(|name| *name == last).count() == 1
        && names.any(|name| name != last && name.starts_with(last))
}

/// Gives a container without a name the one that events tell, if they tell just one.
pub(super) fn name_containers(pod: &mut Pod) {
    let mut named: Vec<&Text> = pod.events.iter().filter_map(|event| event.container.as_ref()).collect();
    let last = named.iter().copied().max_by_key(|name| name.span);
    if let Some(cut) = last.filter(|last| is_cut(last, &named)) {
        named.retain(|name| name.span != cut.span);
    }
    named.dedup_by(|a, b| a.value == b.value);
    let known = |name: &str| pod.containers.iter().any(|container| container.name() == Some(name));
    let mut unknown: Vec<Text> = named.into_iter().filter(|name| !known(&name.value)).cloned().collect();
    unknown.sort_by(|a, b| a.value.cmp(&b.value));
    unknown.dedup_by(|a, b| a.value == b.value);
    let nameless: Vec<usize> = pod
        .containers
        .iter()
        .enumerate()
        .filter(|(_, container)| container.name().is_none())
        .map(|(index, _)| index)
        .collect();
    match (nameless.as_slice(), unknown.len()) {
        ([index], 1) => {
            if let Some(container) = pod.containers.get_mut(*index) {
                container.facts.name = unknown.pop();
            }
        }
        (_, 0) => {}
        _ if pod.containers.is_empty() || nameless.is_empty() => {
            for name in unknown {
                let facts = facts::Container { span: name.span, name: Some(name), ..Default::default() };
                pod.add(Container { facts, ..Container::default() });
            }
        }
        _ => {}
    }
}
