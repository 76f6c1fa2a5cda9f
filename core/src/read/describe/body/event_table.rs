//! The table of events at the end: its rows, and the lines that go on with a message.

use super::{Body, Section, key_of};
use crate::read::facts::Event;
use crate::read::{event_row, events};
use crate::text::{Line, Pattern};

impl Body {
    /// A row of the event table, its header, or the rest of a message.
    pub(super) fn event(&mut self, line: &Line<'_>, rest: &[Line<'_>]) -> bool {
        if let Some(event) = event_row::read(line) {
            self.enter(Section::Events);
            self.event_lines.push(line.text.len());
            self.pod.events.push(event);
            return true;
        }
        if events::is_header(&line.text) || events::is_ruler(&line.text) {
            return true;
        }
        let follows =
            || !is_record(&line.text) && rest.iter().take(4).any(|line| event_row::read(line).is_some());
        let wrapped = || is_wrapped(&self.event_lines) && !is_record(&line.text);
        let is_key = key_of(&line.text).is_some_and(|(key, _)| key != "Type");
        let is_output = self.pod.events.last().is_some_and(|event| goes_on_with(event, &line.text));
        let is_cut = wrapped();
        let goes_on = line.indent() > 8 || follows() || is_cut || is_output;
        if self.section != Section::Events || is_key || !goes_on {
            return false;
        }
        let Some(event) = self.pod.events.last_mut() else { return false };
        if let Some(message) = &mut event.message {
            // What a terminal has cut is one line; what the message itself breaks is not.
            message.value.push(if is_output || !is_cut { '\n' } else { ' ' });
            message.value.push_str(line.text.trim());
            message.span = message.span.to(line.trimmed());
            event.span = event.span.to(line.trimmed());
        }
        if let Some(last) = self.event_lines.last_mut() {
            *last = line.text.len();
        }
        true
    }
}

/// Whether the next line may be output of a probe or hook, which the event quotes with all its lines.
fn goes_on_with(event: &Event, line: &str) -> bool {
    let message = event.message.as_ref().map_or("", |message| message.value.as_str());
    let quotes = event.reason.as_ref().is_some_and(|reason| {
        ["Unhealthy", "FailedPostStartHook", "FailedPreStopHook"].contains(&reason.as_str())
    });
    let answer = event.reason.as_ref().is_some_and(|reason| reason.as_str() == "ProbeError");
    let asks = ["HTTP probe failed", "Get \"", "dial tcp"].iter().any(|told| message.contains(told));
    answer && line.starts_with("body:") || quotes && !asks && !is_record(line)
}

/// Whether the last line was probably cut by a terminal or a mail program.
///
/// `lengths` are those of the table's lines so far, none of which is longer than what was cut.
fn is_wrapped(lengths: &[usize]) -> bool {
    const WIDTHS: [usize; 5] = [72, 76, 80, 100, 120];
    let (Some(last), Some(longest)) = (lengths.last(), lengths.iter().max()) else { return false };
    WIDTHS.iter().any(|width| (width - 12..=*width).contains(last) && longest <= width)
}

/// Whether a line begins a record of its own: with a time, a level, a brace.
fn is_record(line: &str) -> bool {
    static RECORD: Pattern = Pattern::new(
        r"^(?:[\[{<]|\d{4}[-/]|\d\d:\d\d:|[A-Z][a-z]{2} \d|[IWEF]\d{4} |(?:INFO|WARN|ERROR|FATAL|DEBUG|Error|panic|Traceback|Exception|ts=|time=|level=)\b)",
    );
    RECORD.is_match(line)
}

#[cfg(test)]
mod tests {
    use super::{goes_on_with, is_record, is_wrapped};
    use crate::read::facts::Event;
    use crate::text::{Fact, Span};

    #[test]
    fn a_line_as_long_as_a_terminal_is_wide_was_cut() {
        for (lengths, cut) in [
            (&[80_usize, 40, 80] as &[_], true),
            (&[80, 40], false),
            (&[60], true),
            (&[59], false),
            (&[81], false),
            (&[88], true),
            (&[87], false),
            (&[120, 110], true),
            (&[121, 110], false),
            (&[], false),
        ] {
            assert_eq!(is_wrapped(lengths), cut, "{lengths:?}");
        }
        for line in [
            "2026-11-19 so",
            "10:11:40 so",
            "Nov 1",
            "E1119 so",
            "INFO so",
            "level=info so",
            "{\"a\"",
            "[main] so",
        ] {
            assert!(is_record(line), "{line}");
        }
        for line in ["and so on", "INFORM", "a [main]", "Errors"] {
            assert!(!is_record(line), "{line}");
        }
    }

    #[test]
    fn only_an_event_that_quotes_a_program_goes_on_below() {
        let goes_on = |reason: &str, message: &str, line: &str| {
            let fact = |text: &str| Some(Fact::new(text.to_owned(), Span::default()));
            let event = Event { reason: fact(reason), message: fact(message), ..Event::default() };
            goes_on_with(&event, line)
        };
        let exec = "Liveness probe failed: the queue is stuck";
        assert!(goes_on("Unhealthy", exec, "and nobody takes from it"));
        assert!(goes_on("FailedPreStopHook", "Exec lifecycle hook failed", "cannot drain"));
        assert!(!goes_on("Unhealthy", exec, "2026-11-19T10:11:41Z INFO a line of a log"));
        assert!(!goes_on(
            "Unhealthy",
            "Liveness probe failed: HTTP probe failed with statuscode: 500",
            "and more"
        ));
        assert!(!goes_on("BackOff", "Back-off restarting failed container", "and more"));
        assert!(goes_on("ProbeError", "Liveness probe error: HTTP probe failed", "body: the queue is stuck"));
        assert!(!goes_on("ProbeError", "Liveness probe error: HTTP probe failed", "the queue is stuck"));
    }
}
