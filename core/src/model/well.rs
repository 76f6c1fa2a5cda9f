//! Which workloads have a pod that does its work.

use super::Pod;
use std::collections::BTreeSet;

/// Workloads with a pod that runs and is ready: kind, name and namespace, and the same for any namespace.
#[derive(Debug, Default)]
pub(super) struct WellWorkloads(BTreeSet<String>);

/// Stands for every namespace; none is called so.
const ANY: &str = "*";

impl WellWorkloads {
    pub fn of(pods: &[Pod]) -> Self {
        let mut all = BTreeSet::new();
        for pod in pods.iter().filter(|pod| does_its_work(pod)) {
            if let Some(workload) = pod.workload().map(|workload| workload.full_name()) {
                all.insert(within(&workload, pod.namespace().unwrap_or_default()));
                all.insert(within(&workload, ANY));
            }
        }
        Self(all)
    }

    /// Whether one of them may be that of this pod.
    pub fn has_that_of(&self, pod: &Pod) -> bool {
        let Some(workload) = pod.workload().map(|workload| workload.full_name()) else { return false };
        let has = |namespace| self.0.contains(&within(&workload, namespace));
        match pod.namespace() {
            Some(own) => has(own) || has(""),
            None => has(ANY),
        }
    }
}

fn within(workload: &str, namespace: &str) -> String {
    [workload, namespace].join("/")
}

fn does_its_work(pod: &Pod) -> bool {
    pod.status() == "Running" && pod.facts.ready.as_ref().is_some_and(|ready| ready.value.0 == ready.value.1)
}
