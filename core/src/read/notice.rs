//! Sentences with which kubectl refuses or explains, in place of what was asked for.

use super::Reader;
use super::facts::Seen;
use crate::split::Form;
use crate::text::{Fact, Line, Pattern};

pub(super) static READER: Reader = Reader { form: Form { kind: "notice", claims }, read };

static NOTICE: Pattern = Pattern::new(
    r#"^\s*(?:Error from server(?: \(\w+\))?: |error: (?:a container name must be specified|container \S+ is not valid|previous terminated|You must be logged in|the server doesn't have|unable to|no kind|cannot|unknown)|Defaulted container "|Defaulting container name to |No resources found|Found \d+ pods, using pod/|unable to retrieve container logs for |failed to try resolving symlinks in path|Use 'kubectl describe pod|Unable to connect to the server: |The connection to the server \S+ was refused)"#,
);

fn claims(lines: &[Line<'_>]) -> Option<usize> {
    let first = &lines.first()?.text;
    // What a service account is told was printed by a program in a pod, not by the user's kubectl.
    (NOTICE.is_match(first) && !first.contains("system:serviceaccount:")).then_some(1)
}

fn read(lines: &[Line<'_>], seen: &mut Vec<Seen>) {
    seen.extend(
        lines.iter().map(|line| Seen::Notice(Fact::new(line.text.trim().to_owned(), line.trimmed()))),
    );
}
