//! Takes a describe line by line and keeps what each line says about the pod.

mod event_table;
mod state;

use super::super::facts::{Condition, Container, EnvValue, Kind, Owner, Pod, Text, Volume};
use super::super::{ROOT_CERTIFICATE, event_row};
use super::depth::Depth;
use super::values::without_return;
use super::{key_of, keys, message, probe, values};
use crate::text::{Fact, Line, Pattern, Span, Time, is_elision};
use state::code_follows;

/// What has been read so far, and where in the pod the next line belongs.
#[derive(Default)]
pub(super) struct Body {
    pod: Pod,
    section: Section,
    block: Block,
    /// How deep the items of the block stand.
    depth: Option<Depth>,
    /// The state that `Reason:` and its kin belong to.
    state: Option<Which>,
    /// How many lines were taken.
    taken: usize,
    /// Lines that still belong to a text that is printed as it is, and to which.
    verbatim: usize,
    verbatim_of: Verbatim,
    /// The length of every line of the event table so far.
    event_lines: Vec<usize>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Section {
    #[default]
    Head,
    /// Limits and requests of the pod as a whole.
    Resources,
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

/// A text that may span lines without any indentation.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Verbatim {
    /// Why the pod is in its state.
    #[default]
    Pod,
    /// What a run said at its end.
    State,
    /// The command of a probe, which has been read already.
    Probe,
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
        self.taken += 1;
        if self.verbatim > 0 {
            self.verbatim -= 1;
            self.continue_text(line);
            return true;
        }
        if self.depth.is_some_and(|depth| depth.holds(lines)) {
            self.deep_item(line);
            return true;
        }
        self.depth = None;
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

    /// Whether the first of these lines belongs to a text or a list that has begun, whatever it looks like.
    pub(super) fn holds(&self, lines: &[Line<'_>]) -> bool {
        self.verbatim > 0 || self.depth.is_some_and(|depth| depth.holds(lines))
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
            // `<none>` stands where a list is empty.
            if !value.is_empty() {
                self.block = Block::None;
            } else if self.block != Block::None {
                self.depth = self.depth_below(line);
            }
            return;
        }
        let depth = self.depth_below(line);
        let pod = &mut self.pod;
        match key {
            // A claim within the pod has labels of its own.
            "Labels" | "Annotations" if self.section != Section::Head => {}
            "Name" if self.section == Section::Head => pod.name = fact(),
            "Name" | "SecretName" | "ClaimName" | "ConfigMapName" | "Path" | "Driver" => {
                if let (Section::Volumes, Some(volume)) = (self.section, pod.volumes.last_mut())
                    && value != ROOT_CERTIFICATE
                {
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
                self.depth = depth;
                self.label(value);
            }
            "Annotations" | "Tolerations" => {
                self.block = Block::Text;
                self.depth = depth;
            }
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
            "Resources" => self.enter(Section::Resources),
            "Type" => {
                if let Some(volume) = pod.volumes.last_mut() {
                    volume.kind = value.split(" (").next().unwrap_or(value).into();
                }
            }
            // Up to 1.32 the parts of a projected volume had keys of their own, for a pointer printed as it is.
            "Optional" | "ConfigMapOptional" | "SecretOptionalName" => {
                if let Some(volume) = pod.volumes.last_mut().filter(|volume| volume.source.is_some()) {
                    let said = ["true", "false", "<nil>"].contains(&value).then_some(value == "true");
                    volume.optional = volume.optional.or(said);
                }
            }
            "Reason" => pod.reason = fact(),
            "Message" => {
                self.verbatim = message::before_address(line.indent(), rest);
                // The first line of a text of several may be empty.
                let said =
                    (!value.is_empty() && value != "<none>").then(|| text(without_return(value), line));
                pod.message = said.or_else(|| (self.verbatim > 0).then(|| text(value, line)));
                self.verbatim_of = Verbatim::Pod;
            }
            _ => {}
        }
    }

    /// How deep the items of this key stand. The first line of what was copied has often lost its blanks.
    fn depth_below(&self, line: &Line<'_>) -> Option<Depth> {
        (self.taken > 1).then(|| Depth::below(line))
    }

    /// A line that stands as deep as the items of the list above it.
    fn deep_item(&mut self, line: &Line<'_>) {
        if matches!(self.block, Block::Text | Block::Labels) {
            self.item(line);
            return;
        }
        let begins = !line.is_blank() && self.depth.as_mut().is_some_and(|depth| depth.begins(line));
        if self.block != Block::Env {
            self.item(line);
            return;
        }
        if begins && self.variable(line) {
            return;
        }
        // A value of several lines goes on in its column.
        let container = self.pod.containers.last_mut();
        if let Some(variable) = container.and_then(|container| container.env.last_mut())
            && let EnvValue::Literal(value) = &mut variable.value
        {
            value.push('\n');
            value.push_str(without_return(line.text.trim()));
            if !line.is_blank() {
                variable.span = variable.span.to(line.trimmed());
            }
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
                let cut = self.pod.name.is_none() && code_follows(rest, 3);
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
        if !OWN.contains(&key) || matches!(self.section, Section::Volumes | Section::Resources) {
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
            "Liveness" => container.liveness = probe::read(value, line, rest),
            "Readiness" => container.readiness = probe::read(value, line, rest),
            "Startup" => container.startup = probe::read(value, line, rest),
            _ => {}
        }
        if ["Liveness", "Readiness", "Startup"].contains(&key) {
            self.verbatim = message::before_thresholds(value, rest);
            self.verbatim_of = Verbatim::Probe;
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
        let trimmed = without_return(line.text.trim());
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
}

/// The name in a line such as `  web:`, if a container's or volume's first key follows.
pub(super) fn container_name<'l>(line: &'l Line<'_>, rest: &[Line<'_>]) -> Option<&'l str> {
    let name = line.text.trim().strip_suffix(':')?;
    let is_name = !name.is_empty()
        && name.len() <= 253
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.'));
    let next = rest.iter().find(|line| !line.is_blank() && !is_elision(&line.text))?;
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
    // Items of a list, with a key below them that nothing else has.
    let items =
        rest.iter().take(8).take_while(|line| line.indent() >= 4 && key_of(&line.text).is_none()).count();
    if items > 0 {
        return rest.get(items).is_some_and(|line| line.indent() >= 4 && keys::is_distinctive(&line.text));
    }
    !keys::is_object_start(rest)
        && (keys::is_distinctive(&line.text)
            || event_row::read(line).is_some()
            || container_name(line, rest.get(1..).unwrap_or_default()).is_some()
            || key_of(&line.text)
                .is_some_and(|(key, _)| !["Name", "Type", "Message", "Reason"].contains(&key)))
}

fn text(value: &str, line: &Line<'_>) -> Text {
    Fact::new(value.to_owned(), line.span_of(value))
}

fn time(value: &str, line: &Line<'_>) -> Option<Fact<Time>> {
    // What was never set is printed as the first second of the calendar.
    if value.contains(" 0001 ") {
        return None;
    }
    Time::parse(value).map(|time| Fact::new(time, line.trimmed()))
}
