//! Which object, or which piece of one, a tree is; told by its keys when its kind was cut off.

use super::super::facts::Text;
use super::super::tree::{Node, Value};
use crate::text::Fact;

/// What a tree is.
#[derive(Debug)]
pub(super) enum Shape<'n> {
    /// A pod with its usual parts.
    Pod,
    /// Something that makes pods, and the template it makes them from.
    Workload(&'n Node),
    /// An event.
    Event,
    /// A piece of a pod.
    Fragment(Piece),
    /// Nothing that is read here.
    Foreign,
}

/// Which piece of a pod.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Keys of the spec or the status.
    Body,
    /// Keys of a container or of its status.
    Container,
    /// `terminated:`, `waiting:` or `running:`.
    State,
    /// What stands inside `terminated:`.
    Ended,
    /// Pieces in a list.
    List,
    /// The words of a command.
    Command,
}

const BODY: &[&str] = &[
    "containers",
    "initContainers",
    "ephemeralContainers",
    "containerStatuses",
    "initContainerStatuses",
    "ephemeralContainerStatuses",
    "phase",
    "podIP",
    "hostIP",
    "conditions",
    "volumes",
    "nodeName",
    "qosClass",
    "serviceAccountName",
    "terminationGracePeriodSeconds",
    "tolerations",
];
const STATUS: &[&str] = &["lastState", "state", "restartCount", "containerID", "imageID"];
const CONTAINER: &[&str] = &[
    "livenessProbe",
    "readinessProbe",
    "startupProbe",
    "imagePullPolicy",
    "terminationMessagePath",
    "volumeMounts",
    "envFrom",
    "env",
    "command",
    "args",
    "resources",
    "limits",
    "image",
    "securityContext",
    "restartPolicy",
];
const STATES: &[&str] = &["terminated", "waiting", "running"];

const ENDED: &[&str] = &["exitCode", "finishedAt"];

/// What `node` is.
pub(super) fn of(node: &Node) -> Shape<'_> {
    if let Value::List(items) = &node.value {
        let words = !items.is_empty() && items.iter().all(|item| item.as_str().is_some());
        return Shape::Fragment(if words { Piece::Command } else { Piece::List });
    }
    match node.get("kind").and_then(Node::as_str) {
        Some("Pod") => return Shape::Pod,
        Some("Event") => return Shape::Event,
        Some(_) if node.has("apiVersion") => return template(node).map_or(Shape::Foreign, Shape::Workload),
        _ => {}
    }
    if has_any(node, &["involvedObject", "regarding"]) {
        return Shape::Event;
    }
    if let Some(template) = template(node).or_else(|| node.get("template").filter(|inner| inner.has("spec")))
    {
        return Shape::Workload(template);
    }
    let part = |key: &str| node.get(key).is_some_and(|part| !part.entries().is_empty());
    if part("spec") || part("status") {
        return Shape::Pod;
    }
    piece(node).map_or(Shape::Foreign, Shape::Fragment)
}

/// Which piece of a pod a map without a kind is.
pub(super) fn piece(node: &Node) -> Option<Piece> {
    if has_any(node, BODY) {
        Some(Piece::Body)
    } else if has_any(node, STATUS) || has_any(node, CONTAINER) {
        Some(Piece::Container)
    } else if has_any(node, STATES) {
        Some(Piece::State)
    } else {
        node.has("exitCode").then_some(Piece::Ended)
    }
}

/// The pod template of a workload.
fn template(node: &Node) -> Option<&Node> {
    let spec = node.get("spec")?;
    let inner = spec.get("jobTemplate").and_then(|job| job.get("spec")).unwrap_or(spec);
    inner.get("template").filter(|template| template.has("spec"))
}

/// Whether a list holds whole objects, not pieces of one.
pub(super) fn is_list_of_objects(items: &[Node]) -> bool {
    items.iter().any(|item| has_any(item, &["metadata", "involvedObject", "kind", "spec"]))
}

fn has_any(node: &Node, keys: &[&str]) -> bool {
    node.entries().iter().any(|(key, _)| keys.contains(&key.value.as_str()))
}

/// Whether it is a whole object of Kubernetes beyond doubt: by its kind, or by the status that only pods have.
pub(super) fn is_object(node: &Node) -> bool {
    let kind = node.get("kind").and_then(Node::as_str);
    matches!(kind, Some("Pod" | "Event")) && node.has("metadata")
        || node
            .get("status")
            .is_some_and(|status| has_any(status, &["containerStatuses", "initContainerStatuses"]))
}

/// Gives a key to the values whose own was cut off, as far as their content tells it.
pub(super) fn name_the_nameless(node: &mut Node) {
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(name_the_nameless),
        Value::Map(entries) => {
            entries.iter_mut().for_each(|(_, child)| name_the_nameless(child));
            let nameless: Vec<usize> = (0..entries.len().min(64))
                .filter(|index| entries.get(*index).is_some_and(|(key, _)| key.value.is_empty()))
                .collect();
            for index in nameless {
                let Some(name) = entries.get(index).and_then(|(_, child)| name_for(child, entries)) else {
                    continue;
                };
                if let Some((key, child)) = entries.get_mut(index) {
                    key.value = name.into();
                    surround(child, name);
                }
            }
        }
        Value::Null | Value::Scalar(_) => {}
    }
}

/// Gives a value the level between it and its key that was cut off as well.
fn surround(child: &mut Node, name: &str) {
    let span = child.span;
    let list = matches!(child.value, Value::List(_));
    if matches!(name, "containers" | "containerStatuses" | "initContainers" | "initContainerStatuses")
        && !list
    {
        let item = std::mem::take(child);
        *child = Node { value: Value::List(vec![item]), span };
    } else if matches!(name, "state" | "lastState") && !has_any(child, STATES) {
        let key = if has_any(child, ENDED) { "terminated" } else { "running" };
        let inner = std::mem::take(child);
        *child = Node { value: Value::Map(vec![(Fact::new(key.to_owned(), span), inner)]), span };
    }
}

/// The key under which a value like `child` stands beside these siblings.
fn name_for(child: &Node, siblings: &[(Text, Node)]) -> Option<&'static str> {
    let sibling = |name: &str| siblings.iter().any(|(key, _)| key.value == name);
    if let Value::List(items) = &child.value {
        let any = |keys: &[&str]| items.iter().take(8).any(|item| has_any(item, keys));
        return if any(STATUS) {
            Some(if sibling("containerStatuses") { "initContainerStatuses" } else { "containerStatuses" })
        } else if any(&["mountPath"]) {
            Some("volumeMounts")
        } else if any(&["containerPort"]) {
            Some("ports")
        } else if any(&["lastTransitionTime", "lastProbeTime"]) {
            Some("conditions")
        } else if any(&["configMapRef", "secretRef"]) {
            Some("envFrom")
        } else if any(&["valueFrom", "value"]) {
            Some("env")
        } else if any(CONTAINER) {
            Some(if sibling("containers") { "initContainers" } else { "containers" })
        } else if any(&["configMap", "secret", "emptyDir", "hostPath", "persistentVolumeClaim", "projected"])
        {
            Some("volumes")
        } else if any(&["metadata", "involvedObject"]) {
            Some("items")
        } else {
            None
        };
    }
    if has_any(child, &["containers", "initContainers", "nodeName", "volumes", "serviceAccountName"]) {
        Some("spec")
    } else if has_any(child, &["containerStatuses", "podIP", "hostIP", "conditions", "qosClass", "phase"]) {
        Some("status")
    } else if has_any(child, &["labels", "annotations", "uid", "creationTimestamp", "resourceVersion"]) {
        Some("metadata")
    } else if has_any(child, &["limits", "requests"]) {
        Some("resources")
    } else if has_any(child, &["restartCount", "imageID", "lastState"]) {
        Some(if sibling("containerStatuses") { "initContainerStatuses" } else { "containerStatuses" })
    } else if has_any(
        child,
        &["terminationMessagePath", "imagePullPolicy", "volumeMounts", "env", "livenessProbe"],
    ) {
        Some(if sibling("containers") { "initContainers" } else { "containers" })
    } else if siblings.len() == 1 && has_any(child, ENDED) {
        Some("terminated")
    } else if has_any(child, STATES) || has_any(child, ENDED) || has_any(child, &["startedAt"]) {
        // kubectl sorts keys: what stands before `name` and `ready` is the last state.
        Some(if sibling("lastState") { "state" } else { "lastState" })
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn scalar(text: &str) -> Node {
        Node { value: Value::Scalar(text.to_owned()), span: Span::new(1, 2) }
    }

    fn map(keys: &[(&str, Node)]) -> Node {
        let entry =
            |(key, node): &(&str, Node)| (Fact::new((*key).to_owned(), Span::new(0, 1)), node.clone());
        Node::map(keys.iter().map(entry).collect())
    }

    fn keys(keys: &[&str]) -> Node {
        map(&keys.iter().map(|key| (*key, scalar("1"))).collect::<Vec<_>>())
    }

    #[test]
    fn keys_tell_the_piece() {
        for (key, expected) in [
            ("containers", Some(Piece::Body)),
            ("phase", Some(Piece::Body)),
            ("lastState", Some(Piece::Container)),
            ("livenessProbe", Some(Piece::Container)),
            ("waiting", Some(Piece::State)),
            ("exitCode", Some(Piece::Ended)),
            ("colour", None),
        ] {
            assert_eq!(piece(&keys(&[key])), expected, "{key}");
        }
    }

    #[test]
    fn an_object_is_known_by_its_kind_or_its_keys() {
        let name = |node: &Node| match of(node) {
            Shape::Pod => "pod".to_owned(),
            Shape::Workload(_) => "workload".to_owned(),
            Shape::Event => "event".to_owned(),
            Shape::Fragment(piece) => format!("{piece:?}"),
            Shape::Foreign => "foreign".to_owned(),
        };
        let template = map(&[("template", map(&[("spec", keys(&["containers"]))]))]);
        let job = map(&[("jobTemplate", map(&[("spec", template.clone())]))]);
        for (node, expected) in [
            (map(&[("kind", scalar("Pod"))]), "pod"),
            (map(&[("kind", scalar("Event"))]), "event"),
            (map(&[("kind", scalar("Service")), ("apiVersion", scalar("v1"))]), "foreign"),
            (
                map(&[
                    ("kind", scalar("Deployment")),
                    ("apiVersion", scalar("v1")),
                    ("spec", template.clone()),
                ]),
                "workload",
            ),
            (map(&[("spec", template.clone())]), "workload"),
            (map(&[("spec", job)]), "workload"),
            (template, "workload"),
            (keys(&["involvedObject"]), "event"),
            (keys(&["regarding"]), "event"),
            (map(&[("spec", keys(&["nodeName"]))]), "pod"),
            (map(&[("status", keys(&["phase"]))]), "pod"),
            (map(&[("spec", scalar("none"))]), "foreign"),
            (keys(&["restartCount"]), "Container"),
            (keys(&["colour"]), "foreign"),
            (Node::list(vec![scalar("sh"), scalar("-c")]), "Command"),
            (Node::list(vec![scalar("sh"), keys(&["name"])]), "List"),
            (Node::list(Vec::new()), "List"),
        ] {
            assert_eq!(name(&node), expected, "{node:?}");
        }
    }

    #[test]
    fn whole_objects_are_told_from_pieces_and_from_others() {
        assert!(is_list_of_objects(&[keys(&["name"]), keys(&["metadata"])]));
        assert!(!is_list_of_objects(&[keys(&["name"])]));
        let kind = |kind: &str| map(&[("kind", scalar(kind)), ("metadata", keys(&["name"]))]);
        assert!(is_object(&kind("Pod")) && is_object(&kind("Event")) && !is_object(&kind("Service")));
        assert!(!is_object(&map(&[("kind", scalar("Pod"))])));
        for statuses in ["containerStatuses", "initContainerStatuses"] {
            assert!(is_object(&map(&[("status", keys(&[statuses]))])));
        }
        assert!(!is_object(&map(&[("status", keys(&["phase"]))])));
    }

    #[test]
    fn a_value_without_its_key_is_named_by_what_it_holds() {
        let named = |child: Node, siblings: &[&str]| {
            let mut entries = vec![("", child)];
            entries.extend(siblings.iter().map(|key| (*key, scalar("1"))));
            let mut node = map(&entries);
            name_the_nameless(&mut node);
            node.entries()[0].0.value.clone()
        };
        for (key, alone, beside, other) in [
            ("restartCount", "containerStatuses", "containerStatuses", "initContainerStatuses"),
            ("mountPath", "volumeMounts", "name", "volumeMounts"),
            ("containerPort", "ports", "name", "ports"),
            ("lastTransitionTime", "conditions", "phase", "conditions"),
            ("secretRef", "envFrom", "name", "envFrom"),
            ("valueFrom", "env", "name", "env"),
            ("imagePullPolicy", "containers", "containers", "initContainers"),
            ("emptyDir", "volumes", "name", "volumes"),
            ("metadata", "items", "name", "items"),
            ("colour", "", "name", ""),
        ] {
            let list = || Node::list(vec![keys(&[key])]);
            assert_eq!(named(list(), &[]), alone, "{key}");
            assert_eq!(named(list(), &[beside]), other, "{key} beside {beside}");
        }
        for (key, alone, beside, other) in [
            ("nodeName", "spec", "name", "spec"),
            ("podIP", "status", "name", "status"),
            ("uid", "metadata", "name", "metadata"),
            ("limits", "resources", "name", "resources"),
            ("imageID", "containerStatuses", "containerStatuses", "initContainerStatuses"),
            ("volumeMounts", "containers", "containers", "initContainers"),
            ("exitCode", "terminated", "ready", "lastState"),
            ("exitCode", "terminated", "lastState", "state"),
            ("waiting", "lastState", "lastState", "state"),
            ("startedAt", "lastState", "lastState", "state"),
            ("colour", "", "name", ""),
        ] {
            assert_eq!(named(keys(&[key]), &[]), alone, "{key}");
            assert_eq!(named(keys(&[key]), &[beside]), other, "{key} beside {beside}");
        }
    }

    #[test]
    fn a_level_that_was_cut_off_as_well_is_put_back() {
        let around = |child: Node, name: &str| {
            let mut child = child;
            surround(&mut child, name);
            child
        };
        assert_eq!(around(keys(&["image"]), "containers").items().len(), 1);
        assert_eq!(around(Node::list(vec![keys(&["image"])]), "containers").items().len(), 1);
        assert!(around(keys(&["exitCode"]), "lastState").has("terminated"));
        assert!(around(keys(&["startedAt"]), "state").has("running"));
        assert!(around(keys(&["waiting"]), "state").has("waiting"));
        assert!(around(keys(&["exitCode"]), "resources").has("exitCode"));
    }
}
