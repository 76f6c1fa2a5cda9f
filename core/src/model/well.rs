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
        let well = pods.iter().filter(|pod| does_its_work(pod));
        let all = well.flat_map(|pod| [key(pod, pod.namespace().unwrap_or_default()), key(pod, ANY)]);
        Self(all.flatten().collect())
    }

    /// Whether one of them may be that of this pod.
    pub fn has_that_of(&self, pod: &Pod) -> bool {
        let has = |namespace: &str| key(pod, namespace).is_some_and(|key| self.0.contains(&key));
        match pod.namespace() {
            Some(own) => has(own) || has(""),
            None => has(ANY),
        }
    }
}

fn key(pod: &Pod, namespace: &str) -> Option<String> {
    let workload = pod.workload()?;
    Some([&workload.kind, &workload.name, namespace].join("/"))
}

fn does_its_work(pod: &Pod) -> bool {
    pod.status() == "Running" && pod.facts.ready.as_ref().is_some_and(|ready| ready.value.0 == ready.value.1)
}
