//! What an exit code means here: the code, the reason beside it, the runtime, and what happened around it.
//!
//! The same number has many senders. 137 is a kill, but by the kernel for memory, by the kubelet after a probe, a
//! deletion or an eviction, or by nobody at all, when the kubelet invents it for a container it lost.

mod circumstances;
mod log;
mod log_tells;
mod reason;
mod stop;

use crate::knowledge::exit_codes::{self, Row, signed};
pub(super) use circumstances::of as circumstances;
use log_tells::Tells;

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
    reason::by_reason(code, seen)
        .or_else(|| log::by_log(code, row, seen.log?))
        .or_else(|| stop::by_what_happened(code, &name, seen))
        .unwrap_or_else(|| by_code(code, name, row))
}

const ITSELF: &str = "the process itself";
const KUBELET: &str = "the kubelet";
const RUNTIME: &str = "the container runtime";

fn reading(name: &str, meaning: impl Into<String>, sender: impl Into<String>) -> Option<Reading> {
    Some(Reading { name: name.into(), meaning: meaning.into(), sender: sender.into() })
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

#[cfg(test)]
mod tests {
    use super::log_tells::Tells;
    use super::{Circumstances, Reading, Runtime, explain};
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
    fn numbers_that_are_no_code_of_linux_are_called_so() {
        let meaning = |code| explain(code, &Circumstances::default()).meaning;
        assert!(meaning(300).contains("from 0 to 255"), "{}", meaning(300));
        assert!(meaning(0xC000_1234).contains("Windows"), "{}", meaning(0xC000_1234));
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
    fn codes_that_linux_cannot_have_are_of_windows_or_of_nobody() {
        for (code, name) in [
            (-255, "out of range"),
            (-256, "0xFFFFFF00"),
            (65_535, "out of range"),
            (65_536, "0x00010000"),
            (0xC000_0999, "0xC0000999"),
        ] {
            assert_eq!(super::unlisted_name(code), name, "{code}");
        }
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
