//! One pod: what it is, who owns it, what happened to it.

use super::Container;
use crate::limits::CONTAINERS;
use crate::read::facts::{self, Event};
use crate::text::Pattern;
use serde::Serialize;

/// A pod and everything that belongs to it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Pod {
    /// What the texts say of the pod itself; its containers and events stand below.
    pub facts: facts::Pod,
    pub containers: Vec<Container>,
    pub events: Vec<Event>,
}

/// The object whose manifest one edits to change the pod.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workload {
    /// As kubectl takes it: `deployment`, `statefulset`, `job` ...
    pub kind: String,
    pub name: String,
    /// Whether it was only guessed from the pod's name.
    pub guessed: bool,
}

impl Workload {
    /// `kind/name`, as kubectl takes it.
    pub fn full_name(&self) -> String {
        format!("{}/{}", self.kind, self.name)
    }

    /// Whether both are of one kind and name, though one was guessed.
    pub fn is_same_as(&self, other: &Self) -> bool {
        self.kind == other.kind && self.name == other.name
    }
}

impl Pod {
    /// Adds a container and gives its place, unless there are too many of its kind already.
    pub(super) fn add(&mut self, container: Container) -> Option<usize> {
        let is_alike = |known: &&Container| known.facts.kind == container.facts.kind;
        if self.containers.iter().filter(is_alike).count() >= CONTAINERS {
            self.facts.has_more = true;
            return None;
        }
        self.containers.push(container);
        Some(self.containers.len() - 1)
    }

    /// Its name, if the paste tells.
    pub fn name(&self) -> Option<&str> {
        self.facts.name.as_ref().map(|name| name.value.as_str())
    }

    /// Its namespace, if the paste tells.
    pub fn namespace(&self) -> Option<&str> {
        self.facts.namespace.as_ref().map(|namespace| namespace.value.as_str())
    }

    /// The phase, or what the STATUS column prints; nothing if the paste does not tell.
    pub fn status(&self) -> &str {
        self.facts.status.as_ref().map_or("", |status| status.value.as_str())
    }

    /// Whether the RESTARTS column counts any.
    pub fn has_restarted(&self) -> bool {
        self.facts.restarts.as_ref().is_some_and(|restarts| restarts.value > 0)
    }

    /// `namespace/name`, as far as known.
    pub fn full_name(&self) -> Option<String> {
        match (self.namespace(), self.name()) {
            (Some(namespace), Some(name)) => Some(format!("{namespace}/{name}")),
            (None, Some(name)) => Some(name.to_owned()),
            _ => None,
        }
    }

    /// Whether all its containers run, are ready and have never ended, as far as the paste tells.
    pub fn is_well(&self) -> bool {
        let is_well = |container: &Container| {
            let facts = &container.facts;
            container.is_running()
                && container.last_run().is_none()
                && facts.ready.as_ref().is_none_or(|ready| ready.value)
        };
        !self.containers.is_empty() && self.containers.iter().all(is_well)
    }

    /// Whether nothing tells that they are in different namespaces.
    pub fn may_share_namespace(&self, other: &Pod) -> bool {
        may_be_one(self.namespace(), other.namespace())
    }

    /// The workload to edit: from the owner it names, else from the shape of its name.
    pub fn workload(&self) -> Option<Workload> {
        let of = |kind: &str, name: &str, guessed| {
            Some(Workload { kind: kind.to_ascii_lowercase(), name: name.to_owned(), guessed })
        };
        if let Some(owner) = self.facts.owner.as_ref().map(|owner| &owner.value) {
            return match owner.kind.as_str() {
                "ReplicaSet" => match deployment_of(&owner.name, self.label("pod-template-hash")) {
                    Some(deployment) => of("deployment", deployment, false),
                    None => of("replicaset", &owner.name, false),
                },
                "Job" => match cron_job_of(&owner.name) {
                    Some(cron) => of("cronjob", cron, false),
                    None => of("job", &owner.name, false),
                },
                kind => of(kind, &owner.name, false),
            };
        }
        static POD_OF_DEPLOYMENT: Pattern = Pattern::new(
            r"^(?<name>.+)-(?:[bcdfghjklmnpqrstvwxz2456789]{6,10}|\d{8,10})-[bcdfghjklmnpqrstvwxz0-9]{5}$",
        );
        static POD_OF_STATEFUL_SET: Pattern = Pattern::new(r"^(?<name>.*[a-z].*)-\d{1,3}$");
        let name = self.name()?;
        if let Some(found) = POD_OF_DEPLOYMENT.captures(name) {
            return of("deployment", found.get("name")?, true);
        }
        of("statefulset", POD_OF_STATEFUL_SET.captures(name)?.get("name")?, true)
    }

    /// The value of a label.
    pub fn label(&self, key: &str) -> Option<&str> {
        self.facts.labels.iter().find(|label| label.0 == key).map(|label| label.1.as_str())
    }

    /// The events that are about one container, or about no container in particular.
    pub fn events_of<'a>(&'a self, container: &'a Container) -> impl Iterator<Item = &'a Event> {
        let alone = self.containers.len() == 1;
        self.events.iter().filter(move |event| match (&event.container, container.name()) {
            (Some(of), Some(name)) => of.value == name,
            (Some(_), None) => alone,
            (None, _) => true,
        })
    }
}

/// Whether two names are one, as far as they are known.
pub(super) fn may_be_one(a: Option<&str>, b: Option<&str>) -> bool {
    a.zip(b).is_none_or(|(a, b)| a == b)
}

/// Whether the event has this reason and a message that contains a text.
pub(crate) fn is_event(event: &Event, reason: &str, containing: &str) -> bool {
    event.reason.as_ref().is_some_and(|found| found.value == reason)
        && event.message.as_ref().is_some_and(|message| message.value.contains(containing))
}

/// A Deployment names its ReplicaSets after itself and the hash of the pod template.
fn deployment_of<'a>(replica_set: &'a str, hash: Option<&str>) -> Option<&'a str> {
    let (name, last) = replica_set.rsplit_once('-')?;
    let is_hash =
        last.len() >= 4 && last.bytes().all(|byte| b"bcdfghjklmnpqrstvwxz0123456789".contains(&byte));
    (hash == Some(last) || hash.is_none() && is_hash).then_some(name)
}

/// A CronJob names its Jobs after itself and the time: minutes, or seconds up to 1.20.
fn cron_job_of(job: &str) -> Option<&str> {
    let (name, time) = job.rsplit_once('-')?;
    let digits = time.bytes().all(|byte| byte.is_ascii_digit());
    (digits && matches!(time.len(), 8 | 10)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{Pod, Workload};
    use crate::read::facts::{self, Owner};
    use crate::text::{Fact, Span};

    #[track_caller]
    fn check(pod: &str, owner: Option<(&str, &str)>, kind: &str, name: &str, guessed: bool) {
        let fact = |text: &str| Fact::new(text.to_owned(), Span::default());
        let owner = owner
            .map(|(kind, name)| Fact::new(Owner { kind: kind.into(), name: name.into() }, Span::default()));
        let facts = facts::Pod { name: Some(fact(pod)), owner, ..facts::Pod::default() };
        let workload = Pod { facts, ..Pod::default() }.workload();
        assert_eq!(workload, Some(Workload { kind: kind.into(), name: name.into(), guessed }));
    }

    #[test]
    fn owners_lead_to_the_object_one_edits() {
        check("web-7c9d8f6b4d-2xqlk", Some(("ReplicaSet", "web-7c9d8f6b4d")), "deployment", "web", false);
        check("web-0", Some(("StatefulSet", "web")), "statefulset", "web", false);
        check("tidy-29130060-x2x2x", Some(("Job", "tidy-29130060")), "cronjob", "tidy", false);
        check("once-x2x2x", Some(("Job", "once")), "job", "once", false);
    }

    #[test]
    fn a_name_alone_is_a_guess() {
        check("my-web-7c9d8f6b4d-2xqlk", None, "deployment", "my-web", true);
        check("redis-master-0", None, "statefulset", "redis-master", true);
    }
}
