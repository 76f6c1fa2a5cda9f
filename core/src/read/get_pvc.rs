//! The table of `kubectl get pvc`, below its header.
//!
//! ```text
//! NAME     STATUS    VOLUME      CAPACITY   ACCESS MODES   STORAGECLASS   AGE
//! data-0   Bound     pvc-0b1c    5Gi        RWO            fast           5d
//! data-1   Pending                                         fast           39s
//! ```

use super::Reader;
use super::facts::{Event, Owner, Seen};
use crate::split::Form;
use crate::text::{Fact, Line, Pattern};

pub(super) static READER: Reader = Reader { form: Form { kind: "get-pvc", claims }, read };

static ROW: Pattern = Pattern::new(
    r"^\s*(?:(?<namespace>[a-z0-9][a-z0-9-]*)\s+)?(?<name>[a-z0-9][a-z0-9.-]*)\s+(?<status>Pending|Bound|Lost|Terminating)\s.*?(?:\d+[smhdy])+(?:\s+(?:Filesystem|Block))?\s*$",
);

fn claims(lines: &[Line<'_>]) -> Option<usize> {
    let header = &lines.first()?.text;
    ["NAME", "STATUS", "VOLUME", "CAPACITY", "STORAGECLASS"]
        .iter()
        .all(|column| header.contains(column))
        .then(|| 1 + lines.iter().skip(1).take_while(|line| ROW.is_match(&line.text)).count())
}

/// A claim that is not bound is told as an event would tell it.
fn read(lines: &[Line<'_>], seen: &mut Vec<Seen>) {
    for line in lines {
        let Some(row) = ROW.captures(&line.text) else { continue };
        let (Some(name), Some(status @ ("Pending" | "Lost"))) = (row.get("name"), row.get("status")) else {
            continue;
        };
        let claim = Owner { kind: "PersistentVolumeClaim".to_owned(), name: name.to_owned() };
        let told = line.text.find(name).and_then(|at| line.text.get(at..)).unwrap_or_default().trim_end();
        seen.push(Seen::Event(Box::new(Event {
            reason: Some(Fact::new("ClaimNotBound".to_owned(), line.span_of(status))),
            message: Some(Fact::new(told.to_owned(), line.span_of(told))),
            object: Some(Fact::new(claim, line.span_of(name))),
            span: line.trimmed(),
            ..Event::default()
        })));
    }
}

#[cfg(test)]
mod tests {
    use super::{READER, Seen};
    use crate::text::Source;

    const TABLE: &str = concat!(
        "NAME     STATUS    VOLUME      CAPACITY   ACCESS MODES   STORAGECLASS   VOLUMEATTRIBUTESCLASS   AGE\n",
        "data-0   Bound     pvc-0b1c    5Gi        RWO            fast           <unset>                 5d\n",
        "data-1   Pending                                         fast           <unset>                 39s\n",
    );

    #[test]
    fn claims_that_are_not_bound_are_told() {
        let paste = format!("{TABLE}web-0    0/1     Pending   0     5m\n");
        let source = Source::new(&paste);
        assert_eq!((READER.form.claims)(&source.lines), Some(3));
        let mut seen = Vec::new();
        (READER.read)(&source.lines, &mut seen);
        let [Seen::Event(event)] = seen.as_slice() else { panic!("{seen:?}") };
        assert_eq!(event.object.as_ref().unwrap().value.name, "data-1");
        assert!(event.span.of(&paste).starts_with("data-1 "));
    }

    #[test]
    fn a_pod_waits_for_its_claim() {
        let pods = "\nNAME    READY   STATUS    RESTARTS   AGE\ntill-0   0/1     Pending   0          90s\n";
        let first = |paste: &str| crate::diagnose(paste).causes.first().map(|cause| cause.id.clone());
        assert_eq!(first(&format!("{TABLE}{pods}")).as_deref(), Some("scheduling/unschedulable"));
        assert_eq!(first(pods), None);
        let runs = pods.replace("0/1     Pending", "1/1     Running");
        assert_eq!(first(&format!("{TABLE}{runs}")), None);
    }
}
