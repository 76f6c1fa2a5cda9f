//! The table of `kubectl get pvc`, below its header.
//!
//! ```text
//! NAME     STATUS    VOLUME      CAPACITY   ACCESS MODES   STORAGECLASS   AGE
//! data-0   Bound     pvc-0b1c    5Gi        RWO            fast           5d
//! data-1   Pending                                         fast           39s
//! ```

use super::facts::Seen;
use super::{Reader, event_row};
use crate::split::Form;
use crate::text::{Line, Pattern};

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
        seen.push(event_row::of_object("PersistentVolumeClaim", name, "ClaimNotBound", status, line));
    }
}

#[cfg(test)]
mod tests {
    use super::{READER, Seen};
    use crate::knowledge::Knowledge;
    use crate::limits::FINDINGS;
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
        // Of many claims a few tell a pod as much as all: there may be as many pods.
        let claim = |number: usize| format!("data-{number}   Pending   fast   39s\n");
        let claims: String = (0..50).map(claim).collect();
        let header = TABLE.lines().next().unwrap();
        let paste = format!("{header}\n{claims}{pods}");
        let (_, model) = crate::model_of(&Source::new(&paste), Knowledge::with(None), None);
        assert_eq!(model.pods[0].events.len(), FINDINGS);
        let runs = pods.replace("0/1     Pending", "1/1     Running");
        assert_eq!(first(&format!("{TABLE}{runs}")), None);
    }
}
