//! What an artifact was recognised as, in words for people.

use crate::model::{Container, Model, Output, Pod, Whose};
use crate::read::Artifact;
use std::collections::BTreeMap;

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

/// What all artifacts are about, looked up once: there may be as many of them as pods.
#[derive(Debug)]
pub(super) struct Abouts<'m> {
    /// The logs of each artifact, by its index.
    logs: BTreeMap<usize, Vec<(&'m Pod, &'m Container, &'m Output)>>,
    /// The pods whose place in the paste is known, in its order.
    pods: Vec<&'m Pod>,
}

impl<'m> Abouts<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        let mut logs: BTreeMap<usize, Vec<_>> = BTreeMap::new();
        for pod in &model.pods {
            for container in &pod.containers {
                for output in &container.logs {
                    logs.entry(output.artifact).or_default().push((pod, container, output));
                }
            }
        }
        let mut pods: Vec<&Pod> = model.pods.iter().filter(|pod| !pod.facts.span.is_empty()).collect();
        pods.sort_by_key(|pod| pod.facts.span.start());
        Self { logs, pods }
    }

    /// What the artifact with this index is about.
    pub(super) fn of(&self, index: usize, artifact: &Artifact) -> About<'m> {
        if let Some(logs @ [(pod, container, output), ..]) = self.logs.get(&index).map(Vec::as_slice) {
            let about = About { output: Some(output), logs: logs.len(), ..About::default() };
            let only = logs.len() == 1;
            return if only { About { pod: Some(pod), container: Some(container), ..about } } else { about };
        }
        let first = self.pods.partition_point(|pod| pod.facts.span.start() < artifact.span.start());
        let from = self.pods.get(first..).unwrap_or_default().iter();
        let inside = from
            .take_while(|pod| pod.facts.span.start() < artifact.span.end())
            .filter(|pod| artifact.span.contains(pod.facts.span));
        let found: Vec<&'m Pod> = inside.copied().collect();
        About {
            pod: found.first().copied().filter(|_| found.len() == 1),
            pods: found.len(),
            ..About::default()
        }
    }
}

/// The words for one artifact: `describe of prod/api-0, 3 containers`, `previous log of container api, 412 lines`.
pub(super) fn of(kind: &str, about: &About<'_>, lines: usize) -> String {
    let lines = counted(lines, "line", "lines");
    match kind {
        "describe" => format!("describe{}, {lines}", pods(about)),
        "yaml" | "json" => format!("{}{}, {lines}", kind.to_ascii_uppercase(), pods(about)),
        "fields" => format!("fields{}, {lines}", pods(about)),
        "panel" => format!("details{}, {lines}", pods(about)),
        "get-pods" => format!("table of pods, {lines}"),
        "get-nodes" => format!("table of nodes, {lines}"),
        "rancher" => "a state as Rancher shows it".to_owned(),
        "get-pvc" => format!("table of claims, {lines}"),
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
