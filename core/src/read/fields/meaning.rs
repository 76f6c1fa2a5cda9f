//! What the value of a field may look like: which of several paths a word belongs to, and whether it is an answer at all.

use super::super::object;
use crate::text::Time;

/// How well a value fits its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// Other texts have such words as well.
    Perhaps,
    /// Hardly anything else looks like it.
    Surely,
}

/// Whether this may be the value of a field of this name.
pub(super) fn fit(name: &str, value: &str) -> Option<Fit> {
    let surely = |is: bool| is.then_some(Fit::Surely);
    let is_block = value.starts_with(['{', '[']);
    match name {
        "message" | "note" => Some(Fit::Perhaps),
        "command" | "args" => surely(value.starts_with("[\"") || value == "[]"),
        "env"
        | "envFrom"
        | "ports"
        | "volumeMounts"
        | "volumes"
        | "conditions"
        | "imagePullSecrets"
        | "tolerations"
        | "containers"
        | "initContainers"
        | "containerStatuses"
        | "initContainerStatuses" => surely(value.starts_with("[{") || value == "[]"),
        "livenessProbe" | "readinessProbe" | "startupProbe" | "securityContext" | "resources" | "limits"
        | "requests" | "lifecycle" | "state" | "lastState" | "terminated" | "waiting" | "running" => {
            surely(value.starts_with('{'))
        }
        _ if is_number(name) => surely(value.parse::<i64>().is_ok()),
        "ready" | "started" | "hostNetwork" | "automountServiceAccountToken" => {
            surely(matches!(value, "true" | "false"))
        }
        "phase" => surely(object::is_telling("phase", value)),
        "restartPolicy" => surely(matches!(value, "Always" | "OnFailure" | "Never")),
        "reason" => surely(is_reason(value)),
        "startedAt" | "finishedAt" | "startTime" => surely(Time::parse(value).is_some()),
        "image" if is_block => None,
        "image" => Some(if value.contains(['/', ':']) { Fit::Surely } else { Fit::Perhaps }),
        "name" | "namespace" | "nodeName" | "serviceAccountName" => is_name(value).then_some(Fit::Perhaps),
        _ => Some(if is_block { Fit::Surely } else { Fit::Perhaps }),
    }
}

/// Whether a field holds a number.
pub(super) fn is_number(name: &str) -> bool {
    matches!(
        name,
        "exitCode" | "signal" | "restartCount" | "activeDeadlineSeconds" | "terminationGracePeriodSeconds"
    )
}

/// Whether a field holds sentences.
pub(super) fn is_sentence(name: &str) -> bool {
    matches!(name, "message" | "note")
}

/// `OOMKilled`, `ContainersNotReady`, `Error`: words that begin sentences are none.
fn is_reason(word: &str) -> bool {
    const PLAIN: [&str; 8] =
        ["Error", "Completed", "Evicted", "Unknown", "Terminated", "Shutdown", "Preempting", "Failed"];
    let capitals = word.bytes().filter(u8::is_ascii_uppercase).count();
    let is_one = word.starts_with(|first: char| first.is_ascii_uppercase()) && capitals > 1;
    PLAIN.contains(&word) || is_one && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn is_name(word: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte);
    !word.is_empty() && word.len() < 254 && word.bytes().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::{Fit, fit};

    #[test]
    fn a_value_fits_its_field() {
        for (name, value, expected) in [
            ("exitCode", "137", Some(Fit::Surely)),
            ("exitCode", "none", None),
            ("reason", "OOMKilled", Some(Fit::Surely)),
            ("reason", "Error", Some(Fit::Surely)),
            ("reason", "Then", None),
            ("reason", "error:", None),
            ("image", "registry.example/till:4", Some(Fit::Surely)),
            ("image", "till", Some(Fit::Perhaps)),
            ("image", "[]", None),
            ("name", "till-0", Some(Fit::Perhaps)),
            ("name", "Till", None),
            ("args", "[\"--serve\"]", Some(Fit::Surely)),
            ("args", "[{\"name\":\"a\"}]", None),
            ("env", "[{\"name\":\"a\"}]", Some(Fit::Surely)),
            ("livenessProbe", "{}", Some(Fit::Surely)),
            ("livenessProbe", "till", None),
            ("phase", "Failed", Some(Fit::Surely)),
            ("phase", "The", None),
            ("restartPolicy", "Never", Some(Fit::Surely)),
            ("ready", "true", Some(Fit::Surely)),
            ("ready", "yes", None),
            ("finishedAt", "2026-03-01T10:20:09Z", Some(Fit::Surely)),
            ("colour", "red", Some(Fit::Perhaps)),
        ] {
            assert_eq!(fit(name, value), expected, "{name}: {value}");
        }
    }
}
