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
