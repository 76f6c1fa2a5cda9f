//! The facts of all artifacts, joined into pods and containers.

mod above;
mod age;
mod back_off;
mod clock;
mod container;
mod join;
mod merge;
mod notice;
mod pod;
mod told;
mod well;
mod whose;

pub use container::{Container, Output, Run, Whose};
pub use join::join;
pub use pod::Pod;
pub(crate) use pod::is_event;

use crate::limits::Reached;
use crate::read::facts::{Text, Typed};
use crate::text::{Counted, Fact};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;
use well::WellWorkloads;

/// Everything the paste says, by pod.
#[derive(Debug, Default)]
pub struct Model {
    /// In the order in which the paste names them.
    pub pods: Vec<Pod>,
    /// Exit codes that stand alone.
    pub codes: Vec<Fact<i64>>,
    /// Refusals and explanations of kubectl.
    pub notices: Vec<Text>,
    /// The commands the user typed.
    pub typed: Vec<Typed>,
    /// Lines of prose that stand beside everything else.
    pub prose: Vec<String>,
    /// What was not read, because it is too much.
    pub limits: Reached,
    /// The names of pods whose deletion by their owner an event reports.
    deleted: BTreeSet<String>,
    /// Few pastes ask for them.
    well_workloads: OnceLock<WellWorkloads>,
    /// Pods that are well, of which nothing else was read: each as [`Counted`] knows its name, in order.
    pub(crate) well: Vec<u64>,
    /// How many pods, of which nothing else was read, look like the one whose name stands there.
    pub(crate) alike: BTreeMap<usize, usize>,
}

impl Model {
    /// Whether an event says that the owner of this pod has deleted it.
    pub fn is_deleted(&self, pod: &str) -> bool {
        self.deleted.contains(pod)
    }

    /// Whether another pod of the same workload runs and is ready.
    pub fn has_well_replica(&self, pod: &Pod) -> bool {
        self.well_workloads.get_or_init(|| WellWorkloads::of(&self.pods)).has_that_of(pod)
    }

    /// How many pods were only counted that look like this one.
    pub fn counted_with(&self, pod: &Pod) -> usize {
        let name = pod.facts.name.as_ref();
        name.and_then(|name| self.alike.get(&name.span.start())).copied().unwrap_or(0)
    }

    /// Whether this pod is one that a list showed to be well.
    pub fn is_known_well(&self, pod: &Pod) -> bool {
        let name = || {
            let namespace = pod.namespace().unwrap_or_default();
            Counted::name(namespace.as_bytes(), pod.name().unwrap_or_default().as_bytes())
        };
        !self.well.is_empty() && self.well.binary_search(&name()).is_ok()
    }
}
