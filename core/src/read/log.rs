//! What a container printed: `kubectl logs`, with or without time stamps, prefixes and JSON around each line.
//!
//! A log has no beginning of its own: it is what no other form claims.

mod numbers;
mod prefix;
mod runs;
mod stream;

use super::facts::{Hit, Level, Log, LogLine, Seen, Text};
use crate::knowledge::Knowledge;
use crate::knowledge::signature::{Place, Role, Strength, When};
use crate::knowledge::signatures::Match;
use crate::limits::{Bound, LINE};
use crate::text::{Fact, Line, Pattern, is_elision};
use numbers::Numbers;
pub(crate) use runs::{MOST, TOP, Words, words_of};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
pub(crate) use stream::{LOOKED_AT, Notation, notation};

/// How many lines up and down count as near.
pub(crate) const NEAR: usize = 12;
/// How many hits of one signature are kept: the first, and the last ones.
pub(crate) const KEPT: usize = 4;
/// A line shorter than this holds one record.
const ONE_RECORD: usize = 400;

/// After so many lines it is told how far the reading is.
const STRETCH: usize = 1024;

/// Reads lines that no reader claimed; `reached` is told now and then where the line ends that was just read, and may
/// say that it is enough.
pub(crate) fn read(
    lines: &[Line<'_>],
    knowledge: Knowledge<'_>,
    seen: &mut Vec<Seen>,
    reached: &mut dyn FnMut(usize) -> ControlFlow<()>,
) {
    // Messages stand at the start of a line, dumps behind.
    let long = lines.iter().filter(|line| line.text.len() > LINE).count();
    if long > 0 {
        seen.push(Seen::Limit(Bound::Line, long));
    }
    let Some(notation) = notation(lines) else {
        let all: Vec<&Line<'_>> = lines.iter().collect();
        let numbers = Numbers::of(&all);
        seen.extend(one(&all, &numbers, knowledge, reached).map(|mut log| {
            (log.pod, log.container) = stream::closed(lines);
            Seen::Log(Box::new(log))
        }));
        return;
    };
    let mut streams: BTreeMap<stream::Stream, Lines<'_>> = BTreeMap::new();
    let mut current = stream::Stream::default();
    for line in lines {
        for (prefix, count) in line.after.into_iter().flat_map(|missing| &missing.by_stream) {
            let stream = notation.of(prefix).map(|(stream, _)| stream).unwrap_or_default();
            streams.entry(stream).or_default().missing += count;
        }
        let message = match notation.of(&line.text) {
            Some((stream, message)) => {
                current = stream;
                line.part(message)
            }
            None => line.clone(),
        };
        streams.entry(current.clone()).or_default().push(message);
    }
    for (stream, Lines { all, numbers, .. }) in streams {
        let chosen: Vec<&Line<'_>> = all.iter().collect();
        if let Some(mut log) = one(&chosen, &numbers, knowledge, reached) {
            let fact = |name: String| (!name.is_empty()).then(|| Fact::new(name, log.span));
            (log.pod, log.container) = (fact(stream.pod), fact(stream.container));
            seen.push(Seen::Log(Box::new(log)));
        }
    }
}

/// The lines of one stream.
#[derive(Default)]
struct Lines<'a> {
    all: Vec<Line<'a>>,
    numbers: Numbers,
    /// How many are missing before the next one.
    missing: usize,
}

impl<'a> Lines<'a> {
    fn push(&mut self, line: Line<'a>) {
        self.numbers.skip(self.all.len(), std::mem::take(&mut self.missing));
        self.all.push(line);
    }
}

/// Whether the lines look like a program's output rather than like prose.
pub(crate) fn is_output(log: &Log) -> bool {
    !log.hits.is_empty()
        || log.first.is_some()
        || log.tail.iter().any(|line| line.level != Default::default())
}

/// Reads one container's output; none if nothing stands there.
fn one(
    lines: &[&Line<'_>],
    numbers: &Numbers,
    knowledge: Knowledge<'_>,
    reached: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Option<Log> {
    let tells = |line: &&Line<'_>| !line.is_blank() && !is_elision(&line.text);
    let first = lines.iter().position(tells)?;
    let last = lines.iter().rposition(tells)?;
    let mut hits = Kept::default();
    let mut record = 0;
    for (place, line) in lines.iter().enumerate() {
        if place % STRETCH == 0 && reached(line.span.start()).is_break() {
            break;
        }
        record += usize::from(begins_record(&line.text));
        // What is missing is counted as so many records.
        record += numbers.missing(place) - numbers.missing(place.saturating_sub(1));
        for mut hit in hits_in(line, place, lines, knowledge) {
            hit.line.number = numbers.at(place);
            hit.line.record = record;
            hits.keep(hit);
        }
    }
    let mut tail: Vec<LogLine> = lines
        .iter()
        .enumerate()
        .rev()
        .filter(|(_, line)| !line.is_blank())
        .take(Log::TAIL)
        .map(|(place, line)| log_line(line, numbers.at(place)))
        .collect();
    tail.reverse();
    if let Some(last) = tail.last_mut() {
        last.record = record;
    }
    let span = lines.get(first)?.span.to(lines.get(last)?.span);
    Some(Log {
        hits: hits.in_order(),
        tail,
        lines: numbers.at(last) + 1 - numbers.at(first),
        runs: runs::of(lines, numbers),
        first: lines.iter().take(20).find_map(|line| prefix::Parts::of(&line.text).time),
        last: lines.iter().rev().take(20).find_map(|line| prefix::Parts::of(&line.text).time),
        span,
        ..Log::default()
    })
}

/// What a line says if nothing is known of those around it.
#[derive(Debug)]
pub(crate) struct Said {
    /// The signatures, each once.
    pub(crate) signatures: Vec<usize>,
    /// Whether one of them counts only where another text is near.
    pub(crate) is_conditional: bool,
}

/// What a line says, whatever stands around it.
pub(crate) fn said(line: &Line<'_>, knowledge: Knowledge<'_>) -> Said {
    let mut signatures: Vec<usize> =
        hits_in(line, 0, &[], knowledge).iter().map(|hit| hit.signature).collect();
    signatures.sort_unstable();
    signatures.dedup();
    let needs_more =
        |index: &usize| knowledge.get(*index).is_some_and(|signature| signature.entry.near.is_some());
    let is_conditional = signatures.iter().any(needs_more);
    Said { signatures, is_conditional }
}

/// The texts in which a line is searched for what is known: itself, and what it wraps.
pub(crate) fn texts_of(line: &str) -> Vec<Cow<'_, str>> {
    let line = within(line, LINE);
    let inner = prefix::unwrapped(line).unwrap_or_default();
    let inner = inner.lines().map(|piece| Cow::Owned(within(piece, LINE).to_owned()));
    std::iter::once(Cow::Borrowed(line)).chain(inner).collect()
}

/// The known things that one line says; what it needs near it is looked for in `lines`, if there are any.
fn hits_in(line: &Line<'_>, place: usize, lines: &[&Line<'_>], knowledge: Knowledge<'_>) -> Vec<Hit> {
    let text = within(&line.text, LINE);
    let mut found: Vec<Hit> = Vec::new();
    let mut add = |matched: &Match<'_>, place_of: &dyn Fn(&str) -> crate::text::Span| {
        let Some(signature) = knowledge.get(matched.signature) else { return };
        let mut captures: Vec<(String, Text)> = matched
            .captures
            .iter()
            .map(|(name, value)| (name.clone(), Fact::new((*value).to_owned(), place_of(value))))
            .collect();
        if signature.entry.near.is_some() && !lines.is_empty() {
            let around = lines.iter().skip(place.saturating_sub(NEAR)).take(2 * NEAR + 1);
            let Some((other, near)) =
                around.filter_map(|other| Some((other, signature.near(within(&other.text, LINE))?))).next()
            else {
                return;
            };
            for (name, value) in near.captures {
                captures.push((name, Fact::new(value.to_owned(), other.span_of(value))));
            }
        }
        found.push(Hit {
            signature: matched.signature,
            strength: signature.entry.strength,
            line: log_line(line, place),
            matched: place_of(matched.whole),
            captures,
        });
    };
    let raw = knowledge.of(text, Place::Log);
    match prefix::unwrapped(text) {
        Some(inner) => {
            // The text was escaped: what it says stands in the line, if at all, in another spelling.
            let place_of = |part: &str| match line.text.find(part).filter(|_| !part.is_empty()) {
                Some(at) => line.at(at..at + part.len()),
                None => line.trimmed(),
            };
            for piece in inner.lines() {
                for matched in knowledge.of(within(piece, LINE), Place::Log) {
                    add(&matched, &place_of);
                }
            }
            if inner.is_empty() {
                raw.iter().for_each(|matched| add(matched, &|part| line.span_of(part)));
            }
        }
        None => raw.iter().for_each(|matched| add(matched, &|part| line.span_of(part))),
    }
    if found.is_empty() || is_of_the_kubelet(text) {
        return Vec::new();
    }
    let is_noise =
        |hit: &Hit| knowledge.get(hit.signature).is_some_and(|signature| signature.entry.role == Role::Noise);
    // Several records may stand on one line: noise hides only what it says itself.
    let noise: Vec<_> = found.iter().filter(|hit| is_noise(hit)).map(|hit| hit.matched).collect();
    let short = text.len() < ONE_RECORD;
    let hidden = |hit: &Hit| noise.iter().any(|noise| short || noise.overlaps(hit.matched));
    found.retain(|hit| is_noise(hit) || !hidden(hit) || names_a_cause(hit, knowledge));
    found
}

/// Whether the kubelet said it of the program: what a probe met is no complaint of the program's own.
fn is_of_the_kubelet(text: &str) -> bool {
    // The word before it may stand on the line above, where something folded the lines, or have lost its beginning.
    static SAID: Pattern =
        Pattern::new(r"(?i)(?:^\s*(?:\w*ness |\w*tup )?|\b(?:liveness|readiness|startup) )probe failed: ");
    SAID.is_match(text)
}

/// Whether the text tells a cause wherever it stands, in a mere warning as well.
fn names_a_cause(hit: &Hit, knowledge: Knowledge<'_>) -> bool {
    let entry = knowledge.get(hit.signature).map(|signature| &signature.entry);
    entry.is_some_and(|entry| entry.strength == Strength::Decisive && entry.when == When::Always)
}

fn log_line(line: &Line<'_>, number: usize) -> LogLine {
    let parts = prefix::Parts::of(&line.text);
    let message = prefix::unwrapped(&line.text).filter(|inner| !inner.is_empty());
    let message = message.as_deref().and_then(|inner| inner.lines().next()).unwrap_or(parts.message);
    let message = within(message, 2000).to_owned();
    let stated = prefix::level_within(&message).unwrap_or(parts.level);
    LogLine { number, record: 0, level: level_of(&message, stated), message, span: line.trimmed() }
}

/// How bad a message is. Many programs report a failed attempt, before they give up, as mere information.
fn level_of(message: &str, stated: Level) -> Level {
    static FAILED: Pattern =
        Pattern::new(r"(?i)^(?:failed|failure|error|unable|could not|couldn't|cannot|can't)\b");
    if stated == Level::Info && FAILED.is_match(message) { Level::Warning } else { stated }
}

/// Whether the line is more than a part of the record before it: no stack frame, no indented detail.
fn begins_record(line: &str) -> bool {
    !(line.is_empty()
        || line.starts_with([' ', '\t', '}', ']', ')'])
        || ["at ", "Caused by", "... ", "File \"", "goroutine ", "During handling", "Traceback"]
            .iter()
            .any(|start| line.starts_with(start))
        // A frame of a goroutine: `main.run(0xc000...)`.
        || line.ends_with(')') && line.contains("(0x"))
}

/// The text up to about `most` bytes.
pub(super) fn within(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let end = (0..=most).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}

/// The first hit and the last hits of every signature: a loop of a million retries stays small.
#[derive(Default)]
struct Kept(BTreeMap<usize, Vec<Hit>>);

impl Kept {
    fn keep(&mut self, hit: Hit) {
        let hits = self.0.entry(hit.signature).or_default();
        if hits.len() == KEPT {
            hits.remove(1);
        }
        hits.push(hit);
    }

    fn in_order(self) -> Vec<Hit> {
        let mut all: Vec<Hit> = self.0.into_values().flatten().collect();
        all.sort_by_key(|hit| (hit.line.number, hit.signature));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::super::facts::{Level, Log, Seen};
    use crate::knowledge::Knowledge;
    use crate::text::Source;
    use std::ops::ControlFlow;

    #[test]
    fn what_failed_is_no_mere_information() {
        assert_eq!(super::level_of("failed to open the till", Level::Info), Level::Warning);
        assert_eq!(super::level_of("opened the till", Level::Info), Level::Info);
        assert_eq!(super::level_of("failed to open the till", Level::Error), Level::Error);
        assert_eq!(super::level_of("failed over to the second till", Level::Debug), Level::Debug);
    }

    #[test]
    fn a_frame_or_a_detail_begins_no_record() {
        for line in [
            "",
            "  more",
            "\tat a.b(C.java:3)",
            "}",
            "at main (app.js:3)",
            "Caused by: x",
            "main.run(0xc000012, 0x3)",
        ] {
            assert!(!super::begins_record(line), "{line:?}");
        }
        for line in ["INFO a", "{\"msg\":1}", "attached", "called main.run(3)", "(0x10) is the address"] {
            assert!(super::begins_record(line), "{line:?}");
        }
    }

    fn logs(paste: &str) -> Vec<Log> {
        let mut seen = Vec::new();
        super::read(&Source::new(paste).lines, Knowledge::with(None), &mut seen, &mut |_| {
            ControlFlow::Continue(())
        });
        seen.into_iter()
            .map(|seen| match seen {
                Seen::Log(log) => *log,
                other => panic!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn noise_hides_what_only_may_be_a_cause() {
        let noise = "http: panic serving 10.0.0.9:51822: ";
        let hits = |message: &str| {
            let knowledge = Knowledge::with(None);
            let log = logs(&format!("{noise}{message}\n")).remove(0);
            let strengths =
                log.hits.iter().filter_map(|hit| knowledge.get(hit.signature)?.entry.cause.clone());
            strengths.collect::<Vec<_>>()
        };
        assert_eq!(hits("write /tmp/a: no space left on device"), Vec::<String>::new());
        assert!(
            hits("listen tcp :9090: bind: address already in use").contains(&"app/port-in-use".to_owned())
        );
    }

    /// The user that PostgreSQL refused, and the characters that name him.
    #[track_caller]
    fn refused(paste: &str) -> (String, String) {
        let log = logs(paste).remove(0);
        let mut captures = log.hits.iter().flat_map(|hit| &hit.captures);
        let user = &captures.find(|capture| capture.0 == "user").unwrap().1;
        (user.value.clone(), user.span.of(paste).to_owned())
    }

    #[test]
    fn prefixes_do_not_hide_the_message() {
        for line in [
            r#"pq: role "shop" does not exist"#,
            r#"2026-01-02T03:04:05.678901234Z pq: role "shop" does not exist"#,
            r#"2026-01-02T03:04:05.678901234Z stderr F pq: role "shop" does not exist"#,
            "\u{1b}[31mpq: role \"shop\" does not exist\u{1b}[0m",
            r#"[pod/db-0/postgres] pq: role "shop" does not exist"#,
            r#"[db-0 postgres] pq: role "shop" does not exist"#,
            r#"db-6c8b7d5f9-2xkqm postgres pq: role "shop" does not exist"#,
        ] {
            assert_eq!(refused(line), ("shop".to_owned(), "shop".to_owned()), "{line}");
        }
    }

    #[test]
    fn escaped_text_is_read_and_quoted_as_its_line() {
        let line =
            r#"{"log":"pq: role \"shop\" does not exist\n","stream":"stderr","time":"2026-01-02T03:04:05Z"}"#;
        assert_eq!(refused(line), ("shop".to_owned(), "shop".to_owned()));
    }

    #[test]
    fn blank_lines_around_a_log_are_none_of_its_lines() {
        let log = logs("\n\nopening the till\n\nclosing it\n\n").remove(0);
        assert_eq!((log.lines, log.tail.len()), (3, 2));
        assert_eq!(log.tail.iter().map(|line| line.number).collect::<Vec<_>>(), [2, 4]);
        assert!(logs("\n...\n\n").is_empty());
    }

    #[test]
    fn a_line_is_searched_as_it_is_and_for_what_it_wraps() {
        assert_eq!(super::texts_of("no ledger"), ["no ledger"]);
        let line = r#"{"msg":"no ledger","error":"it burned\nat night"}"#;
        assert_eq!(super::texts_of(line), [line, "no ledger", "it burned", "at night"]);
    }

    #[test]
    fn prefixed_streams_are_told_apart() {
        let logs = logs("[pod/a-0/web] one\n[pod/a-0/proxy] two\n[pod/a-0/web] three");
        let names: Vec<_> = logs.iter().map(|log| log.container.as_ref().unwrap().value.as_str()).collect();
        assert_eq!(names, ["proxy", "web"]);
    }

    #[test]
    fn what_a_probe_met_is_no_complaint_of_the_program() {
        let met = "probe failed: dial tcp 10.1.0.9:80: connect: connection refused";
        for line in [met.to_owned(), format!("Liveness {met}")] {
            assert!(logs(&line)[0].hits.is_empty(), "{line}");
        }
        assert!(!logs("ERROR db: dial tcp 10.1.0.9:80: connect: connection refused")[0].hits.is_empty());
    }

    #[test]
    fn levels_are_read_in_many_notations() {
        for (line, level) in [
            ("E0102 03:04:05.678901       1 main.go:3] no", Level::Error),
            ("time=\"2026\" level=fatal msg=\"no\"", Level::Fatal),
            (r#"{"level":"error","msg":"no"}"#, Level::Error),
            ("2026-01-02 03:04:05 [WARN] no", Level::Warning),
            ("nginx: [emerg] no", Level::Fatal),
            ("[2026-01-02 03:04:05] debug: \tno", Level::Debug),
            ("just text about an error", Level::Unknown),
        ] {
            assert_eq!(logs(line)[0].tail[0].level, level, "{line}");
        }
    }

    #[test]
    fn a_million_retries_stay_small() {
        let paste = "pq: role \"shop\" does not exist\n".repeat(1000);
        let log = logs(&paste).remove(0);
        assert!(log.hits.len() <= super::KEPT);
        assert_eq!(log.hits[0].line.number, 0);
        assert_eq!(log.hits.last().unwrap().line.number, 999);
        assert_eq!(log.lines, 1000);
    }
}
