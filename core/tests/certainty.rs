//! How sure an answer may be: of what only looks alike, less than of the real thing.

#![expect(clippy::panic, reason = "a test says so when something is not as it must be")]

use unloop::diagnose;
use unloop::diagnosis::{Cause, Verdict};

#[track_caller]
fn likeliest(paste: &str) -> Cause {
    let answer = diagnose(paste);
    let Some(cause) = answer.causes.first() else { panic!("{}", answer.summary) };
    cause.clone()
}

/// From here on an answer reads as settled.
const SURE: f64 = 0.8;

#[test]
fn a_program_that_ended_well_once_may_have_been_meant_to() {
    let ended = |restarts: u32| {
        let paste = format!(
            "Name:         motd-7d5c9f6b8-zlq4w\nNamespace:    tools\nContainers:\n  motd:\n    State:          Terminated\n      \
             Reason:       Completed\n      Exit Code:    0\n      Started:      Thu, 19 Nov 2026 10:11:40 +0000\n      \
             Finished:     Thu, 19 Nov 2026 10:11:41 +0000\n    Ready:          False\n    Restart Count:  {restarts}\n"
        );
        let cause = likeliest(&paste);
        assert_eq!(cause.id, "command/exits-zero");
        cause.confidence
    };
    assert!(ended(0) < SURE, "{}", ended(0));
    assert!(ended(7) >= SURE, "{}", ended(7));
}

/// What Kubernetes said is quoted: none of it is a complaint of the program.
#[test]
fn a_sentence_of_kubernetes_in_prose_is_read_as_its_own() {
    for (said, cause) in [
        (
            "Liveness probe failed: Get \"http://10.42.3.57:8080/live\": dial tcp 10.42.3.57:8080: connect: connection refused",
            "probe/liveness",
        ),
        (
            "MountVolume.SetUp failed for volume \"pool\" : mount failed: exit status 32 mount.nfs: access denied by server while \
             mounting 10.20.0.50:/export/pool",
            "filesystem/mount-failed",
        ),
        (
            "Error: failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: \
             unable to start container process: error during container init: exec: \"/start.sh\": permission denied: unknown",
            "command/not-executable",
        ),
    ] {
        let found = likeliest(&format!("Since the rollout this morning the pod says: {said}\n"));
        assert_eq!(found.id, cause, "{said}");
    }
}

/// Kubernetes sees only the supervisor, and calls the container ready.
#[test]
fn what_dies_under_a_supervisor_is_told_by_its_last_words() {
    let paste = "$ kubectl describe pod hub-0 -n iot\nName:         hub-0\nNamespace:    iot\nStatus:       Running\nContainers:\n  hub:\n    \
                 State:          Running\n      Started:      Thu, 19 Nov 2026 10:11:40 +0000\n    Ready:          True\n    \
                 Restart Count:  0\n$ kubectl logs hub-0 -n iot\n2026-11-19 10:11:41,101 INFO spawned: 'relay' with pid 12\n\
                 FATAL required environment variable HUB_DSN is not set\n\
                 2026-11-19 10:11:42,318 INFO exited: relay (exit status 1; not expected)\n";
    let answer = diagnose(paste);
    assert_eq!(answer.verdict, Verdict::Failing, "{}", answer.summary);
    assert_eq!(likeliest(paste).id, "config/missing-env");
}
