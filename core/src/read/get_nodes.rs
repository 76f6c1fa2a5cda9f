//! The table of `kubectl get nodes`, with or without its header.
//!
//! ```text
//! NAME     STATUS                        ROLES    AGE   VERSION
//! node-1   Ready                         <none>   21m   v1.33.1
//! node-2   NotReady,SchedulingDisabled   worker   21m   v1.33.1
//! ```

use super::facts::Seen;
use super::{Reader, event_row};
use crate::split::Form;
use crate::text::{Line, Pattern};

pub(super) static READER: Reader = Reader { form: Form { kind: "get-nodes", claims }, read };

static ROW: Pattern = Pattern::new(
    r"^\s*(?<name>[a-z0-9][a-z0-9.-]*)\s+(?<status>(?:Not)?Ready)(?:,\w+)*\s+\S+\s+(?:\d+[smhdy])+\s+v1\.\d+",
);

fn claims(lines: &[Line<'_>]) -> Option<usize> {
    let is_row = |line: &Line<'_>| ROW.is_match(&line.text);
    let is_header = |line: &Line<'_>| {
        ["NAME", "STATUS", "ROLES", "AGE", "VERSION"].iter().all(|column| line.text.contains(column))
    };
    let first = lines.first()?;
    (is_row(first) || is_header(first))
        .then(|| 1 + lines.iter().skip(1).take_while(|line| is_row(line)).count())
}

/// A node that is lost is told as its event would tell it.
fn read(lines: &[Line<'_>], seen: &mut Vec<Seen>) {
    for line in lines {
        let Some(row) = ROW.captures(&line.text) else { continue };
        let (Some(name), Some("NotReady")) = (row.get("name"), row.get("status")) else { continue };
        seen.push(event_row::of_object("Node", name, "NodeNotReady", "NotReady", line));
    }
}

#[cfg(test)]
mod tests {
    use super::{READER, Seen};
    use crate::text::Source;

    #[test]
    fn nodes_that_are_lost_are_told() {
        let paste = concat!(
            "NAME     STATUS                        ROLES    AGE   VERSION\n",
            "node-1   Ready                         <none>   21m   v1.33.1\n",
            "node-2   NotReady,SchedulingDisabled   worker   21m   v1.33.1\n",
            "web-0    1/1     Running   0     5m\n",
        );
        let source = Source::new(paste);
        assert_eq!((READER.form.claims)(&source.lines), Some(3));
        let mut seen = Vec::new();
        (READER.read)(&source.lines, &mut seen);
        let [Seen::Event(event)] = seen.as_slice() else { panic!("{seen:?}") };
        assert_eq!(event.object.as_ref().unwrap().value.name, "node-2");
        assert!(event.span.of(paste).starts_with("node-2 "));
    }

    #[test]
    fn other_tables_are_left_alone() {
        for line in ["web-0   1/1   Running   0   5m", "node-1 is NotReady since 21m", "NAME   STATUS   AGE"]
        {
            assert_eq!((READER.form.claims)(&Source::new(line).lines), None, "{line}");
        }
    }
}
