//! Takes a describe line by line and keeps what each line says about the pod.

use super::super::facts::{Condition, Container, Kind, Owner, Phase, Pod, State, Text, Volume};
use super::super::{event_row, events};
use super::{key_of, keys, probe, values};
use crate::text::{Fact, Line, Pattern, Span, Time};

/// What has been read so far, and where in the pod the next line belongs.
#[derive(Default)]
pub(super) struct Body {
    pod: Pod,
    section: Section,
    block: Block,
    /// The state that `Reason:` and its kin belong to.
    state: Option<Which>,
    /// Lines that still belong to a message.
    message_lines: usize,
    /// The length of every line of the event table so far.
    event_lines: Vec<usize>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Section {
    #[default]
    Head,
    Containers(Kind),
    Conditions,
    Volumes,
    Events,
    Other,
}

/// The list that lines without a key belong to.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Block {
    #[default]
    None,
    Labels,
    Text,
    Command,
    Args,
    Limits,
    Requests,
    Env,
    EnvFrom,
    Mounts,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    Now,
    Last,
}

impl Body {
    /// Takes the first of `lines`; the others are for looking ahead. False if it does not belong here.
    pub(super) fn feed(&mut self, lines: &[Line<'_>]) -> bool {
        let Some((line, rest)) = lines.split_first() else { return false };
        if self.message_lines > 0 {
            self.message_lines -= 1;
            self.continue_message(line);
            return true;
        }
        // `--` is a word of many commands, and what grep prints between its finds.
        let in_command = matches!(self.block, Block::Command | Block::Args);
        if line.is_blank() || !in_command && is_elision(&line.text) {
            return goes_on(rest);
        }
        // What was typed next, in a paste that is indented as a whole.
        if line.text.trim_start().starts_with("$ ") {
            return false;
        }
        let is_row = event_row::may_be(&line.text) && event_row::read(line).is_some();
        if (is_row || self.section == Section::Events) && self.event(line, rest) {
            return true;
        }
        if let Some(name) = container_name(line, rest) {
            return self.begin_container(name, line);
        }
        if matches!(self.block, Block::Env) && self.variable(line) {
            return true;
        }
        if let Some((key, value)) = key_of(&line.text) {
            self.key(key, value, line, rest);
            return true;
        }
        // A row of events is one wherever it stands: `grep` leaves out the heading above the table.
        event_row::read(line).is_some() && self.event(line, rest) || self.item(line)
    }

    /// The pod, which stands at `span`.
    pub(super) fn finish(mut self, span: Span) -> Pod {
        self.pod.span = span;
        self.pod
    }

    fn key(&mut self, key: &'static str, value: &str, line: &Line<'_>, rest: &[Line<'_>]) {
        let fact = || (!value.is_empty() && value != "<none>").then(|| text(value, line));
        self.block = Block::None;
        if self.container_key(key, value, line, rest) {
            return;
        }
        let pod = &mut self.pod;
        match key {
            "Name" if self.section == Section::Head => pod.name = fact(),
            "Name" | "SecretName" | "ClaimName" | "ConfigMapName" | "Path" | "Driver" => {
                if let (Section::Volumes, Some(volume)) = (self.section, pod.volumes.last_mut()) {
                    volume.source = volume.source.take().or_else(fact);
                }
            }
            "Namespace" => pod.namespace = fact(),
            "Priority Class Name" => pod.priority_class = fact(),
            "Service Account" => pod.service_account = fact(),
            "Node" => {
                let name = value.split('/').next().unwrap_or_default();
                pod.node = (!name.is_empty() && name != "<none>").then(|| text(name, line));
            }
            "Start Time" => pod.start_time = time(value, line),
            "Labels" => {
                self.block = Block::Labels;
                self.label(value);
            }
            "Annotations" | "Tolerations" => self.block = Block::Text,
            "Status" => {
                let status = value.split(" (").next().unwrap_or(value);
                if status == "Terminating" {
                    pod.deleting = Some(line.trimmed());
                }
                pod.status = (!status.is_empty()).then(|| text(status, line));
            }
            "Termination Grace Period" => {
                let seconds = value.trim_end_matches('s').parse().ok();
                pod.grace = seconds.map(|seconds| Fact::new(seconds, line.trimmed()));
            }
            "Controlled By" => {
                if let Some((kind, name)) = value.split_once('/') {
                    let owner = Owner { kind: kind.into(), name: name.into() };
                    pod.owner = Some(Fact::new(owner, line.span_of(value)));
                }
            }
            "QoS Class" => pod.qos = fact(),
            "Containers" => self.enter(Section::Containers(Kind::App)),
            "Init Containers" => self.enter(Section::Containers(Kind::Init)),
            "Ephemeral Containers" => self.enter(Section::Containers(Kind::Ephemeral)),
            "Pod Template" => self.enter(Section::Head),
            "Conditions" => self.enter(Section::Conditions),
            "Volumes" => self.enter(Section::Volumes),
            "Events" => {
                pod.no_events = (value == "<none>").then(|| line.trimmed());
                self.enter(Section::Events);
            }
            "Node-Selectors" => self.enter(Section::Other),
            "Type" => {
                if let Some(volume) = pod.volumes.last_mut() {
                    volume.kind = value.split(" (").next().unwrap_or(value).into();
                }
            }
            "Optional" => {
                if let Some(volume) = pod.volumes.last_mut() {
                    volume.optional = Some(value == "true");
                }
            }
            "Reason" => pod.reason = fact(),
            "Message" => pod.message = fact(),
            _ => {}
        }
    }

    fn enter(&mut self, section: Section) {
        self.section = section;
        self.state = None;
    }

    /// Keys of a container. False if the key is the pod's or a volume's.
    fn container_key(&mut self, key: &str, value: &str, line: &Line<'_>, rest: &[Line<'_>]) -> bool {
        match key {
            "State" | "Last State" => {
                self.begin_state(key, value, line);
                return true;
            }
            "Reason" | "Message" if self.state.is_none() && self.section == Section::Head => {
                // Cut above its heading, `Reason:` belongs to a state when an exit code follows.
                let cut = self.pod.name.is_none() && code_follows(rest, 3).is_some();
                if !cut {
                    return false;
                }
                self.begin_state("Last State", "Terminated", line);
            }
            "Exit Code" | "Signal" | "Finished" if self.state.is_none() => {
                self.begin_state("Last State", "Terminated", line);
            }
            _ => {}
        }
        if self.state_key(key, value, line, rest) {
            return true;
        }
        const OWN: [&str; 20] = [
            "Args",
            "Command",
            "Container ID",
            "Devices",
            "Environment",
            "Environment Variables",
            "Environment Variables from",
            "Host Port",
            "Image",
            "Image ID",
            "Limits",
            "Liveness",
            "Mounts",
            "Port",
            "Readiness",
            "Ready",
            "Requests",
            "Restart Count",
            "Startup",
            "LocalhostProfile",
        ];
        if !OWN.contains(&key) || self.section == Section::Volumes {
            return false;
        }
        self.state = None;
        let fact = (!value.is_empty() && value != "<none>").then(|| text(value, line));
        let line_span = line.trimmed();
        let Some(container) = self.container(line) else { return true };
        match key {
            "Image" => container.image = fact,
            "Container ID" => container.id = fact,
            "Port" => container.ports = values::ports(value, line),
            "Ready" => container.ready = Some(Fact::new(value == "True", line_span)),
            "Restart Count" => {
                container.restarts = value.parse().ok().map(|count| Fact::new(count, line_span));
            }
            "Liveness" => container.liveness = probe::read(value, line_span),
            "Readiness" => container.readiness = probe::read(value, line_span),
            "Startup" => container.startup = probe::read(value, line_span),
            _ => {}
        }
        self.block = match key {
            "Command" => Block::Command,
            "Args" => Block::Args,
            "Limits" => Block::Limits,
            "Requests" => Block::Requests,
            "Environment" | "Environment Variables" => Block::Env,
            "Environment Variables from" => Block::EnvFrom,
            "Mounts" => Block::Mounts,
            _ => Block::None,
        };
        true
    }

    fn begin_state(&mut self, key: &str, value: &str, line: &Line<'_>) {
        let phase = match value.split_whitespace().next() {
            Some("Running") => Phase::Running,
            Some("Terminated") => Phase::Terminated,
            _ => Phase::Waiting,
        };
        let state = Some(State { phase, span: line.trimmed(), ..State::default() });
        let Some(container) = self.container(line) else { return };
        if key == "State" {
            container.state = state;
            self.state = Some(Which::Now);
        } else {
            container.last_state = state;
            self.state = Some(Which::Last);
        }
    }

    /// Keys of a state. False if the line is none of them.
    fn state_key(&mut self, key: &str, value: &str, line: &Line<'_>, rest: &[Line<'_>]) -> bool {
        let Some(which) = self.state else { return false };
        let span = line.trimmed();
        let Some(container) = self.pod.containers.last_mut() else { return false };
        let state = match which {
            Which::Now => &mut container.state,
            Which::Last => &mut container.last_state,
        };
        let Some(state) = state else { return false };
        match key {
            "Reason" => state.reason = (!value.is_empty()).then(|| text(value, line)),
            "Exit Code" => {
                state.exit_code = value.parse().ok().map(|code| Fact::new(code, span));
            }
            "Signal" => state.signal = value.parse().ok().map(|signal| Fact::new(signal, span)),
            "Started" => state.started = time(value, line),
            "Finished" => state.finished = time(value, line),
            "Message" => {
                state.message = Some(text(value, line));
                // Up to the exit code every line is part of it, whatever it looks like.
                let ended = state.phase == Phase::Terminated;
                self.message_lines = code_follows(rest, 200).filter(|_| ended).unwrap_or(0);
            }
            _ => return false,
        }
        true
    }

    fn continue_message(&mut self, line: &Line<'_>) {
        let Some(container) = self.pod.containers.last_mut() else { return };
        let state = match self.state {
            Some(Which::Now) => &mut container.state,
            _ => &mut container.last_state,
        };
        if let Some(message) = state.as_mut().and_then(|state| state.message.as_mut()) {
            message.value.push('\n');
            message.value.push_str(line.text.trim_end());
            if self.message_lines == 0 {
                message.value.truncate(message.value.trim_end().len());
            }
            if !line.is_blank() {
                message.span = message.span.to(line.trimmed());
            }
        }
    }

    /// The container that the line belongs to; one without a name if its name was cut off.
    fn container(&mut self, line: &Line<'_>) -> Option<&mut Container> {
        let begun = matches!(self.section, Section::Containers(_));
        if !begun || self.pod.containers.is_empty() {
            self.pod.containers.push(Container { span: line.span, ..Container::default() });
        }
        if !begun {
            self.section = Section::Containers(Kind::App);
        }
        let container = self.pod.containers.last_mut()?;
        container.span = container.span.to(line.span);
        Some(container)
    }

    fn begin_container(&mut self, name: &str, line: &Line<'_>) -> bool {
        self.block = Block::None;
        self.state = None;
        if self.section == Section::Volumes {
            let name = text(name, line);
            self.pod.volumes.push(Volume { name, ..Volume::default() });
            return true;
        }
        let kind = match self.section {
            Section::Containers(kind) => kind,
            _ => Kind::App,
        };
        self.section = Section::Containers(kind);
        let name = Some(text(name, line));
        self.pod.containers.push(Container { name, kind, span: line.span, ..Container::default() });
        true
    }

    fn variable(&mut self, line: &Line<'_>) -> bool {
        // The next key of the container ends the list; variables are rarely written like this.
        if key_of(&line.text)
            .is_some_and(|(key, _)| ["Mounts", "Devices", "Conditions", "Volumes"].contains(&key))
        {
            return false;
        }
        let Some(variable) = values::variable(line) else { return false };
        if let Some(container) = self.pod.containers.last_mut() {
            container.env.push(variable);
        }
        true
    }

    /// A line without a key of its own: an item of the list above it.
    fn item(&mut self, line: &Line<'_>) -> bool {
        let trimmed = line.text.trim();
        if self.section == Section::Conditions {
            return self.condition(line);
        }
        let indented = line.indent() > 0;
        let Some(container) = self.pod.containers.last_mut() else {
            return match self.block {
                Block::Labels => self.label(trimmed),
                _ => indented,
            };
        };
        match self.block {
            Block::Command => container.command.push(text(trimmed, line)),
            Block::Args => container.args.push(text(trimmed, line)),
            Block::Limits | Block::Requests => {
                let Some((resource, quantity)) = trimmed.split_once(':') else { return indented };
                let entry = (resource.to_owned(), text(quantity.trim(), line));
                match self.block {
                    Block::Limits => container.limits.push(entry),
                    _ => container.requests.push(entry),
                }
            }
            Block::EnvFrom => match values::env_from(line) {
                Some(from) => container.env_from.push(from),
                None => return indented,
            },
            Block::Mounts => match values::mount(line) {
                Some(mount) => container.mounts.push(mount),
                None => return indented,
            },
            Block::Text => return true,
            // A value of several lines goes on in its column.
            Block::Env | Block::None | Block::Labels => return indented,
        }
        true
    }

    fn label(&mut self, pair: &str) -> bool {
        let Some((key, value)) = pair.split_once('=') else { return false };
        self.pod.labels.push((key.into(), value.into()));
        true
    }

    fn condition(&mut self, line: &Line<'_>) -> bool {
        static ROW: Pattern =
            Pattern::new(r"^\s*(?<kind>[A-Za-z][\w./-]*)\s+(?<status>True|False|Unknown|Status)\s*$");
        let Some(found) = ROW.captures(&line.text) else { return line.indent() > 0 };
        let (Some(kind), Some(status)) = (found.get("kind"), found.get("status")) else { return false };
        if status != "Status" {
            let status = Fact::new(status.to_owned(), line.trimmed());
            self.pod.conditions.push(Condition { kind: kind.into(), status, ..Condition::default() });
        }
        true
    }

    /// A row of the event table, its header, or the rest of a message.
    fn event(&mut self, line: &Line<'_>, rest: &[Line<'_>]) -> bool {
        if let Some(event) = event_row::read(line) {
            self.enter(Section::Events);
            self.event_lines.push(line.text.len());
            self.pod.events.push(event);
            return true;
        }
        if events::is_header(&line.text) || events::is_ruler(&line.text) {
            return true;
        }
        let follows =
            || !is_record(&line.text) && rest.iter().take(4).any(|line| event_row::read(line).is_some());
        let wrapped =
            || self.event_lines.last().is_some_and(|length| is_wrapped(*length)) && !is_record(&line.text);
        let is_key = key_of(&line.text).is_some_and(|(key, _)| key != "Type");
        if self.section != Section::Events || is_key || !(line.indent() > 8 || follows() || wrapped()) {
            return false;
        }
        let Some(event) = self.pod.events.last_mut() else { return false };
        if let Some(message) = &mut event.message {
            message.value.push(' ');
            message.value.push_str(line.text.trim());
            message.span = message.span.to(line.trimmed());
            event.span = event.span.to(line.trimmed());
        }
        if let Some(last) = self.event_lines.last_mut() {
            *last = line.text.len();
        }
        true
    }
}

/// Whether a line of this length was probably cut by a terminal or a mail program.
fn is_wrapped(length: usize) -> bool {
    const WIDTHS: [usize; 5] = [72, 76, 80, 100, 120];
    WIDTHS.iter().any(|width| (width - 12..=*width).contains(&length))
}

/// Whether a line begins a record of its own: with a time, a level, a brace.
fn is_record(line: &str) -> bool {
    static RECORD: Pattern = Pattern::new(
        r"^(?:[\[{<]|\d{4}[-/]|\d\d:\d\d:|[A-Z][a-z]{2} \d|[IWEF]\d{4} |(?:INFO|WARN|ERROR|FATAL|DEBUG|Error|panic|Traceback|Exception|ts=|time=|level=)\b)",
    );
    RECORD.is_match(line)
}

/// The number of lines before the exit code of this state; none if there is none among the next `within`.
fn code_follows(rest: &[Line<'_>], within: usize) -> Option<usize> {
    rest.iter().take(within).position(|line| {
        key_of(&line.text).is_some_and(|(key, value)| key == "Exit Code" && value.parse::<i64>().is_ok())
    })
}

/// The name in a line such as `  web:`, if a container's or volume's first key follows.
fn container_name<'l>(line: &'l Line<'_>, rest: &[Line<'_>]) -> Option<&'l str> {
    let name = line.text.trim().strip_suffix(':')?;
    let is_name = !name.is_empty()
        && name.len() <= 253
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.'));
    let next = rest.iter().find(|line| !line.is_blank())?;
    let begins = key_of(&next.text)
        .is_some_and(|(key, _)| ["Container ID", "Image", "Type", "Port", "State"].contains(&key));
    (is_name && begins).then_some(name)
}

/// Whether, after a blank line, the same description goes on.
fn goes_on(rest: &[Line<'_>]) -> bool {
    let Some(next) = rest.iter().take(4).position(|line| !line.is_blank() && !is_elision(&line.text)) else {
        return false;
    };
    let rest = rest.get(next..).unwrap_or_default();
    let Some(line) = rest.first() else { return false };
    !keys::is_object_start(rest)
        && (keys::is_distinctive(&line.text)
            || event_row::read(line).is_some()
            || container_name(line, rest.get(1..).unwrap_or_default()).is_some()
            || key_of(&line.text)
                .is_some_and(|(key, _)| !["Name", "Type", "Message", "Reason"].contains(&key)))
}

/// Whether somebody marked here that lines were left out.
fn is_elision(line: &str) -> bool {
    let line = line.trim();
    ["...", "…", "--", "[...]", "<snip>", "[snip]", "<...>", "....", "(...)", "[…]", "- - -"].contains(&line)
        || (line.len() >= 3 && line.bytes().all(|byte| byte == b'.'))
}

fn text(value: &str, line: &Line<'_>) -> Text {
    Fact::new(value.to_owned(), line.span_of(value))
}

fn time(value: &str, line: &Line<'_>) -> Option<Fact<Time>> {
    Time::parse(value).map(|time| Fact::new(time, line.trimmed()))
}
