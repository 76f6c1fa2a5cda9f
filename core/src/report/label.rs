//! What an artifact was recognised as, in words for people.

use crate::model::{Container, Model, Output, Pod, Whose};
use crate::read::Artifact;

/// What an artifact is about.
#[derive(Debug, Default)]
pub(super) struct About<'m> {
    /// The pod, if it is one.
    pub(super) pod: Option<&'m Pod>,
    /// The container whose log it is.
    pub(super) container: Option<&'m Container>,
    output: Option<&'m Output>,
    /// How many pods it tells of.
    pods: usize,
    /// How many containers' logs it holds.
    logs: usize,
}

impl<'m> About<'m> {
    /// What the artifact with this index is about.
    pub(super) fn of(index: usize, artifact: &Artifact, model: &'m Model) -> Self {
        let mut logs = model.pods.iter().flat_map(|pod| {
            pod.containers.iter().flat_map(move |container| {
                let outputs = container.logs.iter().filter(move |output| output.artifact == index);
                outputs.map(move |output| (pod, container, output))
            })
        });
        if let Some((pod, container, output)) = logs.next() {
            let logs = 1 + logs.count();
            let only = logs == 1;
            let about = Self { output: Some(output), logs, ..Self::default() };
            return if only { Self { pod: Some(pod), container: Some(container), ..about } } else { about };
        }
        let inside = |pod: &&Pod| artifact.span.contains(pod.facts.span) && !pod.facts.span.is_empty();
        let mut found = model.pods.iter().filter(inside);
        let first = found.next();
        let pods = usize::from(first.is_some()) + found.count();
        Self { pod: first.filter(|_| pods == 1), pods, ..Self::default() }
    }
}

/// The words for one artifact: `describe of prod/api-0, 3 containers`, `previous log of container api, 412 lines`.
pub(super) fn of(kind: &str, about: &About<'_>, lines: usize) -> String {
    let lines = counted(lines, "line", "lines");
    match kind {
        "describe" => format!("describe{}, {lines}", pods(about)),
        "yaml" | "json" => format!("{}{}, {lines}", kind.to_ascii_uppercase(), pods(about)),
        "get-pods" => format!("table of pods, {lines}"),
        "events" => format!("events, {lines}"),
        "logs" => log(about, &lines),
        "exit-code" => "an exit code".to_owned(),
        "command" => "a command".to_owned(),
        "heading" => "a heading of a log".to_owned(),
        "notice" => "a message of kubectl".to_owned(),
        "unread" => format!("not read, {lines}"),
        _ => format!("other text, {lines}"),
    }
}

/// ` of prod/api-0, 3 containers`, if it is about one pod.
fn pods(about: &About<'_>) -> String {
    match (about.pod, about.pods) {
        (Some(pod), _) => {
            let name = pod.full_name().unwrap_or_else(|| "a pod".to_owned());
            format!(" of {name}, {}", counted(pod.containers.len(), "container", "containers"))
        }
        (None, 0) => String::new(),
        (None, more) => format!(" of {more} pods"),
    }
}

fn log(about: &About<'_>, lines: &str) -> String {
    let previous = about.output.is_some_and(|output| output.previous);
    let what = if previous { "previous log" } else { "log" };
    if about.logs > 1 {
        return format!("{what}s of {} containers, {lines}", about.logs);
    }
    let name = about.container.and_then(Container::name);
    match (name, about.output.map(|output| output.whose)) {
        (Some(name), Some(Whose::ByTime)) => format!("{what} of container {name} by its times, {lines}"),
        (Some(name), Some(Whose::Supposed)) => {
            format!("{what} of a container that nothing names, taken for {name}, {lines}")
        }
        (Some(name), _) => format!("{what} of container {name}, {lines}"),
        (None, Some(Whose::Supposed)) => format!("{what} of a container that nothing names, {lines}"),
        (None, _) => format!("{what}, {lines}"),
    }
}

/// `1 line`, `2 lines`.
fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}
