//! Puts the causes of everything that fails in order, and says how sure each is.

use super::case::Case;
use super::failing::{Health, health};
use super::twins::Twins;
use super::{AnyCause, Hypothesis, causes, clues, strength};
use crate::knowledge::Knowledge;
use crate::knowledge::signature::Strength;
use crate::model::{Container, Model, Pod};
use std::collections::BTreeMap;

/// A hypothesis and how sure it is.
#[derive(Debug)]
pub struct Ranked<'a> {
    pub pod: &'a Pod,
    pub container: Option<&'a Container>,
    pub health: Health,
    pub hypothesis: Hypothesis,
    /// From 0 to 1.
    pub confidence: f64,
    /// How sure it is that the cause is one of those found for this container. From 0 to 1.
    pub explained: f64,
    /// Other pods that fail for the same reason: replicas, and whatever needs the same missing thing.
    pub also: Vec<&'a Pod>,
}

/// What weighing a whole paste comes to.
#[derive(Debug, Default)]
pub struct Weighed<'a> {
    /// Every hypothesis about everything that fails or failed, the likeliest root first.
    pub ranked: Vec<Ranked<'a>>,
    /// How every pod fares, in the order of the model: as its worst container does.
    pub pods: Vec<(&'a Pod, Health)>,
}

impl Weighed<'_> {
    /// How the pod fares that fares worst; none if there is no pod.
    pub fn worst(&self) -> Option<Health> {
        self.pods.iter().map(|(_, health)| *health).max()
    }
}

/// Weighs every cause for every container that does not run well.
pub(crate) fn rank<'a>(model: &'a Model, knowledge: Knowledge<'a>) -> Weighed<'a> {
    let mut weighed = Weighed::default();
    let mut twins = Twins::default();
    for case in cases(model, knowledge) {
        let health = health(&case);
        match weighed.pods.last_mut() {
            Some((pod, worst)) if std::ptr::eq(*pod, case.pod) => *worst = health.max(*worst),
            _ => weighed.pods.push((case.pod, health)),
        }
        if health == Health::Healthy {
            continue;
        }
        let mut hypotheses: Vec<Hypothesis> = causes().filter_map(|cause| (cause.weigh)(&case)).collect();
        let own = knowledge.own_causes().iter().cloned().map(AnyCause::Own);
        hypotheses.extend(own.filter_map(|cause| clues::hypothesis(&case, cause)));
        discount_wrappers(&mut hypotheses);
        let unknown = strength::UNKNOWN.exp();
        let total = hypotheses.iter().map(|one| one.score().exp()).sum::<f64>() + unknown;
        let (pod, container) = (case.pod, case.container);
        for hypothesis in hypotheses {
            let confidence = hypothesis.score().exp() / total;
            let explained = 1.0 - unknown / total;
            let also = Vec::new();
            let new = Ranked { pod, container, health, hypothesis, confidence, explained, also };
            add(&mut weighed.ranked, &mut twins, new);
        }
    }
    discount_neighbours(&mut weighed.ranked);
    // Of causes that are as sure, that of the most pods.
    weighed.ranked.sort_by(|a, b| {
        let by_confidence = b.confidence.total_cmp(&a.confidence);
        b.order().cmp(&a.order()).then(by_confidence).then_with(|| b.others(model).cmp(&a.others(model)))
    });
    blame_nobody(&mut weighed.ranked);
    add_replicas(&mut weighed);
    weighed
}

impl Ranked<'_> {
    /// What matters before confidence: it fails now, it can be explained, and the paste is about it.
    fn order(&self) -> (bool, bool, bool) {
        let fails = self.health != Health::Recovered;
        (
            fails,
            fails && self.explained >= strength::COMMIT && is_told(self.pod),
            self.health == Health::Failing,
        )
    }

    /// How many other pods fail for the same reason, with those that were only counted.
    pub fn others(&self, model: &Model) -> usize {
        let counted = self.also.iter().map(|pod| model.counted_with(pod));
        self.also.len() + model.counted_with(self.pod) + counted.sum::<usize>()
    }

    /// Whether a careful engineer would name it as the cause, or as one of two that fit.
    pub fn is_convincing(&self) -> bool {
        self.explained >= strength::COMMIT && self.confidence >= strength::COMMIT / 2.0
    }
}

/// Whether the paste says more of a pod than a row in a table: then it is the one that people ask about.
fn is_told(pod: &Pod) -> bool {
    !pod.containers.is_empty() || !pod.events.is_empty() || pod.facts.reason.is_some()
}

/// One case a container; one for the pod itself if it has no containers.
fn cases<'a>(model: &'a Model, knowledge: Knowledge<'a>) -> impl Iterator<Item = Case<'a>> {
    model.pods.iter().flat_map(move |pod| {
        let case = move |container| Case::new(knowledge, model, pod, container);
        let alone = pod.containers.is_empty().then(|| case(None));
        alone.into_iter().chain(pod.containers.iter().map(move |container| case(Some(container))))
    })
}

/// What several pods fail for alike is one finding.
fn add<'a>(ranked: &mut Vec<Ranked<'a>>, twins: &mut Twins, new: Ranked<'a>) {
    let twin = twins.of(&new, ranked);
    let Some((place, known)) = twin.and_then(|place| Some((place, ranked.get_mut(place)?))) else {
        twins.note(&new, ranked.len());
        ranked.push(new);
        return;
    };
    // Of two that fail alike, the one that the paste says more of is shown.
    let says_more = (is_told(new.pod), new.confidence) > (is_told(known.pod), known.confidence);
    let other = if says_more {
        twins.forget(known, place);
        twins.note(&new, place);
        let mut old = std::mem::replace(known, new);
        known.also.append(&mut old.also);
        old.pod
    } else {
        new.pod
    };
    if !known.also.iter().any(|pod| std::ptr::eq(*pod, other)) {
        known.also.push(other);
    }
}

/// Where the very same words blame several containers of a pod, they tell of none in particular.
fn blame_nobody(ranked: &mut Vec<Ranked<'_>>) {
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, one) in ranked.iter().enumerate() {
        let words: Vec<_> = one.hypothesis.evidence.iter().map(|evidence| evidence.span).collect();
        let key = format!("{:p} {} {words:?}", one.pod, one.hypothesis.cause.id());
        places.entry(key).or_default().push(place);
    }
    let mut repeats = vec![false; ranked.len()];
    for (first, rest) in places.values().filter_map(|places| places.split_first()) {
        for place in rest {
            if let Some(repeats) = repeats.get_mut(*place) {
                *repeats = true;
            }
        }
        if let Some(one) = ranked.get_mut(*first).filter(|_| !rest.is_empty()) {
            one.container = None;
        }
    }
    let mut repeats = repeats.into_iter();
    ranked.retain(|_| repeats.next() == Some(false));
}

/// A failing pod of which the paste says no more than that fails as its replica does, until told otherwise.
fn add_replicas<'a>(weighed: &mut Weighed<'a>) {
    let Weighed { ranked, pods } = weighed;
    let told = ranked.iter().flat_map(|one| one.also.iter().copied().chain([one.pod]));
    let mut told: Vec<*const Pod> = told.map(std::ptr::from_ref).collect();
    told.sort_unstable();
    let fails = |(pod, health): &(&'a Pod, Health)| (*health == Health::Failing).then_some(*pod);
    let is_told = |pod: &Pod| told.binary_search(&std::ptr::from_ref(pod)).is_ok();
    let untold: Vec<&Pod> = pods.iter().filter_map(fails).filter(|pod| !is_told(pod)).collect();
    if untold.is_empty() {
        return;
    }
    let of = |pod: &Pod| pod.workload().map(|workload| workload.full_name());
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, workload) in ranked.iter().map(|one| of(one.pod)).enumerate() {
        if let Some(workload) = workload {
            places.entry(workload).or_default().push(place);
        }
    }
    for pod in untold {
        let replicas = of(pod).and_then(|workload| places.get(&workload)).into_iter().flatten();
        let first = replicas
            .copied()
            .find(|place| ranked.get(*place).is_some_and(|one| one.pod.may_share_namespace(pod)));
        if let Some(one) = first.and_then(|place| ranked.get_mut(place)) {
            one.also.push(pod);
        }
    }
}

/// A container that finds its neighbour in the pod dead only tells that the neighbour died.
fn discount_neighbours(ranked: &mut [Ranked<'_>]) {
    let is_local = |one: &Ranked<'_>| {
        let host = one.hypothesis.facts.get("host").map_or("", String::as_str);
        one.hypothesis.cause.id() == "dependency/unreachable"
            && ["127.0.0.1", "localhost", "::1"].contains(&host)
    };
    let name = |one: &Ranked<'_>| one.container.and_then(Container::name).map(str::to_owned);
    let sick: Vec<_> = ranked
        .iter()
        .filter(|one| one.is_convincing() && !is_local(one))
        .map(|one| (std::ptr::from_ref(one.pod), name(one)))
        .collect();
    for one in ranked.iter_mut().filter(|one| is_local(one)) {
        let neighbour = sick.iter().any(|(pod, other)| std::ptr::eq(*pod, one.pod) && *other != name(one));
        if neighbour {
            one.confidence *= NEIGHBOUR;
        }
    }
}

/// What is left of the confidence in a dependency that is a neighbour with a trouble of its own.
const NEIGHBOUR: f64 = 0.3;

/// An exception or a crash that carries another cause inside is only its wrapping.
fn discount_wrappers(hypotheses: &mut [Hypothesis]) {
    const WRAPPERS: [&str; 2] = ["app/exception", "app/native-crash"];
    let specific = hypotheses
        .iter()
        .filter(|one| one.from_log && !WRAPPERS.contains(&one.cause.id()))
        .map(Hypothesis::score)
        .fold(0.0, f64::max);
    let worth = |strength, words| strength::worth(strength) + words;
    // A hint in the last words beats a bare "it ended with an error", though not the name of a bug.
    let beaten = if specific >= worth(Strength::Hint, 0.5) {
        f64::INFINITY
    } else if specific >= worth(Strength::Hint, 0.3) {
        worth(Strength::Hint, 1.0)
    } else {
        return;
    };
    for wrapper in hypotheses.iter_mut().filter(|one| WRAPPERS.contains(&one.cause.id())) {
        for (index, evidence) in wrapper.evidence.iter_mut().enumerate() {
            if evidence.weight < beaten {
                evidence.weight = evidence.weight.min(if index == 0 { 0.8 } else { 0.2 });
            }
        }
    }
}
