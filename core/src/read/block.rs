//! The indented YAML that kubectl prints and people write, whole or cut out anywhere.
//!
//! ```text
//!     containers:
//!     - args:                      a list stands at the indentation of its key, or deeper
//!       - --verbose
//!       env:
//!       - name: GREETING
//!         value: |-                a block of lines, as deep as its first
//!           hello
//!       message: "kubectl breaks long texts
//!         at a blank"              and goes on deeper than the key
//!       resources: {}
//! ```
//!
//! Parsing never fails. A text that begins in the middle gives values without a key; a line that is no YAML ends it.

mod frame;
mod value;

use super::tree::{DEPTH, Node};
use crate::text::{Fact, Line, is_elision};
use frame::Frame;

/// What was read, and how far it reached.
#[derive(Debug)]
pub(super) struct Block {
    /// The documents.
    pub roots: Vec<Node>,
    /// How many lines they take.
    pub lines: usize,
    /// Whether names for values (`&name`, `*name`, `<<`) were met, which this reader does not follow.
    pub anchors: bool,
    /// Whether something lies too deep to be kept.
    pub is_too_deep: bool,
}

/// Reads YAML from the first line on. `known` tells the keys that may stand at the outermost indentation.
pub(super) fn parse(lines: &[Line<'_>], known: fn(&str) -> bool) -> Block {
    let mut parser = Parser {
        lines,
        known,
        first: indent_of_first(lines),
        line: 0,
        last: 0,
        top: None,
        below: Vec::new(),
        wraps: 0,
        roots: Vec::new(),
        anchors: false,
        is_too_deep: false,
    };
    while parser.step() {}
    parser.end_document();
    let Parser { roots, last: lines, anchors, is_too_deep, .. } = parser;
    Block { roots, lines, anchors, is_too_deep }
}

/// How deep the first line lies. What is marked with the mouse seldom begins at the start of a line: then the lines
/// below come back to a depth that lies above the second line, and still below the first.
fn indent_of_first(lines: &[Line<'_>]) -> usize {
    let mut told = lines.iter().filter(|line| !line.is_blank() && !is_elision(&line.text)).map(Line::indent);
    let (Some(0), Some(second)) = (told.next(), told.next()) else {
        return lines.first().map_or(0, Line::indent);
    };
    let least = told.take_while(|indent| *indent > 0).min().unwrap_or(second);
    if least < second { least } else { 0 }
}

/// The key that a text begins with, and what follows it.
///
/// A key holds no blank, as no key of Kubernetes does; so most sentences with a colon are none.
pub(super) fn key_of(text: &str) -> Option<(&str, &str)> {
    if let Some(length) = super::scalar::quoted_length(text) {
        let after = text.get(length..)?.trim_start().strip_prefix(':')?;
        return (after.is_empty() || after.starts_with([' ', '\t']))
            .then(|| Some((text.get(1..length - 1)?, after)))
            .flatten();
    }
    let mut at = 0;
    for byte in text.bytes() {
        match byte {
            b':' if text.as_bytes().get(at + 1).is_none_or(u8::is_ascii_whitespace) => break,
            b' ' | b'\t' | b'"' | b'\'' if !text.starts_with("k:{") && !text.starts_with("v:") => {
                return None;
            }
            _ => at += 1,
        }
    }
    let key = text.get(..at).filter(|key| !key.is_empty())?;
    text.get(at + 1..).map(|rest| (key, rest))
}

/// The key of a map that somebody made up, and what follows it: it may hold blanks. Sentences look the same.
fn odd_key_of(text: &str) -> Option<(&str, &str)> {
    let at = text.find(": ").or_else(|| text.ends_with(':').then(|| text.len() - 1))?;
    let key = text.get(..at)?.trim_end();
    let is_word = key.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '_');
    is_word.then_some((key, text.get(at + 1..)?))
}

/// What follows the dash of a list item.
pub(super) fn item_of(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('-')?;
    (rest.is_empty() || rest.starts_with([' ', '\t'])).then_some(rest)
}

struct Parser<'l, 'a> {
    lines: &'l [Line<'a>],
    known: fn(&str) -> bool,
    /// The indentation of the first line.
    first: usize,
    line: usize,
    /// How many lines are taken for good; blank lines at the end are not.
    last: usize,
    /// The innermost open map or list, and those around it.
    top: Option<Frame>,
    below: Vec<Frame>,
    wraps: usize,
    roots: Vec<Node>,
    anchors: bool,
    is_too_deep: bool,
}

impl<'l, 'a> Parser<'l, 'a> {
    /// Reads one line and what belongs to it. False at the end.
    fn step(&mut self) -> bool {
        let Some(line) = self.lines.get(self.line) else { return false };
        let text = line.text.trim();
        if line.is_blank() || text != "--" && is_elision(text) {
            self.line += 1;
            return true;
        }
        if matches!(text, "---" | "--") || text.starts_with("--- ") {
            return self.separator();
        }
        if text.starts_with('#') {
            // A root prompt begins like a comment.
            self.line += 1;
            return line.indent() > 0 || !(text.contains("kubectl ") || text.contains(" logs "));
        }
        let indent = if self.line == 0 { self.first } else { line.indent() };
        if !self.belongs(indent, text) {
            return false;
        }
        let before = self.line;
        self.content(indent);
        self.line = self.line.max(before + 1);
        self.last = self.line;
        true
    }

    /// A line between documents counts only if another document follows.
    fn separator(&mut self) -> bool {
        let next = self.lines.iter().skip(self.line + 1).take(8).find(|line| !line.is_blank());
        let goes_on = next.is_some_and(|line| {
            let text = line.text.trim();
            let text = item_of(text).unwrap_or(text).trim();
            text.starts_with('#') || key_of(text).is_some_and(|(key, _)| (self.known)(key))
        });
        if goes_on {
            self.end_document();
            self.line += 1;
        }
        goes_on
    }

    /// Whether a line can be part of what is open.
    fn belongs(&self, indent: usize, text: &str) -> bool {
        let item = item_of(text);
        let rest = item.unwrap_or(text).trim_start();
        let key = self.key(rest, indent + text.len() - rest.len()).map(|(key, _)| key);
        let known = key.is_some_and(|key| (self.known)(key));
        let Some(base) = self.below.first().or(self.top.as_ref()) else { return key.is_some() };
        if indent < base.indent || (indent == base.indent && !base.list && item.is_none()) {
            return known;
        }
        if indent == base.indent {
            // An item: of the list itself, or of the list that the last key of the map announced.
            return if base.list {
                known || item.is_some()
            } else {
                base.pending.is_some()
                    || self.below.get(1).or(self.top.as_ref()).is_some_and(|frame| frame.list)
            };
        }
        key.is_some() || item.is_some() || self.top.as_ref().is_some_and(|top| top.pending.is_some())
    }

    /// The key of the current line, which stands at this indentation. An odd one is believed if the map goes on below.
    fn key<'t>(&self, text: &'t str, indent: usize) -> Option<(&'t str, &'t str)> {
        const AHEAD: usize = 8;
        let plain = |text: &str| key_of(item_of(text).unwrap_or(text).trim_start()).is_some();
        key_of(text).or_else(|| {
            let top = self.top.as_ref()?;
            let outermost = self.below.first().map_or(top.indent, |base| base.indent);
            let mut below = self.lines.iter().skip(self.line + 1).take(AHEAD);
            let is_part = |line: &&Line<'_>| {
                let text = line.text.trim();
                line.indent() > indent
                    || line.indent() == indent && !plain(text) && odd_key_of(text).is_some()
            };
            let next = below.find(|line| !is_part(line)).filter(|line| plain(line.text.trim()))?;
            let goes_on = next.indent() == indent
                || top.pending.is_none() && (outermost + 1..indent).contains(&next.indent());
            goes_on.then(|| odd_key_of(text)).flatten()
        })
    }

    /// Reads a line that belongs: its dashes, its key, its value.
    fn content(&mut self, mut indent: usize) {
        let Some(line) = self.lines.get(self.line) else { return };
        let mut text = line.text.trim();
        let mut behind_dash = false;
        while let Some(rest) = item_of(text) {
            behind_dash = true;
            if !self.enter(indent, true) {
                return;
            }
            let Some(top) = &mut self.top else { return };
            top.settle();
            let dash = line.span_of(text.get(..1).unwrap_or_default());
            top.pending = Some(Fact::new(String::new(), dash));
            let inner = rest.trim_start();
            if inner.is_empty() {
                return;
            }
            indent += text.len() - inner.len();
            text = inner;
        }
        let Some((key, rest)) = self.key(text, indent) else {
            let parent = self.top.as_ref().map_or(0, |top| top.indent);
            let node = self.value(parent, text);
            if let Some(top) = &mut self.top
                && (top.list || top.pending.is_some())
            {
                top.push(node);
            }
            return;
        };
        if !self.enter(indent, false) {
            return;
        }
        self.split_at_repeated(key, indent);
        let Some(top) = &mut self.top else { return };
        top.behind_dash |= behind_dash && top.entries.is_empty() && top.pending.is_none();
        top.settle();
        if key == "<<" {
            self.anchors = true;
        }
        top.pending = Some(Fact::new(key.to_owned(), line.span_of(key)));
        let rest = rest.trim();
        if rest.is_empty() || rest.starts_with('#') {
            return;
        }
        let node = self.value(indent, rest);
        if let Some(top) = &mut self.top {
            top.push(node);
        }
    }

    /// Lines that were picked out of several objects repeat their keys: each repetition begins another object.
    fn split_at_repeated(&mut self, key: &str, indent: usize) {
        let Some(top) = &self.top else { return };
        let outermost = self.below.is_empty() && top.entries.len() < 64;
        if outermost && top.entries.iter().any(|(name, _)| name.value == key) {
            self.end_document();
            self.top = Some(Frame::new(indent, false));
        }
    }

    /// Closes and opens maps and lists until the innermost is the one at this indentation. False if it lies too deep.
    fn enter(&mut self, indent: usize, list: bool) -> bool {
        loop {
            let Some(top) = &self.top else {
                self.top = Some(Frame::new(indent, list));
                return true;
            };
            if top.indent < indent && !list && top.takes_depth() {
                if let Some(top) = &mut self.top {
                    top.indent = indent;
                    top.behind_dash = false;
                }
                return true;
            }
            if top.indent < indent || (top.indent == indent && !top.list && list) {
                if self.below.len() + 1 >= DEPTH {
                    self.is_too_deep = true;
                    return false;
                }
                let outer = self.top.replace(Frame::new(indent, list));
                self.below.extend(outer);
                return true;
            }
            if top.indent == indent && top.list == list {
                return true;
            }
            // The innermost ends here.
            let Some(ended) = self.top.take() else { return false };
            let node = ended.into_node();
            if let Some(mut outer) = self.below.pop() {
                outer.push(node);
                self.top = Some(outer);
                continue;
            }
            // Its surroundings were cut off: they begin now.
            let mut outer = Frame::new(indent, list);
            self.wraps += 1;
            if self.wraps < DEPTH {
                outer.push(node);
            } else {
                self.roots.push(node);
            }
            self.top = Some(outer);
        }
    }

    fn end_document(&mut self) {
        while let Some(ended) = self.top.take() {
            let node = ended.into_node();
            match self.below.pop() {
                Some(mut outer) => {
                    outer.push(node);
                    self.top = Some(outer);
                }
                None => self.roots.push(node),
            }
        }
        self.wraps = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::{item_of, key_of};

    #[test]
    fn a_key_holds_no_blank() {
        for (text, expected) in [
            ("name: till", Some(("name", " till"))),
            ("name:", Some(("name", ""))),
            ("name:\ttill", Some(("name", "\ttill"))),
            ("app.example.com/part: till", Some(("app.example.com/part", " till"))),
            ("\"a b\": c", Some(("a b", " c"))),
            ("'a b' :c", None),
            ("'a b' : c", Some(("a b", " c"))),
            ("\"a\":", Some(("a", ""))),
            ("\"a\" b: c", None),
            // What a field manager owns is named by keys of its own.
            ("k:{\"name\":\"a b\"}: {}", Some(("k:{\"name\":\"a b\"}", " {}"))),
            ("v:\"a b\": {}", Some(("v:\"a b\"", " {}"))),
            ("image:till", None),
            ("no till: it burned", None),
            ("no\ttill: it burned", None),
            ("it's: so", None),
            (": till", None),
            ("till", None),
        ] {
            assert_eq!(key_of(text), expected, "{text}");
        }
        for (text, item) in
            [("- a", Some(" a")), ("-", Some("")), ("-\ta", Some("\ta")), ("-a", None), ("a", None)]
        {
            assert_eq!(item_of(text), item, "{text}");
        }
    }
}
