//! Probe failures, put together from events: which probe, how, and against which port.

use super::case::Case;
use crate::read::facts::{Action, Event, Log, Probe};
use crate::text::{Pattern, Span};

/// What a probe complained about.
#[derive(Clone, Debug)]
pub struct ProbeFailure<'a> {
    /// `liveness`, `readiness` or `startup`.
    pub probe: &'static str,
    pub event: &'a Event,
    pub how: How,
    /// The port it asked, if the message says.
    pub port: Option<u32>,
}

impl ProbeFailure<'_> {
    /// Whether it is of a probe that has its container killed.
    pub fn may_kill(&self) -> bool {
        self.probe != "readiness"
    }
}

/// How a probe failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Nobody listens on the port.
    Refused,
    /// No answer in time.
    TimedOut,
    /// The answer was a status that means failure.
    Status(u16),
    /// It spoke HTTP where TLS is wanted, or the reverse.
    Scheme,
    /// The command of the probe is missing in the image.
    CommandMissing,
    /// Anything else.
    Other,
}

/// The probe failures among the events of a case, the newest last.
pub(super) fn probe_failures<'a>(case: &Case<'a>) -> Vec<ProbeFailure<'a>> {
    let reported = |event: &&Event| {
        event
            .reason
            .as_ref()
            .is_some_and(|reason| reason.value == "Unhealthy" || reason.value == "ProbeError")
    };
    case.events().filter(reported).filter_map(failure).collect()
}

fn failure(event: &Event) -> Option<ProbeFailure<'_>> {
    static PORT: Pattern =
        Pattern::new(r"://[^/\s]*?:(?<a>\d+)|dial tcp [^\s]*?:(?<b>\d+):|service \\?.(?:[\d.]+):(?<c>\d+)");
    let message = event.message.as_ref()?.value.as_str();
    let probe = ["liveness", "readiness", "startup"]
        .into_iter()
        .find(|probe| message.get(..probe.len()).is_some_and(|start| start.eq_ignore_ascii_case(probe)))?;
    let port = PORT
        .captures(message)
        .and_then(|found| ["a", "b", "c"].iter().find_map(|group| found.get(group))?.parse().ok());
    Some(ProbeFailure { probe, event, how: how(message), port })
}

fn how(message: &str) -> How {
    static STATUS: Pattern = Pattern::new(r"statuscode: (?<status>\d{3})");
    if let Some(status) = STATUS.captures(message).and_then(|found| found.get("status")?.parse().ok()) {
        return How::Status(status);
    }
    let has = |any: &[&str]| any.iter().any(|text| message.contains(text));
    if has(&[
        "server gave HTTP response to HTTPS client",
        "malformed HTTP response",
        "transport connection broken",
    ]) {
        How::Scheme
    } else if has(&["connection refused"]) {
        How::Refused
    } else if has(&["executable file not found", "no such file or directory"]) && has(&["exec"])
        || has(&["sh: "]) && has(&["not found"])
    {
        How::CommandMissing
    } else if has(&["timed out", "deadline exceeded", "Client.Timeout", "i/o timeout", "request canceled"]) {
        How::TimedOut
    } else {
        How::Other
    }
}

/// The port that a probe of the manifest asks; named ports are looked up.
pub(super) fn port_of(probe: &Probe, case: &Case<'_>) -> Option<u32> {
    let port = match &probe.action {
        Action::Http { port, .. } | Action::Tcp { port, .. } | Action::Grpc { port, .. } => port,
        Action::Exec(_) | Action::Unknown => return None,
    };
    port.parse().ok().or_else(|| {
        let declared = case.container?.facts.ports.iter();
        declared
            .clone()
            .find(|declared| declared.name.as_deref() == Some(port))
            .map(|declared| declared.number)
    })
}

/// The port on which the log says that the program listens.
pub(super) fn listens_on(log: &Log) -> Option<(u32, Span)> {
    static LISTENS: Pattern = Pattern::new(
        r"(?i)(?:listen(?:ing|s)?|serving|started|running|bound|server up|accepting connections|available|ready)\b[^\n]{0,60}?(?:[\s:\]*]|://[^\s/:]*:|0\.0\.0\.0:|port\(s\):? ?|port[ =:]+)(?<port>\d{2,5})\b(?:[^.\d:]|$)",
    );
    log.tail.iter().rev().find_map(|line| {
        let port: u32 = LISTENS.captures(&line.message)?.get("port")?.parse().ok()?;
        (80..=65_535).contains(&port).then_some((port, line.span))
    })
}

#[cfg(test)]
mod tests {
    use super::{How, ProbeFailure, failure, how};
    use crate::read::facts::Event;
    use crate::text::{Fact, Span};

    #[test]
    fn which_probe_asked_which_port() {
        let read = |message: &str| {
            let message = Some(Fact::new(message.to_owned(), Span::default()));
            let event = Event { message, ..Event::default() };
            failure(&event).map(|ProbeFailure { probe, port, .. }| (probe, port))
        };
        for (message, expected) in [
            ("Liveness probe failed: Get \"http://10.0.0.7:8080/live\": EOF", Some(("liveness", Some(8080)))),
            (
                "Readiness probe failed: dial tcp 10.0.0.7:5432: connect: connection refused",
                Some(("readiness", Some(5432))),
            ),
            (
                "startup probe failed: timeout: failed to connect service \"10.0.0.7:9090\" within 1s",
                Some(("startup", Some(9090))),
            ),
            ("Liveness probe failed: command timed out", Some(("liveness", None))),
            ("probe failed", None),
            ("Container till failed liveness probe", None),
        ] {
            assert_eq!(read(message), expected, "{message}");
        }
        for reason in ["Unhealthy", "ProbeError"] {
            let paste =
                format!("7s   Warning   {reason}   pod/till-0   Liveness probe failed: connection refused\n");
            let causes = crate::diagnose(&paste).causes;
            assert_eq!(causes.first().map(|cause| cause.id.as_str()), Some("probe/liveness"), "{reason}");
        }
    }

    #[test]
    fn how_a_probe_failed() {
        for (message, expected) in [
            ("HTTP probe failed with statuscode: 404", How::Status(404)),
            ("Get \"https://10.0.0.7:8443/\": http: server gave HTTP response to HTTPS client", How::Scheme),
            ("Get \"http://10.0.0.7:80/\": net/http: HTTP/1.x transport connection broken", How::Scheme),
            ("dial tcp 10.0.0.7:80: connect: connection refused", How::Refused),
            (
                "OCI runtime exec failed: exec: \"curl\": executable file not found in $PATH",
                How::CommandMissing,
            ),
            ("exec: \"/live.sh\": stat /live.sh: no such file or directory", How::CommandMissing),
            ("sh: curl: not found", How::CommandMissing),
            ("cat: /run/ready: no such file or directory", How::Other),
            ("sh: syntax error", How::Other),
            ("key not found", How::Other),
            ("OCI runtime exec failed: it was killed", How::Other),
            ("command \"pg_isready\" timed out", How::TimedOut),
            ("context deadline exceeded (Client.Timeout exceeded while awaiting headers)", How::TimedOut),
        ] {
            assert_eq!(how(message), expected, "{message}");
        }
    }
}
