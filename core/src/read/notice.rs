//! Sentences with which kubectl refuses or explains, in place of what was asked for.

use super::Reader;
use super::facts::Seen;
use crate::split::Form;
use crate::text::{Fact, Line, Pattern};

pub(super) static READER: Reader = Reader { form: Form { kind: "notice", claims }, read };

/// Only what kubectl says of pods and their logs: programs in pods print its other errors as well.
static NOTICE: Pattern = Pattern::new(
    r#"^\s*(?:Error from server(?: \(\w+\))?: (?:previous terminated container|container "[^"]+" in pod|a container name must be specified|pods "[^"]+" not found|(?:Get|Post) "?https://\S+/containerLogs/)|error: (?:a container name must be specified|container \S+ is not valid|previous terminated|You must be logged in|timed out waiting for the condition on pods)|Defaulted container "|Defaulting container name to |No resources found|Found \d+ pods, using pod/|unable to retrieve container logs for |failed to try resolving symlinks in path|Use 'kubectl describe pod)"#,
);

fn claims(lines: &[Line<'_>]) -> Option<usize> {
    NOTICE.is_match(&lines.first()?.text).then_some(1)
}

fn read(lines: &[Line<'_>], seen: &mut Vec<Seen>) {
    seen.extend(
        lines.iter().map(|line| Seen::Notice(Fact::new(line.text.trim().to_owned(), line.trimmed()))),
    );
}

#[cfg(test)]
mod tests {
    use super::READER;
    use crate::text::Source;

    #[test]
    fn only_what_kubectl_says_of_pods_is_a_notice() {
        let claims = |line: &str| (READER.form.claims)(&Source::new(line).lines).is_some();
        assert!(claims(
            r#"Error from server (BadRequest): previous terminated container "a" in pod "b" not found"#
        ));
        assert!(claims(r#"Defaulted container "api" out of: api, proxy"#));
        assert!(!claims("error: unable to open database: locked"));
        assert!(!claims(
            r#"Error from server (Forbidden): secrets is forbidden: User "system:serviceaccount:a:b""#
        ));
    }
}
