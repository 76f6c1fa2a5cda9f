//! Values, put where their paths say.

use super::super::facts::{Seen, Text};
use super::super::flow::{self, Style};
use super::super::object;
use super::super::tree::{Node, Value};
use super::path::Step;
use crate::text::{Fact, Line};
use std::ops::Range;

/// An object, as far as its fields were asked for.
#[derive(Debug, Default)]
pub(super) struct Object {
    meta: Tree,
    spec: Tree,
    status: Tree,
}

/// What grows into a node.
#[derive(Debug)]
enum Tree {
    Keys(Vec<(String, Tree)>),
    /// Items with their indexes, in order.
    Items(Vec<(usize, Tree)>),
    Value(Node),
}

impl Default for Tree {
    fn default() -> Self {
        Self::Value(Node::default())
    }
}

impl Object {
    /// Puts what stands at this place of a line where the path says; of a path with `[*]`, to this item.
    pub(super) fn put(&mut self, path: &[Step], item: usize, line: &Line<'_>, place: Range<usize>) {
        let text = line.text.get(place.clone()).unwrap_or_default();
        let Some((Step::Key(part), rest)) = path.split_first() else { return };
        let part = match part.as_str() {
            "metadata" => &mut self.meta,
            "spec" => &mut self.spec,
            // How a pod does is said better by all that stands beside its phase.
            "status" if !["Running", "Pending"].contains(&text) => &mut self.status,
            _ => return,
        };
        let value = if text.starts_with(['{', '[']) {
            flow::parse(&[line.part(place)], 0, Style::Json).roots.into_iter().next()
        } else {
            Some(Node { value: Value::Scalar(text.to_owned()), span: line.at(place) })
        };
        if let Some(value) = value {
            part.put(rest, item, value);
        }
    }

    /// Reads it as an object of this kind, which may have been named in the command.
    ///
    /// What the spec and what the status says is told apart: both may leave out the names of the containers.
    pub(super) fn read(self, kind: &str, name: Option<&Text>, seen: &mut Vec<Seen>) {
        let mut meta = self.meta;
        if let (Tree::Value(_), Some(name)) = (&meta, name) {
            let name = Node { value: Value::Scalar(name.value.clone()), span: name.span };
            meta.put(&[Step::Key("name".to_owned())], 0, name);
        }
        let meta = meta.grown();
        for (key, part) in [("spec", self.spec), ("status", self.status)] {
            let part = part.grown();
            let span = part.span;
            if !span.is_empty() {
                let kind = Node { value: Value::Scalar(kind.to_owned()), span };
                let parts = vec![entry("kind", kind), entry("metadata", meta.clone()), entry(key, part)];
                object::read(Node { value: Value::Map(parts), span }, seen);
            }
        }
    }
}

/// A key that nobody printed: it stands where its value does.
fn entry(key: &str, node: Node) -> (Text, Node) {
    (Fact::new(key.to_owned(), node.span), node)
}

impl Tree {
    fn put(&mut self, path: &[Step], item: usize, value: Node) {
        let Some((step, rest)) = path.split_first() else {
            *self = Self::Value(value);
            return;
        };
        if matches!(self, Self::Value(Node { value: Value::Null, .. })) {
            *self =
                if matches!(step, Step::Key(_)) { Self::Keys(Vec::new()) } else { Self::Items(Vec::new()) };
        }
        let inner = match (step, self) {
            (Step::Key(key), Self::Keys(entries)) => {
                let place = entries.iter().position(|(known, _)| known == key).unwrap_or(entries.len());
                if place == entries.len() {
                    entries.push((key.clone(), Self::default()));
                }
                entries.get_mut(place).map(|(_, inner)| inner)
            }
            (Step::At(_) | Step::Each, Self::Items(items)) => {
                let index = if let Step::At(index) = step { *index } else { item };
                let place = items.partition_point(|(known, _)| *known < index);
                if items.get(place).is_none_or(|(known, _)| *known != index) {
                    items.insert(place, (index, Self::default()));
                }
                items.get_mut(place).map(|(_, inner)| inner)
            }
            _ => None,
        };
        if let Some(inner) = inner {
            inner.put(rest, item, value);
        }
    }

    fn grown(self) -> Node {
        match self {
            Self::Keys(entries) => {
                Node::map(entries.into_iter().map(|(key, inner)| entry(&key, inner.grown())).collect())
            }
            Self::Items(items) => Node::list(items.into_iter().map(|(_, inner)| inner.grown()).collect()),
            Self::Value(node) => node,
        }
    }
}
