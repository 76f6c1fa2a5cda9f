//! How deep the items of a list stand, so that they are known whatever they look like.

use crate::text::Line;

/// The indentation of a list's key, and of its first item once that was met.
///
/// Where blanks were stripped, items stand no deeper than their key, and only their look can tell them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Depth {
    key: usize,
    item: Option<usize>,
}

impl Depth {
    /// That of the list which begins on this line.
    pub(super) fn below(line: &Line<'_>) -> Self {
        Self { key: line.indent(), item: None }
    }

    /// Whether the first of `lines` is an item, or goes on with one.
    pub(super) fn holds(self, lines: &[Line<'_>]) -> bool {
        // A blank line within a text is a part of it.
        lines.iter().find(|line| !line.is_blank()).is_some_and(|line| line.indent() > self.key)
    }

    /// Takes note of an item. False if the line only goes on with the item before it.
    pub(super) fn begins(&mut self, line: &Line<'_>) -> bool {
        line.indent() <= *self.item.get_or_insert(line.indent())
    }
}

#[cfg(test)]
mod tests {
    use super::Depth;
    use crate::text::Source;

    #[test]
    fn items_stand_deeper_than_their_key() {
        let source = Source::new("    Environment:\n      A:  a\n\n          b\n    Ready: True");
        let mut depth = Depth::below(&source.lines[0]);
        assert!(depth.holds(&source.lines[1..]) && depth.begins(&source.lines[1]));
        assert!(depth.holds(&source.lines[2..]));
        assert!(depth.holds(&source.lines[3..]) && !depth.begins(&source.lines[3]));
        assert!(!depth.holds(&source.lines[4..]));
    }
}
