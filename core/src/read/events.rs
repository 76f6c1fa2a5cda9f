//! `kubectl get events`, `kubectl events`, and rows that somebody cut out of a describe.

use super::event_row;
use super::facts::{Event, Seen};
use super::{Reader, describe};
use crate::split::Form;
use crate::text::Line;

pub(super) static READER: Reader = Reader { form: Form { kind: "events", claims }, read };

fn claims(lines: &[Line<'_>]) -> Option<usize> {
    let mut rest = lines.iter();
    let first = rest.next()?;
    if !is_header(&first.text) && event_row::read(first).is_none() {
        return None;
    }
    let mut row = first;
    let more = rest
        .take_while(|line| {
            if event_row::read(line).is_some() {
                row = line;
                return true;
            }
            is_header(&line.text) || is_ruler(&line.text) || event_row::goes_on(&row.text, &line.text)
        })
        .count();
    Some(1 + more)
}

fn read(lines: &[Line<'_>], seen: &mut Vec<Seen>) {
    seen.extend(rows(lines).into_iter().map(|event| Seen::Event(Box::new(event))));
}

/// The rows of a table. A line that is no row goes on with the message before it.
pub(super) fn rows(lines: &[Line<'_>]) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    for line in lines {
        if let Some(event) = event_row::read(line) {
            events.push(event);
        } else if let Some(event) = events.last_mut()
            && !line.is_blank()
        {
            event_row::append(event, line);
        }
    }
    events
}

/// Whether the line names the columns.
pub(super) fn is_header(line: &str) -> bool {
    let line = line.trim();
    let columns = |all: &[&str]| all.iter().all(|column| line.contains(column));
    line.len() < 200
        && (columns(&["LAST SEEN", "REASON"])
            || columns(&["LASTSEEN", "REASON"])
            || columns(&["Type", "Reason", "Message"])
            || columns(&["FirstSeen", "Reason"]))
        && describe::key_of(line).is_none()
}

/// Whether the line is the dashes under the column names.
pub(super) fn is_ruler(line: &str) -> bool {
    let line = line.trim();
    let is_drawn = |letter| matches!(letter, '-' | '─' | '—' | ' ' | '\t');
    line.len() > 8
        && line.chars().all(is_drawn)
        && ["---", "───", "———"].iter().any(|rule| line.contains(rule))
}
