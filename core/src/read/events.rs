//! `kubectl get events`, `kubectl events`, and rows that somebody cut out of a describe.

use super::event_row;
use super::facts::{Event, Seen};
use super::{Reader, describe};
use crate::split::Form;
use crate::text::Line;

pub(super) static READER: Reader = Reader { form: Form { kind: "events", claims }, read };

fn claims(lines: &[Line<'_>]) -> Option<usize> {
    let heading = usize::from(lines.first()?.text.trim() == "Events:");
    let mut rest = lines.iter().skip(heading);
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
    Some(heading + 1 + more)
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

#[cfg(test)]
mod tests {
    use super::{READER, is_header, is_ruler, rows};
    use crate::text::Source;

    #[test]
    fn the_columns_have_had_many_names() {
        for line in [
            "LAST SEEN   TYPE      REASON    OBJECT      MESSAGE",
            "LASTSEEN   FIRSTSEEN   COUNT     NAME      KIND      SUBOBJECT   TYPE      REASON    SOURCE    MESSAGE",
            "  Type     Reason     Age   From   Message",
            "  FirstSeen  LastSeen  Count  From  SubObjectPath  Type  Reason  Message",
        ] {
            assert!(is_header(line), "{line}");
        }
        let long = format!("LAST SEEN  REASON{}", " ".repeat(200)) + "OBJECT";
        for line in
            ["LAST SEEN", "REASON", "Type: Reason Message", "Reason:  a Type and a Message", long.as_str()]
        {
            assert!(!is_header(line), "{line}");
        }
        for line in ["  ----     ------     ----", "─────────", "---------"] {
            assert!(is_ruler(line), "{line}");
        }
        for line in ["--------", "- - - - - - -", "---- a ----", "         "] {
            assert!(!is_ruler(line), "{line}");
        }
    }

    #[test]
    fn a_table_ends_where_its_rows_do() {
        let taken = |paste: &str| (READER.form.claims)(&Source::new(paste).lines);
        let row = "7s   Warning   BackOff   pod/till-0   Back-off restarting failed container\n";
        let header = "LAST SEEN   TYPE      REASON    OBJECT      MESSAGE\n";
        assert_eq!(taken(&format!("{header}{row}{row}opening\n")), Some(3));
        assert_eq!(taken(&format!("{row}{header}{row}")), Some(3));
        assert_eq!(taken(header), Some(1));
        assert_eq!(taken(&format!("Events:\n{header}{row}")), Some(3));
        assert_eq!(taken("Events:\nopening\n"), None);
        assert_eq!(taken("opening\n"), None);
        // The helper that mounts tells more below.
        let mount = "7s   Warning   FailedMount   pod/till-0   mount failed: exit status 32\n";
        let more = format!("{mount}Output: no such device\n\n{row}");
        assert_eq!(taken(&more), Some(2));
        let messages: Vec<_> =
            rows(&Source::new(&more).lines).into_iter().filter_map(|event| event.message).collect();
        assert_eq!(messages.len(), 2);
        assert!(messages[0].value.ends_with("32\nOutput: no such device"), "{}", messages[0].value);
    }
}
