//! Texts between brackets, with and without quotation marks.

use super::look::{is_literal, looks_like_json};
use super::{Parser, Style};
use crate::read::scalar::{closing, is_null, unquote};
use crate::read::tree::{Node, Value};
use crate::text::Span;

impl Parser<'_, '_> {
    pub(super) fn quoted(&mut self, quote: u8) {
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

    pub(super) fn plain(&mut self, trimmed: &str) {
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
