//! The keys that `describe` prints, and which of them no other text has.

use crate::text::{Line, Pattern};

/// Every key, sorted.
const KEYS: [&str; 84] = [
    "Annotations",
    "Args",
    "ClaimName",
    "Command",
    "Conditions",
    "ConfigMapName",
    "ConfigMapOptional",
    "Container ID",
    "Containers",
    "Controlled By",
    "Controllers",
    "Created By",
    "Devices",
    "DownwardAPI",
    "Driver",
    "Environment",
    "Environment Variables",
    "Environment Variables from",
    "Ephemeral Containers",
    "Events",
    "Exit Code",
    "FSType",
    "Finished",
    "Host Port",
    "Host Ports",
    "HostPathType",
    "IP",
    "IPs",
    "Image",
    "Image ID",
    "Image(s)",
    "Init Containers",
    "Labels",
    "Last State",
    "Last Termination State",
    "Limits",
    "Liveness",
    "LocalhostProfile",
    "Medium",
    "Message",
    "Mounts",
    "Name",
    "Namespace",
    "Node",
    "Node-Selectors",
    "NominatedNodeName",
    "Optional",
    "Path",
    "Pod Template",
    "Port",
    "Ports",
    "Priority",
    "Priority Class Name",
    "PriorityClassName",
    "QoS Class",
    "QoS Tier",
    "ReadOnly",
    "Readiness",
    "Readiness Gates",
    "Ready",
    "Reason",
    "Reference",
    "Replication Controllers",
    "Requests",
    "Resources",
    "Restart Count",
    "Runtime Class Name",
    "SeccompProfile",
    "SecretName",
    "SecretOptionalName",
    "Server",
    "Service Account",
    "Signal",
    "SizeLimit",
    "Start Time",
    "Started",
    "Startup",
    "State",
    "Status",
    "Termination Grace Period",
    "TokenExpirationSeconds",
    "Tolerations",
    "Type",
    "Volumes",
];

/// Reasons that nobody but Kubernetes gives.
const REASONS: [&str; 13] = [
    "OOMKilled",
    "CrashLoopBackOff",
    "ContainerCannotRun",
    "ContainerStatusUnknown",
    "StartError",
    "Evicted",
    "NodeShutdown",
    "NodeLost",
    "UnexpectedAdmissionError",
    "ErrImagePull",
    "ImagePullBackOff",
    "CreateContainerConfigError",
    "RunContainerError",
];

/// The key at the start of a line, and the value behind it without blanks around.
pub(in crate::read) fn key_of(line: &str) -> Option<(&'static str, &str)> {
    let (key, value) = line.split_once(':')?;
    if !(value.is_empty() || value.starts_with([' ', '\t'])) {
        return None;
    }
    let key = key.trim();
    let alias = match key {
        "Image(s)" => "Image",
        "Last Termination State" => "Last State",
        "PriorityClassName" => "Priority Class Name",
        "Controllers" | "Replication Controllers" => "Controlled By",
        "Host Ports" => "Host Port",
        "Ports" => "Port",
        "QoS Tier" => "QoS Class",
        "Volume Mounts" => "Mounts",
        _ => KEYS.binary_search(&key).ok().and_then(|at| KEYS.get(at).copied())?,
    };
    let value = value.trim();
    Some((alias, if ONE_WORD.contains(&alias) { without_remark(value) } else { value }))
}

/// Keys whose value is a word or a time.
const ONE_WORD: [&str; 9] =
    ["Exit Code", "Finished", "Last State", "Ready", "Reason", "Restart Count", "Signal", "Started", "State"];

/// What stands before a remark that somebody put behind it: `137  # why?`, `Error <-- here`.
fn without_remark(value: &str) -> &str {
    let remark = [" # ", " <", " \u{2190}"].iter().filter_map(|sign| value.find(sign)).min();
    remark.and_then(|at| value.get(..at)).unwrap_or(value).trim_end()
}

/// Whether only a describe prints such a line.
pub(super) fn is_distinctive(line: &str) -> bool {
    static WORKLOAD: Pattern = Pattern::new(r"^[A-Z][A-Za-z]+/[a-z0-9]");
    let Some((key, value)) = key_of(line) else { return false };
    match key {
        "Last State" | "State" => {
            ["Waiting", "Running", "Terminated", "<none>"].iter().any(|state| value.starts_with(state))
        }
        "Reason" => REASONS.contains(&value),
        "Restart Count" => value.parse::<u64>().is_ok(),
        "Exit Code" => value.parse::<i64>().is_ok(),
        "Liveness" | "Readiness" | "Startup" => value.contains("delay="),
        "Controlled By" => WORKLOAD.is_match(value),
        "Container ID" => value.contains("://"),
        "Image ID" => value.contains("sha256:") || value.contains("://"),
        "Host Port" => value.ends_with("/TCP") || value.ends_with("/UDP") || value == "<none>",
        "QoS Class" => ["BestEffort", "Burstable", "Guaranteed"].contains(&value),
        "Node-Selectors" | "Tolerations" => !value.is_empty(),
        "Init Containers" | "Containers" | "Environment" | "Mounts" | "Conditions" | "Volumes" | "Events" => {
            value == "<none>"
        }
        "Termination Grace Period" => value.ends_with('s'),
        _ => false,
    }
}

/// Whether the description of an object begins here: a name, and soon a namespace.
pub(super) fn is_object_start(lines: &[Line<'_>]) -> bool {
    let Some((first, rest)) = lines.split_first() else { return false };
    key_of(&first.text).is_some_and(|(key, value)| key == "Name" && !value.is_empty() && !value.contains(' '))
        && rest.iter().take(3).any(|line| key_of(&line.text).is_some_and(|(key, _)| key == "Namespace"))
}

#[cfg(test)]
mod tests {
    use super::{KEYS, is_distinctive, key_of};

    #[test]
    fn the_table_is_sorted() {
        assert!(KEYS.is_sorted());
    }

    #[test]
    fn some_values_stand_in_no_other_text() {
        for line in [
            "    Image ID:  docker.io/till@sha256:9f86d081",
            "    Image ID:  docker://9f86d081",
            "    Host Port:  8080/TCP",
            "    Host Port:  <none>",
            "    Exit Code:  -1",
        ] {
            assert!(is_distinctive(line), "{line}");
        }
        for line in
            ["    Image ID:  7", "    Host Port:  8080", "    Exit Code:  none", "    Port:  8080/TCP"]
        {
            assert!(!is_distinctive(line), "{line}");
        }
    }

    #[test]
    fn a_key_ends_in_a_colon_and_a_blank() {
        assert_eq!(key_of("    Last State:     Terminated"), Some(("Last State", "Terminated")));
        assert_eq!(key_of("Image:nginx"), None);
        assert_eq!(key_of("image: nginx"), None);
        assert_eq!(key_of("Image ID:"), Some(("Image ID", "")));
    }

    #[test]
    fn what_older_versions_called_a_key_is_the_same() {
        for (old, new) in [
            ("Controllers", "Controlled By"),
            ("Replication Controllers", "Controlled By"),
            ("Host Ports", "Host Port"),
            ("Image(s)", "Image"),
            ("Last Termination State", "Last State"),
            ("Ports", "Port"),
            ("PriorityClassName", "Priority Class Name"),
            ("QoS Tier", "QoS Class"),
            ("Volume Mounts", "Mounts"),
        ] {
            assert_eq!(key_of(&format!("  {old}:  x")), Some((new, "x")), "{old}");
        }
    }

    #[test]
    fn a_line_that_only_describe_prints() {
        for line in [
            "Last State:     Terminated",
            "State:          <none>",
            "Reason:         OOMKilled",
            "Restart Count:  4",
            "Exit Code:      -1",
            "Liveness:       tcp-socket :80 delay=0s timeout=1s",
            "Controlled By:  ReplicaSet/till-5f6d7c8b9",
            "Container ID:   containerd://51ab",
            "Image ID:       till@sha256:51ab",
            "Host Port:      80/TCP",
            "Host Port:      53/UDP",
            "QoS Class:      BestEffort",
            "Tolerations:    node.kubernetes.io/not-ready:NoExecute",
            "Events:         <none>",
            "Termination Grace Period:  30s",
        ] {
            assert!(is_distinctive(line), "{line}");
        }
        for line in [
            "State:          unknown to us",
            "Reason:         the disk",
            "Restart Count:  some",
            "Exit Code:      none",
            "Liveness:       fine",
            "Controlled By:  a human",
            "Container ID:   7",
            "Image ID:       7",
            "Host Port:      80",
            "QoS Class:      first",
            "Tolerations:",
            "Events:         two",
            "Termination Grace Period:  long",
            "Name:           till",
        ] {
            assert!(!is_distinctive(line), "{line}");
        }
    }
}
