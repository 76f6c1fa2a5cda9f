//! Takes away what terminals, editors and mail add to a line, and remembers where the rest came from.

use super::source::{Piece, Pieces};
use super::{Line, Span};
use std::borrow::Cow;

/// The cleaned lines of a paste.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let raw: Vec<&str> = text.split('\n').collect();
    let mut cleaned = Vec::with_capacity(raw.len());
    let (mut at, mut start) = (0, 0);
    while let Some(rest) = raw.get(at..).filter(|rest| !rest.is_empty()) {
        let (quote, run) = quoted_run(rest);
        for line in rest.iter().take(run) {
            cleaned.push(clean(line, start, quote));
            start += line.len() + 1;
        }
        at += run;
    }
    cleaned
}

/// The mark that mail, chat or an editor put before each of the next lines, and how many lines there are.
fn quoted_run(lines: &[&str]) -> (Option<&'static str>, usize) {
    const MARKS: [&str; 7] = ["> > ", ">> ", "> ", "│ ", "| ", "# ", "+ "];
    /// Fewer lines than this may begin so by chance.
    const FEWEST: usize = 3;
    for mark in MARKS {
        let bare = mark.trim_end();
        let marked = |line: &&&str| line.starts_with(mark) || line.trim_end() == bare;
        let run = lines.iter().take_while(marked).count();
        if run >= FEWEST {
            return (Some(mark), run);
        }
    }
    (None, 1)
}

fn clean<'a>(raw: &'a str, start: usize, quote: Option<&str>) -> Line<'a> {
    let span = Span::new(start, start + raw.len());
    let mut body = raw.trim_end_matches('\r');
    if let Some(quote) = quote {
        body = body.strip_prefix(quote).or_else(|| body.strip_prefix(quote.trim_end())).unwrap_or(body);
        if quote.starts_with(FRAME) {
            body = body.trim_end().strip_suffix(FRAME).unwrap_or(body);
        }
    }
    body = without_arrow(without_frame(body));
    let offset = start + (body.as_ptr() as usize - raw.as_ptr() as usize);
    if !body.bytes().any(|byte| matches!(byte, 0x1b | 0xc2 | 0xe2 | 0xef | b'^')) {
        return Line { text: Cow::Borrowed(body), span, pieces: Pieces::Whole(narrow(offset)) };
    }
    let (text, pieces) = rewrite(body, offset);
    if pieces.len() == 1 && text == body {
        return Line { text: Cow::Borrowed(body), span, pieces: Pieces::Whole(narrow(offset)) };
    }
    Line { text: Cow::Owned(text), span, pieces: Pieces::Many(pieces.into()) }
}

/// What terminal interfaces such as k9s draw at both ends of a line.
const FRAME: [char; 3] = ['│', '┃', '║'];

/// Terminal interfaces such as k9s draw a frame at both ends of a line.
fn without_frame(line: &str) -> &str {
    let trimmed = line.trim();
    match trimmed.strip_prefix(FRAME).map(|inner| inner.strip_suffix(FRAME).unwrap_or(inner)) {
        Some(inner) => inner.trim_end(),
        None => line,
    }
}

/// People point at the line that matters: `Reason: OOMKilled   <=====`.
fn without_arrow(line: &str) -> &str {
    let bare = line.trim_end();
    let head = bare.trim_end_matches(['=', '-', '<', '←']);
    let arrow = bare.get(head.len()..).unwrap_or_default();
    let points =
        (arrow.starts_with('<') && arrow.len() >= 3 || arrow.starts_with('←')) && head.ends_with([' ', '\t']);
    if points { head.trim_end() } else { line }
}

/// Drops escape sequences and turns no-break blanks into blanks.
fn rewrite(body: &str, offset: usize) -> (String, Vec<Piece>) {
    let mut text = String::with_capacity(body.len());
    let mut pieces = vec![Piece { at: 0, origin: narrow(offset), replaces: 0 }];
    let mut rest = body;
    while let Some(character) = rest.chars().next() {
        let at = offset + (body.len() - rest.len());
        let taken = escape(rest);
        let replaced = matches!(character, '\u{a0}' | '\u{202f}' | '\u{200b}' | '\u{feff}');
        if taken == 0 && !replaced {
            text.push(character);
            rest = rest.get(character.len_utf8()..).unwrap_or_default();
            continue;
        }
        let length = taken.max(character.len_utf8());
        if matches!(character, '\u{a0}' | '\u{202f}') {
            pieces.push(Piece { at: narrow(text.len()), origin: narrow(at), replaces: narrow(length) });
            text.push(' ');
        }
        pieces.push(Piece { at: narrow(text.len()), origin: narrow(at + length), replaces: 0 });
        rest = rest.get(length..).unwrap_or_default();
    }
    pieces.dedup_by(|later, earlier| {
        let same = later.at == earlier.at;
        if same {
            *earlier = *later;
        }
        same
    });
    (text, pieces)
}

/// A text without what steers terminals, as it stands inside of quotation marks.
pub fn without_escapes(text: &str) -> Cow<'_, str> {
    if !text.contains('\u{1b}') {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let length = escape(rest);
        if length == 0 {
            clean.push(character);
        }
        rest = rest.get(length.max(character.len_utf8())..).unwrap_or_default();
    }
    Cow::Owned(clean)
}

/// The length of the escape sequence at the start of `text`; 0 if there is none.
///
/// `describe` prints the escape character as `^[`.
fn escape(text: &str) -> usize {
    let Some(rest) = text.strip_prefix('\u{1b}').or_else(|| text.strip_prefix("^[")) else { return 0 };
    let lead = text.len() - rest.len();
    let bytes = rest.as_bytes();
    match bytes.first() {
        Some(b'[') => {
            let parameters = bytes.iter().skip(1).take_while(|byte| (0x20..0x40).contains(*byte)).count();
            match bytes.get(1 + parameters) {
                Some(0x40..=0x7e) => lead + parameters + 2,
                _ => 0,
            }
        }
        // A title or a link: up to the bell or the string terminator.
        Some(b']') => bytes
            .iter()
            .position(|byte| *byte == 0x07)
            .map(|bell| lead + bell + 1)
            .or_else(|| rest.find("\u{1b}\\").map(|end| lead + end + 2))
            .unwrap_or(0),
        _ if lead == 1 => 1,
        _ => 0,
    }
}

fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use crate::text::Source;

    /// What remains of the first line, and what its `word` covers in the paste.
    #[track_caller]
    fn check(paste: &str, cleaned: &str, word: &str, original: &str) {
        let source = Source::new(paste);
        let line = &source.lines[0];
        assert_eq!(line.text, cleaned);
        let at = line.text.find(word).unwrap();
        assert_eq!(line.at(at..at + word.len()).of(paste), original);
    }

    #[test]
    fn colours_go_and_spans_stay() {
        check("a \u{1b}[31mFATAL\u{1b}[0m: no", "a FATAL: no", "FATAL", "FATAL");
        check("a \u{1b}[31mFATAL\u{1b}[0m: no", "a FATAL: no", "no", "no");
        check("^[[1mReason^[[0m: x", "Reason: x", "Reason", "Reason");
    }

    #[test]
    fn a_span_over_a_colour_keeps_it() {
        check("x \u{1b}[31mred\u{1b}[0m y", "x red y", "red y", "red\u{1b}[0m y");
    }

    #[test]
    fn no_break_blanks_are_blanks() {
        check("State:\u{a0}\u{a0}Waiting", "State:  Waiting", "Waiting", "Waiting");
        check("State:\u{a0}\u{a0}Waiting", "State:  Waiting", "State: ", "State:\u{a0}");
    }

    #[test]
    fn the_mark_of_an_encoding_goes() {
        check("\u{feff}Name: api", "Name: api", "Name", "Name");
    }

    #[test]
    fn frames_and_line_ends_go() {
        check("│ Name:  api │\r", " Name:  api", "api", "api");
    }

    #[test]
    fn a_frame_around_many_lines_goes() {
        let source = Source::new("│ a  │\n│   b │\n│    │\n│ c │");
        let texts: Vec<_> = source.lines.iter().map(|line| line.text.trim_end()).collect();
        assert_eq!(texts, ["a", "  b", "", "c"]);
    }

    #[test]
    fn an_arrow_at_the_end_goes() {
        check("Reason:  OOMKilled   <=====", "Reason:  OOMKilled", "OOMKilled", "OOMKilled");
        check("a <= b -- <", "a <= b -- <", "b", "b");
    }

    #[test]
    fn a_mark_before_every_line_goes() {
        let source = Source::new("> one\n> two\n>\n> three");
        let texts: Vec<_> = source.lines.iter().map(|line| line.text.as_ref()).collect();
        assert_eq!(texts, ["one", "two", "", "three"]);
        let source = Source::new("> > one\n> >\n> > two");
        let texts: Vec<_> = source.lines.iter().map(|line| line.text.as_ref()).collect();
        assert_eq!(texts, ["one", "", "two"]);
    }
}
