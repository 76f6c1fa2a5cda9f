//! What an exit code means here: the code, the reason beside it, the runtime, and what happened around it.
//!
//! The same number has many senders. 137 is a kill, but by the kernel for memory, by the kubelet after a probe, a
//! deletion or an eviction, or by nobody at all, when the kubelet invents it for a container it lost.

use super::log_tells::Tells;
use crate::knowledge::exit_codes::{self, Row, signed};

/// What is known about the end of a run.
#[derive(Clone, Debug, Default)]
pub(crate) struct Circumstances<'a> {
    /// The reason of the terminated state: `Error`, `OOMKilled`, `StartError` ...
    pub(crate) reason: Option<&'a str>,
    /// Its message.
    pub(crate) message: Option<&'a str>,
    /// The container runtime.
    pub(crate) runtime: Option<Runtime>,
    /// The probe after whose failures the kubelet killed it: `liveness` or `startup`.
    pub(crate) probe_killed: Option<&'a str>,
    /// A probe that would kill it, if no event tells whether it did: `liveness` or `startup`.
    pub(crate) watched_by: Option<&'a str>,
    /// It ran just as long as that probe takes to give up.
    pub(crate) fits_probe: bool,
    /// Its postStart hook failed.
    pub(crate) hook_failed: bool,
    /// The pod is, or was, being deleted.
    pub(crate) being_deleted: bool,
    /// The pod was evicted or preempted.
    pub(crate) evicted: bool,
    /// The node was shut down, restarted or lost.
    pub(crate) node_went_away: bool,
    /// The node itself ran out of memory.
    pub(crate) node_out_of_memory: bool,
    /// How long it ran, in seconds.
    pub(crate) ran_seconds: Option<i64>,
    /// What its log tells about its end.
    pub(crate) log: Option<Tells>,
    /// Its memory limit, as written.
    pub(crate) memory_limit: Option<&'a str>,
    /// The seconds between SIGTERM and SIGKILL.
    pub(crate) grace: Option<u64>,
    /// It is an init container, which should end.
    pub(crate) is_init: bool,
}

/// The program that runs containers for the kubelet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Runtime {
    Containerd,
    Crio,
    Docker,
}

/// An exit code, explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// Its short name.
    pub(crate) name: String,
    /// What it means here.
    pub(crate) meaning: String,
    /// Who ended the process.
    pub(crate) sender: String,
}

/// Explains a code; where nothing is known around it, by its likely readings.
pub(crate) fn explain(code: i64, seen: &Circumstances<'_>) -> Reading {
    let row = exit_codes::find(code);
    let name = row.map_or_else(|| unlisted_name(code), |row| row.name.clone());
    by_reason(code, seen)
        .or_else(|| by_log(code, row, seen.log?))
        .or_else(|| by_what_happened(code, &name, seen))
        .unwrap_or_else(|| by_code(code, name, row))
}

const ITSELF: &str = "the process itself";
const KUBELET: &str = "the kubelet";
const RUNTIME: &str = "the container runtime";

fn reading(name: &str, meaning: impl Into<String>, sender: impl Into<String>) -> Option<Reading> {
    Some(Reading { name: name.into(), meaning: meaning.into(), sender: sender.into() })
}

/// Readings that the reason alone decides.
fn by_reason(code: i64, seen: &Circumstances<'_>) -> Option<Reading> {
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

/// Readings that a line of the log decides.
fn by_log(code: i64, row: Option<&Row>, log: Tells) -> Option<Reading> {
    match (log, code) {
        (Tells::DotnetHost, _) => {
            let (name, meaning) = row?.dotnet.as_deref()?.split_once(": ")?;
            let meaning = format!(
                "No signal, but an error code of the .NET host, as its log shows. {}",
                capital(meaning)
            );
            reading(&format!(".NET {name}"), meaning, "the .NET host")
        }
        (Tells::ExecFailed, 1) => reading(
            "could not execute",
            "The command was found, but the kernel refused to run it, as the log says; the program itself never \
             began. runc up to 1.1 and crun end with 1 then.",
            RUNTIME,
        ),
        (Tells::ExecFailed, 255) => reading(
            "could not execute",
            "The command was found, but the kernel refused to run it, as the log says; the program itself never \
             began. runc from 1.2 on ends with 255 then.",
            RUNTIME,
        ),
        (Tells::GoPanic, 2) => {
            reading("Go panic", "A Go program panicked; the log has the message and the stack.", ITSELF)
        }
        (Tells::ShellSyntax, 1 | 2 | 127) => reading(
            "script error",
            "The shell did not understand the script or a file it was given, as the log says.",
            "the shell",
        ),
        (Tells::Usage, 1 | 2 | 9 | 64) => reading(
            "usage error",
            "The program did not accept its options or arguments, as the log says.",
            ITSELF,
        ),
        (Tells::CommandMissing, 127 | 1 | 2) => reading(
            "command not found",
            "A shell or wrapper inside the container did not find the command, as the log says.",
            "the shell",
        ),
        (Tells::LibraryMissing, 127 | 1) => reading(
            "shared library missing",
            "The program exists, but a shared library that it needs is not in the image, as the log says.",
            "the dynamic loader",
        ),
        (Tells::NotExecutable, 126 | 1) => reading(
            "command not executable",
            "A shell inside the container found the command, but may not execute it, as the log says.",
            "the shell",
        ),
        (Tells::NodeHeap, 133 | 134) => reading(
            if code == 134 { "SIGABRT" } else { "SIGTRAP" },
            "Node.js ran out of its own heap and stopped itself. That limit is V8's (--max-old-space-size), not the \
             container's: the kernel killed nothing.",
            ITSELF,
        ),
        (Tells::JvmHeap, 1 | 3 | 134) => reading(
            "Java heap used up",
            "The JVM ran out of its own heap and ended itself. That limit is Java's (-Xmx, MaxRAMPercentage), not \
             the container's: the kernel killed nothing.",
            ITSELF,
        ),
        (Tells::JvmCrash, 134 | 139) => reading(
            "JVM crash",
            "The JVM crashed in native code and wrote a report (hs_err) that names the library.",
            ITSELF,
        ),
        (Tells::DotnetException, 134) => reading(
            "SIGABRT",
            "A .NET program ended by an exception that nobody caught; .NET calls abort() then. The log names the \
             exception.",
            ITSELF,
        ),
        (Tells::RustPanic, 101 | 134) => {
            reading("Rust panic", "A Rust program panicked; the log has the message and the place.", ITSELF)
        }
        (Tells::NativeAbort, 134) => reading(
            "SIGABRT",
            "Native code found something wrong with itself and called abort(): the last log line says what.",
            ITSELF,
        ),
        (Tells::WebWorker, 1 | 3 | 4) => reading(
            "application did not start",
            "The Python web server ran, but its application did not start; the traceback above says why.",
            ITSELF,
        ),
        (Tells::ChildKilled, 137) => reading(
            "SIGKILL of a child",
            "A shell or supervisor reports that a process it had started was killed, and ended with that process's \
             code. Too little memory is the usual reason; the runtime gave no OOM reason for the container.",
            "whoever killed the child, most likely the kernel",
        ),
        _ => None,
    }
}

/// Readings that events, the pod or the node decide.
fn by_what_happened(code: i64, name: &str, seen: &Circumstances<'_>) -> Option<Reading> {
    let grace = seen.grace.map_or_else(|| "the grace period".into(), |grace| format!("{grace} seconds"));
    if let Some(probe) = seen.probe_killed {
        let sender = format!("the kubelet, because the {probe} probe failed");
        let meaning = match code {
            137 => format!(
                "The {probe} probe failed, so the kubelet asked the process to stop, and killed it when it still ran \
                 after {grace}. This is not a lack of memory. A program that runs as process 1 and does not handle \
                 SIGTERM ends like this."
            ),
            143 => format!(
                "The {probe} probe failed, so the kubelet asked the process to stop, and it did. The probe, or what it \
                 asks, is to be looked at, not the code."
            ),
            0 => format!(
                "The {probe} probe failed, so the kubelet asked the process to stop, and it ended cleanly. The 0 does \
                 not mean that it was done."
            ),
            _ => format!(
                "The {probe} probe failed, so the kubelet asked the process to stop; on its way out it ended with \
                 {code}."
            ),
        };
        return reading(name, meaning, sender);
    }
    let stopped = matches!(code, 0 | 130 | 137 | 143);
    if !stopped && seen.node_went_away {
        return reading(
            name,
            format!(
                "The node was shut down, restarted or lost, and the container ended with it; {code} is what was left \
                 of it, not the cause."
            ),
            "the node",
        );
    }
    if !stopped && code != 255 {
        return None;
    }
    if seen.hook_failed && stopped {
        return reading(
            name,
            "The postStart hook failed, and the kubelet ends a container whose hook fails.",
            "the kubelet, because the postStart hook failed",
        );
    }
    if seen.evicted && stopped {
        return reading(
            name,
            "The kubelet stopped the container when it evicted the pod to free the node. The program did nothing \
             wrong by itself, unless it is what used up the node.",
            "the kubelet, evicting the pod",
        );
    }
    if seen.node_went_away {
        return reading(
            name,
            "The container ended with its node, which was shut down, restarted or lost; the program did not crash.",
            "the node",
        );
    }
    if seen.being_deleted && code == 137 {
        return reading(
            name,
            format!(
                "The pod was being deleted, and the process still ran {grace} after it was asked to stop, so the \
                 kubelet killed it. It needs to handle SIGTERM, or more time."
            ),
            "the kubelet, deleting the pod",
        );
    }
    if seen.being_deleted && code == 143 {
        return reading(
            name,
            "The pod was being deleted, as in a rollout or a drain, and the process stopped when asked to. That is \
             how it should be.",
            "the kubelet, deleting the pod",
        );
    }
    if seen.node_out_of_memory && code == 137 {
        return reading(
            name,
            "The node itself ran out of memory, and the kernel chose this process to free some. The container's own \
             limit need not have been reached.",
            "the kernel, on the memory of the node",
        );
    }
    unattributed(code, name, seen)
}

/// Readings where the reason is known, but no sender.
fn unattributed(code: i64, name: &str, seen: &Circumstances<'_>) -> Option<Reading> {
    let known = seen.reason.is_some();
    if let (Some(probe), Some(seconds), true, 0 | 137 | 143) =
        (seen.watched_by, seen.ran_seconds, seen.fits_probe, code)
    {
        let end = match code {
            0 => "it ended cleanly when asked to",
            143 => "it ended when asked to",
            _ => "it did not end when asked to and was killed",
        };
        return reading(
            name,
            format!(
                "It ran for {}, just as long as the {probe} probe takes to give up. So most likely that probe failed, \
                 the kubelet stopped the process, and {end}. An event `Killing` would prove it.",
                duration(seconds)
            ),
            format!("most likely the kubelet, because of the {probe} probe"),
        );
    }
    match code {
        137 if known => {
            let memory = match seen.memory_limit {
                Some(limit) => format!("its memory limit is {limit}, and the runtime reports no OOM kill"),
                None => "the runtime reports no OOM kill".into(),
            };
            let probe = match seen.watched_by {
                Some(probe) => format!("a {probe} probe that failed, or a stop that took too long"),
                None => "a failed probe, or a stop that took too long".into(),
            };
            reading(
                name,
                format!(
                    "Somebody killed the process, and nothing here says who: {memory}. Possible are {probe} (an event \
                     would say so), the node running out of memory, or a supervisor inside the container."
                ),
                "unknown",
            )
        }
        143 if known => {
            let mostly = match seen.watched_by {
                Some(probe) => {
                    format!("In a crash loop it is mostly a failing probe, here the {probe} probe;")
                }
                None => {
                    "In a crash loop it is mostly a failing liveness or startup probe, though none is shown here;".into()
                }
            };
            reading(
                name,
                format!(
                    "Somebody asked the process to stop, and nothing here says who. {mostly} a rollout, a drained \
                     node or a script inside the container do it too. The events tell."
                ),
                "unknown; mostly the kubelet",
            )
        }
        0 if seen.is_init => {
            reading("success", "The init container did its work and ended, as it should.", ITSELF)
        }
        0 if known => finished(seen),
        255 if seen.runtime == Some(Runtime::Containerd) && seen.ran_seconds == Some(0) => reading(
            name,
            "The program ended at once with -1 or a number that does not fit, or runc 1.2 or later could not execute \
             it. In the second case the only line of its log begins with `exec`.",
            format!("{ITSELF}, or {RUNTIME}"),
        ),
        _ => None,
    }
}

/// A main process that ended without an error.
fn finished(seen: &Circumstances<'_>) -> Option<Reading> {
    let after = seen.ran_seconds.map_or_else(String::new, |seconds| format!(" after {}", duration(seconds)));
    match seen.watched_by {
        Some(probe) => reading(
            "success",
            format!(
                "The main process ended without an error{after}: either it was done, or the {probe} probe failed and \
                 it stopped cleanly when the kubelet asked it to. An event `Killing` tells which."
            ),
            format!("{ITSELF}, perhaps asked to by the kubelet"),
        ),
        None => reading(
            "success",
            format!(
                "The main process ended by itself without an error{after}. Kubernetes starts it again all the same: a \
                 container that should stay needs a process that stays in the foreground."
            ),
            ITSELF,
        ),
    }
}

fn by_code(code: i64, name: String, row: Option<&Row>) -> Reading {
    match row {
        Some(row) => Reading { name, meaning: row.meaning.clone(), sender: row.sender.clone() },
        None if is_windows(code) => Reading {
            name,
            meaning:
                "A Windows status value that is not in the table. Values that begin with 0xC are errors of \
                      Windows, others were chosen by the program; the log or the Windows event log says more."
                    .into(),
            sender: ITSELF.into(),
        },
        None => Reading {
            name,
            meaning:
                "Containers on Linux end with a code from 0 to 255, so this number was changed on its way or \
                      comes from a program's own message."
                    .into(),
            sender: "unknown".into(),
        },
    }
}

fn is_windows(code: i64) -> bool {
    signed(code) < -255 || signed(code) > 65_535
}

fn unlisted_name(code: i64) -> String {
    // The table has all codes of Linux; what is left are 32 bits of Windows.
    if is_windows(code) { format!("0x{:08X}", code & 0xFFFF_FFFF) } else { "out of range".into() }
}

fn duration(seconds: i64) -> String {
    match seconds {
        ..1 => "less than a second".into(),
        1 => "1 second".into(),
        2..120 => format!("{seconds} seconds"),
        _ => format!("{} minutes", seconds / 60),
    }
}

fn capital(sentence: &str) -> String {
    let mut rest = sentence.chars();
    // Names such as `hostfxr` keep their small letter.
    let keeps = sentence.split(' ').next().is_some_and(|word| word == "hostfxr");
    let first = rest.next().map(|first| if keeps { first } else { first.to_ascii_uppercase() });
    first.into_iter().chain(rest).collect()
}

#[cfg(test)]
mod tests {
    use super::{Circumstances, Reading, Runtime, explain};
    use crate::advise::log_tells::Tells;
    use std::collections::BTreeSet;

    fn error() -> Circumstances<'static> {
        Circumstances { reason: Some("Error"), ..Circumstances::default() }
    }

    #[track_caller]
    fn differ(code: i64, cases: &[Circumstances<'_>]) -> Vec<Reading> {
        let readings: Vec<_> = cases.iter().map(|seen| explain(code, seen)).collect();
        let meanings: BTreeSet<_> = readings.iter().map(|reading| &reading.meaning).collect();
        assert_eq!(meanings.len(), cases.len(), "{readings:#?}");
        readings
    }

    #[test]
    fn a_kill_has_many_senders() {
        let readings = differ(
            137,
            &[
                Circumstances::default(),
                Circumstances {
                    reason: Some("OOMKilled"),
                    memory_limit: Some("96Mi"),
                    ..Circumstances::default()
                },
                Circumstances { probe_killed: Some("liveness"), grace: Some(20), ..error() },
                Circumstances { being_deleted: true, grace: Some(20), ..error() },
                Circumstances { evicted: true, ..error() },
                Circumstances { node_went_away: true, ..error() },
                Circumstances { node_out_of_memory: true, ..error() },
                Circumstances { hook_failed: true, ..error() },
                Circumstances { log: Some(Tells::ChildKilled), ..error() },
                Circumstances { log: Some(Tells::DotnetHost), ..error() },
                Circumstances { reason: Some("ContainerStatusUnknown"), ..Circumstances::default() },
                Circumstances { reason: Some("RestartingAllContainers"), ..Circumstances::default() },
                error(),
            ],
        );
        assert!(readings[1].meaning.contains("96Mi") && readings[1].sender.contains("kernel"));
        assert!(readings[2].meaning.contains("liveness") && readings[2].meaning.contains("20 seconds"));
        assert!(readings[2].sender.contains("kubelet"));
        assert!(readings[9].name.contains("CoreClrInitFailure"));
        assert_eq!(readings[12].sender, "unknown");
    }

    #[test]
    fn memory_is_not_blamed_without_proof() {
        for seen in [
            Circumstances { probe_killed: Some("startup"), ..error() },
            Circumstances { being_deleted: true, ..error() },
            Circumstances { reason: Some("ContainerStatusUnknown"), ..Circumstances::default() },
        ] {
            assert!(!explain(137, &seen).sender.contains("kernel"), "{seen:?}");
        }
    }

    #[test]
    fn another_process_may_be_the_one_killed_for_memory() {
        let oom = Circumstances { reason: Some("OOMKilled"), ..Circumstances::default() };
        let readings: BTreeSet<_> = [0, 1, 2, 137, 143].map(|code| explain(code, &oom).meaning).into();
        assert_eq!(readings.len(), 5);
        assert!(explain(1, &oom).meaning.contains("not the main process"));
    }

    #[test]
    fn a_request_to_stop_has_many_senders() {
        differ(
            143,
            &[
                Circumstances::default(),
                Circumstances { probe_killed: Some("startup"), ..error() },
                Circumstances { probe_killed: Some("liveness"), ..error() },
                Circumstances { being_deleted: true, ..error() },
                Circumstances { evicted: true, ..error() },
                Circumstances { node_went_away: true, ..error() },
                Circumstances { watched_by: Some("liveness"), ..error() },
                error(),
            ],
        );
    }

    #[test]
    fn zero_is_not_always_done() {
        let completed = || Circumstances { reason: Some("Completed"), ..Circumstances::default() };
        let readings = differ(
            0,
            &[
                Circumstances::default(),
                completed(),
                Circumstances { ran_seconds: Some(7), ..completed() },
                Circumstances { probe_killed: Some("liveness"), ..completed() },
                Circumstances { watched_by: Some("liveness"), ..completed() },
                Circumstances {
                    watched_by: Some("startup"),
                    fits_probe: true,
                    ran_seconds: Some(30),
                    ..completed()
                },
                Circumstances { is_init: true, ..completed() },
                Circumstances { reason: Some("OOMKilled"), ..Circumstances::default() },
            ],
        );
        assert!(readings[2].meaning.contains("7 seconds"));
    }

    #[test]
    fn the_runtime_and_the_shell_use_the_same_codes() {
        let docker = |code| {
            let seen = Circumstances {
                reason: Some("ContainerCannotRun"),
                runtime: Some(Runtime::Docker),
                ..Circumstances::default()
            };
            explain(code, &seen)
        };
        let shell = Circumstances { log: Some(Tells::CommandMissing), ..error() };
        let library = Circumstances { log: Some(Tells::LibraryMissing), ..error() };
        assert_eq!(docker(127).sender, "the container runtime");
        assert_eq!(explain(127, &shell).sender, "the shell");
        assert_eq!(explain(127, &library).name, "shared library missing");
        assert_ne!(docker(126).meaning, docker(127).meaning);
        let start = Circumstances { reason: Some("StartError"), ..Circumstances::default() };
        let small = Circumstances {
            message: Some("container init was OOM-killed (memory limit too low?)"),
            ..start.clone()
        };
        let missing = Circumstances {
            message: Some("exec: \"till\": executable file not found in $PATH: unknown"),
            ..start.clone()
        };
        let mount =
            Circumstances { message: Some("error mounting \"/a\" to rootfs at \"/b\""), ..start.clone() };
        let readings = differ(128, &[Circumstances::default(), start, missing, mount, small]);
        assert_eq!(readings[4].sender, "the kernel, on the memory limit");
    }

    #[test]
    fn lost_containers_and_failed_commands_share_255() {
        differ(
            255,
            &[
                Circumstances::default(),
                Circumstances { reason: Some("Unknown"), ..Circumstances::default() },
                Circumstances { node_went_away: true, ..error() },
                Circumstances { log: Some(Tells::ExecFailed), ..error() },
                Circumstances { runtime: Some(Runtime::Containerd), ran_seconds: Some(0), ..error() },
            ],
        );
        let failed = Circumstances { log: Some(Tells::ExecFailed), ..error() };
        assert!(explain(1, &failed).meaning.contains("1.1"));
    }

    #[test]
    fn language_runtimes_give_numbers_their_own_meaning() {
        let with = |log| Circumstances { log: Some(log), ..error() };
        differ(
            134,
            &[
                error(),
                with(Tells::NodeHeap),
                with(Tells::JvmCrash),
                with(Tells::DotnetException),
                with(Tells::NativeAbort),
            ],
        );
        differ(139, &[error(), with(Tells::DotnetHost), with(Tells::JvmCrash)]);
        differ(2, &[error(), with(Tells::GoPanic), with(Tells::ShellSyntax), with(Tells::Usage)]);
        differ(3, &[error(), with(Tells::JvmHeap), with(Tells::WebWorker)]);
    }

    #[test]
    fn every_number_gets_an_answer() {
        let numbers =
            (-300..=300).chain([i64::MIN, i64::MAX, 1067, 3_221_225_477, -1_073_741_819, 0xC000_0999]);
        for code in numbers {
            for seen in [Circumstances::default(), error()] {
                let reading = explain(code, &seen);
                assert!(
                    !reading.name.is_empty() && !reading.meaning.is_empty() && !reading.sender.is_empty(),
                    "{code}"
                );
            }
        }
        assert_eq!(explain(0xC000_0999, &Circumstances::default()).name, "0xC0000999");
        assert_eq!(explain(300, &Circumstances::default()).name, "out of range");
    }
}
