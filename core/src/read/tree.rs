//! A manifest as a tree whose every key and value knows where it stands in the paste.

use super::facts::Text;
use crate::text::{Fact, Span};

/// How deep a tree grows at most; what lies deeper is left out. Trees are walked and dropped recursively, so the bound
/// keeps the stack small.
pub(super) use crate::limits::NESTING as DEPTH;

/// A value and the characters it was read from.
#[derive(Clone, Debug, Default)]
pub(super) struct Node {
    pub value: Value,
    /// A scalar without its quotation marks; a map or list from its first to its last character.
    pub span: Span,
}

/// What a node holds.
#[derive(Clone, Debug, Default)]
pub(super) enum Value {
    /// `null`, or nothing at all.
    #[default]
    Null,
    /// A string, a number or a truth value, as written.
    Scalar(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values in their order. The key is empty where the text that named the value was cut off.
    Map(Vec<(Text, Node)>),
}

impl Node {
    /// A map that covers its entries.
    pub fn map(entries: Vec<(Text, Self)>) -> Self {
        let span =
            cover(entries.iter().map(|(key, node)| if node.span.is_empty() { key.span } else { node.span }));
        let first = entries.first().map(|(key, _)| key.span).filter(|span| !span.is_empty());
        Self { span: first.map_or(span, |first| first.to(span)), value: Value::Map(entries) }
    }

    /// A list that covers its items.
    pub fn list(items: Vec<Self>) -> Self {
        Self { span: cover(items.iter().map(|item| item.span)), value: Value::List(items) }
    }

    /// The keys and values of a map; nothing for other nodes.
    pub fn entries(&self) -> &[(Text, Self)] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list; nothing for other nodes.
    pub fn items(&self) -> &[Self] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The key and the value of a map's entry; null counts as absent.
    pub fn entry(&self, key: &str) -> Option<&(Text, Self)> {
        self.entries().iter().find(|(name, node)| name.value == key && !matches!(node.value, Value::Null))
    }

    /// The value of a map's entry; null counts as absent.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entry(key).map(|(_, node)| node)
    }

    /// Whether a map has this key, even if its value is null.
    pub fn has(&self, key: &str) -> bool {
        self.entries().iter().any(|(name, _)| name.value == key)
    }

    /// The text of a scalar.
    pub fn text(&self) -> Option<Text> {
        self.as_str().map(|text| Fact::new(text.to_owned(), self.span))
    }

    /// The text of a scalar.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(text) => Some(text),
            _ => None,
        }
    }

    /// The text of a map's entry, unless it is empty.
    pub fn text_of(&self, key: &str) -> Option<Text> {
        self.get(key)?.text().filter(|text| !text.value.is_empty())
    }

    /// A map's entry, read as a number, a truth value ...
    pub fn parsed<T: std::str::FromStr>(&self, key: &str) -> Option<Fact<T>> {
        let node = self.get(key)?;
        Some(Fact::new(node.as_str()?.trim().parse().ok()?, node.span))
    }
}

/// The smallest span that holds all that are not empty.
fn cover(spans: impl Iterator<Item = Span>) -> Span {
    spans.filter(|span| !span.is_empty()).reduce(Span::to).unwrap_or_default()
}
