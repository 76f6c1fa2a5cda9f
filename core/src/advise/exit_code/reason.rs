//! What the reason of the terminated state makes of an exit code: `OOMKilled`, `StartError` ...

use super::{Circumstances, KUBELET, RUNTIME, Reading, reading};

/// Readings that the reason alone decides.
pub(super) fn by_reason(code: i64, seen: &Circumstances<'_>) -> Option<Reading> {
    let message = seen.message.unwrap_or_default();
    match seen.reason? {
        "OOMKilled" => out_of_memory(code, seen),
        "StartError" | "RunContainerError" if message.contains("OOM-killed") => reading(
            "could not start",
            "The memory limit is so low that the kernel killed the container before the program began. A unit may \
             be missing or wrong: `128m` is not `128Mi`.",
            "the kernel, on the memory limit",
        ),
        "StartError" | "RunContainerError" => {
            let meaning = format!(
                "The container runtime could not start the command: {}. Nothing of the program ran, so there is no \
                 log.",
                start_failure(code, message)
            );
            reading("could not start", meaning, RUNTIME)
        }
        "ContainerCannotRun" => {
            let meaning = format!(
                "Docker could not start the command: {}. Nothing of the program ran, so there is no log.",
                start_failure(code, message)
            );
            reading("could not start", meaning, RUNTIME)
        }
        "ContainerStatusUnknown" => reading(
            "unknown",
            "The kubelet could not find the container any more and made this code up; how it really ended is not \
             known. It happens when a node restarts or a pod is evicted, and says nothing about memory.",
            "nobody; the kubelet invented the code",
        ),
        "RestartingAllContainers" => reading(
            "restarted with the others",
            "A restart rule of the pod replaced all its containers, this one too. It did not crash.",
            KUBELET,
        ),
        "Unknown" if code == 255 => reading(
            "unknown",
            "containerd lost sight of the container and reports 255 in place of its real code: the node, or \
             containerd, was restarted. It says nothing about the program.",
            RUNTIME,
        ),
        _ => None,
    }
}

/// What kept a container from starting, as the runtime's message says, or else the code that Docker chose for it.
fn start_failure(code: i64, message: &str) -> &'static str {
    let says = |texts: &[&str]| texts.iter().any(|text| message.contains(text));
    if says(&["error mounting", "to rootfs", "make mountpoint"]) {
        "a mount does not fit, mostly a file where a directory should be or the reverse"
    } else if says(&["executable file not found", "no such file or directory"]) {
        "it does not exist in the image under this name or path"
    } else if says(&["exec format error"]) {
        "it is no program for this kind of processor"
    } else if says(&["permission denied", "is a directory", "not executable"]) {
        "it is there, but may not be executed or is no program"
    } else {
        match code {
            126 => "it is there, but may not be executed or is no program",
            127 => "it does not exist in the image, or a mount does not fit",
            _ => "the message of the state says why",
        }
    }
}

fn out_of_memory(code: i64, seen: &Circumstances<'_>) -> Option<Reading> {
    let limit = limit(seen);
    match code {
        137 => reading(
            "SIGKILL (OOMKilled)",
            format!("The kernel killed the process because the container used more memory than {limit}."),
            "the kernel, on the memory limit",
        ),
        0 => reading(
            "success (OOMKilled)",
            format!(
                "The kernel killed a process of the container because it used more memory than {limit}, but the main \
                 process noticed no error and ended by itself."
            ),
            "the kernel killed a child; the main process ended by itself",
        ),
        _ => reading(
            &format!("OOMKilled, ended with {code}"),
            format!(
                "The kernel killed a process of the container because it used more memory than {limit}. It was not \
                 the main process: that one ended afterwards, with {code}."
            ),
            "the kernel killed a child; the main process ended by itself",
        ),
    }
}

fn limit(seen: &Circumstances<'_>) -> String {
    seen.memory_limit
        .map_or_else(|| "its memory limit".into(), |limit| format!("its memory limit of {limit}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_kept_a_container_from_starting() {
        for (code, message, part) in [
            (128, "error mounting \"/a\"", "a mount does not fit"),
            (128, "not a directory: mounting it to rootfs", "a mount does not fit"),
            (128, "make mountpoint: exists", "a mount does not fit"),
            (128, "exec: \"till\": executable file not found in $PATH", "does not exist"),
            (128, "stat /till: no such file or directory", "does not exist"),
            (128, "exec /till: exec format error", "kind of processor"),
            (128, "exec /till: permission denied", "may not be executed"),
            (128, "exec /till: is a directory", "may not be executed"),
            (128, "/till is not executable", "may not be executed"),
            (126, "", "may not be executed"),
            (127, "", "does not exist in the image, or a mount"),
            (128, "", "the message of the state says why"),
        ] {
            let failure = start_failure(code, message);
            assert!(failure.contains(part), "{code} {message}: {failure}");
        }
    }

    #[test]
    fn each_reason_has_its_reading() {
        let name = |reason, code, memory_limit, message| {
            let seen =
                Circumstances { reason: Some(reason), memory_limit, message, ..Circumstances::default() };
            by_reason(code, &seen).map(|reading| (reading.name, reading.meaning))
        };
        let (killed, meaning) = name("OOMKilled", 137, Some("64Mi"), None).unwrap();
        assert!(killed == "SIGKILL (OOMKilled)" && meaning.contains("limit of 64Mi"), "{killed} {meaning}");
        assert_eq!(name("OOMKilled", 0, None, None).unwrap().0, "success (OOMKilled)");
        assert_eq!(name("OOMKilled", 3, None, None).unwrap().0, "OOMKilled, ended with 3");
        for reason in ["StartError", "RunContainerError"] {
            let small = name(reason, 128, None, Some("container init was OOM-killed")).unwrap();
            assert!(small.1.contains("memory limit is so low"), "{}", small.1);
            assert!(name(reason, 128, None, None).unwrap().1.contains("container runtime could not"));
        }
        assert!(name("ContainerCannotRun", 127, None, None).unwrap().1.contains("Docker could not"));
        for reason in ["ContainerStatusUnknown", "RestartingAllContainers"] {
            assert!(name(reason, 137, None, None).is_some(), "{reason}");
        }
        assert!(name("Unknown", 255, None, None).is_some() && name("Unknown", 137, None, None).is_none());
        assert!(name("Error", 1, None, None).is_none());
    }
}
