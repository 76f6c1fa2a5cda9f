//! What a sign means beside others: rows, states and messages that say less, or more, than they do alone.

use unloop::diagnose;
use unloop::diagnosis::{Diagnosis, Verdict};

#[track_caller]
fn check(paste: &str, verdict: Verdict, cause: Option<&str>) -> Diagnosis {
    let answer = diagnose(paste);
    let first = answer.causes.first().map(|cause| cause.id.as_str());
    assert_eq!((answer.verdict, first), (verdict, cause), "{}", answer.summary);
    answer
}

#[test]
fn a_table_that_was_watched_while_it_died_shows_a_loop() {
    let watched = |last: &str| {
        format!(
            "$ kubectl get pods -w -n shop\nNAME     READY   STATUS      RESTARTS   AGE\ntill-0   0/1     OOMKilled   0          27m\n\
             till-0   1/1     Running     1          27m\ntill-0   0/1     OOMKilled   1          28m\n{last}\n"
        )
    };
    check(
        &watched("till-0   1/1     Running     2          28m"),
        Verdict::Failing,
        Some("memory/oom-limit"),
    );
    // The same row again, and then somebody mended it.
    let mended = "NAME     READY   STATUS   RESTARTS   AGE\ntill-0   0/1     Error     1          27m\n\
                  till-0   0/1     Error     1          27m\ntill-0   1/1     Running   1          28m\n";
    check(mended, Verdict::Healthy, None);
}

#[test]
fn what_ends_well_every_few_minutes_for_days_is_no_server() {
    let pod = |restarts: u32| {
        format!(
            "Name:         lens-0\nNamespace:    tools\nStart Time:   Mon, 16 Nov 2026 10:00:00 +0000\nContainers:\n  lens:\n    \
             Args:\n      sleep\n      1000\n    State:          Running\n      Started:      Wed, 18 Nov 2026 10:00:00 +0000\n    \
             Last State:     Terminated\n      Reason:       Completed\n      Exit Code:    0\n      \
             Started:      Wed, 18 Nov 2026 09:43:18 +0000\n      Finished:     Wed, 18 Nov 2026 09:59:58 +0000\n    \
             Ready:          True\n    Restart Count:  {restarts}\n"
        )
    };
    let first = diagnose(&pod(170)).causes.first().map(|cause| cause.id.clone());
    assert_eq!(first.as_deref(), Some("command/exits-zero"));
    check(&pod(4), Verdict::Healthy, None);
}

#[test]
fn a_server_that_a_probe_stops_may_end_without_an_error() {
    let pod = |row: &str| {
        format!(
            "    State:          Running\n      Started:      Thu, 19 Nov 2026 10:19:20 +0000\n    Last State:     Terminated\n      \
             Reason:       Completed\n      Exit Code:    0\n      Started:      Thu, 19 Nov 2026 09:13:00 +0000\n      \
             Finished:     Thu, 19 Nov 2026 10:19:20 +0000\nEvents:\n  Type     Reason     Age                   From     Message\n  \
             ----     ------     ----                  ----     -------\n  {row}\n"
        )
    };
    let failed =
        "kubelet  Liveness probe failed: Get \"http://10.42.3.57:6080/live\": context deadline exceeded";
    check(
        &pod(&format!("Warning  Unhealthy  5m49s (x23 over 80m)  {failed}")),
        Verdict::Failing,
        Some("probe/liveness"),
    );
    check(&pod(&format!("Warning  Unhealthy  79m (x2 over 80m)     {failed}")), Verdict::Healthy, None);
}

#[test]
fn a_probe_that_ended_every_start_ended_the_last_one_as_well() {
    let pod = |starts: u32| {
        format!(
            "Containers:\n  till:\n    State:          Waiting\n      Reason:       CrashLoopBackOff\n    \
             Last State:     Terminated\n      Reason:       Error\n      Exit Code:    2\n    Ready:          False\n    \
             Restart Count:  9\nEvents:\n  Type     Reason   Age                  From     Message\n  \
             ----     ------   ----                 ----     -------\n  \
             Normal   Started  10m (x{starts} over 12m)  kubelet  Started container till\n  \
             Normal   Killing  10m (x6 over 12m)    kubelet  Container till failed liveness probe, will be restarted\n"
        )
    };
    check(&pod(6), Verdict::Failing, Some("probe/liveness"));
    assert_ne!(diagnose(&pod(9)).causes.first().map(|cause| cause.id.as_str()), Some("probe/liveness"));
}

#[test]
fn a_hook_that_fails_at_the_end_is_not_what_asked_for_it() {
    let paste = "\
  Warning  FailedPreStopHook  6m8s  kubelet  Exec lifecycle hook ([/stop.sh]) for Container \"till\" in Pod \"till-0_shop(0b1c)\" failed - error: command '/stop.sh' exited with 137: , message: \"\"
  Warning  Unhealthy  5m28s (x8 over 7m7s)  kubelet  Liveness probe failed: dial tcp 10.42.3.57:8080: connect: connection refused
";
    check(paste, Verdict::Failing, Some("probe/liveness"));
}

#[test]
fn what_could_not_be_made_is_missing_because_it_was_refused() {
    let script = "chown: cannot access '/pool/till': No such file or directory\n\
                  mkdir: cannot create directory '/pool/till': Permission denied\n\
                  chmod: cannot access '/pool/till/run': No such file or directory\n";
    check(script, Verdict::Failing, Some("filesystem/permission"));
}

#[test]
fn a_kind_that_somebody_mistyped_is_no_kind_that_the_program_lacks() {
    let paste = "\
$ kubectl get pods
NAME     READY   STATUS             RESTARTS   AGE
till-0   0/1     CrashLoopBackOff   3          90s
$ kubectl get logs till-0
error: the server doesn't have a resource type \"logs\"
$ kubectl logs till-0
opening the till
";
    let answer = diagnose(paste);
    assert_eq!(answer.verdict, Verdict::Insufficient, "{}", answer.summary);
    assert!(answer.causes.iter().all(|cause| cause.id != "platform/api-missing"), "{:?}", answer.causes);
}

#[test]
fn a_message_may_stand_where_later_a_reason_does() {
    let paste = "\
Containers:
  till:
    Image:		shop/till
    State:		Waiting
      Reason:		Error: image shop/till:latest not found
    Ready:		False
    Restart Count:	0
";
    check(paste, Verdict::Failing, Some("image/pull"));
}

#[test]
fn a_heading_above_events_is_no_log() {
    let paste = "\
Events:
  Type     Reason   Age                  From     Message
  ----     ------   ----                 ----     -------
  Normal   Created  8m (x2 over 9m)      kubelet  Created container mesh
  Normal   Created  6m54s (x5 over 8m)   kubelet  Created container till
  Warning  Failed   6m54s (x5 over 8m)   kubelet  Error: failed to start container \"till\": Error response from daemon: path /sys is mounted on /sys but it is not a shared or slave mount
  Warning  BackOff  3m13s (x23 over 8m)  kubelet  Back-off restarting failed container
";
    let answer = check(paste, Verdict::Failing, Some("filesystem/mount-failed"));
    assert_eq!(answer.causes[0].container.as_deref(), Some("till"));
}

#[test]
fn a_name_that_was_cut_off_at_the_end_is_no_other_container() {
    let events = |end: &str| {
        format!(
            "  Normal   Started    12m (x2 over 13m)  kubelet  Started container till\n  \
             Warning  Unhealthy  11m (x6 over 12m)  kubelet  Liveness probe failed: HTTP probe failed with statuscode: 500\n  \
             Normal   Killing    11m (x2 over 12m)  kubelet  Container till failed liveness probe, will be restarted\n  \
             Normal   Created    11m (x3 over 13m)  kubelet  Created container {end}"
        )
    };
    let containers = |end: &str| diagnose(&events(end)).pods[0].containers.len();
    assert_eq!((containers("t"), containers("till"), containers("mesh")), (1, 1, 2));
}

#[test]
fn a_start_whose_container_was_cut_off_is_not_that_of_the_one_that_failed() {
    let rows = "  Warning  Failed   2m32s  kubelet  Error: failed to create containerd task: failed to create shim task: OCI runtime \
                create failed: runc create failed: unable to start container process: exec: \"/start.sh\": permission denied: unknown\n  \
                Normal   Created  2m31s  kubelet  Created container mesh\n  Normal   Started  2m31s  kubelet  Started container mesh\n  \
                Normal   Created  2m33s  kubelet  Created container till\n  Normal   Created  2m31s  k";
    check(rows, Verdict::Failing, Some("command/not-executable"));
}
