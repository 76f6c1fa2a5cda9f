//! Names that stand in the messages of the scheduler, the kubelet and the runtime, where nothing else tells them.

use crate::read::container_named;
use crate::read::facts::{self, Event, Text};
use crate::text::{Fact, Pattern};

/// A pod as a message names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) name: Text,
    pub(super) namespace: Option<Text>,
}

/// The pod that an event is about, as its message says.
///
/// ```text
/// Successfully assigned prod/web-0 to node-1
/// Back-off restarting failed container web in pod web-0_prod(6f1b...)
/// Error: container has runAsNonRoot and image will run as root (pod: "web-0_prod(6f1b...)", container: web)
/// ```
pub(super) fn pod(event: &Event) -> Option<Named> {
    pod_in(event.message.as_ref()?)
}

fn pod_in(message: &Text) -> Option<Named> {
    static ASSIGNED: Pattern = Pattern::new(
        r"^\s*Successfully assigned (?:(?<namespace>[a-z0-9][a-z0-9-]*)/)?(?<pod>[a-z0-9][a-z0-9.-]*) to \S",
    );
    static WITH_UID: Pattern = Pattern::new(
        r#"\b(?:in pod |pod:? \\*")(?<pod>[a-z0-9][a-z0-9.-]*)_(?<namespace>[a-z0-9][a-z0-9-]*)\([0-9a-f-]+\)"#,
    );
    let found = ASSIGNED.captures(&message.value).or_else(|| WITH_UID.captures(&message.value))?;
    let fact = |group: &str| found.get(group).map(|name| Fact::new(name.to_owned(), message.span));
    Some(Named { name: fact("pod")?, namespace: fact("namespace") })
}

/// The one pod that these events name; none if they name several.
pub(super) fn only_pod<'a>(events: impl Iterator<Item = &'a Event>) -> Option<Named> {
    let mut named = events.filter_map(pod);
    let mut first = named.next()?;
    for other in named {
        if other.name.value != first.name.value {
            return None;
        }
        first.namespace = first.namespace.or(other.namespace);
    }
    Some(first)
}

/// Gives a pod, and a container of it, whose own names are not shown the ones in the message of its state.
pub(super) fn name_by_state(pod: &mut facts::Pod) {
    for container in pod.containers.iter_mut().filter(|container| container.name.is_none()) {
        let states = [container.state.as_ref(), container.last_state.as_ref()];
        let messages = states.into_iter().flatten().filter_map(|state| state.message.as_ref());
        let Some(message) = messages.into_iter().next() else { continue };
        let Some(of) = pod_in(message) else { continue };
        if pod.name.is_none() {
            pod.name = Some(of.name);
            pod.namespace = pod.namespace.take().or(of.namespace);
        }
        container.name = container_named(&message.value).map(|name| Fact::new(name.to_owned(), message.span));
    }
}

#[cfg(test)]
mod tests {
    use super::{only_pod, pod_in};
    use crate::read::facts::Event;
    use crate::text::{Fact, Span};

    fn said(message: &str) -> Event {
        Event { message: Some(Fact::new(message.to_owned(), Span::default())), ..Event::default() }
    }

    fn name(message: &str) -> Option<String> {
        let named = pod_in(&said(message).message?)?;
        let namespace = named.namespace.map_or(String::new(), |namespace| namespace.value + "/");
        Some(namespace + &named.name.value)
    }

    #[test]
    fn messages_name_their_pod() {
        for message in [
            "Successfully assigned prod/web-0 to node-1",
            "Back-off restarting failed container web in pod web-0_prod(6f1b2c3d-1)",
            r#"Error: container has runAsNonRoot and image will run as root (pod: "web-0_prod(6f1b)", container: web)"#,
            r#"Unable to mount volumes for pod "web-0_prod(6f1b)": timeout expired"#,
        ] {
            assert_eq!(name(message).as_deref(), Some("prod/web-0"), "{message}");
        }
        assert_eq!(name("Successfully assigned web-0 to node-1").as_deref(), Some("web-0"));
        assert_eq!(name("Created pod: web-0"), None);
    }

    #[test]
    fn several_pods_name_none() {
        let [a, b] = ["web-0", "web-1"].map(|pod| said(&format!("Successfully assigned {pod} to node-1")));
        assert!(only_pod([&a, &a].into_iter()).is_some());
        assert!(only_pod([&a, &b].into_iter()).is_none());
    }
}
