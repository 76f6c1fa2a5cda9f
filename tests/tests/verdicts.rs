//! What fails, what runs again, and what is well: pods whose rows and states look alike, and are not.

use unloop::diagnose;
use unloop::diagnosis::{Diagnosis, Verdict};

#[track_caller]
fn check(paste: &str, verdict: Verdict, cause: Option<&str>) -> Diagnosis {
    let answer = diagnose(paste);
    let first = answer.causes.first().map(|cause| cause.id.as_str());
    assert_eq!((answer.verdict, first.filter(|_| cause.is_some())), (verdict, cause), "{}", answer.summary);
    answer
}

#[test]
fn an_init_container_that_is_tried_again_has_not_done_its_work() {
    let paste = "\
Name:         stock-0
Namespace:    shop
Status:       Pending
Init Containers:
  schema:
    State:          Running
      Started:      Thu, 19 Nov 2026 10:14:02 +0000
    Last State:     Terminated
      Reason:       Error
      Message:      dial tcp 10.96.0.1:443: i/o timeout
      Exit Code:    1
    Ready:          False
    Restart Count:  2
";
    check(paste, Verdict::Failing, Some("platform/api-unreachable"));
}

#[test]
fn states_that_were_cut_out_are_shown_for_their_end() {
    let paste = "\
    State:          Running
      Started:      Thu, 19 Nov 2026 10:14:02 +0000
    Last State:     Terminated
      Reason:       OOMKilled
      Exit Code:    137
";
    check(paste, Verdict::Failing, Some("memory/oom-limit"));
    let rest = "    Ready:          True\n    Restart Count:  1\n";
    check(&format!("{paste}{rest}"), Verdict::Recovered, None);
    let often = "    Ready:          True\n    Restart Count:  40\n";
    check(&format!("{paste}{often}"), Verdict::Failing, Some("memory/oom-limit"));
}

#[test]
fn what_ran_for_weeks_between_its_ends_does_not_loop() {
    let paste = "\
    State:          Running
      Started:      Thu, 19 Nov 2026 10:14:02 +0000
    Last State:     Terminated
      Reason:       Error
      Exit Code:    1
      Started:      Mon, 19 Oct 2026 10:14:02 +0000
      Finished:     Thu, 19 Nov 2026 10:13:58 +0000
    Ready:          True
    Restart Count:  40
";
    check(paste, Verdict::Recovered, None);
}

#[test]
fn what_runs_and_is_not_ready_is_not_well() {
    let conditions = "\
Name:         till-0
Status:       Running
Containers:
  till:
    State:    Running
Conditions:
  Type              Status
  Initialized       True
  Ready             False
  ContainersReady   False
";
    check(conditions, Verdict::Insufficient, None);
    check(&conditions.replace("False", "True"), Verdict::Healthy, None);
    let says_itself = conditions.replace("Running\nCond", "Running\n    Ready:    True\nCond");
    check(&says_itself, Verdict::Healthy, None);
    let listed =
        "- ready: false\n- restartCount: 0\n- state:\n- running:\n- startedAt: \"2026-11-19T10:14:02Z\"\n";
    check(listed, Verdict::Insufficient, None);
    check(&listed.replace("false", "true"), Verdict::Healthy, None);
}

#[test]
fn a_pod_that_makes_way_in_a_rollout_is_well() {
    let paste = "\
NAME                     READY   STATUS        RESTARTS   AGE
cart-6d5f7c8b9d-k2x7p    1/1     Running       0          16s
cart-5c4d9b7f68-t6dnn    1/1     Terminating   0          3d
";
    check(paste, Verdict::Healthy, None);
    // Without the other it may as well be deleted because it fails; what crashed before it goes does not make way.
    let alone = paste.replace("cart-6d5f7c8b9d-k2x7p    1/1     Running       0          16s\n", "");
    check(&alone, Verdict::Insufficient, None);
    check(&paste.replace("Terminating   0 ", "Terminating   4 "), Verdict::Insufficient, None);
}

#[test]
fn a_container_that_was_started_once_more_may_be_well() {
    let paste = |times: u32| {
        format!(
            "LAST SEEN            TYPE     REASON    OBJECT       MESSAGE\n\
             5m (x{times} over 9m)   Normal   Started   pod/till-0   Started container till\n"
        )
    };
    check(&paste(2), Verdict::Healthy, None);
    check(&paste(3), Verdict::Insufficient, None);
}

/// A pod whose init container is in this state, with an event of this kind.
fn behind_init(state: &str, event: &str) -> String {
    format!(
        "\
Name:         till-0
Namespace:    shop
Status:       Pending
Init Containers:
  schema:
    State:          {state}
    Ready:          False
Containers:
  till:
    State:          Waiting
      Reason:       PodInitializing
    Ready:          False
Events:
  Type     Reason       Age              From     Message
  ----     ------       ----             ----     -------
  {event}
"
    )
}

#[test]
fn what_waits_for_an_init_container_has_no_trouble_of_its_own() {
    let paste = |state: &str, looped: &str| {
        let event = format!(
            "Warning  BackOff      1m (x4 over 5m)  kubelet  Back-off restarting failed container {looped} in pod till-0_shop(1f2e)"
        );
        behind_init(state, &event)
    };
    let blamed = |state: &str, looped: &str| {
        let answer = check(&paste(state, looped), Verdict::Insufficient, None);
        let logs = answer.next.iter().find(|step| step.run.contains("logs")).unwrap();
        logs.run.split_once(" -c ").map(|(_, rest)| rest.split(' ').next().unwrap().to_owned())
    };
    for state in ["Waiting\n      Reason:       CrashLoopBackOff", "Terminated\n      Exit Code:    3"] {
        assert_eq!(blamed(state, "schema").as_deref(), Some("schema"), "{state}");
    }
}

/// The volume is the pod's: it is missing where the pod has come to.
#[test]
fn trouble_of_the_pod_is_blamed_on_the_container_that_it_has_come_to() {
    let blamed = |state: &str| {
        let paste = behind_init(
            state,
            "Warning  FailedMount  1m (x4 over 5m)  kubelet  MountVolume.SetUp failed for volume \"config\" : configmap \"till-config\" not found",
        );
        let answer = check(&paste, Verdict::Failing, Some("config/missing-ref"));
        let same = answer.causes.into_iter().filter(|cause| cause.id == "config/missing-ref");
        same.filter_map(|cause| cause.container).collect::<Vec<_>>()
    };
    assert_eq!(blamed("Waiting\n      Reason:       CrashLoopBackOff"), ["schema"]);
    assert_eq!(blamed("Terminated\n      Exit Code:    3"), ["schema"]);
    assert_eq!(blamed("Terminated\n      Exit Code:    0"), ["till"]);
}

#[test]
fn what_an_init_container_met_before_it_was_done_is_no_trouble() {
    let paste = "\
Name:         till-0
Namespace:    shop
Status:       Running
Init Containers:
  schema:
    State:          Terminated
      Reason:       Completed
      Exit Code:    0
    Ready:          True
Containers:
  till:
    State:          Running
    Ready:          True

$ kubectl logs till-0 -n shop -c schema
FATAL required environment variable TILL_DSN is not set
";
    check(paste, Verdict::Healthy, None);
    let till = paste.replace("-c schema", "-c till");
    check(&till, Verdict::Failing, Some("config/missing-env"));
}

#[test]
fn what_ends_without_an_error_again_and_again_is_not_well() {
    let paste = |events: &str| {
        format!(
            "\
Name:         till-0
Namespace:    shop
Containers:
  till:
    State:          Running
    Last State:     Terminated
      Reason:       Completed
      Exit Code:    0
    Ready:          True
    Restart Count:  3
{events}"
        )
    };
    check(&paste(""), Verdict::Healthy, None);
    let backs_off = "\
Events:
  Type     Reason   Age              From     Message
  ----     ------   ----             ----     -------
  Warning  BackOff  1m (x9 over 9m)  kubelet  Back-off restarting failed container till in pod till-0_shop(1f2e)
";
    check(&paste(backs_off), Verdict::Failing, Some("command/exits-zero"));
}

#[test]
fn a_probe_that_is_no_reason_any_more_is_not_the_reason() {
    let paste = |code: u8, kill: &str, started: &str| {
        format!(
            "\
Name:         till-0
Namespace:    shop
Status:       Running
Containers:
  till:
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       Error
      Exit Code:    {code}
    Ready:          False
    Restart Count:  12
    Liveness:       http-get http://:8080/live delay=5s timeout=1s period=10s #success=1 #failure=3
Events:
  Type     Reason     Age               From     Message
  ----     ------     ----              ----     -------
{started}  Warning  Unhealthy  {kill}    kubelet  Liveness probe failed: HTTP probe failed with statuscode: 500
  Normal   Killing    {kill}    kubelet  Container till failed liveness probe, will be restarted
  Warning  BackOff    1m (x40 over 50m)    kubelet  Back-off restarting failed container till in pod till-0_shop(1f2e)
"
        )
    };
    check(&paste(1, "2m", ""), Verdict::Failing, Some("probe/liveness"));
    check(&paste(1, "40m", ""), Verdict::Insufficient, None);
    let starts = "  Normal   Started    2m (x20 over 50m)    kubelet  Started container till\n";
    let most = check(&paste(137, "2m (x19 over 50m)", starts), Verdict::Failing, Some("probe/liveness"));
    let few = check(&paste(137, "2m (x2 over 50m)", starts), Verdict::Failing, Some("probe/liveness"));
    assert!(few.causes[0].confidence < most.causes[0].confidence);
}

#[test]
fn pods_that_fail_alike_are_one_finding_and_others_are_not() {
    let pod = |name: &str, container: &str, host: &str| {
        format!(
            "\
Name:         {name}
Namespace:    shop
Containers:
  {container}:
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       Error
      Message:      dial tcp: lookup {host} on 10.96.0.10:53: no such host
      Exit Code:    1
    Ready:          False
    Restart Count:  4
"
        )
    };
    let first = pod("web-5c4d9b7f68-t6dnn", "app", "db-a");
    for (other, also) in [
        (pod("web-5c4d9b7f68-x7k2p", "app", "db-b"), true),
        (pod("web-5c4d9b7f68-x7k2p", "mesh", "db-b"), false),
        (pod("cart-6d5f7c8b9d-k2x7p", "app", "db-b"), false),
        (pod("cart-6d5f7c8b9d-k2x7p", "app", "db-a"), true),
    ] {
        let answer = check(&format!("{first}\n{other}"), Verdict::Failing, Some("dependency/dns"));
        assert_eq!(answer.causes.len(), if also { 1 } else { 2 }, "{other}");
        assert_eq!(answer.causes[0].also.len(), usize::from(also), "{other}");
    }
}

#[test]
fn a_container_without_a_name_is_one() {
    let paste = "\
Containers:
    Image:          registry.example.com/till:4.1
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       OOMKilled
      Exit Code:    137
    Limits:
      memory:  64Mi
";
    let answer = check(paste, Verdict::Failing, Some("memory/oom-limit"));
    assert_eq!(answer.pods[0].containers.len(), 1);
}

#[test]
fn a_preemption_is_a_normal_event_and_an_end() {
    let paste = "\
LAST SEEN   TYPE     REASON      OBJECT          MESSAGE
14m         Normal   Started     pod/batch-0     Started container sum
2m          Normal   Preempted   pod/batch-0     by shop/cart-0 on node worker-3
2m          Normal   Killing     pod/batch-0     Stopping container sum
";
    check(paste, Verdict::Failing, Some("platform/terminated"));
}

#[test]
fn a_sandbox_that_is_replaced_once_is_history_and_again_and_again_is_a_setting() {
    let paste = |times: &str| {
        format!(
            "\
  Type     Reason          Age                   From     Message
  ----     ------          ----                  ----     -------
  Normal   Started         103s (x3 over 4m29s)  kubelet  Started container proxy
  Normal   Killing         29s (x3 over 3m24s)   kubelet  Stopping container proxy
  Normal   SandboxChanged  28s{times}            kubelet  Pod sandbox changed, it will be killed and re-created.
  Warning  BackOff         1s (x9 over 3m23s)    kubelet  Back-off restarting failed container proxy in pod proxy-x7k2p_kube-system(0b1c)
"
        )
    };
    check(&paste(" (x4 over 4m30s)"), Verdict::Failing, Some("platform/node-setting"));
    check(&paste(""), Verdict::Failing, Some("platform/terminated"));
}

#[test]
fn an_eviction_names_the_container_that_used_too_much() {
    let paste = "\
Status:       Failed
Reason:       Evicted
Message:      The node was low on resource: memory. Container resize was using 812Mi, which exceeds its request of 64Mi.
";
    let answer = check(paste, Verdict::Failing, Some("memory/eviction"));
    assert_eq!(answer.causes[0].container.as_deref(), Some("resize"));
}

#[test]
fn a_script_says_why_it_ends_as_it_does() {
    let paste = "\
Containers:
  web:
    Container ID:  containerd://4ea5ee68fea05586106890ded5733820bb77d919
    Image:         registry.example.com/shop/web:1.4
    Command:
      sh
      -c
    Args:
      if [ -z \"$STOCK_MODE\" ]; then
        echo \"FATAL: missing required STOCK_MODE\"
        exit 42
      fi
      serve
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       Error
      Exit Code:    42
";
    let answer = check(paste, Verdict::Failing, Some("config/missing-env"));
    assert!(answer.causes[0].evidence[0].quote.contains("FATAL: missing required STOCK_MODE"));
    let code = paste.replace("Exit Code:    42", "Exit Code:    7");
    check(&code, Verdict::Insufficient, None);
}

#[test]
fn yaml_may_be_marked_from_within_its_first_line() {
    let paste = "\
state:
        waiting:
          reason: CrashLoopBackOff
      image: 'registry.example.com/shop/web:1.4'
      lastState:
        terminated:
          exitCode: 137
          reason: OOMKilled
";
    check(paste, Verdict::Failing, Some("memory/oom-limit"));
}

#[test]
fn a_row_that_was_cut_before_its_container_is_no_success_of_another() {
    let paste = "\
Events:
  Type     Reason   Age              From     Message
  ----     ------   ----             ----     -------
  Warning  Failed   2s               kubelet  spec.containers{keys}: Failed to pull image \"keys\": pull access denied, repository does not exist
  Warning  Failed   2s               kubelet  spec.containers{keys}: Error: ErrImagePull
  Normal   Started  1s (x2 over 3s)
";
    check(paste, Verdict::Failing, Some("image/pull"));
}

#[test]
fn a_probe_that_killed_it_is_not_overcome_by_the_next_start() {
    let paste = "\
  Normal   Started    2m2s                 kubelet  Started container till
  Warning  Unhealthy  24s (x10 over 114s)  kubelet  Startup probe failed: cat: can't open '/run/ready': No such file or directory
  Normal   Killing    24s                  kubelet  Container till failed startup probe, will be restarted

$ kubectl get pod till -o jsonpath='{.status.containerStatuses[0].state}'
{\"running\":{\"startedAt\":\"2026-11-19T10:11:40Z\"}}
";
    check(paste, Verdict::Failing, Some("probe/startup"));
}

#[test]
fn events_are_those_of_the_only_pod_that_is_not_well() {
    let paste = "\
NAME                    READY   STATUS    RESTARTS   AGE
till-5f6d7c8b9-x7k2p    0/1     Running   0          2d20h
stock-7c9d8f6b4-q9w8e   1/1     Running   0          2d20h

Events:
  Type     Reason     Age                        From     Message
  ----     ------     ----                       ----     -------
  Warning  Unhealthy  4m25s (x29297 over 2d20h)  kubelet  (combined from similar events): Readiness probe failed: connection reset
";
    let answer = check(paste, Verdict::Failing, Some("probe/readiness"));
    assert_eq!(answer.causes[0].pod.as_deref(), Some("till-5f6d7c8b9-x7k2p"));
}

#[test]
fn a_task_that_is_started_again_and_again_ends_well() {
    let paste = "\
apiVersion: v1
kind: Pod
metadata:
  name: greeter
spec:
  containers:
  - name: greeter
    image: busybox
    command: [echo, ready]

NAME      READY   STATUS             RESTARTS         AGE
greeter   0/1     CrashLoopBackOff   10 (2m15s ago)   34m
";
    check(paste, Verdict::Failing, Some("command/exits-zero"));
}

#[test]
fn a_container_begins_although_its_first_lines_were_left_out() {
    let paste = "\
Name:             till-0
Namespace:        shop
Containers:
  till:
    Image:          registry.example.com/till:4.1
    State:          Waiting
      Reason:       ImagePullBackOff
    Ready:          False
    Restart Count:  0
Ephemeral Containers:
  debugger-x7k2p:
<snip>
    Image:          busybox
    State:          Waiting
      Reason:       RunContainerError
    Last State:     Terminated
      Reason:       StartError
      Message:      exec: \"shop\": executable file not found in $PATH: unknown
      Exit Code:    128
    Ready:          False
    Restart Count:  0
";
    check(paste, Verdict::Failing, Some("image/pull"));
}

/// A pod that fails, with what is said of its container, and its events.
fn failing(container: &str, events: &str) -> String {
    let head = "  Type     Reason     Age               From     Message\n  ----     ------     ----              ----     -------\n";
    let events = if events.is_empty() { String::new() } else { format!("Events:\n{head}{events}") };
    format!(
        "Name:         till-0\nNamespace:    shop\nStatus:       Running\nContainers:\n  till:\n{container}    Ready:          False\n    \
         Restart Count:  6\n{events}"
    )
}

#[test]
fn each_sign_names_its_cause() {
    let ended = |code: i64, reason: &str| {
        format!(
            "    State:          Waiting\n      Reason:       CrashLoopBackOff\n    Last State:     Terminated\n      \
             Reason:       {reason}\n      Exit Code:    {code}\n"
        )
    };
    let probe = |message: &str| {
        format!(
            "  Warning  Unhealthy  1m (x9 over 9m)   kubelet  Liveness probe failed: {message}\n  \
             Normal   Killing    1m (x3 over 9m)   kubelet  Container till failed liveness probe, will be restarted\n"
        )
    };
    let before = "    State:          Terminated\n      Reason:       Error\n      Exit Code:    1\n    Last State:     Terminated\n      \
                  Reason:       OOMKilled\n      Exit Code:    137\n";
    let script =
        format!("    Command:\n      sh\n      -c\n      echo closing; exit 42\n{}", ended(42, "Error"));
    for (container, events, cause, says) in [
        (
            ended(137, "ContainerStatusUnknown"),
            String::new(),
            "platform/terminated",
            "the kubelet lost the container",
        ),
        (
            before.to_owned(),
            String::new(),
            "memory/oom-limit",
            "the run before was killed at the memory limit",
        ),
        (script, String::new(), "app/exception", "its own command ends it with this code"),
        (ended(-1_073_741_511, "Error"), String::new(), "app/missing-module", "ENTRYPOINT_NOT_FOUND"),
        (ended(3_221_225_785, "Error"), String::new(), "app/missing-module", "ENTRYPOINT_NOT_FOUND"),
        (
            ended(137, "Error"),
            probe("Get \"https://10.0.0.7:8080/\": http: server gave HTTP response to HTTPS client"),
            "probe/liveness",
            "the probe speaks HTTP where the port wants TLS, or the reverse",
        ),
        (
            ended(137, "Error"),
            probe("OCI runtime exec failed: exec: \"curl\": executable file not found in $PATH: unknown"),
            "probe/liveness",
            "the command of the probe is not in the image",
        ),
    ] {
        let answer = check(&failing(&container, &events), Verdict::Failing, Some(cause));
        let evidence = &answer.causes[0].evidence;
        assert!(evidence.iter().any(|one| one.supports && one.why.contains(says)), "{says}: {evidence:?}");
    }
}

#[test]
fn a_pod_that_goes_while_its_node_does_not_answer_was_lost_with_it() {
    let lost = "  Warning  NodeNotReady  5m   node-controller  Node is not ready\n";
    let paste = failing("    State:          Running\n", lost);
    check(
        &paste.replace("Status:       Running", "Status:       Terminating"),
        Verdict::Failing,
        Some("platform/terminated"),
    );
}

#[test]
fn what_has_no_image_answers_no_probe() {
    let pull =
        "  Warning  Failed     1m                kubelet  Failed to pull image \"till:9\": not found\n";
    let probe = "  Warning  Unhealthy  1m (x9 over 9m)   kubelet  Liveness probe failed: dial tcp 10.0.0.7:80: connect: connection refused\n";
    let waits = "    State:          Waiting\n      Reason:       ImagePullBackOff\n";
    let answer = check(&failing(waits, &format!("{probe}{pull}")), Verdict::Failing, Some("image/pull"));
    let blamed = answer.causes.iter().find(|cause| cause.id == "probe/liveness");
    assert!(blamed.is_none_or(|blamed| blamed.confidence < 0.1), "{blamed:?}");
}

#[test]
fn what_is_being_started_does_not_fail_yet() {
    for status in ["ContainerCreating", "PodInitializing", "Pending", "Init:0/2"] {
        let paste = format!(
            "NAME     READY   STATUS              RESTARTS   AGE\ntill-0   0/1     {status}   0          5s\n"
        );
        check(&paste, Verdict::Insufficient, None);
    }
}

#[test]
fn a_code_is_read_by_what_the_log_says_beside_it() {
    for (code, log, name) in [
        (101, "thread 'main' panicked at src/main.rs:3:5:\nthe till is gone\n", "Rust panic"),
        (126, "sh: /app/till: Permission denied\n", "command not executable"),
        (
            134,
            "# A fatal error has been detected by the Java Runtime Environment:\n#  SIGSEGV (0xb) at pc=0x00007f\n",
            "JVM crash",
        ),
        (
            3,
            "[7] [ERROR] Exception in worker process\n[1] [ERROR] Reason: Worker failed to boot.\n",
            "application did not start",
        ),
    ] {
        let state = format!(
            "    Last State:     Terminated\n      Reason:       Error\n      Exit Code:    {code}\n"
        );
        let answer =
            diagnose(&format!("{}\n$ kubectl logs till-0 -n shop --previous\n{log}", failing(&state, "")));
        assert_eq!(answer.exit_codes[0].name, name, "{code}");
    }
}

#[test]
fn what_was_waited_for_and_has_answered_is_no_trouble() {
    let waits = "\
$ kubectl logs ledger-migrate-x2k4p -c wait
waiting for ledger-db
ledger-db:5432 - no response
waiting for ledger-db
ledger-db:5432 - no response
waiting for ledger-db
";
    check(waits, Verdict::Failing, Some("dependency/unreachable"));
    let another = format!("{waits}ledger-cache:6379 - accepting connections\n");
    check(&another, Verdict::Failing, Some("dependency/unreachable"));
    let answered = format!("{waits}ledger-db:5432 - accepting connections\n");
    let answer = check(&answered, Verdict::Insufficient, None);
    let first = answer.next.first().map(|step| step.run.as_str());
    assert_eq!(first, Some("kubectl describe pod ledger-migrate-x2k4p"));
}

#[test]
fn what_an_operator_logs_is_no_word_of_its_pods() {
    let log = |heading: &str| {
        format!(
            "  Warning  BackOff  77s (x10 over 3m35s)  kubelet  Back-off restarting failed container shard in pod cache-shard-0_cache(1f2e3d4c)\n\n\
             {heading}\n\
             {{\"level\":\"error\",\"ts\":\"2026-03-02T08:11:05Z\",\"logger\":\"controllers.Cache\",\"msg\":\"cannot list the shards\",\"error\":\"dial tcp :6379: connect: connection refused\"}}\n"
        )
    };
    let answer = check(&log("Here are the operator logs:"), Verdict::Insufficient, None);
    assert!(answer.next.iter().any(|step| step.run.starts_with("kubectl logs cache-shard-0 -n cache")));
    let own = diagnose(&log("Here are the shard logs:"));
    assert_eq!(own.verdict, Verdict::Failing, "{}", own.summary);
}

#[test]
fn what_a_database_tells_its_clients_while_it_starts_is_not_its_own_trouble() {
    let record = r#"{"level":"info","ts":"2026-03-02T08:11:04Z","logger":"postgres","msg":"record","record":{"log_time":"2026-03-02 08:11:04.876 UTC","user_name":"ledger","process_id":"31","error_severity":"FATAL","sql_state_code":"57P03","message":"the database system is starting up","backend_type":"client backend"}}"#;
    check(record, Verdict::Insufficient, None);
}

/// With or without the columns of the wide table.
#[test]
fn a_pod_that_hangs_in_its_end_on_a_lost_node_went_with_it() {
    for (columns, places) in [("   NODE", ["   birch-2", "   birch-3"]), ("", ["", ""])] {
        let paste = format!(
            "\
$ kubectl get nodes
NAME      STATUS     ROLES           AGE   VERSION
birch-2   Ready      <none>          93d   v1.33.4
birch-3   NotReady   <none>          93d   v1.33.4
$ kubectl get pods
NAME                     READY   STATUS        RESTARTS   AGE{columns}
parcel-6f7b9c8d5-2xqlk   1/1     Running       0          4m{}
parcel-6f7b9c8d5-w9zrk   1/1     Terminating   0          17d{}
",
            places[0], places[1]
        );
        let answer = check(&paste, Verdict::Failing, Some("platform/terminated"));
        assert_eq!(answer.causes[0].pod.as_deref(), Some("parcel-6f7b9c8d5-w9zrk"));
        assert!(answer.causes[0].evidence.iter().any(|evidence| evidence.quote.contains("NotReady")));
    }
}

#[test]
fn what_was_restarted_with_its_node_is_well() {
    let rows = |last: &str| {
        format!(
            "NAME                     READY   STATUS      RESTARTS        AGE\n\
             till-7d9c6b5f48-x2v4z    1/1     Running     4 (95m ago)     13d\n\
             stock-0                  1/1     Running     2 (95m ago)     13d\n\
             {last}\n"
        )
    };
    check(
        &rows("seed-tpmzq               0/1     Completed   2               3m51s"),
        Verdict::Healthy,
        None,
    );
    let fails = rows("cart-0                   0/1     Error       41 (5m ago)     13d");
    assert_ne!(diagnose(&fails).verdict, Verdict::Healthy);
}

#[test]
fn a_readiness_probe_is_not_why_a_container_is_restarted() {
    let paste = "\
$ kubectl get pods -n shop
NAME     READY   STATUS             RESTARTS   AGE
till-0   0/1     CrashLoopBackOff   9          16m

Readiness probe failed: Get http://10.1.2.3:8080/healthz: dial tcp 10.1.2.3:8080: connect: connection refused
";
    check(paste, Verdict::Insufficient, None);
}

#[test]
fn a_probe_that_asks_too_soon_stops_nothing_yet() {
    let paste = |more: &str| {
        format!(
            "Name:         till-0\nNamespace:    shop\nEvents:\n  Type     Reason     Age               From     Message\n  \
             ----     ------     ----              ----     -------\n  Normal   Started    18s               kubelet  Started container till\n  \
             Warning  Unhealthy  3s (x3 over 13s)  kubelet  Startup probe failed: Get \"http://10.1.2.3:8080/\": dial tcp 10.1.2.3:8080: connect: connection refused\n{more}"
        )
    };
    check(&paste(""), Verdict::Insufficient, None);
    let again = "  Warning  BackOff    2s (x4 over 60s)  kubelet  Back-off restarting failed container till in pod till-0_shop(1c3a)\n";
    check(&paste(again), Verdict::Failing, Some("probe/startup"));
}

#[test]
fn a_run_as_long_as_a_probe_needs_was_stopped_by_it_unless_memory_was_short() {
    let ended = |reason: &str| {
        let paste = format!(
            "Name:         till-0\nNamespace:    shop\nContainers:\n  till:\n    State:          Waiting\n      Reason:       CrashLoopBackOff\n    \
             Last State:     Terminated\n      Reason:       {reason}\n      Exit Code:    137\n      \
             Started:      Thu, 19 Nov 2026 10:14:00 +0000\n      Finished:     Thu, 19 Nov 2026 10:15:02 +0000\n    Ready:          False\n    \
             Restart Count:  4\n    Liveness:       http-get http://:8080/live delay=10s timeout=1s period=10s #success=1 #failure=3\n"
        );
        let causes = diagnose(&paste).causes;
        causes.into_iter().map(|cause| cause.id).collect::<Vec<_>>()
    };
    assert_eq!(ended("Error").first().map(String::as_str), Some("probe/liveness"));
    assert_eq!(ended("OOMKilled"), ["memory/oom-limit"]);
}
