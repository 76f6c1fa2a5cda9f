//! Which workloads have a pod that does its work.

use super::Pod;
use std::collections::{BTreeMap, BTreeSet};

/// Workloads with a pod that runs and is ready.
#[derive(Debug, Default)]
pub(super) struct WellWorkloads {
    /// The namespaces of these pods, as far as known, by kind and name of the workload.
    namespaces: BTreeMap<(String, String), BTreeSet<Option<String>>>,
}

impl WellWorkloads {
    pub fn of(pods: &[Pod]) -> Self {
        let mut all = Self::default();
        for pod in pods.iter().filter(|pod| does_its_work(pod)) {
            if let Some(workload) = pod.workload() {
                let namespaces = all.namespaces.entry((workload.kind, workload.name)).or_default();
                namespaces.insert(pod.namespace().map(str::to_owned));
            }
        }
        all
    }

    /// Whether one of them may be that of this pod.
    pub fn has_that_of(&self, pod: &Pod) -> bool {
        let Some(workload) = pod.workload() else { return false };
        let namespaces = self.namespaces.get(&(workload.kind, workload.name));
        namespaces.is_some_and(|namespaces| match pod.namespace() {
            Some(own) => namespaces.contains(&Some(own.to_owned())) || namespaces.contains(&None),
            None => true,
        })
    }
}

fn does_its_work(pod: &Pod) -> bool {
    pod.status() == "Running" && pod.facts.ready.as_ref().is_some_and(|ready| ready.value.0 == ready.value.1)
}
