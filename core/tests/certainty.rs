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
        (
            "Failed to pull image \"registry.example.com/web:2\": rpc error: code = Unknown desc = failed to do request: Head \
             \"https://registry.example.com/v2/web/manifests/2\": dial tcp: lookup registry.example.com: no such host",
            "image/pull",
        ),
        (
            "Failed to pull image \"registry.example.com/web:2\": failed to do request: Head \
             \"https://registry.example.com/v2/web/manifests/2\": tls: failed to verify certificate: x509: certificate signed by \
             unknown authority",
            "image/pull",
        ),
        (
            "MountVolume.SetUp failed for volume \"certs\" : open /var/lib/kubelet/pods/1f/volumes/certs/tls.crt: no such file or directory",
            "filesystem/mount-failed",
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

/// A table lists what else is there; who prints one pod asks about that one.
#[test]
fn the_pod_that_was_printed_comes_before_a_surer_row_of_the_table() {
    let paste = "$ kubectl get pods -n shop\nNAME     READY   STATUS      RESTARTS      AGE\ncart-0   0/1     OOMKilled   7 (90s ago)   13m\n\
                 till-0   0/1     Error       7 (91s ago)   13m\n$ kubectl describe pod till-0 -n shop | sed -n '/till:/,/Exit/p'\n  till:\n    \
                 State:          Waiting\n      Reason:       CrashLoopBackOff\n    Last State:     Terminated\n      Reason:       Error\n      \
                 Exit Code:    139\n";
    let pods: Vec<_> = diagnose(paste).causes.into_iter().map(|cause| (cause.id, cause.pod)).collect();
    let wanted = [("app/native-crash", "shop/till-0"), ("memory/oom-limit", "shop/cart-0")];
    assert_eq!(pods, wanted.map(|(id, pod)| (id.to_owned(), Some(pod.to_owned()))));
}

#[test]
fn a_probe_that_cannot_have_failed_yet_is_not_blamed() {
    let ended = |finished: &str| {
        diagnose(&format!(
            "Name:         till-0\nNamespace:    shop\nStatus:       Running\nContainers:\n  till:\n    State:          Waiting\n      \
             Reason:       CrashLoopBackOff\n    Last State:     Terminated\n      Reason:       Error\n      Exit Code:    143\n      \
             Started:      Thu, 19 Nov 2026 10:11:40 +0000\n      Finished:     Thu, 19 Nov 2026 {finished} +0000\n    Ready:          False\n    \
             Restart Count:  6\n    Liveness:       http-get http://:8080/live delay=0s timeout=1s period=10s #success=1 #failure=3\n"
        ))
    };
    assert_eq!(ended("10:11:42").verdict, Verdict::Insufficient);
    assert_eq!(ended("10:12:12").causes.first().map(|cause| cause.id.as_str()), Some("probe/liveness"));
}
