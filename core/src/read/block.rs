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

use super::facts::Text;
use super::flow::{self, Style};
use super::scalar::{closing, is_null, unquote};
use super::tree::{DEPTH, Node, Value};
use crate::text::{Fact, Line, Span, is_elision};

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

/// What follows the dash of a list item.
pub(super) fn item_of(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('-')?;
    (rest.is_empty() || rest.starts_with([' ', '\t'])).then_some(rest)
}

struct Parser<'l, 'a> {
    lines: &'l [Line<'a>],
    known: fn(&str) -> bool,
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

/// A map or list that is open.
struct Frame {
    indent: usize,
    list: bool,
    entries: Vec<(Text, Node)>,
    /// The key, or the item, whose value has not come yet.
    pending: Option<Text>,
}

impl Frame {
    fn new(indent: usize, list: bool) -> Self {
        Self { indent, list, entries: Vec::new(), pending: None }
    }

    fn push(&mut self, node: Node) {
        let key = self.pending.take().unwrap_or_default();
        self.entries.push((key, node));
    }

    fn settle(&mut self) {
        if let Some(key) = &self.pending {
            let end = key.span.end();
            self.push(Node { value: Value::Null, span: Span::new(end, end) });
        }
    }

    fn into_node(mut self) -> Node {
        self.settle();
        if self.list {
            Node::list(self.entries.into_iter().map(|(_, node)| node).collect())
        } else {
            Node::map(self.entries)
        }
    }
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
        if !self.belongs(line.indent(), text) {
            return false;
        }
        let before = self.line;
        self.content(line.indent());
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
        let rest = item.unwrap_or(text).trim();
        let key = key_of(rest).map(|(key, _)| key);
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

    /// Reads a line that belongs: its dashes, its key, its value.
    fn content(&mut self, mut indent: usize) {
        let Some(line) = self.lines.get(self.line) else { return };
        let mut text = line.text.trim();
        while let Some(rest) = item_of(text) {
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
        let Some((key, rest)) = key_of(text) else {
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

    /// The value that begins with `text` on the current line, under a key or dash at `indent`.
    fn value(&mut self, indent: usize, text: &str) -> Node {
        let Some(line) = self.lines.get(self.line) else { return Node::default() };
        match text.bytes().next() {
            Some(b'|' | b'>') if is_block_header(text) => self.block(indent, text),
            Some(quote @ (b'"' | b'\'')) => self.quoted(indent, text, quote),
            Some(b'{' | b'[') => {
                let at = text.as_ptr() as usize - line.text.as_ptr() as usize;
                let rest = self.lines.get(self.line..).unwrap_or_default();
                let flow = flow::parse(rest, at, Style::Yaml(indent));
                self.line += flow.lines;
                self.is_too_deep |= flow.is_too_deep;
                flow.roots.into_iter().next().unwrap_or_default()
            }
            _ => self.plain(indent, text),
        }
    }

    /// The lines of a block, without their common indentation. `|2-`: two deeper than the key, no line end at the end.
    fn block(&mut self, indent: usize, header: &str) -> Node {
        let folded = header.starts_with('>');
        let mut text = String::new();
        let mut span: Option<Span> = None;
        let told =
            header.chars().find_map(|mark| mark.to_digit(10)).and_then(|told| usize::try_from(told).ok());
        let mut depth = told.map(|told| indent + told);
        let mut blanks = 0;
        let mut next = self.line + 1;
        while let Some(line) = self.lines.get(next) {
            next += 1;
            if line.is_blank() {
                blanks += 1;
                continue;
            }
            if line.indent() <= indent {
                break;
            }
            let depth = *depth.get_or_insert(line.indent());
            if span.is_some() {
                let gap = if folded && blanks == 0 { " " } else { "\n" };
                text.push_str(gap);
            }
            text.extend(std::iter::repeat_n('\n', blanks));
            blanks = 0;
            text.push_str(line.text.get(depth.min(line.indent())..).unwrap_or_default());
            let here = line.trimmed();
            span = Some(span.map_or(here, |span| span.to(here)));
            self.line = next - 1;
        }
        self.line += 1;
        if span.is_some() && !header.contains('-') {
            text.push('\n');
        }
        Node { value: Value::Scalar(text), span: span.unwrap_or_default() }
    }

    /// A quoted text; kubectl breaks long ones at a blank and goes on deeper than the key.
    fn quoted(&mut self, indent: usize, text: &str, quote: u8) -> Node {
        let Some(mut line) = self.lines.get(self.line) else { return Node::default() };
        let mut start = text.as_ptr() as usize - line.text.as_ptr() as usize + 1;
        let mut inner = String::new();
        let mut span: Option<Span> = None;
        loop {
            let end = closing(&line.text, start, quote);
            let stop = end.unwrap_or(line.text.trim_end().len()).max(start);
            let part = line.text.get(start..stop).unwrap_or_default();
            inner.push_str(part);
            let here = line.at(start..start + part.len());
            span = Some(span.map_or(here, |span| span.to(here)));
            self.line += 1;
            if end.is_some() {
                break;
            }
            let Some((skip, next)) = self.continuation(indent) else { break };
            if quote == b'"' && inner.ends_with('\\') && !inner.ends_with("\\\\") {
                inner.pop();
            } else if skip == 0 {
                inner.push(' ');
            } else {
                inner.extend(std::iter::repeat_n('\n', skip));
            }
            self.line += skip;
            start = next.indent();
            line = next;
        }
        Node { value: Value::Scalar(unquote(&inner, quote)), span: span.unwrap_or_default() }
    }

    /// The next line and the blank ones before it, if it goes on with a text under a key at `indent`.
    fn continuation(&self, indent: usize) -> Option<(usize, &'l Line<'a>)> {
        let skip = self.lines.iter().skip(self.line).take(64).take_while(|line| line.is_blank()).count();
        let next = self.lines.get(self.line + skip)?;
        (next.indent() > indent).then_some((skip, next))
    }

    fn plain(&mut self, indent: usize, text: &str) -> Node {
        let Some(line) = self.lines.get(self.line) else { return Node::default() };
        let text = without_comment(text);
        if text.starts_with('*') || text.starts_with('&') {
            self.anchors = true;
        }
        let mut span = line.span_of(text);
        self.line += 1;
        if is_null(text) {
            return Node { value: Value::Null, span };
        }
        let mut all = text.to_owned();
        while let Some((0, next)) = self.continuation(indent) {
            let more = next.text.trim();
            if key_of(more).is_some() || item_of(more).is_some() || more.starts_with('#') || is_elision(more)
            {
                break;
            }
            all.push(' ');
            all.push_str(more);
            span = span.to(next.trimmed());
            self.line += 1;
        }
        Node { value: Value::Scalar(all), span }
    }
}

/// `|`, `>`, each with a digit and a sign at most.
fn is_block_header(text: &str) -> bool {
    let header = without_comment(text);
    header.len() <= 3 && header.bytes().skip(1).all(|byte| matches!(byte, b'-' | b'+' | b'1'..=b'9'))
}

fn without_comment(text: &str) -> &str {
    if text.starts_with('#') {
        return "";
    }
    text.find(" #").and_then(|at| text.get(..at)).unwrap_or(text).trim_end()
}
