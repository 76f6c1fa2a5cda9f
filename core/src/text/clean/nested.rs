//! A text inside a string: what a job printed, shipped as JSON, or copied from a program with its `\n` as they are.
//!
//! ```text
//! {"log":"Name: api-0\n","stream":"stdout"}            one line a record
//! {"msg":"Name: api-0\nNamespace: prod\nNode: ..."}    many lines in one
//! ```
//! Objects of Kubernetes hold texts of many lines as well; those stay where they are.

use super::super::Line;
use super::super::edit::Rewrite;
use super::shape;
use std::ops::Range;

/// How often a text may have been put into a string.
const LAYERS: usize = 3;
/// Fewer records than this are a log of their own.
const FEWEST: usize = 3;

/// What records call their text.
const KEYS: [&str; 5] = ["\"log\":", "\"message\":", "\"msg\":", "\"line\":", "\"textPayload\":"];

pub(super) fn clean(paste: &str, lines: &mut Vec<Line<'_>>) {
    if memchr::memmem::find(paste.as_bytes(), b"\\n").is_none() {
        return;
    }
    for _ in 0..LAYERS {
        let records = unwrap_records(lines);
        let texts = unfold(lines);
        if !records && !texts {
            break;
        }
    }
}

/// Records that hold one line of a text each.
fn unwrap_records(lines: &mut [Line<'_>]) -> bool {
    let mut changed = false;
    let mut at = 0;
    while at < lines.len() {
        let texts: Vec<Line<'_>> = lines.iter().skip(at).map_while(record).collect();
        let length = texts.len();
        if length >= FEWEST && shape::are_kubectl(texts.iter().map(|line| line.text.as_ref())) {
            for (line, text) in lines.iter_mut().skip(at).zip(texts) {
                *line = text;
            }
            changed = true;
        }
        at += length.max(1);
    }
    changed
}

/// The one line of text in a record.
fn record<'a>(line: &Line<'a>) -> Option<Line<'a>> {
    let text = line.text.trim();
    if !text.starts_with('{') || !text.ends_with('}') {
        return None;
    }
    let value = KEYS.iter().find_map(|key| {
        let from = line.text.find(key)? + key.len();
        let rest = line.text.get(from..)?;
        let start = from + rest.len() - rest.trim_start().len() + 1;
        let end = line.text.get(start - 1..)?.starts_with('"').then(|| closing(&line.text, start))??;
        Some(start..end)
    })?;
    let mut parts = plain(line, value);
    parts.pop_if(|last| last.text.is_empty());
    // A record of several lines is a text of its own.
    let text = parts.pop().filter(|_| parts.is_empty())?;
    Some(Line { span: line.span, ..text })
}

/// Lines that hold a text of several lines.
fn unfold(lines: &mut Vec<Line<'_>>) -> bool {
    let mut unfolded = Vec::new();
    let is_alone = lines.iter().filter(|line| !line.text.trim().is_empty()).take(2).count() == 1;
    for (index, line) in lines.iter().enumerate() {
        if line.text.matches("\\n").take(2).count() < 2 {
            continue;
        }
        let Some(range) = text_in(&line.text) else { continue };
        // Whoever pastes one string only, means what it holds.
        let is_meant = is_alone && is_message(&line.text, &range);
        let parts = plain(line, range);
        // A record in a record: the text lies one string deeper.
        let is_wrapping = parts.first().is_some_and(|first| {
            parts.iter().skip(1).all(|part| part.text.trim().is_empty())
                && first.text.starts_with(['{', '"'])
                && first.text.matches("\\n").take(3).count() == 3
        });
        let is_text = || parts.len() > 2 && shape::are_kubectl(parts.iter().map(|part| part.text.as_ref()));
        if (is_wrapping || is_meant || is_text()) && !is_in_object(lines, index) {
            unfolded.push((index, parts));
        }
    }
    if unfolded.is_empty() {
        return false;
    }
    let mut unfolded = unfolded.into_iter().peekable();
    for (index, line) in std::mem::take(lines).into_iter().enumerate() {
        match unfolded.next_if(|one| one.0 == index) {
            Some((_, parts)) => lines.extend(parts),
            None => lines.push(line),
        }
    }
    true
}

/// Keys that only objects of Kubernetes have.
const KUBERNETES: [&str; 11] = [
    "apiVersion",
    "containerID",
    "containerStatuses",
    "exitCode",
    "finishedAt",
    "imagePullPolicy",
    "lastState",
    "metadata",
    "restartCount",
    "terminationMessagePath",
    "volumeMounts",
];

/// Whether a line is one field of an object of Kubernetes that is printed over many lines.
fn is_in_object(lines: &[Line<'_>], index: usize) -> bool {
    /// How far away a key that tells may stand.
    const REACH: usize = 500;
    let tells = |line: &Line<'_>| {
        let text = line.text.trim_start_matches([' ', '\t', '-', '"']);
        text.split([':', '"']).next().is_some_and(|key| KUBERNETES.contains(&key))
    };
    let text = lines.get(index).map_or("", |line| line.text.as_ref());
    let is_record = || {
        let inside = text.trim_start().strip_prefix('{');
        inside.is_some_and(|inside| inside.trim_start().starts_with('"'))
    };
    let is_field = text.starts_with([' ', '\t', '-']) && !is_record();
    let near = lines.iter().skip(index.saturating_sub(REACH)).take(2 * REACH);
    is_field && near.filter(|line| line.text.len() < 200).any(tells)
}

/// Whether a string in this place of a record is all that the record says. A trace beside a message is not.
fn is_message(text: &str, range: &Range<usize>) -> bool {
    const OTHERS: [&str; 4] = ["\"error\":", "\"err\":", "\"exception\":", "\"stack"];
    let before = text.get(..range.start).unwrap_or_default().trim();
    let after = text.get(range.end..).unwrap_or_default();
    let is_named = KEYS.iter().any(|key| before.trim_end_matches('"').trim_end().ends_with(key));
    let others = || OTHERS.iter().any(|key| before.contains(key) || after.contains(key));
    before.is_empty() || before == "\"" || is_named && !others()
}

/// The string with the most lines in a line that is no object of Kubernetes; without quotation marks, all of it.
fn text_in(text: &str) -> Option<Range<usize>> {
    let mut best: Option<(usize, Range<usize>)> = None;
    let mut outside = String::new();
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|rest| rest.find('"')).map(|found| at + found) {
        // A string that was cut off ends with the line.
        let end = closing(text, open + 1).unwrap_or(text.len());
        let inner = text.get(open + 1..end).unwrap_or_default();
        let count = inner.matches("\\n").count();
        if count < 2 {
            outside.push_str(inner);
            outside.push(' ');
        }
        if count > best.as_ref().map_or(1, |best| best.0) {
            best = Some((count, open + 1..end));
        }
        at = (end + 1).min(text.len());
    }
    if outside.split(' ').any(|word| KUBERNETES.contains(&word)) {
        return None;
    }
    match best {
        Some((_, range)) => Some(range),
        None if text.matches("\\n").take(3).count() >= 3 => Some(0..text.len()),
        None => None,
    }
}

/// The position of the quotation mark that ends a string.
fn closing(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        match bytes.get(at)? {
            b'\\' => at += 2,
            b'"' => return Some(at),
            _ => at += 1,
        }
    }
}

/// The lines of a part of a text, without what escapes stand for.
fn plain<'a>(line: &Line<'a>, range: Range<usize>) -> Vec<Line<'a>> {
    let text = line.text.as_ref();
    let mut lines: Vec<Line<'a>> = Vec::new();
    let mut rewrite = Rewrite::default();
    let (mut kept, mut at) = (range.start, range.start);
    let mut begin = line.span.start();
    while let Some(found) = text.get(at..range.end).and_then(|rest| rest.find('\\')) {
        let escape = at + found;
        let rest = text.get(escape + 1..range.end).unwrap_or_default();
        let (stands_for, length) = match rest.bytes().next() {
            Some(b'n') => ('\n', 2),
            Some(b't') => ('\t', 2),
            Some(b'r') => ('\r', 2),
            Some(b'u') => match rest.get(1..5).and_then(|digits| u32::from_str_radix(digits, 16).ok()) {
                Some(code) => (char::from_u32(code).unwrap_or('\u{fffd}'), 6),
                None => ('u', 2),
            },
            Some(_) => {
                let character = rest.chars().next().unwrap_or_default();
                (character, 1 + character.len_utf8())
            }
            None => break,
        };
        rewrite.keep(line, kept..escape);
        let end = escape + length;
        match stands_for {
            '\n' => {
                let next = line.at(end..end).start();
                lines.push(std::mem::take(&mut rewrite).finish(line, (begin..next).into()));
                begin = next;
            }
            '\r' => {}
            other => rewrite.put(other.encode_utf8(&mut [0; 4]), line.at(escape..end)),
        }
        kept = end;
        at = end;
    }
    rewrite.keep(line, kept..range.end);
    lines.push(rewrite.finish(line, (begin..line.span.end()).into()));
    lines
}

#[cfg(test)]
mod tests {
    use crate::text::Source;

    #[track_caller]
    fn check(paste: &str, expected: &[&str]) {
        let source = super::super::check(paste, expected);
        let mut end = 0;
        for line in &source.lines {
            assert!(line.span.start() >= end, "{paste:?}");
            end = line.span.end();
        }
    }

    #[test]
    fn a_text_in_a_string_is_read_line_by_line() {
        let expected = ["Name: a", "Last State: Terminated", "\tReason: \"x\"", ""];
        check(r#"{"level":"info","msg":"Name: a\nLast State: Terminated\n\tReason: \"x\"\n"}"#, &expected);
        check(r#"out "Name: a\nLast State: Terminated\n\tReason: \"x\"\n""#, &expected);
        check(
            r#"{"log":"{\"msg\":\"Name: a\\nLast State: Terminated\\n\\tReason: \\\"x\\\"\\n\"}\n","n":"\n"}"#,
            &["Name: a", "Last State: Terminated", "\tReason: \"x\"", "", ""],
        );
        check(r"Name: a\nNode: b\nReady: False\nx", &["Name: a", "Node: b", "Ready: False", "x"]);
    }

    #[test]
    fn records_of_one_line_each_are_a_text() {
        check(
            "{\"log\":\"Name: a\\n\",\"s\":1}\n{\"log\":\"Node: b\\n\",\"s\":1}\n{\"log\":\"  c: d\\n\",\"s\":1}",
            &["Name: a", "Node: b", "  c: d"],
        );
    }

    #[test]
    fn a_span_in_a_string_is_that_of_its_characters() {
        let paste = r#"{"msg":"Name: a\nReason: \"x\" y\nReady: False"}"#;
        let source = Source::new(paste);
        let line = &source.lines[1];
        assert_eq!(line.text, "Reason: \"x\" y");
        assert_eq!(line.at(8..11).of(paste), r#"\"x\""#);
    }

    #[test]
    fn objects_of_kubernetes_and_logs_stay() {
        let object = r#"{"exitCode":1,"message":"Name: a\nNode: b\nReady: False"}"#;
        check(object, &[object]);
        let folded = "      {}\\n    Last State:     Terminated\\n    Ready:          True\\nexit\"";
        check(
            &format!("  containerStatuses:\n  - message: \"status:\n{folded}"),
            &["containerStatuses:", "- message: \"status:", &folded[2..]],
        );
        let record = r#"{"msg":"panic: x\n\ngoroutine 1\n"}"#;
        check(&format!("{record}\nstopped"), &[record, "stopped"]);
        let with_trace = r#"{"error":"no route","stacktrace":"a\nb\nc"}"#;
        check(with_trace, &[with_trace]);
    }

    #[test]
    fn a_string_alone_is_meant_for_what_it_holds() {
        check(r#"{"msg":"panic: x\n\ngoroutine 1\n"}"#, &["panic: x", "", "goroutine 1", ""]);
        check(r#""panic: x\n\ngoroutine 1""#, &["panic: x", "", "goroutine 1"]);
    }
}
