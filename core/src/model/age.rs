//! Which of two descriptions of one pod is the older.

use super::Pod;
use crate::read::facts::{self, Container, State};
use crate::text::Time;
use std::cmp::Ordering;

/// Whether `new`, which stands behind what is `known`, was printed before it.
///
/// What cannot be told is as new as it stands: people paste in the order in which they looked.
pub(super) fn is_older(new: &facts::Pod, known: &Pod) -> bool {
    let old = &known.facts;
    // A pod of the same name that was created anew counts its restarts from zero.
    let created = compared(new.start_time.as_ref(), old.start_time.as_ref(), |time| time.value);
    if created != Ordering::Equal {
        return created.is_lt();
    }
    let known_containers = || known.containers.iter().map(|container| &container.facts);
    let ordering = compared(restarts(new.containers.iter()), restarts(known_containers()), |count| count)
        .then(compared(new.restarts.as_ref(), old.restarts.as_ref(), |count| count.value))
        .then(compared(latest(new.containers.iter()), latest(known_containers()), |time| time))
        .then(compared(new.age, old.age, |age| age));
    ordering.is_lt()
}

/// What only one of them tells is no difference.
fn compared<T, K: Ord>(new: Option<T>, old: Option<T>, key: impl Fn(T) -> K) -> Ordering {
    new.zip(old).map_or(Ordering::Equal, |(new, old)| key(new).cmp(&key(old)))
}

fn restarts<'a>(containers: impl Iterator<Item = &'a Container>) -> Option<u64> {
    containers
        .filter_map(|container| container.restarts.as_ref())
        .map(|count| count.value)
        .reduce(|a, b| a + b)
}

/// The latest moment of which the states of the containers tell.
fn latest<'a>(containers: impl Iterator<Item = &'a Container>) -> Option<Time> {
    let moments = |state: &'a State| [state.started.as_ref(), state.finished.as_ref()].into_iter().flatten();
    containers
        .flat_map(|container| [container.state.as_ref(), container.last_state.as_ref()])
        .flatten()
        .flat_map(moments)
        .map(|time| time.value)
        .max()
}
