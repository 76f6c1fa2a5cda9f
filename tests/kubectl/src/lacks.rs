//! What `kubectl describe` does not print, in one place. A fact that stands here and is printed after all fails the
//! test, and so does one that no generated object has.

use crate::compare::Flat;
use crate::kubectl::Kubectl;
use serde_json::Value;

/// A fact of the API that describe leaves out.
#[derive(Clone, Copy, Debug)]
pub struct Lack {
    /// Where the model keeps it; `*` is any one step.
    pub model: &'static str,
    /// Where a pod of the API has it.
    pub api: &'static [&'static str],
    /// The first kubectl that leaves it out, and the first that prints it, as minor versions.
    pub versions: (u32, u32),
    /// What the fact looks like instead, if not absent.
    pub reads_as: Option<&'static str>,
    /// Of which pods this holds.
    pub of: Of,
    /// Whether other words may tell the fact all the same.
    pub hinted: bool,
}

/// Of which pods a fact is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    All,
    /// Those that nobody deletes.
    Staying,
    /// Those that have ended and are being deleted.
    Ended,
}

impl Lack {
    /// Whether this kubectl leaves the fact out of the describe of this pod.
    pub fn is_in_force(&self, minor: u32, pod: &Flat) -> bool {
        let deleting = pod.contains_key("facts.deleting");
        let ended =
            pod.get("facts.status").is_some_and(|status| ["Succeeded", "Failed"].contains(&status.as_str()));
        let concerned = match self.of {
            Of::All => true,
            Of::Staying => !deleting || ended && minor >= PHASE_OF_THE_ENDED,
            Of::Ended => deleting && ended,
        };
        concerned && self.is_of(minor)
    }

    fn is_of(&self, minor: u32) -> bool {
        (self.versions.0..self.versions.1).contains(&minor)
    }
}

/// From here on a pod that has ended keeps its phase while it is deleted.
const PHASE_OF_THE_ENDED: u32 = 31;

const fn never(model: &'static str, api: &'static [&'static str]) -> Lack {
    Lack { model, api, versions: (0, u32::MAX), reads_as: None, of: Of::All, hinted: false }
}

const fn until(minor: u32, model: &'static str, api: &'static [&'static str]) -> Lack {
    Lack { versions: (0, minor), ..never(model, api) }
}

/// Facts that describe does not print.
pub const DESCRIBE: &[Lack] = &[
    never("facts.restart_policy", &["spec.restartPolicy"]),
    Lack { of: Of::Staying, ..never("facts.grace", &["spec.terminationGracePeriodSeconds"]) },
    Lack {
        of: Of::Ended,
        versions: (PHASE_OF_THE_ENDED, u32::MAX),
        ..never("facts.deleting", &["metadata.deletionTimestamp", "metadata.deletionGracePeriodSeconds"])
    },
    Lack {
        of: Of::Ended,
        versions: (0, PHASE_OF_THE_ENDED),
        reads_as: Some("Terminating"),
        ..never("facts.status", &[])
    },
    never("facts.security.*", &["spec.securityContext"]),
    never("facts.conditions.*.reason", &["status.conditions.*.reason"]),
    never("facts.conditions.*.message", &["status.conditions.*.message"]),
    until(3, "facts.qos", &["status.qosClass"]),
    until(6, "facts.volumes.*.optional", &[]),
    until(25, "facts.service_account", &["spec.serviceAccountName"]),
    Lack {
        reads_as: Some("Init"),
        ..never("containers.*.facts.kind", &["spec.initContainers.*.restartPolicy"])
    },
    never("containers.*.facts.restart_policy", &["spec.initContainers.*.restartPolicy"]),
    never("containers.*.facts.working_dir", &["spec.*.*.workingDir"]),
    never("containers.*.facts.security.*", &["spec.*.*.securityContext"]),
    never("containers.*.facts.state(Waiting).message", &["status.*.*.state.waiting.message"]),
    never("containers.*.facts.liveness.grace", &["spec.*.*.livenessProbe.terminationGracePeriodSeconds"]),
    never("containers.*.facts.readiness.grace", &["spec.*.*.readinessProbe.terminationGracePeriodSeconds"]),
    never("containers.*.facts.startup.grace", &["spec.*.*.startupProbe.terminationGracePeriodSeconds"]),
    never("containers.*.facts.mounts.*.sub_path_expr", &["spec.*.*.volumeMounts.*.subPathExpr"]),
    Lack { hinted: true, ..until(35, "events.*.container", &[]) },
    until(34, "containers.*.facts.ports.*.name", &["spec.*.*.ports.*.name"]),
];

/// The facts that at least one of these leaves out.
pub fn asked_of(all: &[Kubectl]) -> impl Iterator<Item = &'static Lack> {
    DESCRIBE.iter().filter(|lack| all.iter().any(|kubectl| lack.is_of(kubectl.minor)))
}

/// What describe says and no object holds: that there are no events.
pub const ONLY_DESCRIBE: &[&str] = &["facts.no_events"];

/// A pod of the API without all that a describe by this kubectl leaves out.
pub fn as_described(pod: &Value, minor: u32) -> Value {
    let deleting = pod["metadata"].get("deletionTimestamp").is_some();
    let ended = pod["status"]["phase"].as_str().is_some_and(|phase| ["Succeeded", "Failed"].contains(&phase));
    let mut pod = pod.clone();
    for lack in
        DESCRIBE.iter().filter(|lack| lack.is_of(minor) && (lack.of != Of::Ended || deleting && ended))
    {
        for path in lack.api {
            remove(&mut pod, path);
        }
    }
    if deleting && ended && minor < PHASE_OF_THE_ENDED {
        pod["status"]["phase"] = Value::from("Running");
    }
    for list in ["initContainers", "containers", "ephemeralContainers"] {
        for container in pod["spec"][list].as_array_mut().into_iter().flatten() {
            without_margins(&mut container["command"]);
            without_margins(&mut container["args"]);
        }
    }
    pod
}

/// Words of a command stand in a column: how many blanks they begin and end with is not told.
fn without_margins(words: &mut Value) {
    for word in words.as_array_mut().into_iter().flatten() {
        let lines: Vec<&str> = word.as_str().unwrap_or_default().split('\n').map(str::trim).collect();
        *word = Value::from(lines.join("\n"));
    }
}

/// The widths of usual terminals. Where the longest line of a describe is just as wide as one, what follows may be the
/// rest of it or a line of its own: `No such file` and `and more of it` are then read as one line.
const WIDTHS: [usize; 6] = [80, 100, 120, 132, 160, 200];

/// Whether it cannot be told if a terminal broke a line of this text.
pub fn may_be_broken(text: &str) -> bool {
    let longest = text.lines().map(|line| line.chars().count()).max();
    longest.is_some_and(|longest| WIDTHS.contains(&longest))
}

/// Whether both say the same but for the end of a line.
pub fn are_the_same_unbroken(one: &str, other: &str) -> bool {
    let letters =
        |text: &str| text.replace("\\n", "").chars().filter(|c| !c.is_whitespace()).collect::<String>();
    letters(one) == letters(other)
}

/// An event of the API without all that a describe by this kubectl leaves out.
pub fn event_as_described(event: &Value, minor: u32) -> Value {
    let mut event = event.clone();
    if minor < 35 {
        remove(&mut event, "involvedObject.fieldPath");
    }
    event
}

fn remove(value: &mut Value, path: &str) {
    let (key, rest) = path.split_once('.').map_or((path, None), |(key, rest)| (key, Some(rest)));
    match (value, key, rest) {
        (Value::Array(items), "*", Some(rest)) => items.iter_mut().for_each(|item| remove(item, rest)),
        (Value::Object(entries), "*", Some(rest)) => {
            entries.values_mut().for_each(|inner| remove(inner, rest));
        }
        (Value::Object(entries), key, Some(rest)) => {
            if let Some(inner) = entries.get_mut(key) {
                remove(inner, rest);
            }
        }
        (Value::Object(entries), key, None) => {
            entries.remove(key);
        }
        _ => {}
    }
}
