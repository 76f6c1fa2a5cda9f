//! A map or list of YAML whose end has not come yet.

use crate::read::facts::Text;
use crate::read::tree::{Node, Value};
use crate::text::Span;

/// A map or list that is open.
pub(super) struct Frame {
    pub(super) indent: usize,
    pub(super) list: bool,
    /// Whether its first key stands behind a dash.
    pub(super) behind_dash: bool,
    pub(super) entries: Vec<(Text, Node)>,
    /// The key, or the item, whose value has not come yet.
    pub(super) pending: Option<Text>,
}

impl Frame {
    pub(super) fn new(indent: usize, list: bool) -> Self {
        Self { indent, list, behind_dash: false, entries: Vec::new(), pending: None }
    }

    /// Whether its second key tells how deep it stands. Where blanks were doubled, that is deeper than the key
    /// behind the dash.
    pub(super) fn takes_depth(&self) -> bool {
        self.behind_dash && !self.list && self.entries.len() == 1 && self.pending.is_none()
    }

    pub(super) fn push(&mut self, node: Node) {
        let key = self.pending.take().unwrap_or_default();
        self.entries.push((key, node));
    }

    pub(super) fn settle(&mut self) {
        if let Some(key) = &self.pending {
            let end = key.span.end();
            self.push(Node { value: Value::Null, span: Span::new(end, end) });
        }
    }

    pub(super) fn into_node(mut self) -> Node {
        self.settle();
        if self.list {
            Node::list(self.entries.into_iter().map(|(_, node)| node).collect())
        } else {
            Node::map(self.entries)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Frame;
    use crate::read::tree::Node;
    use crate::text::{Fact, Span};

    #[test]
    fn the_second_key_behind_a_dash_tells_the_depth() {
        let frame = |entries: usize| {
            let mut frame = Frame { behind_dash: true, ..Frame::new(2, false) };
            (0..entries).for_each(|_| frame.push(Node::default()));
            frame
        };
        assert!(frame(1).takes_depth());
        assert!(!frame(0).takes_depth() && !frame(2).takes_depth());
        assert!(!Frame { behind_dash: false, ..frame(1) }.takes_depth());
        assert!(!Frame { list: true, ..frame(1) }.takes_depth());
        let pending = Some(Fact::new("name".to_owned(), Span::new(0, 4)));
        assert!(!Frame { pending, ..frame(1) }.takes_depth());
    }
}
