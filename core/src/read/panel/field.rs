//! The fields of a panel, by the part of it that has them.

/// A part of the panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Part {
    #[default]
    Pod,
    Container,
    Events,
}

/// A field: its name, its part, and which lines it holds.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) part: Part,
    pub(super) holds: Holds,
}

/// Which lines a field holds.
#[derive(Debug)]
pub(super) enum Holds {
    One,
    /// Those of this shape, and others as long as more of the panel follows.
    Many(fn(&str) -> bool),
}

const fn one(part: Part, name: &'static str) -> Field {
    Field { name, part, holds: Holds::One }
}

const fn many(part: Part, name: &'static str, shape: fn(&str) -> bool) -> Field {
    Field { name, part, holds: Holds::Many(shape) }
}

use Part::{Container, Events, Pod};

static FIELDS: &[Field] = &[
    one(Pod, "Created"),
    one(Pod, "Name"),
    one(Pod, "Namespace"),
    one(Pod, "UID"),
    one(Pod, "Link"),
    one(Pod, "Resource Version"),
    many(Pod, "Labels", none),
    many(Pod, "Annotations", none),
    many(Pod, "Finalizers", none),
    many(Pod, "Controlled By", none),
    one(Pod, "Status"),
    one(Pod, "Scheduler"),
    one(Pod, "Node"),
    one(Pod, "Host IPs"),
    one(Pod, "Pod IP"),
    one(Pod, "Pod IPs"),
    one(Pod, "Service Account"),
    one(Pod, "Priority Class"),
    one(Pod, "QoS Class"),
    one(Pod, "Runtime Class"),
    one(Pod, "Termination Grace Period"),
    one(Pod, "Conditions"),
    one(Pod, "Node Selector"),
    many(Pod, "Tolerations", none),
    many(Pod, "Affinities", none),
    one(Pod, "Requests"),
    one(Pod, "Limits"),
    many(Pod, "Secrets", none),
    one(Container, "Target Container"),
    one(Container, "Status"),
    many(Container, "Last Status", is_end),
    one(Container, "Image"),
    one(Container, "ImagePullPolicy"),
    many(Container, "Ports", is_port),
    many(Container, "Environment", |line| line.contains(" : ")),
    many(Container, "Mounts", |line| line.starts_with('/') || line.starts_with("from ")),
    many(Container, "Liveness", is_probe),
    many(Container, "Readiness", is_probe),
    many(Container, "Startup", is_probe),
    one(Container, "Command"),
    one(Container, "Arguments"),
    one(Container, "Requests"),
    one(Container, "Limits"),
    one(Container, "Resize Policy"),
    one(Events, "Source"),
    one(Events, "Count"),
    one(Events, "Sub-object"),
    one(Events, "Last seen"),
];

/// The field of this name in a part of the panel.
pub(super) fn named(part: Part, line: &str) -> Option<&'static Field> {
    all_named(line).find(|field| field.part == part)
}

/// Whether any part of the panel has a field of this name.
pub(super) fn is_any(line: &str) -> bool {
    all_named(line).next().is_some()
}

fn all_named(line: &str) -> impl Iterator<Item = &'static Field> {
    /// No name is longer.
    const LONGEST: usize = "Termination Grace Period".len();
    let name = line.trim();
    FIELDS.iter().filter(move |field| name.len() <= LONGEST && field.name == name)
}

fn none(_: &str) -> bool {
    false
}

fn is_end(line: &str) -> bool {
    line == "terminated" || ["Reason:", "Started", "Finished"].iter().any(|word| line.starts_with(word))
}

fn is_port(line: &str) -> bool {
    ["/TCP", "/UDP", "/SCTP", "Forward...", "Remove"].iter().any(|word| line.contains(word))
}

fn is_probe(line: &str) -> bool {
    ["http-get", "tcp-socket", "exec [", "delay="].iter().any(|start| line.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::{Holds, Part, is_any, named};

    #[test]
    fn a_field_knows_its_lines() {
        for (name, line, holds) in [
            ("Ports", "http: 8080/TCPForward...", true),
            ("Ports", "53/UDP", true),
            ("Ports", "9/SCTP", true),
            ("Ports", "8080", false),
            ("Last Status", "terminated", true),
            ("Last Status", "Reason: Reason: Error - exit code: 1", true),
            ("Last Status", "Started at: 2026-11-19T10:11:40+00:00", true),
            ("Last Status", "Finished at: 2026-11-19T10:11:42+00:00", true),
            ("Last Status", "running", false),
            ("Liveness", "http-get http://:8080/live", true),
            ("Readiness", "tcp-socket :8080", true),
            ("Startup", "exec [cat /run/ready]", true),
            ("Startup", "delay=5stimeout=1s", true),
            ("Startup", "executed", false),
            ("Environment", "TILL_MODE : open", true),
            ("Environment", "TILL_MODE", false),
            ("Mounts", "/var/till", true),
            ("Mounts", "from till (rw)", true),
            ("Mounts", "till", false),
        ] {
            let field = named(Part::Container, name).expect(name);
            let Holds::Many(shape) = field.holds else { panic!("{name} holds one line") };
            assert_eq!(shape(line), holds, "{name}: {line}");
        }
    }

    #[test]
    fn a_name_is_one_in_its_part() {
        assert!(is_any("Image") && is_any(" Last seen ") && !is_any("image") && !is_any("Images"));
        assert!(named(Part::Pod, "Image").is_none() && named(Part::Container, " Image ").is_some());
        assert!(named(Part::Pod, "Termination Grace Period").is_some());
        assert!(
            matches!(named(Part::Pod, "Labels").map(|field| &field.holds), Some(Holds::Many(shape)) if !shape("app=till"))
        );
    }
}
