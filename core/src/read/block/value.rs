//! The value behind a key or a dash: blocks of lines, quoted and plain texts, brackets.
//!
//! | begins with | is read as |
//! |---|---|
//! | `\|` `>` and digit, `-`, `+` | the lines below it that stand deeper, as they are or folded |
//! | `"` `'` | a text up to the next such mark, over lines that stand deeper |
//! | `{` `[` | what [`flow`] reads |
//! | anything else | the text up to ` #`, and lines below it that stand deeper and hold no key |

use super::{Parser, item_of, key_of};
use crate::read::flow::{self, Style};
use crate::read::scalar::{closing, is_null, unquote};
use crate::read::tree::{Node, Value};
use crate::text::{Line, Span, is_elision};

impl<'l, 'a> Parser<'l, 'a> {
    /// The value that begins with `text` on the current line, under a key or dash at `indent`.
    pub(super) fn value(&mut self, indent: usize, text: &str) -> Node {
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
        // `|+` keeps the empty lines at the end as well.
        if span.is_some() && header.contains('+') {
            text.extend(std::iter::repeat_n('\n', blanks));
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
