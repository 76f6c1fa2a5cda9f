//! What a tree says, whichever notation it came in: pods, workloads, events, and pieces of them.

mod container;
mod event;
mod keys;
mod pod;
mod shape;

use super::facts::{Owner, Pod, Seen};
use super::tree::{Node, Value};
use crate::text::Fact;
pub(super) use keys::{is_key, is_telling};
use shape::Shape;

/// Adds what a document says.
pub(super) fn read(mut root: Node, seen: &mut Vec<Seen>) {
    shape::name_the_nameless(&mut root);
    read_node(&root, seen, 0);
}

fn read_node(node: &Node, seen: &mut Vec<Seen>, depth: usize) {
    if let Value::List(items) = &node.value
        && shape::is_list_of_objects(items)
        && depth < 4
    {
        items.iter().for_each(|item| read_node(item, seen, depth + 1));
        return;
    }
    if let Some(items) = node.get("items").filter(|_| depth < 4) {
        items.items().iter().for_each(|item| read_node(item, seen, depth + 1));
        return;
    }
    match shape::of(node) {
        Shape::Pod => push(pod::read(node), node, seen),
        Shape::Workload(template) => push(workload(node, template), node, seen),
        Shape::Event => seen.push(Seen::Event(Box::new(event::read(node)))),
        Shape::Fragment(pieces) => push(pod::from_pieces(node, pieces), node, seen),
        // A collector or an audit log may have put its own object around one of Kubernetes.
        Shape::Foreign => {
            for (_, child) in node.entries().iter().filter(|(_, child)| shape::is_object(child)) {
                read_node(child, seen, depth + 1);
            }
        }
    }
}

fn push(mut pod: Pod, node: &Node, seen: &mut Vec<Seen>) {
    pod.span = node.span;
    seen.push(Seen::Pod(Box::new(pod)));
}

/// The pods that a Deployment, a Job ... makes.
fn workload(node: &Node, template: &Node) -> Pod {
    let mut pod = pod::read(template);
    pod.name = None;
    let meta = node.get("metadata");
    let name = meta.and_then(|meta| meta.text_of("name"));
    pod.namespace = meta.and_then(|meta| meta.text_of("namespace"));
    if let (Some(kind), Some(name)) = (node.text_of("kind"), name) {
        pod.owner = Some(Fact::new(Owner { kind: kind.value, name: name.value }, name.span));
    }
    pod
}
