//! A container: what it should run, how its runs began and ended, and what watches over it.

use super::super::facts::{
    Action, Container, EnvFrom, EnvValue, EnvVar, Mount, Phase, Port, Probe, State, Text,
};
use super::super::tree::{Node, Value};
use super::pod::{number_of, time_of};
use super::shape::Piece;
use crate::text::{Fact, Span};

/// Reads a container of which only a piece is there.
pub(super) fn from_piece(node: &Node, piece: Piece) -> Container {
    let mut container = Container { span: node.span, ..Container::default() };
    match piece {
        Piece::Command => container.command = words(node),
        Piece::Ended => container.last_state = Some(ended(node, node.span)),
        Piece::State => {
            // How it ended is asked for after the fact: that is the last state, whatever the key was.
            let state = state(node, Span::default());
            match state.as_ref().map(|state| state.phase) {
                Some(Phase::Terminated) => container.last_state = state,
                _ => container.state = state,
            }
        }
        _ => {
            container.name = node.text_of("name");
            spec(&mut container, node);
            status(&mut container, node);
        }
    }
    container
}

/// Adds what the spec says.
pub(super) fn spec(container: &mut Container, node: &Node) {
    if let Some(image) = node.text_of("image") {
        container.image = Some(image);
    }
    container.command = node.get("command").map(words).unwrap_or_default();
    container.args = node.get("args").map(words).unwrap_or_default();
    container.working_dir = node.text_of("workingDir");
    container.restart_policy = node.text_of("restartPolicy");
    container.ports =
        node.get("ports").map(Node::items).unwrap_or_default().iter().filter_map(port).collect();
    container.liveness = probe(node, "livenessProbe");
    container.readiness = probe(node, "readinessProbe");
    container.startup = probe(node, "startupProbe");
    container.env =
        node.get("env").map(Node::items).unwrap_or_default().iter().filter_map(variable).collect();
    container.env_from =
        node.get("envFrom").map(Node::items).unwrap_or_default().iter().filter_map(env_from).collect();
    container.mounts =
        node.get("volumeMounts").map(Node::items).unwrap_or_default().iter().filter_map(mount).collect();
    container.security = node.get("securityContext").map(security).unwrap_or_default();
    let resources = node.get("resources").unwrap_or(node);
    container.limits = quantities(resources, "limits");
    container.requests = quantities(resources, "requests");
}

/// Adds what the status says.
pub(super) fn status(container: &mut Container, node: &Node) {
    if container.image.is_none() {
        container.image = node.text_of("image");
    }
    container.id = node.text_of("containerID");
    if let Some(ready) = number_of(node, "ready") {
        container.ready = Some(ready);
    }
    container.restarts = number_of(node, "restartCount");
    let of = |key: &str| {
        let (name, value) = node.entry(key)?;
        state(value, name.span)
    };
    container.state = of("state");
    container.last_state = of("lastState").filter(|state| state.phase == Phase::Terminated);
    // `kubectl get -o yaml | grep` leaves the inner keys without the outer ones.
    if container.state.is_none() && container.last_state.is_none() {
        if node.has("exitCode") {
            container.last_state = Some(ended(node, node.span));
        } else {
            container.state = state(node, Span::default());
        }
    }
}

/// `{waiting: ...}`, `{running: ...}` or `{terminated: ...}`, under a key that stands at `outer`.
fn state(node: &Node, outer: Span) -> Option<State> {
    let of =
        |key: &str| node.entry(key).or_else(|| node.entries().iter().find(|(name, _)| name.value == key));
    let named = |key: &Text| if outer.is_empty() { key.span } else { outer.to(key.span) };
    // The API called it `termination` before 1.0.
    if let Some((key, inner)) = of("terminated").or_else(|| of("termination")) {
        return Some(ended(inner, named(key)));
    }
    if let Some((key, inner)) = of("waiting") {
        return Some(State {
            phase: Phase::Waiting,
            reason: inner.text_of("reason"),
            message: inner.text_of("message").map(without_end),
            span: named(key),
            ..State::default()
        });
    }
    // A state that names none of the three is that of a container which waits.
    if matches!(&node.value, Value::Map(entries) if entries.is_empty()) {
        return Some(State { span: outer, ..State::default() });
    }
    let (key, inner) = of("running")?;
    Some(State {
        phase: Phase::Running,
        started: time_of(inner, "startedAt"),
        span: named(key),
        ..State::default()
    })
}

/// How a run ended.
fn ended(node: &Node, span: Span) -> State {
    State {
        phase: Phase::Terminated,
        reason: node.text_of("reason").map(of_today),
        message: node.text_of("message").map(without_end),
        exit_code: number_of(node, "exitCode"),
        signal: number_of(node, "signal").filter(|signal| signal.value > 0),
        started: time_of(node, "startedAt"),
        finished: time_of(node, "finishedAt"),
        span,
    }
}

/// The reason as Kubernetes has written it since 1.2.
fn of_today(mut reason: Text) -> Text {
    if reason.value == "OOM Killed" {
        reason.value = "OOMKilled".to_owned();
    }
    reason
}

/// A message without the blanks and line ends behind it, and with the line ends of Unix.
pub(super) fn without_end(mut message: Text) -> Text {
    if message.value.contains('\r') {
        message.value = message.value.replace("\r\n", "\n");
    }
    message.value.truncate(message.value.trim_end().len());
    message
}

fn words(node: &Node) -> Vec<Text> {
    match &node.value {
        Value::Scalar(_) => node.text().into_iter().collect(),
        _ => node.items().iter().filter_map(Node::text).collect(),
    }
}

fn port(node: &Node) -> Option<Port> {
    Some(Port {
        number: node.parsed("containerPort")?.value,
        name: node.text_of("name").map(|name| name.value),
        span: node.span,
    })
}

fn quantities(resources: &Node, key: &str) -> Vec<(String, Text)> {
    let entries = resources.get(key).map(Node::entries).unwrap_or_default();
    entries.iter().filter_map(|(name, quantity)| Some((name.value.clone(), quantity.text()?))).collect()
}

/// A probe, with the defaults of the API where it says nothing.
fn probe(container: &Node, key: &str) -> Option<Probe> {
    let (name, node) = container.entry(key)?;
    let number = |key: &str, default: u64| node.parsed(key).map_or(default, |number| number.value);
    Some(Probe {
        action: action(node),
        delay: number("initialDelaySeconds", 0),
        timeout: number("timeoutSeconds", 1).max(1),
        period: number("periodSeconds", 10).max(1),
        success: number("successThreshold", 1).max(1),
        failure: number("failureThreshold", 3).max(1),
        grace: node.parsed("terminationGracePeriodSeconds").map(|grace| grace.value),
        span: name.span.to(node.span),
    })
}

fn action(probe: &Node) -> Action {
    let text = |node: &Node, key: &str| node.text_of(key).map(|text| text.value).unwrap_or_default();
    if let Some(http) = probe.get("httpGet") {
        let mut path = text(http, "path");
        if !path.starts_with('/') {
            path.insert(0, '/');
        }
        let mut scheme = text(http, "scheme").to_ascii_lowercase();
        if scheme.is_empty() {
            scheme.push_str("http");
        }
        return Action::Http { scheme, host: text(http, "host"), port: text(http, "port"), path };
    }
    if let Some(tcp) = probe.get("tcpSocket") {
        return Action::Tcp { host: text(tcp, "host"), port: text(tcp, "port") };
    }
    if let Some(exec) = probe.get("exec") {
        let words = exec.get("command").map(words).unwrap_or_default();
        return Action::Exec(words.iter().map(Fact::as_str).collect::<Vec<_>>().join(" "));
    }
    if let Some(grpc) = probe.get("grpc") {
        return Action::Grpc { port: text(grpc, "port"), service: text(grpc, "service") };
    }
    Action::Unknown
}

fn variable(node: &Node) -> Option<EnvVar> {
    let name = node.text_of("name")?;
    Some(EnvVar { name, value: env_value(node), span: node.span })
}

fn env_value(node: &Node) -> EnvValue {
    let text = |node: &Node, key: &str| node.text_of(key).map(|text| text.value).unwrap_or_default();
    let Some(from) = node.get("valueFrom") else { return EnvValue::Literal(text(node, "value")) };
    for (key, kind) in [("secretKeyRef", "Secret"), ("configMapKeyRef", "ConfigMap")] {
        if let Some(reference) = from.get(key) {
            return EnvValue::Key {
                kind: kind.into(),
                object: text(reference, "name"),
                key: text(reference, "key"),
                optional: reference.parsed("optional").is_some_and(|optional| optional.value),
            };
        }
    }
    let field = from.get("fieldRef").map(|field| text(field, "fieldPath"));
    let resource = || from.get("resourceFieldRef").map(|field| text(field, "resource"));
    let file = || from.get("fileKeyRef").map(|file| text(file, "path"));
    EnvValue::Field(field.or_else(resource).or_else(file).unwrap_or_default())
}

fn env_from(node: &Node) -> Option<EnvFrom> {
    let (kind, reference) = match node.get("configMapRef") {
        Some(reference) => ("ConfigMap", reference),
        None => ("Secret", node.get("secretRef")?),
    };
    Some(EnvFrom {
        kind: kind.into(),
        object: reference.text_of("name")?,
        optional: reference.parsed("optional").is_some_and(|optional| optional.value),
    })
}

fn mount(node: &Node) -> Option<Mount> {
    let text = |key: &str| node.text_of(key).map(|text| text.value);
    Some(Mount {
        path: node.text_of("mountPath")?,
        volume: node.text_of("name").map(|name| name.value).unwrap_or_default(),
        read_only: node.parsed("readOnly").is_some_and(|read_only| read_only.value),
        sub_path: text("subPath"),
        sub_path_expr: text("subPathExpr"),
    })
}

/// The settings of a security context, each with the path to it: `capabilities.add`, `runAsUser`.
pub(super) fn security(context: &Node) -> Vec<(String, Text)> {
    let mut settings = Vec::new();
    for (key, node) in context.entries() {
        settings.extend(node.text().map(|text| (key.value.clone(), text)));
        for (inner, value) in node.entries() {
            let path = format!("{}.{}", key.value, inner.value);
            settings.extend(value.text().map(|text| (path.clone(), text)));
            settings.extend(value.items().iter().filter_map(|item| Some((path.clone(), item.text()?))));
        }
        settings.extend(node.items().iter().filter_map(|item| Some((key.value.clone(), item.text()?))));
    }
    settings
}
