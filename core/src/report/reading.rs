//! How a paste was read: every stretch of it, as what it was recognised, and what was not.

use super::text::safe;
use crate::diagnosis::{Artifact, Diagnosis};
use std::fmt::Write as _;

/// The reading of a paste, one line a stretch, in the order of the paste.
///
/// What was not recognised is listed as well: it was kept as text, and nothing of it counted but known log lines.
pub fn render(diagnosis: &Diagnosis) -> String {
    let artifacts = &diagnosis.artifacts;
    let unknown = artifacts.iter().filter(|artifact| !is_known(artifact));
    let (unknown, all) = (unknown.count(), artifacts.len());
    let mut out = match (all, unknown) {
        (0, _) => "Nothing was read: the paste is empty.\n".to_owned(),
        (_, 0) => format!("{}, all recognised.\n", counted(all, "part", "parts")),
        _ => format!("{}, {unknown} not recognised.\n", counted(all, "part", "parts")),
    };
    let last = artifacts.last().map_or(0, |last| last.line + last.lines);
    let width = last.to_string().len();
    let mut input = None;
    for artifact in artifacts {
        if input != Some(artifact.input) {
            input = Some(artifact.input);
            let name = diagnosis.inputs.get(artifact.input).map_or("", |input| input.name.as_str());
            if !name.is_empty() {
                let _ = writeln!(out, "{}", safe(name));
            }
        }
        let lines = match artifact.lines {
            0 | 1 => format!("{:>width$}", artifact.line),
            lines => format!("{:>width$}-{}", artifact.line, artifact.line + lines - 1),
        };
        let _ = writeln!(out, "  {lines:<0$}  {1}", 2 * width + 1, what(artifact));
    }
    for pod in &diagnosis.pods {
        let name = if pod.name.is_empty() { "a pod without a name" } else { &pod.name };
        let containers: Vec<_> = pod.containers.iter().map(container).collect();
        let _ = writeln!(out, "pod {}: {}", safe(name), safe(&containers.join(", ")));
    }
    out
}

fn what(artifact: &Artifact) -> String {
    let mark = if is_known(artifact) { "" } else { "not recognised: " };
    let whose = artifact.pod.as_deref().filter(|pod| !artifact.label.contains(pod));
    let whose = whose.map(|pod| format!(" (pod {pod})")).unwrap_or_default();
    format!("{mark}{}{}", safe(&artifact.label), safe(&whose))
}

fn container(container: &crate::diagnosis::Container) -> String {
    let name = if container.name.is_empty() { "a container without a name" } else { &container.name };
    match &container.state {
        Some(state) => format!("{name} ({state})"),
        None => name.to_owned(),
    }
}

fn is_known(artifact: &Artifact) -> bool {
    artifact.kind != "fragment" && artifact.kind != "unread"
}

fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::diagnose;

    #[test]
    fn what_was_read_and_what_was_not() {
        let paste = "Hello, please help\n\nName:         shop-0\nNamespace:    prod\nContainers:\n  web:\n    State:          Waiting\n      Reason:       CrashLoopBackOff\n    Ready:          False\n    Restart Count:  3\n\n$ kubectl logs shop-0 -n prod -c web --previous\nFATAL environment variable SHOP_DSN is not set\n";
        assert_eq!(
            render(&diagnose(paste)),
            "\
4 parts, 1 not recognised.
   1     not recognised: other text, 1 line
   3-10  describe of prod/shop-0, 1 container, 8 lines
  12     a command
  13     previous log of container web, 1 line (pod prod/shop-0)
pod shop-0: web (Waiting: CrashLoopBackOff)
"
        );
    }
}
