//! A map or list between brackets whose end has not come yet.

use crate::read::facts::Text;
use crate::read::tree::Node;
use crate::text::Span;

/// A map or list that is open; `open` is its bracket, none for what surrounds the text.
pub(super) struct Frame {
    pub(super) open: Option<u8>,
    pub(super) entries: Vec<(Text, Node)>,
    /// A text that is a key if a colon follows.
    pub(super) word: Option<Node>,
    /// That text with its quotation marks.
    pub(super) word_span: Span,
    pub(super) key: Option<Text>,
    /// Whether it has keys, as a map has and a list has not.
    pub(super) keyed: bool,
    pub(super) start: Span,
}

impl Frame {
    pub(super) fn new(open: Option<u8>, start: Span) -> Self {
        Self {
            open,
            entries: Vec::new(),
            word: None,
            word_span: Span::default(),
            key: None,
            keyed: false,
            start,
        }
    }

    pub(super) fn push(&mut self, node: Node) {
        let key = self.key.take().unwrap_or_default();
        self.keyed |= !key.value.is_empty();
        self.entries.push((key, node));
    }

    /// A text without a colon behind it was a value; a key without a value has none.
    pub(super) fn settle(&mut self) {
        if let Some(word) = self.word.take() {
            self.push(word);
        } else if self.key.is_some() {
            self.push(Node::default());
        }
    }

    pub(super) fn into_node(mut self, end: Span) -> Node {
        self.settle();
        let node = if self.open == Some(b'[') {
            Node::list(self.entries.into_iter().map(|(_, node)| node).collect())
        } else {
            Node::map(self.entries)
        };
        let span = [self.start, end].into_iter().filter(|span| !span.is_empty());
        let span = span.fold(node.span, |all, span| if all.is_empty() { span } else { all.to(span) });
        Node { span, ..node }
    }
}
