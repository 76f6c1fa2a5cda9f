//! Braces, brackets and quoted text: JSON whole, cut off or joined in the middle, and the flow style of YAML.
//!
//! Parsing never fails. A head that is missing leaves values without a key; a tail that is missing closes what is
//! open; what cannot be read is left out.

mod frame;
mod look;
mod word;

use super::facts::Text;
use super::tree::{DEPTH, Node, Value};
use crate::text::{Fact, Line, Span, is_elision};
use frame::Frame;
pub(super) use look::looks_like_json;

/// What was read, and how far it reached.
#[derive(Debug)]
pub(super) struct Flow {
    /// The values that stand side by side.
    pub roots: Vec<Node>,
    /// How many lines they take.
    pub lines: usize,
    /// Whether something lies too deep to be kept.
    pub is_too_deep: bool,
}

/// How it is known whether the next line still belongs to the value.
#[derive(Clone, Copy, Debug)]
pub(super) enum Style {
    /// It looks like JSON.
    Json,
    /// A bracket is open, and the line is indented deeper than this or closes one.
    Yaml(usize),
}

/// Reads the values that begin at byte `at` of the first line.
pub(super) fn parse(lines: &[Line<'_>], at: usize, style: Style) -> Flow {
    let mut parser = Parser {
        lines,
        line: 0,
        at,
        style,
        last: 0,
        top: Frame::new(None, Span::default()),
        below: Vec::new(),
        skipped: 0,
        wraps: 0,
        is_too_deep: false,
        after: After::Start,
    };
    while parser.step() {}
    parser.finish()
}

struct Parser<'l, 'a> {
    lines: &'l [Line<'a>],
    line: usize,
    at: usize,
    style: Style,
    /// The last line that gave something.
    last: usize,
    /// The innermost open map or list.
    top: Frame,
    /// Those around it, outermost first; the first of all stands for what surrounds the text.
    below: Vec<Frame>,
    /// Brackets open beyond the depth that is kept.
    skipped: usize,
    /// Brackets that closed something whose beginning is missing.
    wraps: usize,
    is_too_deep: bool,
    after: After,
}

/// What came last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum After {
    Start,
    Value,
    Close,
    Mark,
}

impl Parser<'_, '_> {
    /// Reads one token. False at the end.
    fn step(&mut self) -> bool {
        let Some(line) = self.lines.get(self.line) else { return false };
        let rest = line.text.get(self.at..).unwrap_or_default();
        let trimmed = rest.trim_start();
        self.at += rest.len() - trimmed.len();
        let Some(first) = trimmed.bytes().next() else { return self.next_line() };
        if self.complete() {
            match self.style {
                Style::Yaml(_) => return false,
                // What follows on the line is the next prompt.
                Style::Json if matches!(first, b'{' | b'[') && !looks_like_json(trimmed) => {
                    self.at = line.text.len();
                    return true;
                }
                Style::Json => {}
            }
        }
        self.last = self.line;
        let here = line.at(self.at..self.at + 1);
        match first {
            b'{' | b'[' => self.open(first, here),
            b'}' | b']' => self.close(first, here),
            b',' => {
                self.top.settle();
                self.after = After::Mark;
                self.at += 1;
            }
            b':' => {
                if let Some(Node { value: Value::Scalar(text), .. }) = self.top.word.take() {
                    self.top.key = Some(Fact::new(text, self.top.word_span));
                }
                self.after = After::Mark;
                self.at += 1;
            }
            b'"' => self.quoted(b'"'),
            b'\'' if matches!(self.style, Style::Yaml(_)) => self.quoted(b'\''),
            _ => self.plain(trimmed),
        }
        true
    }

    /// Whether a value stands and nothing is open.
    fn complete(&self) -> bool {
        self.below.is_empty() && self.skipped == 0 && matches!(self.after, After::Close | After::Value)
    }

    fn next_line(&mut self) -> bool {
        let mut next = self.line + 1;
        let json = matches!(self.style, Style::Json);
        let says_nothing = |line: &Line<'_>| line.is_blank() || is_elision(&line.text);
        while json && next < self.line + 4 && self.lines.get(next).is_some_and(says_nothing) {
            next += 1;
        }
        let Some(line) = self.lines.get(next) else { return false };
        let open = !self.below.is_empty() || self.skipped > 0;
        let text = line.text.trim();
        let goes_on = match self.style {
            Style::Yaml(indent) => open && (line.indent() > indent || text.starts_with(['}', ']'])),
            Style::Json if self.complete() && !self.headless() => text.starts_with([',', '}', ']']),
            Style::Json if self.complete() => looks_like_json(text) && !text.starts_with(['{', '[']),
            Style::Json => looks_like_json(text),
        };
        if goes_on {
            self.line = next;
            self.at = 0;
        }
        goes_on
    }

    /// Whether the beginning is missing: there are keys outside of all braces, or more closes than opens.
    fn headless(&self) -> bool {
        let root = self.below.first().unwrap_or(&self.top);
        self.wraps > 0 || root.keyed
    }

    fn open(&mut self, bracket: u8, here: Span) {
        self.at += 1;
        self.after = After::Mark;
        if self.skipped > 0 || self.below.len() >= DEPTH {
            self.skipped += 1;
            self.is_too_deep = true;
            return;
        }
        if let Some(word) = self.top.word.take() {
            self.top.push(word);
        }
        let outer = std::mem::replace(&mut self.top, Frame::new(Some(bracket), here));
        self.below.push(outer);
    }

    fn close(&mut self, bracket: u8, here: Span) {
        self.at += 1;
        self.after = After::Close;
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        let opener = if bracket == b'}' { b'{' } else { b'[' };
        // What lies above the matching bracket was not closed; without a match nothing was.
        while self.top.open.is_some_and(|open| open != opener) {
            self.fold(Span::default());
        }
        if self.top.open.is_some() {
            self.fold(here);
        } else if self.wraps < DEPTH {
            self.wraps += 1;
            self.wrap(opener, here);
        }
    }

    /// Ends the innermost map or list.
    fn fold(&mut self, end: Span) {
        if let Some(outer) = self.below.pop() {
            let node = std::mem::replace(&mut self.top, outer).into_node(end);
            self.top.push(node);
        }
    }

    /// Everything read so far lies inside a bracket that was opened before the text began.
    fn wrap(&mut self, opener: u8, here: Span) {
        let mut root = std::mem::replace(&mut self.top, Frame::new(None, Span::default()));
        root.settle();
        root.open = Some(opener);
        if opener == b'[' && root.keyed {
            let inner = Node::map(std::mem::take(&mut root.entries));
            root.entries.push((Text::default(), inner));
        }
        self.top.push(root.into_node(here));
    }

    /// Takes a text that stands at `span` with its quotation marks.
    fn word(&mut self, node: Node, span: Span) {
        self.after = After::Value;
        if self.skipped > 0 {
            return;
        }
        let top = &mut self.top;
        if top.open == Some(b'[') || top.key.is_some() {
            top.push(node);
        } else {
            top.settle();
            top.word = Some(node);
            top.word_span = span;
        }
    }

    fn finish(mut self) -> Flow {
        while !self.below.is_empty() {
            self.fold(Span::default());
        }
        let mut root = self.top;
        root.settle();
        let roots = if root.keyed {
            vec![root.into_node(Span::default())]
        } else {
            root.entries.into_iter().map(|(_, node)| node).collect()
        };
        let lines = (self.last + 1).min(self.lines.len());
        Flow { roots, lines, is_too_deep: self.is_too_deep }
    }
}
