//! Takes a panel line by line and keeps what each says about the pod.

use super::field::{self, Field, Holds, Part};
use crate::read::facts::{
    Container, EnvValue, EnvVar, Event, Kind, Mount, Owner, Phase, Pod, Port, State, Text,
};
use crate::read::{describe, event_row, quoted};
use crate::text::{Fact, Line, Pattern, Span, Time};

/// How far ahead the next field or title may stand behind a line of another shape than that of its field.
const AHEAD: usize = 12;
/// The message of an event has no more lines.
const MESSAGE: usize = 6;

/// What has been read so far, and where in the panel the next line belongs.
#[derive(Default)]
pub(super) struct Body {
    pod: Pod,
    part: Part,
    kind: Kind,
    field: Option<&'static Field>,
    /// The lines that the field holds so far, and where they stand.
    held: Vec<String>,
    held_at: Span,
    /// Volumes are passed over.
    passes: bool,
    is_sure: bool,
}

/// Whether a panel may begin here; cheap.
pub(in crate::read) fn may_begin(lines: &[Line<'_>]) -> bool {
    let Some(first) = lines.first().map(|line| line.text.trim()) else { return false };
    let follows = |name: &str| lines.get(1).is_some_and(|line| line.text.trim() == name);
    field::is_any(first) || title(first).is_some() || is_name(first) && follows("Status")
}

impl Body {
    /// Takes the first of `lines`; the others are for looking ahead. False if it does not belong here.
    pub(super) fn feed(&mut self, lines: &[Line<'_>]) -> bool {
        let Some((line, rest)) = lines.split_first() else { return false };
        let text = line.text.trim();
        if let Some(title) = title(text) {
            self.begin(title);
            return true;
        }
        if text.is_empty() {
            return rest.iter().find(|line| !line.is_blank()).is_some_and(|next| self.is_next(&next.text));
        }
        if self.passes {
            return rest.iter().take(AHEAD * AHEAD).any(|line| title(line.text.trim()).is_some());
        }
        if self.is_container(text, rest) {
            return self.container(text, line);
        }
        if let Some(field) = self.field_here(text, rest) {
            self.close();
            self.field = Some(field);
            return true;
        }
        self.value(text, line, rest) || self.message(text, line, rest)
    }

    /// Whether it is a panel of a pod, and nothing else.
    pub(super) fn is_sure(&self) -> bool {
        self.is_sure
    }

    /// The pod, which stands at `span`.
    pub(super) fn finish(mut self, span: Span) -> Pod {
        self.close();
        self.pod.span = span;
        self.pod
    }

    fn begin(&mut self, title: Title) {
        self.close();
        self.passes = title == Title::Volumes;
        match title {
            Title::Containers(kind) => (self.part, self.kind) = (Part::Container, kind),
            Title::Volumes => {}
            Title::Events => self.part = Part::Events,
        }
    }

    /// The field with this name. A copy may begin within a container.
    fn field_here(&mut self, text: &str, rest: &[Line<'_>]) -> Option<&'static Field> {
        let next = rest.first().map_or("", |line| line.text.trim());
        let is_container = text == "Last Status" || text == "Status" && state(next).is_some();
        if self.part == Part::Pod && is_container {
            self.part = Part::Container;
            self.pod.containers.push(Container::default());
        }
        field::named(self.part, text)
    }

    /// Whether the name of a container stands here: its first field follows, perhaps behind the names of its charts.
    fn is_container(&self, text: &str, rest: &[Line<'_>]) -> bool {
        const CHARTS: [&str; 3] = ["CPU", "Memory", "Filesystem"];
        let mut next = rest.iter().map(|line| line.text.trim()).skip_while(|line| CHARTS.contains(line));
        let (first, second) = (next.next().unwrap_or_default(), next.next().unwrap_or_default());
        let begins = first == "Status" && state(second).is_some() || first == "Target Container";
        self.part != Part::Events && is_name(text) && begins
    }

    fn container(&mut self, text: &str, line: &Line<'_>) -> bool {
        self.close();
        self.part = Part::Container;
        let name = Some(fact(text, line));
        self.pod.containers.push(Container {
            name,
            kind: self.kind,
            span: line.span,
            ..Container::default()
        });
        true
    }

    /// A line that the field holds.
    fn value(&mut self, text: &str, line: &Line<'_>, rest: &[Line<'_>]) -> bool {
        let Some(field) = self.field else { return false };
        let holds = match field.holds {
            Holds::One => self.held.is_empty(),
            Holds::Many(shape) => shape(text) || rest.iter().take(AHEAD).any(|line| self.is_next(&line.text)),
        };
        if !holds {
            return false;
        }
        self.held_at = if self.held.is_empty() { line.trimmed() } else { self.held_at.to(line.trimmed()) };
        self.held.push(text.to_owned());
        match self.part {
            Part::Pod => self.of_pod(field.name, text, line),
            Part::Container => self.of_container(field.name, text, line),
            Part::Events => self.of_event(field.name, text, line),
        }
        true
    }

    /// Whether a line is a field of this part, or a title.
    fn is_next(&self, line: &str) -> bool {
        title(line.trim()).is_some() || field::named(self.part, line).is_some()
    }

    fn of_pod(&mut self, field: &str, text: &str, line: &Line<'_>) {
        let pod = &mut self.pod;
        match field {
            "Name" => pod.name = Some(fact(text, line)),
            "Namespace" => pod.namespace = Some(fact(text, line)),
            "Status" => {
                pod.deleting = (text == "Terminating").then(|| line.trimmed());
                pod.status = Some(fact(text, line));
            }
            "Node" => pod.node = Some(fact(text, line)),
            "Service Account" => pod.service_account = Some(fact(text, line)),
            "Priority Class" => pod.priority_class = Some(fact(text, line)),
            "QoS Class" => pod.qos = Some(fact(text, line)),
            "Controlled By" => {
                if let Some((kind, name)) = text.split_once(' ').filter(|_| pod.owner.is_none()) {
                    let owner = Owner { kind: kind.to_owned(), name: name.trim().to_owned() };
                    pod.owner = Some(Fact::new(owner, line.span_of(name)));
                }
            }
            _ => {}
        }
    }

    fn of_container(&mut self, field: &str, text: &str, line: &Line<'_>) {
        if self.pod.containers.is_empty() {
            let kind = self.kind;
            self.pod.containers.push(Container { kind, span: line.span, ..Container::default() });
        }
        let Some(container) = self.pod.containers.last_mut() else { return };
        container.span = container.span.to(line.span);
        match field {
            "Status" => {
                let Some(found) = state(text) else { return };
                let is_ready = text.split(" - ").next().is_some_and(|words| words.contains(", ready"));
                container.ready = Some(Fact::new(is_ready, line.trimmed()));
                container.state = Some(State {
                    phase: found.phase,
                    reason: found.reason.map(|reason| fact(reason, line)),
                    exit_code: found.code.map(|code| Fact::new(code, line.trimmed())),
                    span: line.trimmed(),
                    ..State::default()
                });
                self.is_sure |= !self.held.is_empty() && container.name.is_some();
            }
            "Last Status" => self.is_sure |= last_state(container, text, line),
            "Image" => container.image = Some(fact(text, line)),
            "Ports" => container.ports.extend(port(text, line)),
            "Environment" => container.env.extend(variable(text, line)),
            "Mounts" if text.starts_with('/') => {
                container.mounts.push(Mount { path: fact(text, line), ..Mount::default() });
            }
            "Mounts" => {
                let from = text.strip_prefix("from ").and_then(|from| from.rsplit_once(" ("));
                if let (Some(mount), Some((volume, mode))) = (container.mounts.last_mut(), from) {
                    mount.volume = volume.to_owned();
                    mount.read_only = mode.starts_with("ro");
                }
            }
            "Command" => container.command.push(fact(text, line)),
            "Arguments" => container.args.push(fact(text, line)),
            "Limits" => container.limits = resources(text, line),
            "Requests" => container.requests = resources(text, line),
            _ => {}
        }
    }

    fn of_event(&mut self, field: &str, text: &str, line: &Line<'_>) {
        let Some(event) = self.pod.events.last_mut() else { return };
        event.span = event.span.to(line.trimmed());
        match field {
            "Source" => {
                let component = text.split([' ', ',']).next().unwrap_or(text);
                event.source = Some(fact(component, line));
            }
            "Count" => event.count = text.parse().ok(),
            "Sub-object" => {
                let name = text.split_once('{').and_then(|(_, name)| name.strip_suffix('}'));
                event.container = name.map(|name| fact(name, line)).or(event.container.take());
                self.is_sure |= event.count.is_some();
            }
            "Last seen" => {
                event.at = Time::parse(text);
                self.is_sure |= event.at.is_some() && event.count.is_some();
            }
            _ => {}
        }
    }

    /// A line of an event's message: its fields follow.
    fn message(&mut self, text: &str, line: &Line<'_>, rest: &[Line<'_>]) -> bool {
        let names = |line: &&Line<'_>| field::named(Part::Events, &line.text).is_some();
        let fields = || rest.iter().position(|line| names(&line));
        let follows = fields().and_then(|at| rest.get(at)).is_some_and(|line| line.text.trim() == "Source");
        if self.part != Part::Events || !follows || fields().is_none_or(|at| at >= MESSAGE) {
            return false;
        }
        if self.field.is_some() || self.pod.events.is_empty() {
            self.close();
            self.pod.events.push(Event { span: line.trimmed(), ..Event::default() });
        }
        let Some(event) = self.pod.events.last_mut() else { return false };
        match &mut event.message {
            Some(message) => {
                message.value.push('\n');
                message.value.push_str(text);
                message.span = message.span.to(line.trimmed());
            }
            None => {
                let reason = quoted::reason_in(text).or_else(|| event_row::usual_reason(text));
                event.reason = reason.map(|reason| Fact::new(reason.to_owned(), line.trimmed()));
                event.kind = event.reason.clone().map(event_row::kind_of);
                event_row::set_message(event, text, line);
            }
        }
        true
    }

    /// The field is over.
    fn close(&mut self) {
        let held = std::mem::take(&mut self.held).join("\n");
        let Some(field) = self.field.take() else { return };
        let Some(container) = self.pod.containers.last_mut() else { return };
        let probe = || describe::probe(&spaced(&held), self.held_at);
        match (self.part, field.name) {
            (Part::Container, "Liveness") => container.liveness = probe(),
            (Part::Container, "Readiness") => container.readiness = probe(),
            (Part::Container, "Startup") => container.startup = probe(),
            _ => {}
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Title {
    Containers(Kind),
    Volumes,
    Events,
}

fn title(line: &str) -> Option<Title> {
    Some(match line {
        "Containers" => Title::Containers(Kind::App),
        "Init Containers" => Title::Containers(Kind::Init),
        "Ephemeral Containers" => Title::Containers(Kind::Ephemeral),
        "Volumes" | "Pod Volumes" => Title::Volumes,
        "Events" => Title::Events,
        _ => return None,
    })
}

/// What stands behind `Status` of a container.
struct Found<'t> {
    phase: Phase,
    reason: Option<&'t str>,
    code: Option<i64>,
}

/// `waiting`, `running, ready`, `terminated - Error (exit code: 1)`.
fn state(text: &str) -> Option<Found<'_>> {
    static STATE: Pattern = Pattern::new(
        r"^(?<phase>waiting|running|terminated)(?:, (?:init|ephemeral|restarted|ready))*(?: - (?<reason>\S+) \(exit code: (?<code>-?\d+)\))?$",
    );
    let found = STATE.captures(text)?;
    let phase = match found.get("phase") {
        Some("running") => Phase::Running,
        Some("terminated") => Phase::Terminated,
        _ => Phase::Waiting,
    };
    let reason = found.get("reason").filter(|reason| *reason != "undefined");
    Some(Found { phase, reason, code: found.get("code").and_then(|code| code.parse().ok()) })
}

/// Takes a line on how the last run ended. Whether it is the one that says with which code.
fn last_state(container: &mut Container, text: &str, line: &Line<'_>) -> bool {
    static END: Pattern =
        Pattern::new(r"^(?:Reason:)?\s*Reason: (?<reason>.*?) - exit code: (?<code>-?\d+)$");
    static MOMENT: Pattern =
        Pattern::new(r"^(?<what>Started|Finished)(?: at)?: (?:.*\()?(?<time>\d{4}-\d\d-\d\dT[^\s)]+)\)?$");
    let phase = Phase::Terminated;
    let last =
        container.last_state.get_or_insert_with(|| State { phase, span: line.trimmed(), ..State::default() });
    if let Some(found) = END.captures(text) {
        let reason = found.get("reason").filter(|reason| *reason != "undefined");
        last.reason = reason.map(|reason| fact(reason, line));
        last.exit_code =
            found.get("code").and_then(|code| code.parse().ok()).map(|code| Fact::new(code, line.trimmed()));
        return true;
    }
    if let Some(found) = MOMENT.captures(text) {
        let time = found.get("time").and_then(Time::parse).map(|time| Fact::new(time, line.trimmed()));
        match found.get("what") {
            Some("Started") => last.started = time,
            _ => last.finished = time,
        }
    }
    false
}

/// `http: 8080/TCP`, `0.0.0.0:80 → 8080/TCP`.
fn port(text: &str, line: &Line<'_>) -> Option<Port> {
    static PORT: Pattern =
        Pattern::new(r"^(?:(?<name>[a-z0-9-]+): )?(?:\S+ → )?(?<number>\d+)/(?:TCP|UDP|SCTP)");
    let found = PORT.captures(text)?;
    let number = found.get("number")?.parse().ok()?;
    Some(Port { number, name: found.get("name").map(str::to_owned), span: line.trimmed() })
}

fn variable(text: &str, line: &Line<'_>) -> Option<EnvVar> {
    let (name, value) = text.split_once(" : ")?;
    let value = EnvValue::Literal(value.to_owned());
    Some(EnvVar { name: fact(name, line), value, span: line.trimmed() })
}

/// `cpu=500mmemory=128Mi`: a quantity ends where the next resource begins.
fn resources(text: &str, line: &Line<'_>) -> Vec<(String, Text)> {
    const NAMES: [&str; 3] = ["cpu=", "ephemeral-storage=", "memory="];
    let mut starts: Vec<(usize, &str)> =
        NAMES.iter().filter_map(|name| Some((text.find(name)?, *name))).collect();
    starts.sort_unstable();
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([text.len()]);
    let one = |((start, name), end): (&(usize, &str), usize)| {
        let quantity = text.get(start + name.len()..end)?;
        Some((name.trim_end_matches('=').to_owned(), fact(quantity, line)))
    };
    starts.iter().zip(ends).filter_map(one).collect()
}

/// A probe as `describe` prints it: its parts have lost the blanks between them.
fn spaced(probe: &str) -> String {
    let mut text = probe.to_owned();
    for part in ["delay=", "timeout=", "period=", "#success=", "#failure="] {
        if let Some(at) = text.rfind(part) {
            text.insert(at, ' ');
        }
    }
    text.strip_prefix("http-get").map(|rest| format!("http-get {rest}")).unwrap_or(text)
}

/// Whether a line can be the name of a container.
fn is_name(line: &str) -> bool {
    !line.is_empty()
        && line.len() < 64
        && line.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn fact(text: &str, line: &Line<'_>) -> Text {
    Fact::new(text.to_owned(), line.span_of(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Source;

    #[test]
    fn each_part_has_its_title() {
        let part = |line: &str| match title(line) {
            Some(Title::Containers(kind)) => format!("{kind:?}"),
            Some(Title::Volumes) => "volumes".to_owned(),
            Some(Title::Events) => "events".to_owned(),
            None => "none".to_owned(),
        };
        for (line, expected) in [
            ("Containers", "App"),
            ("Init Containers", "Init"),
            ("Ephemeral Containers", "Ephemeral"),
            ("Volumes", "volumes"),
            ("Pod Volumes", "volumes"),
            ("Events", "events"),
            ("Event", "none"),
        ] {
            assert_eq!(part(line), expected, "{line}");
        }
    }

    #[test]
    fn what_a_status_says() {
        for (text, expected) in [
            ("waiting", Some((Phase::Waiting, None, None))),
            ("running, ready", Some((Phase::Running, None, None))),
            ("running, init, restarted", Some((Phase::Running, None, None))),
            ("terminated - Error (exit code: 1)", Some((Phase::Terminated, Some("Error"), Some(1)))),
            ("terminated - undefined (exit code: -1)", Some((Phase::Terminated, None, Some(-1)))),
            ("Running", None),
            ("running fast", None),
        ] {
            let found = state(text).map(|found| (found.phase, found.reason, found.code));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn how_the_last_run_ended() {
        let mut container = Container::default();
        let take =
            |container: &mut Container, text: &str| last_state(container, text, &Source::new(text).lines[0]);
        assert!(take(&mut container, "Reason:Reason: OOMKilled - exit code: 137"));
        assert!(!take(&mut container, "Started at: 2026-11-19T10:11:40+00:00"));
        assert!(!take(&mut container, "Finished: 3m ago (2026-11-19T10:11:42+00:00)"));
        let last = container.last_state.unwrap();
        assert_eq!(last.reason.map(|reason| reason.value).as_deref(), Some("OOMKilled"));
        assert_eq!(last.exit_code.map(|code| code.value), Some(137));
        assert_eq!(last.finished.unwrap().value.since(last.started.unwrap().value), 2);
    }

    #[test]
    fn quantities_that_stand_together_are_told_apart() {
        let read = |text: &str| {
            let read = resources(text, &Source::new(text).lines[0]);
            read.into_iter().map(|(name, quantity)| format!("{name} {}", quantity.value)).collect::<Vec<_>>()
        };
        assert_eq!(read("cpu=500mmemory=128Mi"), ["cpu 500m", "memory 128Mi"]);
        assert_eq!(
            read("memory=1Giephemeral-storage=2Gicpu=1"),
            ["memory 1Gi", "ephemeral-storage 2Gi", "cpu 1"]
        );
        assert_eq!(read("gpu"), [""; 0]);
    }

    #[test]
    fn ports_and_names() {
        let read = |text: &str| port(text, &Source::new(text).lines[0]).map(|port| (port.number, port.name));
        assert_eq!(read("http: 8080/TCPForward..."), Some((8080, Some("http".to_owned()))));
        assert_eq!(read("0.0.0.0:80 → 8080/TCP"), Some((8080, None)));
        assert_eq!(read("8080"), None);
        for (line, is) in [("till", true), ("till-0", true), ("", false), ("Till", false), ("a b", false)] {
            assert_eq!(is_name(line), is, "{line}");
        }
        assert!(is_name(&"a".repeat(63)) && !is_name(&"a".repeat(64)));
        assert_eq!(
            spaced("http-gethttp://:8080/livedelay=5stimeout=1speriod=10s#success=1#failure=3"),
            "http-get http://:8080/live delay=5s timeout=1s period=10s #success=1 #failure=3"
        );
    }
}
