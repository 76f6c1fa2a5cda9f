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
    // Another path is another matter.
    let other = script.replace("/pool/till/run", "/poolside").replace("/pool/till", "/pool");
    let missing = |script: &str| {
        let causes = diagnose(script).causes;
        causes.iter().find(|cause| cause.id == "config/missing-file").map_or(0.0, |cause| cause.confidence)
    };
    assert!(missing(&other) > missing(script), "{} {}", missing(&other), missing(script));
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

#[test]
fn a_traceback_that_was_cut_off_names_no_exception() {
    let log = "2026-06-23T14:01:12Z ERROR the till gives up\nTraceback (most recent call last):\n  File \"/srv/till.py\", line 27, in main\n    \
               opened = open_till(*args)\n  File \"/srv/till.py\", line 12, in open_till\n    super().__init__(\n";
    let sure = |log: &str| diagnose(log).causes.first().map_or(0.0, |cause| cause.confidence);
    let whole = format!("{log}TillError: the drawer is open\n");
    assert!(sure(log) < 0.5 && sure(&whole) > 0.5, "{} {}", sure(log), sure(&whole));
}

#[test]
fn a_hook_that_finds_its_container_ended_did_not_end_it() {
    let hook = |said: &str| {
        format!(
            "  Warning  FailedPostStartHook  9s  kubelet  Exec lifecycle hook ([/warm.sh]) for Container \"till\" in Pod \
             \"till-0_shop(0b1c)\" failed - error: command '/warm.sh' exited with 126: , message: \"{said}\"\n"
        )
    };
    check(&hook("permission denied"), Verdict::Failing, Some("platform/hook"));
    let late = diagnose(&hook("cannot exec in a stopped state: unknown\\r\\n"));
    assert_eq!(late.verdict, Verdict::Insufficient, "{}", late.summary);
}

#[test]
fn a_prompt_beside_a_pod_is_of_no_container() {
    let paste = "\
QoS Class:       BestEffort
Tolerations:     node.kubernetes.io/not-ready:NoExecute for 300s
Events:
  Type    Reason   Age    From     Message
  ----    ------   ----   ----     -------
  Normal  Created  6m32s  kubelet  Created container wait-for-stock
  Normal  Started  6m31s  kubelet  Started container wait-for-stock
[root@desk ~]#
[root@desk ~]# kubectl logs till-0 -c wait-for-stock
Server:    10.96.0.10
nslookup: can't resolve 'stock.shop.svc.cluster.local'
waiting for stock
";
    let answer = check(paste, Verdict::Failing, Some("dependency/dns"));
    let names: Vec<&str> =
        answer.pods.iter().flat_map(|pod| &pod.containers).map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["wait-for-stock"]);
}

#[test]
fn words_that_name_no_container_blame_none_of_several() {
    let events = |named: &str| {
        format!(
            "  Normal   Started    40m                kubelet  Started container mesh\n  \
             Normal   Started    40m                kubelet  Started container till\n  \
             Warning  Unhealthy  3s (x79 over 39m)  kubelet  {named}Readiness probe failed: HTTP probe failed with statuscode: 503\n"
        )
    };
    let blamed = |named| diagnose(&events(named)).causes.remove(0).container;
    assert_eq!(blamed(""), None);
    assert_eq!(blamed("spec.containers{till}: ").as_deref(), Some("till"));
}

#[test]
fn trouble_that_names_no_container_is_not_overcome_by_others_that_were_only_created() {
    let events = |since: &str| {
        format!(
            "  Warning  Failed   4m18s  kubelet  Error: failed to generate container \"9f86d081\" spec: failed to generate spec: failed to \
             mkdir \"/root/till\": mkdir /root/till: read-only file system\n  Normal   Created  4m17s  kubelet  Created container mesh\n  \
             Normal   {since}\n"
        )
    };
    check(
        &events("Created  4m17s  kubelet  Created container log"),
        Verdict::Failing,
        Some("filesystem/read-only"),
    );
    let went_on = diagnose(&events("Started  4m17s  kubelet  Started container log"));
    assert!(went_on.causes.iter().all(|cause| cause.id != "filesystem/read-only"), "{}", went_on.summary);
}

#[test]
fn a_row_that_was_completed_and_then_backs_off_is_a_loop() {
    let paste = "\
$ kubectl get po
NAME     READY   STATUS      RESTARTS     AGE
till-0   0/1     Completed   1 (3s ago)   10s
$ kubectl get po
NAME     READY   STATUS             RESTARTS     AGE
till-0   0/1     CrashLoopBackOff   1 (2s ago)   11s
";
    check(paste, Verdict::Failing, Some("command/exits-zero"));
}

#[test]
fn the_name_of_a_variable_in_place_of_a_host_is_no_host() {
    let log = "ERROR Can't reach database server at `$(SHOP_DB_HOST)`:`5432`\n";
    let answer = check(log, Verdict::Failing, Some("config/missing-env"));
    assert!(answer.causes[0].title.contains("SHOP_DB_HOST"), "{}", answer.causes[0].title);
}
