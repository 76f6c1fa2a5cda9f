//! What Rancher shows of a workload whose container failed: how it waits, and how it ended before.
//!
//! ```text
//! CrashLoopBackOff (back-off 5m0s restarting failed container=web pod=web-0_shop(1c3a)) | Last state: Terminated with 1: Error, started: ...
//! ```

use super::Reader;
use super::facts::{Container, Phase, Pod, Seen, State};
use crate::split::Form;
use crate::text::{Fact, Line, Pattern};

pub(super) static READER: Reader = Reader { form: Form { kind: "rancher", claims }, read };

static SHOWN: Pattern = Pattern::new(
    r"(?:container=(?<container>[a-z0-9][a-z0-9-]*) pod=(?<pod>[a-z0-9][a-z0-9.-]*)_(?<namespace>[a-z0-9][a-z0-9-]*)\(.*)?Last state: Terminated with (?<code>-?\d+)? ?: (?<reason>[A-Za-z]+)",
);

fn claims(lines: &[Line<'_>]) -> Option<usize> {
    lines.first().filter(|line| SHOWN.is_match(&line.text)).map(|_| 1)
}

fn read(lines: &[Line<'_>], seen: &mut Vec<Seen>) {
    for line in lines {
        let Some(found) = SHOWN.captures(&line.text) else { continue };
        let fact = |name: &str| found.get(name).map(|text| Fact::new(text.to_owned(), line.span_of(text)));
        let waits = line.text.trim_start().split([' ', '(']).next().filter(|word| word.ends_with("BackOff"));
        let last = State {
            phase: Phase::Terminated,
            reason: fact("reason"),
            exit_code: found
                .get("code")
                .and_then(|code| Some(Fact::new(code.parse().ok()?, line.span_of(code)))),
            span: line.trimmed(),
            ..State::default()
        };
        let state = waits.map(|reason| State {
            phase: Phase::Waiting,
            reason: Some(Fact::new(reason.to_owned(), line.span_of(reason))),
            span: line.span_of(reason),
            ..State::default()
        });
        let container =
            Container { name: fact("container"), state, last_state: Some(last), ..Container::default() };
        seen.push(Seen::Pod(Box::new(Pod {
            name: fact("pod"),
            namespace: fact("namespace"),
            containers: vec![container],
            span: line.trimmed(),
            ..Pod::default()
        })));
    }
}

#[cfg(test)]
mod tests {
    const PAUSED: &str =
        "CrashLoopBackOff (back-off 5m0s restarting failed container=till pod=till-0_shop(1c3a5d7e-0b2d))";

    #[test]
    fn how_a_container_ended_is_read_beside_how_it_waits() {
        let first = |end: &str| {
            let answer = crate::diagnose(&format!(
                "{PAUSED} | Last state: Terminated with {end}, started: Thu, Nov 19 2026 9:48:26 am, finished: Thu, Nov 19 2026 9:48:26 am\n"
            ));
            let cause = answer.causes.first().expect("a cause");
            (
                cause.id.clone(),
                cause.pod.clone().unwrap_or_default(),
                cause.container.clone().unwrap_or_default(),
            )
        };
        let of = |id: &str| (id.to_owned(), "shop/till-0".to_owned(), "till".to_owned());
        assert_eq!(first("137: OOMKilled"), of("memory/oom-limit"));
        assert_eq!(first(" : Completed"), of("command/exits-zero"));
        assert_eq!(first("139: Error"), of("app/native-crash"));
    }
}
