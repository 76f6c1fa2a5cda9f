//! Braces, brackets and quoted text: JSON whole, cut off or joined in the middle, and the flow style of YAML.
//!
//! Parsing never fails. A head that is missing leaves values without a key; a tail that is missing closes what is
//! open; what cannot be read is left out.

use super::facts::Text;
use super::scalar::{closing, is_null, quoted_length, unquote};
use super::tree::{DEPTH, Node, Value};
use crate::text::{Fact, Line, Span, is_elision};

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

/// A map or list that is open; `open` is its bracket, none for what surrounds the text.
struct Frame {
    open: Option<u8>,
    entries: Vec<(Text, Node)>,
    /// A text that is a key if a colon follows.
    word: Option<Node>,
    /// That text with its quotation marks.
    word_span: Span,
    key: Option<Text>,
    /// Whether it has keys, as a map has and a list has not.
    keyed: bool,
    start: Span,
}

impl Frame {
    fn new(open: Option<u8>, start: Span) -> Self {
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

    fn push(&mut self, node: Node) {
        let key = self.key.take().unwrap_or_default();
        self.keyed |= !key.value.is_empty();
        self.entries.push((key, node));
    }

    /// A text without a colon behind it was a value; a key without a value has none.
    fn settle(&mut self) {
        if let Some(word) = self.word.take() {
            self.push(word);
        } else if self.key.is_some() {
            self.push(Node::default());
        }
    }

    fn into_node(mut self, end: Span) -> Node {
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

    fn quoted(&mut self, quote: u8) {
        let Some(line) = self.lines.get(self.line) else { return };
        let from = self.at + 1;
        let mut inner = String::new();
        let mut start = from;
        let mut span: Option<Span> = None;
        let mut whole = line.at(self.at..from);
        let mut line = line;
        loop {
            let end = closing(&line.text, start, quote);
            let part = line.text.get(start..end.unwrap_or(line.text.len())).unwrap_or_default();
            let here = line.at(start..start + part.len());
            span = Some(span.map_or(here, |span| span.to(here)));
            inner.push_str(part);
            if let Some(end) = end {
                whole = whole.to(line.at(end..end + 1));
                self.at = end + 1;
                break;
            }
            self.at = line.text.len();
            // A terminal may have broken a long text: then the next line is no JSON of its own, and ends it.
            let Some(next) = self.lines.get(self.line + 1) else { break };
            let goes_on = match self.style {
                Style::Json => !looks_like_json(next.text.trim()) && next.text.contains('"'),
                Style::Yaml(indent) => next.indent() > indent,
            };
            if !goes_on {
                break;
            }
            if matches!(self.style, Style::Yaml(_)) {
                inner.truncate(inner.trim_end().len());
                inner.push(' ');
                start = next.indent();
            } else {
                start = 0;
            }
            self.line += 1;
            self.last = self.line;
            line = next;
        }
        let node = Node { value: Value::Scalar(unquote(&inner, quote)), span: span.unwrap_or_default() };
        self.word(node, whole);
    }

    fn plain(&mut self, trimmed: &str) {
        let length = plain_length(trimmed);
        let text = trimmed.get(..length).unwrap_or_default().trim_end();
        let start = self.at;
        self.at += length.max(1);
        while self.lines.get(self.line).is_some_and(|line| !line.text.is_char_boundary(self.at)) {
            self.at += 1;
        }
        let Some(line) = self.lines.get(self.line) else { return };
        if text.is_empty() || text.bytes().all(|byte| byte == b'.') || text == "…" {
            return;
        }
        // In JSON, anything else than a literal is what surrounds the value: `}% ` or a prompt.
        if matches!(self.style, Style::Json) && !is_literal(text) {
            self.at = line.text.len();
            return;
        }
        let span = line.at(start..start + text.len());
        let value = if is_null(text) { Value::Null } else { Value::Scalar(text.to_owned()) };
        self.word(Node { value, span }, span);
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

/// How far a text without quotation marks reaches.
fn plain_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b',' | b'{' | b'}' | b'[' | b']' | b'"' => break,
            b':' if bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace) => break,
            _ => at += 1,
        }
    }
    at
}

fn is_literal(text: &str) -> bool {
    matches!(text, "true" | "false" | "null")
        || text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E'))
}

/// Whether a line, without blanks around it, can be one of a JSON text.
pub(super) fn looks_like_json(line: &str) -> bool {
    let bytes = line.as_bytes();
    let second = bytes.get(1).copied();
    match bytes.first() {
        Some(b'}' | b']' | b',') => true,
        Some(b'{') => second.is_none_or(|byte| matches!(byte, b'"' | b'}' | b' ' | b'{')),
        Some(b'[') => second.is_none_or(|byte| matches!(byte, b'"' | b'{' | b']' | b'[')),
        Some(b'"') => quoted_length(line).is_some_and(|length| {
            let rest = line.get(length..).unwrap_or_default().trim_start();
            rest.is_empty() || rest.starts_with([':', ',', '}', ']'])
        }),
        Some(b'.') => line.bytes().all(|byte| byte == b'.'),
        Some(_) => is_literal(line.trim_end_matches([',', ' '])),
        None => false,
    }
}
