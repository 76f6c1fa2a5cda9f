//! Cuts a paste where its lines end: `\n`, `\r\n`, `\r` alone, and the line separators of Unicode.

use super::super::Line;
use super::super::Span;
use super::super::edit::narrow;
use super::super::source::Pieces;
use std::borrow::Cow;

/// The lines as they stand in a text that begins at `offset`, on the line with the number `first`.
pub(super) fn lines(text: &str, offset: usize, first: u32) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut start = 0;
    let bytes = text.as_bytes();
    for (number, end) in (first..).zip(memchr::memchr_iter(b'\n', bytes).chain([text.len()])) {
        let line = text.get(start..end).unwrap_or_default();
        // A terminal prints `\r\r\n` where a program already ended its lines with `\r\n`.
        let body = line.trim_end_matches('\r');
        if memchr::memchr3(b'\r', 0xc2, 0xe2, body.as_bytes()).is_some() {
            inner(body, offset + start, number, &mut lines);
            if let Some(last) = lines.last_mut() {
                last.span = Span::new(last.span.start(), offset + end);
            }
        } else {
            lines.push(line_at(body, offset + start, offset + end, number));
        }
        start = end + 1;
    }
    lines
}

/// Cuts a line at the ends that are rarer than `\n`.
fn inner<'a>(line: &'a str, start: usize, number: u32, lines: &mut Vec<Line<'a>>) {
    let mut from = 0;
    for (end, mark) in line.match_indices(['\r', '\u{2028}', '\u{2029}', '\u{85}']) {
        let next = end + mark.len();
        // `\r\r` is one line end.
        if end > from || mark != "\r" {
            lines.push(line_at(line.get(from..end).unwrap_or_default(), start + from, start + next, number));
        } else if let Some(last) = lines.last_mut().filter(|last| last.span.end() == start + from) {
            last.span = Span::new(last.span.start(), start + next);
        }
        from = next;
    }
    lines.push(line_at(line.get(from..).unwrap_or_default(), start + from, start + line.len(), number));
}

fn line_at(text: &str, start: usize, end: usize, number: u32) -> Line<'_> {
    Line {
        text: Cow::Borrowed(text),
        span: Span::new(start, end),
        pieces: Pieces::Whole(narrow(start)),
        number,
        is_aside: false,
        after: None,
    }
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn every_line_end_counts() {
        for paste in ["a\nb\nc", "a\r\nb\r\nc", "a\rb\rc", "a\r\r\nb\u{2028}c", "a\u{85}b\u{2029}c"] {
            let texts: Vec<_> = lines(paste, 0, 1).iter().map(|line| line.text.to_string()).collect();
            assert_eq!(texts, ["a", "b", "c"], "{paste:?}");
        }
    }

    #[test]
    fn a_line_knows_where_it_stands() {
        let paste = "one\rtwo\r\nthree";
        let lines = lines(paste, 0, 1);
        let spans: Vec<_> = lines.iter().map(|line| (line.trimmed().of(paste), line.number)).collect();
        assert_eq!(spans, [("one", 1), ("two", 1), ("three", 2)]);
    }
}
