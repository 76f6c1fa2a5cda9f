//! Puts the causes of everything that fails in order, and says how sure each is.

use super::case::Case;
use super::failing::{Health, health};
use super::{Hypothesis, causes, strength};
use crate::model::{Container, Model, Pod};

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
    /// How many other pods of the same workload fail for the same reason.
    pub replicas: usize,
}

/// Every hypothesis about every container that fails or failed, the surest first.
pub fn rank(model: &Model) -> Vec<Ranked<'_>> {
    let mut ranked: Vec<Ranked<'_>> = Vec::new();
    for case in cases(model) {
        let health = health(&case);
        if health == Health::Healthy {
            continue;
        }
        let mut hypotheses: Vec<Hypothesis> = causes().filter_map(|cause| (cause.weigh)(&case)).collect();
        discount_wrappers(&mut hypotheses);
        let total: f64 =
            hypotheses.iter().map(|one| one.score().exp()).sum::<f64>() + strength::UNKNOWN.exp();
        let explained = 1.0 - strength::UNKNOWN.exp() / total;
        for hypothesis in hypotheses {
            let confidence = hypothesis.score().exp() / total;
            add(
                &mut ranked,
                Ranked {
                    pod: case.pod,
                    container: case.container,
                    health,
                    hypothesis,
                    confidence,
                    explained,
                    replicas: 0,
                },
            );
        }
    }
    ranked.sort_by(|a, b| b.order().cmp(&a.order()).then(b.confidence.total_cmp(&a.confidence)));
    ranked
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

    /// Whether a careful engineer would name it as the cause, or as one of two that fit.
    pub fn is_convincing(&self) -> bool {
        self.explained >= strength::COMMIT && self.confidence >= strength::COMMIT / 2.0
    }
}

/// Whether the paste says more of a pod than a row in a table: then it is the one that people ask about.
fn is_told(pod: &Pod) -> bool {
    !pod.containers.is_empty() || !pod.events.is_empty()
}

/// One case a container; one for the pod itself if it has no containers.
pub(crate) fn cases(model: &Model) -> impl Iterator<Item = Case<'_>> {
    model.pods.iter().flat_map(move |pod| {
        let alone = pod.containers.is_empty().then(|| Case::new(model, pod, None));
        alone
            .into_iter()
            .chain(pod.containers.iter().map(move |container| Case::new(model, pod, Some(container))))
    })
}

/// Replicas that fail alike are one finding.
fn add<'a>(ranked: &mut Vec<Ranked<'a>>, new: Ranked<'a>) {
    let workload = new.pod.workload();
    let name = |container: Option<&'a Container>| container.and_then(Container::name);
    let twin = ranked.iter_mut().find(|known| {
        let same_pod = std::ptr::eq(known.pod, new.pod) && new.container.is_none_or(|_| false);
        let same_owner = workload.is_some() && known.pod.workload() == workload;
        known.hypothesis.cause.id == new.hypothesis.cause.id
            && (same_pod || same_owner && !std::ptr::eq(known.pod, new.pod))
            && name(known.container) == name(new.container)
    });
    match twin {
        Some(known) => {
            let replicas = known.replicas + 1;
            if new.confidence > known.confidence {
                *known = new;
            }
            known.replicas = replicas;
        }
        None => ranked.push(new),
    }
}

/// An exception or a crash that carries another cause inside is only its wrapping.
fn discount_wrappers(hypotheses: &mut [Hypothesis]) {
    const WRAPPERS: [&str; 2] = ["app/exception", "app/native-crash"];
    let specific = hypotheses
        .iter()
        .filter(|one| one.from_log && !WRAPPERS.contains(&one.cause.id))
        .map(Hypothesis::score)
        .fold(0.0, f64::max);
    if specific < 1.5 {
        return;
    }
    for wrapper in hypotheses.iter_mut().filter(|one| WRAPPERS.contains(&one.cause.id)) {
        for evidence in &mut wrapper.evidence {
            evidence.weight = evidence.weight.min(1.0);
        }
    }
}
