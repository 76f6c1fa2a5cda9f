//! What an artifact was recognised as, in words for people.

use crate::model::{Container, Model, Pod};
use crate::read::Artifact;

/// The words for one artifact: `describe of prod/api-0, 3 containers`, `previous log of container api, 412 lines`.
pub(super) fn of(index: usize, artifact: &Artifact, model: &Model) -> String {
    let lines = counted(artifact.lines, "line", "lines");
    match artifact.kind {
        "describe" => format!("describe{}, {lines}", pods(artifact, model)),
        "yaml" | "json" => {
            format!("{}{}, {lines}", artifact.kind.to_ascii_uppercase(), pods(artifact, model))
        }
        "get-pods" => format!("table of pods, {lines}"),
        "events" => format!("events, {lines}"),
        "logs" => format!("{}, {lines}", log(index, model)),
        "command" => "a command".to_owned(),
        "notice" => "a message of kubectl".to_owned(),
        _ => format!("other text, {lines}"),
    }
}

/// ` of prod/api-0, 3 containers`, if one pod of the model stands there.
fn pods(artifact: &Artifact, model: &Model) -> String {
    let inside = |pod: &&Pod| artifact.span.contains(pod.facts.span) && !pod.facts.span.is_empty();
    let mut found = model.pods.iter().filter(inside);
    match (found.next(), found.count()) {
        (Some(pod), 0) => {
            let name = pod.full_name().unwrap_or_else(|| "a pod".to_owned());
            format!(" of {name}, {}", counted(pod.containers.len(), "container", "containers"))
        }
        (Some(_), more) => format!(" of {} pods", more + 1),
        (None, _) => String::new(),
    }
}

fn log(artifact: usize, model: &Model) -> String {
    let printed = |container: &&Container| container.logs.iter().any(|output| output.artifact == artifact);
    let container = model.pods.iter().flat_map(|pod| &pod.containers).find(printed);
    let previous = container.is_some_and(|container| {
        container.logs.iter().any(|output| output.artifact == artifact && output.previous)
    });
    let what = if previous { "previous log" } else { "log" };
    match container.and_then(Container::name) {
        Some(name) => format!("{what} of container {name}"),
        None => what.to_owned(),
    }
}

/// `1 line`, `2 lines`.
fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}
