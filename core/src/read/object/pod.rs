//! A pod: who it is, what it should run, and how that goes.

use super::super::facts::{Condition, Container, Kind, Owner, Pod, Text, Volume};
use super::super::tree::{Node, Value};
use super::container;
use super::shape::{self, Piece};
use crate::limits::CONTAINERS;
use crate::text::{Fact, Time};

/// Reads a whole pod, or a pod template.
pub(super) fn read(node: &Node) -> Pod {
    let mut pod = Pod::default();
    if let Some(meta) = node.get("metadata") {
        metadata(&mut pod, meta);
    }
    if let Some(part) = node.get("spec") {
        spec(&mut pod, part);
    }
    if let Some(part) = node.get("status") {
        status(&mut pod, part);
        // What `crictl inspect` prints is a container's own status.
        if pod.containers.is_empty() && part.has("exitCode") {
            let name = part.get("metadata").and_then(|meta| meta.text_of("name"));
            (pod.name, pod.reason, pod.message) = (None, None, None);
            pod.containers.push(Container { name, ..container::from_piece(part, Piece::Ended) });
        }
    }
    // Keys at the top that belong deeper: their surroundings were cut off.
    if node.get("spec").is_none() || node.get("status").is_none() {
        spec(&mut pod, node);
        status(&mut pod, node);
    }
    state_beside(&mut pod, node);
    pod
}

/// Reads a pod of which only a piece is there.
pub(super) fn from_pieces(node: &Node, piece: Piece) -> Pod {
    let mut pod = Pod::default();
    match piece {
        Piece::Body => {
            if let Some(meta) = node.get("metadata") {
                metadata(&mut pod, meta);
            }
            spec(&mut pod, node);
            status(&mut pod, node);
            state_beside(&mut pod, node);
        }
        Piece::List => {
            for item in bounded(&mut pod, node.items()) {
                if let Some(piece) = shape::piece(item).filter(|piece| *piece != Piece::Body) {
                    pod.containers.push(container::from_piece(item, piece));
                }
            }
        }
        _ => pod.containers.push(container::from_piece(node, piece)),
    }
    pod
}

/// The state of a container, where the list that held it was cut off: it stands beside what is left of the pod.
fn state_beside(pod: &mut Pod, node: &Node) {
    if !node.has("state") && !node.has("lastState") {
        return;
    }
    match pod.containers.as_mut_slice() {
        [only] => container::status(only, node),
        _ => pod.containers.push(container::from_piece(node, Piece::Container)),
    }
}

/// As many containers as are read.
fn bounded<'n>(pod: &mut Pod, items: &'n [Node]) -> &'n [Node] {
    pod.has_more |= items.len() > CONTAINERS;
    items.get(..CONTAINERS).unwrap_or(items)
}

fn metadata(pod: &mut Pod, meta: &Node) {
    pod.name = meta.text_of("name");
    pod.namespace = meta.text_of("namespace");
    pod.labels = meta.get("labels").map(pairs).unwrap_or_default();
    pod.deleting = meta.entry("deletionTimestamp").map(|(key, node)| key.span.to(node.span));
    pod.grace = number_of(meta, "deletionGracePeriodSeconds");
    let owners = meta.get("ownerReferences").map(Node::items).unwrap_or_default();
    let controller = owners
        .iter()
        .find(|owner| owner.get("controller").and_then(Node::as_str) == Some("true"))
        .or_else(|| owners.first());
    pod.owner = controller.and_then(|owner| {
        let name = owner.text_of("name")?;
        let kind = owner.text_of("kind")?;
        Some(Fact::new(Owner { kind: kind.value, name: name.value }, name.span))
    });
}

fn spec(pod: &mut Pod, spec: &Node) {
    for (key, kind) in
        [("initContainers", Kind::Init), ("containers", Kind::App), ("ephemeralContainers", Kind::Ephemeral)]
    {
        for item in bounded(pod, spec.get(key).map(Node::items).unwrap_or_default()) {
            let sidecar = kind == Kind::Init
                && item.get("restartPolicy").and_then(Node::as_str).is_some_and(|policy| policy == "Always");
            let kind = if sidecar { Kind::Sidecar } else { kind };
            with_container(pod, item, kind, |container| {
                container::spec(container, item);
                container.kind = kind;
            });
        }
    }
    for item in spec.get("volumes").map(Node::items).unwrap_or_default() {
        pod.volumes.extend(volume(item));
    }
    let text = |key: &str| spec.text_of(key);
    fill(&mut pod.node, text("nodeName"));
    fill(&mut pod.service_account, text("serviceAccountName").or_else(|| text("serviceAccount")));
    fill(&mut pod.priority_class, text("priorityClassName"));
    fill(&mut pod.restart_policy, text("restartPolicy"));
    if pod.grace.is_none() {
        pod.grace = number_of(spec, "terminationGracePeriodSeconds");
    }
    if let Some(context) = spec.get("securityContext") {
        pod.security.extend(container::security(context));
    }
}

fn status(pod: &mut Pod, status: &Node) {
    for (key, kind) in [
        ("initContainerStatuses", Kind::Init),
        ("containerStatuses", Kind::App),
        ("ephemeralContainerStatuses", Kind::Ephemeral),
    ] {
        for item in bounded(pod, status.get(key).map(Node::items).unwrap_or_default()) {
            with_container(pod, item, kind, |container| container::status(container, item));
        }
    }
    fill(&mut pod.status, status.text_of("phase"));
    // kubectl says so in place of the phase, unless the pod has ended already.
    if let (Some(deleting), Some(status)) = (pod.deleting, &mut pod.status)
        && !["Succeeded", "Failed"].contains(&status.as_str())
    {
        *status = Fact::new("Terminating".to_owned(), deleting);
    }
    fill(&mut pod.reason, status.text_of("reason"));
    fill(&mut pod.message, status.text_of("message").map(container::without_end));
    fill(&mut pod.qos, status.text_of("qosClass"));
    if let Some(time) = time_of(status, "startTime") {
        pod.start_time = Some(time);
    }
    for item in status.get("conditions").map(Node::items).unwrap_or_default() {
        let (Some(kind), Some(state)) = (item.text_of("type"), item.text_of("status")) else { continue };
        pod.conditions.push(Condition {
            kind: kind.value,
            status: state,
            reason: item.text_of("reason"),
            message: item.text_of("message").map(container::without_end),
        });
    }
}

/// Changes the container of this name and kind; a new one, if it was not met yet.
fn with_container(pod: &mut Pod, item: &Node, kind: Kind, change: impl FnOnce(&mut Container)) {
    let name = item.text_of("name");
    let init = |kind: Kind| if kind == Kind::Sidecar { Kind::Init } else { kind };
    let found = pod.containers.iter().position(|known| {
        init(known.kind) == init(kind)
            && name.is_some()
            && known.name.as_ref().map(Fact::as_str) == name.as_ref().map(Fact::as_str)
    });
    let index = found.unwrap_or(pod.containers.len());
    if found.is_none() {
        pod.containers.push(Container { name, kind, span: item.span, ..Container::default() });
    }
    if let Some(container) = pod.containers.get_mut(index) {
        change(container);
    }
}

fn volume(item: &Node) -> Option<Volume> {
    let name = item.text_of("name")?;
    let (key, source) = item.entries().iter().find(|(key, node)| key.value != "name" && !is_scalar(node))?;
    let kind = match key.value.as_str() {
        "csi" => "CSI".into(),
        "nfs" => "NFS".into(),
        "iscsi" => "ISCSI".into(),
        "rbd" => "RBD".into(),
        "downwardAPI" => "DownwardAPI".into(),
        "ephemeral" => "EphemeralVolume".into(),
        other => capitalised(other),
    };
    let mut source = source;
    let mut may_lack = ["configMap", "secret"].contains(&key.value.as_str());
    if key.value == "projected" {
        // The kubelet adds the certificates of the API to every pod; they are not what the user mounted.
        let parts = source.get("sources").map(Node::items).unwrap_or_default();
        let own = parts
            .iter()
            .filter_map(|part| part.get("configMap").or_else(|| part.get("secret")))
            .find(|part| part.get("name").and_then(Node::as_str) != Some(super::super::ROOT_CERTIFICATE));
        may_lack = own.is_some();
        source = own.unwrap_or(source);
    }
    let from = ["name", "secretName", "claimName", "path", "driver", "server", "reference"];
    Some(Volume {
        name,
        kind,
        source: from.iter().find_map(|key| source.text_of(key)),
        optional: may_lack
            .then(|| source.parsed("optional").is_some_and(|optional: Fact<bool>| optional.value)),
    })
}

fn is_scalar(node: &Node) -> bool {
    matches!(node.value, Value::Scalar(_))
}

fn capitalised(word: &str) -> String {
    let mut rest = word.chars();
    rest.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(rest).collect()
}

fn pairs(node: &Node) -> Vec<(String, String)> {
    let pair = |(key, value): &(Text, Node)| Some((key.value.clone(), value.as_str()?.to_owned()));
    node.entries().iter().filter_map(pair).collect()
}

fn fill(place: &mut Option<Text>, value: Option<Text>) {
    if place.is_none() {
        *place = value;
    }
}

/// A number with its key: `restartCount: 6`.
pub(super) fn number_of<T: std::str::FromStr>(node: &Node, key: &str) -> Option<Fact<T>> {
    let (name, value) = node.entry(key)?;
    let number = value.as_str()?.trim().parse().ok()?;
    Some(Fact::new(number, name.span.to(value.span)))
}

/// A point in time.
pub(super) fn time_of(node: &Node, key: &str) -> Option<Fact<Time>> {
    let value = node.get(key)?;
    Some(Fact::new(Time::parse(value.as_str()?)?, value.span))
}
