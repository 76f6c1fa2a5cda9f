//! A probe line: `http-get http://:8080/healthz delay=5s timeout=1s period=10s #success=1 #failure=3`.

use super::super::facts::{Action, Probe};
use crate::text::{Pattern, Span};

/// kubectl 1.37 and later spell the thresholds out.
static PROBE: Pattern = Pattern::new(
    r"^(?<kind>http-get|tcp-socket|exec|grpc|unknown)\s*(?<what>.*?)\s+delay=(?<delay>\d+)s timeout=(?<timeout>\d+)s(?: period=(?<period>\d+)s)?(?: (?:#success|successThreshold)=(?<success>\d+))?(?: (?:#failure|failureThreshold)=(?<failure>\d+))?",
);

pub(super) fn read(value: &str, span: Span) -> Option<Probe> {
    let found = PROBE.captures(value)?;
    let number =
        |name: &str, default: u64| found.get(name).and_then(|digits| digits.parse().ok()).unwrap_or(default);
    let what = found.get("what").unwrap_or_default();
    let action = match found.get("kind") {
        Some("http-get") => http(what),
        Some("tcp-socket") => {
            let (host, port) = what.rsplit_once(':').unwrap_or(("", what));
            Action::Tcp { host: host.into(), port: port.into() }
        }
        Some("exec") => Action::Exec(
            what.trim_start_matches('[').strip_suffix(']').unwrap_or(what).trim_start_matches('[').into(),
        ),
        Some("grpc") => {
            let (port, service) = what.split_once(char::is_whitespace).unwrap_or((what, ""));
            let port = port.rsplit_once(':').map_or(port, |(_, port)| port);
            Action::Grpc { port: port.into(), service: service.trim().into() }
        }
        _ => Action::Unknown,
    };
    Some(Probe {
        action,
        delay: number("delay", 0),
        timeout: number("timeout", 1),
        period: number("period", 10),
        success: number("success", 1),
        failure: number("failure", 3),
        grace: None,
        span,
    })
}

/// `http://HOST:PORT/PATH`, the host usually empty.
fn http(what: &str) -> Action {
    let (scheme, rest) = what.split_once("://").unwrap_or(("http", what));
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    let (host, port) = authority.rsplit_once(':').unwrap_or((authority, ""));
    Action::Http { scheme: scheme.into(), host: host.into(), port: port.into(), path: format!("/{path}") }
}

#[cfg(test)]
mod tests {
    use super::{Action, read};
    use crate::text::Span;

    #[track_caller]
    fn check(line: &str, action: Action) {
        assert_eq!(read(line, Span::default()).unwrap().action, action);
    }

    #[test]
    fn every_action() {
        let tail = "delay=0s timeout=1s period=10s #success=1 #failure=3";
        check(
            &format!("http-get https://:https/live%3Fx=1 {tail}"),
            Action::Http {
                scheme: "https".into(),
                host: String::new(),
                port: "https".into(),
                path: "/live%3Fx=1".into(),
            },
        );
        check(&format!("exec [sh -c test -f /ok] {tail}"), Action::Exec("sh -c test -f /ok".into()));
        check(
            &format!("grpc <pod>:9000  {tail}"),
            Action::Grpc { port: "9000".into(), service: String::new() },
        );
        check(&format!("unknown {tail}"), Action::Unknown);
    }
}
