//! A probe line: `http-get http://:8080/healthz delay=5s timeout=1s period=10s #success=1 #failure=3`.

use super::super::facts::{Action, Probe};
use super::message;
use super::values::without_return;
use crate::text::{Line, Pattern, Span};

/// kubectl 1.37 and later spell the thresholds out.
static PROBE: Pattern = Pattern::new(
    r"(?s)^(?<kind>http-get|tcp-socket|exec|grpc|unknown)\s*(?<what>.*?)\s+delay=(?<delay>\d+)s timeout=(?<timeout>\d+)s(?: period=(?<period>\d+)s)?(?: (?:#success|successThreshold)=(?<success>\d+))?(?: (?:#failure|failureThreshold)=(?<failure>\d+))?",
);

/// Reads the probe on this line; a script in it goes on in `rest`.
pub(super) fn read(value: &str, line: &Line<'_>, rest: &[Line<'_>]) -> Option<Probe> {
    let more = rest.get(..message::before_thresholds(value, rest)).unwrap_or_default();
    let mut all = without_return(value).to_owned();
    let mut span = line.trimmed();
    for line in more {
        all.push('\n');
        all.push_str(without_return(&line.text));
        span = span.to(line.trimmed());
    }
    parse(&all, span)
}

/// Reads a probe that stands at `span`.
pub(in crate::read) fn parse(text: &str, span: Span) -> Option<Probe> {
    let found = PROBE.captures(text)?;
    let number =
        |name: &str, default: u64| found.get(name).and_then(|digits| digits.parse().ok()).unwrap_or(default);
    let what = found.get("what").unwrap_or_default();
    let action = match found.get("kind") {
        Some("http-get") => http(what),
        Some("tcp-socket") => {
            let (host, port) = what.rsplit_once(':').unwrap_or(("", what));
            Action::Tcp { host: without_brackets(host).into(), port: port.into() }
        }
        Some("exec") => {
            let words = what.strip_prefix('[').unwrap_or(what);
            Action::Exec(without_return(words.strip_suffix(']').unwrap_or(words)).into())
        }
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

/// `http://HOST:PORT/PATH`, the host usually empty, the path escaped.
fn http(what: &str) -> Action {
    let (scheme, rest) = what.split_once("://").unwrap_or(("http", what));
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    let (host, port) = authority.rsplit_once(':').unwrap_or((authority, ""));
    let host = without_brackets(host).into();
    Action::Http { scheme: scheme.into(), host, port: port.into(), path: unescaped(&format!("/{path}")) }
}

/// `[::1]` is an address of version 6.
fn without_brackets(host: &str) -> &str {
    host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host)
}

/// `/ready%3Ffull=1` as the manifest has it; text that is not escaped stays as it is.
fn unescaped(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| *first == b'%').and_then(|two| std::str::from_utf8(two).ok());
        match digits.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Action, read};
    use crate::text::Source;

    #[track_caller]
    fn check(text: &str, action: Action) {
        let source = Source::new(text);
        let probe = read(text.lines().next().unwrap(), &source.lines[0], &source.lines[1..]).unwrap();
        assert_eq!(probe.action, action);
        assert_eq!(probe.span.of(text), text);
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
                path: "/live?x=1".into(),
            },
        );
        check(
            &format!("tcp-socket [::1]:5432 {tail}"),
            Action::Tcp { host: "::1".into(), port: "5432".into() },
        );
        check(&format!("exec [sh -c test -f /ok] {tail}"), Action::Exec("sh -c test -f /ok".into()));
        check(
            &format!("grpc <pod>:9000  {tail}"),
            Action::Grpc { port: "9000".into(), service: String::new() },
        );
        check(&format!("unknown {tail}"), Action::Unknown);
        check(&format!("exec [redis-cli ping]] {tail}"), Action::Exec("redis-cli ping]".into()));
        check(&format!("exec [sh -c a\nb] {tail}"), Action::Exec("sh -c a\nb".into()));
        check(&format!("exec [sh -c a\\r\nb\\r] {tail}"), Action::Exec("sh -c a\nb".into()));
    }
}
