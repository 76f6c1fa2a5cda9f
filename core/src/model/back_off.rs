//! Events that tell which container of a pod is not started again at once.

use super::pod::{Workload, may_be_one};
use super::{Pod, is_event};
use crate::read::facts::Text;

/// A container that backs off, and the pod it is in.
#[derive(Debug)]
pub(super) struct BackOff {
    /// The container, if the event names it.
    pub container: Option<Text>,
    pod: Option<String>,
    namespace: Option<String>,
    workload: Option<Workload>,
}

impl BackOff {
    /// Those that the events of a pod report.
    pub fn of(pod: &Pod) -> impl Iterator<Item = Self> {
        let events =
            pod.events.iter().filter(|event| is_event(event, "BackOff", "restarting failed container"));
        events.map(|event| Self {
            container: event.container.clone(),
            pod: pod.name().map(str::to_owned),
            namespace: pod.namespace().map(str::to_owned),
            workload: pod.workload(),
        })
    }

    /// Whether it may be about this pod, whose workload is given with it: it is the same, a replica, or unnamed.
    pub fn may_be_about(&self, pod: &Pod, workload: Option<&Workload>) -> bool {
        let is_same = may_be_one(pod.name(), self.pod.as_deref());
        let may_share = may_be_one(pod.namespace(), self.namespace.as_deref());
        let is_replica = self.workload.as_ref().zip(workload).is_some_and(|(a, b)| a.is_same_as(b));
        is_same || is_replica && may_share
    }
}
