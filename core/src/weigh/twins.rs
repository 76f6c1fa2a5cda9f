//! Which of what fails, fails alike: replicas, and whatever lacks the same thing.

use super::{Hypothesis, Ranked};
use crate::model::{Container, Pod};
use std::collections::BTreeMap;

/// Finds again what fails alike without comparing each with each: when a registry or a node fails, thousands of pods do.
#[derive(Debug, Default)]
pub(super) struct Twins {
    /// Where in the list those with a sign are, in order.
    places: BTreeMap<Sign, Vec<usize>>,
}

/// What both must have in common: the cause, and the workload or the missing thing, one a line.
type Sign = String;

impl Twins {
    /// The first in the list that fails as the new one does, in another pod.
    pub fn of(&self, new: &Ranked<'_>, ranked: &[Ranked<'_>]) -> Option<usize> {
        let first = |sign: &Sign, may_be: fn(&Pod, &Pod) -> bool| {
            let mut places = self.places.get(sign)?.iter().copied();
            places.find(|place| {
                ranked
                    .get(*place)
                    .is_some_and(|known| !std::ptr::eq(known.pod, new.pod) && may_be(known.pod, new.pod))
            })
        };
        let replica = workload(new).and_then(|sign| first(&sign, Pod::may_share_namespace));
        missing(new).filter_map(|sign| first(&sign, |_, _| true)).chain(replica).min()
    }

    /// Notes what stands at this place of the list.
    pub fn note(&mut self, one: &Ranked<'_>, place: usize) {
        for sign in missing(one).chain(workload(one)) {
            let places = self.places.entry(sign).or_default();
            if let Err(at) = places.binary_search(&place) {
                places.insert(at, place);
            }
        }
    }

    /// Forgets what stood at this place of the list.
    pub fn forget(&mut self, one: &Ranked<'_>, place: usize) {
        for sign in missing(one).chain(workload(one)) {
            if let Some(places) = self.places.get_mut(&sign) {
                places.retain(|known| *known != place);
            }
        }
    }
}

/// The container of a workload, which its replicas have as well.
fn workload(one: &Ranked<'_>) -> Option<Sign> {
    let workload = one.pod.workload()?;
    let container = one.container.and_then(Container::name).unwrap_or_default();
    Some(["workload", one.hypothesis.cause.id(), &workload.kind, &workload.name, container].join("\n"))
}

/// The object, the host and the image that it misses: one repair mends all that miss the same.
fn missing<'a>(one: &'a Ranked<'_>) -> impl Iterator<Item = Sign> + 'a {
    const THINGS: [(&str, Option<&str>); 3] =
        [("object", Some("key")), ("host", Some("port")), ("image", None)];
    let Hypothesis { cause, facts, .. } = &one.hypothesis;
    THINGS.into_iter().filter_map(|(thing, detail)| {
        let mut sign = [thing, cause.id(), facts.get(thing)?].join("\n");
        // Without a detail is something else than with any.
        if let Some(detail) = detail.and_then(|detail| facts.get(detail)) {
            sign = sign + "\n" + detail;
        }
        Some(sign)
    })
}
