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

/// A container that ended with this code, and what else is known of it.
fn ended_with(code: i64, more: &str) -> String {
    format!(
        "Name:         till-0\nNamespace:    shop\nContainers:\n  till:\n    State:          Waiting\n      Reason:       CrashLoopBackOff\n    \
         Last State:     Terminated\n      Reason:       Error\n      Exit Code:    {code}\n      \
         Started:      Thu, 19 Nov 2026 10:11:40 +0000\n      Finished:     Thu, 19 Nov 2026 10:12:40 +0000\n    Ready:          False\n    \
         Restart Count:  6\n{more}"
    )
}

#[test]
fn a_crash_is_called_by_the_name_of_its_signal() {
    for (code, name) in [
        (132, "SIGILL"),
        (133, "SIGTRAP"),
        (134, "SIGABRT"),
        (135, "SIGBUS"),
        (136, "SIGFPE"),
        (139, "SIGSEGV"),
        // As a container of Windows ends, without a sign and with one.
        (3_221_225_477, "ACCESS_VIOLATION"),
        (-1_073_741_819, "ACCESS_VIOLATION"),
        (3_221_226_505, "damaged memory"),
        (3_221_226_356, "damaged memory"),
    ] {
        let found = likeliest(&ended_with(code, ""));
        assert_eq!(found.id, "app/native-crash", "{code}");
        let proof =
            found.evidence.first().map(|one| (one.quote.trim(), one.supports, one.why.contains(name)));
        assert_eq!(
            proof,
            Some((format!("Exit Code:    {code}").as_str(), true, true)),
            "{:?}",
            found.evidence
        );
    }
    for code in [1, 130, 131, 138, 140, 141, 159] {
        let named = diagnose(&ended_with(code, "")).causes;
        assert!(named.iter().all(|cause| cause.id != "app/native-crash"), "{code}: {named:?}");
    }
}

/// Some runtimes print what nobody caught, and then abort: the abort tells nothing new.
#[test]
fn an_abort_behind_an_exception_that_nobody_caught_is_no_crash_of_its_own() {
    let log = |lines: &str| format!("$ kubectl logs till-0 -n shop --previous\nopening the till\n{lines}");
    let dotnet = "Unhandled exception. System.InvalidOperationException: Sequence contains no elements\n   at Shop.Till.Main()\n";
    let rust = "thread 'main' panicked at src/till.rs:7:9:\nno ledger\nfatal runtime error: failed to initiate panic, error 5, aborting\n";
    let go = "panic: no ledger\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:9 +0x1d\n";
    let dumped =
        format!("{dotnet}/start.sh: line 3:     7 Aborted                 (core dumped) dotnet Till.dll\n");
    let shown = |paste: &str| {
        let causes = diagnose(paste).causes;
        causes.iter().map(|cause| cause.id.clone()).collect::<Vec<_>>()
    };
    for lines in [dotnet, rust, go, &dumped] {
        let found = likeliest(&ended_with(134, &log(lines)));
        assert_eq!(found.id, "app/exception", "{lines}");
        assert!(
            found.evidence.iter().any(|one| one.quote.contains("134") && one.supports),
            "{:?}",
            found.evidence
        );
        let also = shown(&ended_with(134, &log(lines)));
        assert!(!also.contains(&"app/native-crash".to_owned()), "{lines} {also:?}");
    }
    assert!(!shown(&log(&dumped)).contains(&"app/native-crash".to_owned()));
    // Another signal is no abort, what native code says is no exception, and this one did not end it.
    let terminated = "terminate called after throwing an instance of 'std::runtime_error'\n";
    let damaged = format!("{dotnet}free(): double free detected in tcache 2\n");
    let before = format!("{dotnet}Now listening on: http://[::]:8080\n");
    for (code, lines) in [(139, dotnet), (134, terminated), (134, &damaged), (134, &before)] {
        assert_eq!(likeliest(&ended_with(code, &log(lines))).id, "app/native-crash", "{code} {lines}");
    }
}

#[test]
fn a_code_that_says_not_found_counts_less_beside_what_the_log_names() {
    let of = |paste: &str| {
        let causes = diagnose(paste).causes;
        let found = causes.iter().find(|cause| cause.id == "command/not-found");
        (causes.first().map(|cause| cause.id.clone()), found.map_or(0.0, |cause| cause.confidence))
    };
    let (first, alone) = of(&ended_with(127, ""));
    assert_eq!(first.as_deref(), Some("command/not-found"));
    let log =
        "$ kubectl logs till-0 -n shop --previous\nFATAL required environment variable TILL_DSN is not set\n";
    let (first, beside) = of(&ended_with(127, log));
    assert_eq!(first.as_deref(), Some("config/missing-env"));
    assert!(beside < alone, "{beside} beside a log, {alone} alone");
}

/// A container that runs, with these events.
fn not_ready(events: &str) -> String {
    format!(
        "Name:         till-0\nNamespace:    shop\nStatus:       Running\nContainers:\n  till:\n    State:          Running\n      \
         Started:      Thu, 19 Nov 2026 10:11:40 +0000\n    Ready:          False\n    Restart Count:  0\n    \
         Readiness:      http-get http://:8080/open delay=0s timeout=1s period=10s #success=1 #failure=3\nEvents:\n  \
         Type     Reason     Age                From     Message\n  ----     ------     ----               ----     -------\n{events}"
    )
}

#[test]
fn a_readiness_probe_is_blamed_for_no_restart() {
    let unready = "  Warning  Unhealthy  {ago}     kubelet  Readiness probe failed: HTTP probe failed with statuscode: 503\n";
    let sure = |paste: &str| {
        let causes = diagnose(paste).causes;
        causes.iter().find(|cause| cause.id == "probe/readiness").map_or(0.0, |cause| cause.confidence)
    };
    let now = sure(&not_ready(&unready.replace("{ago}", "7s (x90 over 29m)")));
    assert!(now > 0.5, "{now}");
    let [just_so, long_ago] = ["30m", "31m"]
        .map(|ago| sure(&not_ready(&unready.replace("{ago}", &format!("{ago} (x2 over 96m)")))));
    assert!(long_ago < now && just_so == now, "{long_ago} long ago, {now} now");
    let restarted = "  Warning  BackOff    7s (x90 over 29m)     kubelet  Back-off restarting failed container till in pod till-0_shop(1f)\n";
    let dies = sure(&not_ready(&(unready.replace("{ago}", "7s (x90 over 29m)") + restarted)));
    assert!(dies < now && dies < 0.5, "{dies} beside a restart, {now} alone");
    let killed = "  Warning  Unhealthy  7s (x90 over 29m)     kubelet  Liveness probe failed: HTTP probe failed with statuscode: 503\n";
    let answer = diagnose(&not_ready(&(unready.replace("{ago}", "7s (x90 over 29m)") + killed)));
    assert_eq!(answer.causes.first().map(|cause| cause.id.as_str()), Some("probe/liveness"));
}

/// A node that starts anew replaces every sandbox once.
#[test]
fn a_sandbox_that_is_replaced_once_blames_no_setting_of_the_node() {
    let events = |times: u32| {
        format!(
            "Events:\n  Type     Reason          Age                  From     Message\n  ----     ------          ----                 ----     -------\n  \
             Normal   SandboxChanged  6m (x{times} over 57m)     kubelet  Pod sandbox changed, it will be killed and re-created.\n  \
             Normal   Killing         68s (x{times} over 57m)    kubelet  Stopping container till\n"
        )
    };
    let named = |times| {
        let causes = diagnose(&ended_with(137, &events(times))).causes;
        causes.first().map(|cause| cause.id.clone())
    };
    assert_eq!(named(3).as_deref(), Some("platform/node-setting"));
    assert_ne!(named(2).as_deref(), Some("platform/node-setting"));
}

#[test]
fn the_port_that_a_probe_names_is_looked_up() {
    let asks = |ports: &str| {
        likeliest(&format!(
            "Name:         till-0\nNamespace:    shop\nContainers:\n  till:\n    Ports:          {ports}\n    State:          Waiting\n      \
             Reason:       CrashLoopBackOff\n    Last State:     Terminated\n      Reason:       Error\n      Exit Code:    137\n      \
             Started:      Thu, 19 Nov 2026 10:11:40 +0000\n      Finished:     Thu, 19 Nov 2026 10:12:40 +0000\n    Restart Count:  6\n    \
             Liveness:       http-get http://:web/live delay=0s timeout=1s period=10s #success=1 #failure=3\nEvents:\n  \
             Type     Reason     Age                From     Message\n  ----     ------     ----               ----     -------\n  \
             Warning  Unhealthy  7s (x90 over 29m)  kubelet  Liveness probe failed: connection refused\n  \
             Normal   Killing    7s (x30 over 29m)  kubelet  Container till failed liveness probe, will be restarted\n\
             $ kubectl logs till-0 -n shop\nlistening on 0.0.0.0:9090\n"
        ))
    };
    let elsewhere = asks("8080/TCP (web), 9090/TCP (admin)");
    assert_eq!(elsewhere.id, "probe/liveness");
    assert!(elsewhere.title.contains("9090"), "{}", elsewhere.title);
    let there = asks("9090/TCP (web), 8080/TCP (admin)");
    assert!(!there.title.contains("9090"), "{}", there.title);
}

#[test]
fn an_end_without_an_error_is_one_whatever_its_reason_is_called() {
    let paste = ended_with(0, "");
    let found = likeliest(&paste);
    assert_eq!(found.id, "command/exits-zero");
    assert!(
        found.evidence.iter().any(|one| one.supports && one.quote.contains("Exit Code:    0")),
        "{:?}",
        found.evidence
    );
}

#[test]
fn only_the_code_that_containerd_makes_up_is_called_so() {
    let meaning = |code: i64| {
        let paste = ended_with(code, "").replace("Reason:       Error", "Reason:       Unknown");
        diagnose(&paste).exit_codes.first().map(|code| code.meaning.clone()).unwrap_or_default()
    };
    assert!(meaning(255).contains("lost sight"), "{}", meaning(255));
    assert!(!meaning(3).contains("lost sight"), "{}", meaning(3));
}

/// YAML writes a quotation mark within quotation marks with a backslash.
#[test]
fn a_message_is_quoted_as_the_program_said_it() {
    let paste = "apiVersion: v1\nkind: Pod\nmetadata: {name: till-0, namespace: shop}\nstatus:\n  containerStatuses:\n  - name: till\n    \
                 restartCount: 4\n    lastState:\n      terminated:\n        exitCode: 1\n        reason: Error\n        \
                 message: \"FATAL required environment variable \\\"TILL_DSN\\\" is not set\\n\"\n";
    let found = likeliest(paste);
    assert_eq!(found.id, "config/missing-env");
    assert!(found.explanation.contains("variable \"TILL_DSN\" is"), "{}", found.explanation);
}

#[test]
fn a_kill_by_a_probe_explains_no_run_that_was_over_before() {
    let killed = |finished: &str| {
        let probe = "    Liveness:       http-get http://:8080/live delay=60s timeout=1s period=10s #success=1 #failure=3\nEvents:\n  \
                     Type     Reason     Age                From     Message\n  ----     ------     ----               ----     -------\n  \
                     Normal   Killing    7s (x3 over 29m)   kubelet  Container till failed liveness probe, will be restarted\n";
        let paste = ended_with(137, probe).replace("10:12:40", finished);
        diagnose(&paste).causes.first().filter(|cause| cause.confidence >= SURE).map(|cause| cause.id.clone())
    };
    assert_eq!(killed("10:13:40").as_deref(), Some("probe/liveness"));
    assert_eq!(killed("10:11:42"), None);
}

#[test]
fn a_complaint_of_a_probe_that_nothing_followed_was_only_early() {
    let sure = |ago: &str| {
        let events = format!(
            "  Warning  Unhealthy  {ago}     kubelet  Liveness probe failed: HTTP probe failed with statuscode: 503\n"
        );
        let causes = diagnose(&not_ready(&events)).causes;
        causes.iter().find(|cause| cause.id == "probe/liveness").map_or(0.0, |cause| cause.confidence)
    };
    let (now, past) = (sure("7s (x90 over 29m)"), sure("9m (x2 over 10m)"));
    assert!(past < now, "{past} long ago, {now} now");
}

#[test]
fn an_end_that_an_unseen_probe_may_have_asked_for_is_less_sure() {
    let sure = |finished: &str| likeliest(&ended_with(0, "").replace("10:12:40", finished)).confidence;
    assert!(
        sure("10:12:40") < sure("10:11:41"),
        "{} after a minute, {} after a second",
        sure("10:12:40"),
        sure("10:11:41")
    );
}

/// The same line counts the less the more the program has said since.
#[test]
fn what_was_said_long_ago_counts_less_than_last_words() {
    let sure = |behind: usize| {
        let rest: String = (0..behind).map(|number| format!("request {number} answered\n")).collect();
        let cause = likeliest(&format!("ERROR dial tcp: lookup db on 10.96.0.10:53: no such host\n{rest}"));
        assert_eq!(cause.id, "dependency/dns");
        cause.confidence
    };
    let [last, before, early] = [5, 30, 80].map(sure);
    assert!(last > before && before > early, "{last} {before} {early}");
}

#[test]
fn a_timeout_that_names_nothing_is_believed_where_nothing_better_is_named() {
    let hint = "failed to create client: no Elasticsearch node available\n";
    let refused = "ERROR dial tcp 10.0.0.7:9200: connect: connection refused\n";
    let denied = "ERROR open /data/x: permission denied\n";
    let alone = likeliest(hint);
    assert_eq!(alone.id, "dependency/unreachable");
    assert!(alone.confidence > 0.5, "{}", alone.confidence);
    assert!(likeliest(&format!("{hint}{refused}")).confidence >= SURE);
    assert_eq!(likeliest(&format!("{denied}{hint}")).id, "filesystem/permission");
}

/// SIGTERM alone leaves open who sent it; that nothing was reported excludes a probe.
#[test]
fn a_stop_is_surer_where_the_events_are_known() {
    let without = ended_with(143, "");
    let none = ended_with(143, "Events:          <none>\n");
    let [without, none] = [without, none].map(|paste| likeliest(&paste));
    assert_eq!((without.id.as_str(), none.id.as_str()), ("platform/terminated", "platform/terminated"));
    assert!(without.confidence < SURE && without.confidence < none.confidence);
}

#[test]
fn a_neighbour_that_is_down_for_a_reason_of_its_own_is_not_what_fails() {
    let died = |name: &str, words: &str| {
        format!(
            "  {name}:\n    State:          Waiting\n      Reason:       CrashLoopBackOff\n    Last State:     Terminated\n      \
             Reason:       Error\n      Message:      {words}\n      Exit Code:    1\n    Ready:          False\n"
        )
    };
    let head = "Name:         till-0\nNamespace:    shop\nContainers:\n";
    let proxy = died("proxy", "dial tcp 127.0.0.1:8080: connect: connection refused");
    let alone = likeliest(&format!("{head}{proxy}"));
    assert_eq!(alone.id, "dependency/unreachable");
    let till = died("till", "FATAL: required environment variable TILL_DSN is not set");
    let causes = diagnose(&format!("{head}{proxy}{till}")).causes;
    assert_eq!(causes.first().map(|cause| cause.id.as_str()), Some("config/missing-env"));
    let refused = causes.iter().find(|cause| cause.id == "dependency/unreachable");
    assert!(refused.is_none_or(|refused| refused.confidence < alone.confidence / 2.0), "{refused:?}");
    let other = format!("{}{till}", head.replace("till-0", "cart-0"));
    let causes = diagnose(&format!("{head}{proxy}\n{other}")).causes;
    let refused = causes.iter().find(|cause| cause.id == "dependency/unreachable");
    assert!(refused.is_some_and(|refused| refused.confidence == alone.confidence), "{refused:?}");
    // Elsewhere it is no neighbour.
    let far = died("proxy", "dial tcp 10.0.0.7:8080: connect: connection refused");
    let causes = diagnose(&format!("{head}{far}{till}")).causes;
    let refused = causes.iter().find(|cause| cause.id == "dependency/unreachable");
    assert!(refused.is_some_and(|refused| refused.confidence >= SURE), "{refused:?}");
}

/// A line that programs print whatever happens is not what they died of.
#[test]
fn chatter_that_calls_itself_an_error_is_no_reason() {
    let chatter = "[Thu Nov 19 10:11:40 2026] [core:error] AH00558: httpd: Could not reliably determine the server's name\n";
    let named = |log: &str| {
        let causes = diagnose(log).causes;
        causes
            .into_iter()
            .find(|cause| cause.id == "app/exception")
            .map(|cause| cause.evidence[0].quote.clone())
    };
    assert_eq!(named(chatter), None);
    let own = "[Thu Nov 19 10:11:41 2026] [core:error] the shelf fell down\n";
    assert!(named(&format!("{own}{chatter}")).is_some_and(|quote| quote.contains("shelf")));
}

/// A task that ended well once may be done; what is started again and again is not meant to end.
#[test]
fn each_sign_of_a_loop_makes_an_end_without_error_one() {
    let lasting = "      Started:      Thu, 19 Nov 2026 10:11:40 +0000\n      Finished:     Thu, 19 Nov 2026 10:14:40 +0000\n";
    let ended = |state: &str, times: &str, restarts: u32, events: &str| {
        let paste = format!(
            "Name:         motd-7d5c9f6b8-zlq4w\nNamespace:    tools\nContainers:\n  motd:\n    State:          {state}\n    \
             Last State:     Terminated\n      Reason:       Completed\n      Exit Code:    0\n{times}    Ready:          False\n    \
             Restart Count:  {restarts}\n{events}"
        );
        let causes = diagnose(&paste).causes;
        causes.iter().find(|cause| cause.id == "command/exits-zero").map_or(0.0, |cause| cause.confidence)
    };
    let backs_off = "Events:\n  Type     Reason   Age              From     Message\n  ----     ------   ----             ----     -------\n  \
                     Warning  BackOff  1m (x4 over 5m)  kubelet  Back-off restarting failed container motd in pod motd-7d5c9f6b8-zlq4w_tools(1f)\n";
    let signs = [
        ("Waiting\n      Reason:       CrashLoopBackOff", 1, ""),
        ("Running", 1, backs_off),
        ("Running", 5, ""),
    ];
    for (state, restarts, events) in signs {
        let sure = ended(state, "", restarts, events);
        assert!(sure >= SURE, "{state} {restarts} {events}: {sure}");
        // What ran for minutes may be a server that was stopped in good order.
        let late = ended(state, lasting, restarts, events);
        assert!(late > 0.0 && late < sure, "{state} {restarts} {events}: {late}");
    }
    assert_eq!(ended("Running", lasting, 1, ""), 0.0);
}

/// A program that says what it lacks, and then ends well, ends for that.
#[test]
fn last_words_come_before_an_end_without_error() {
    let ended = "    State:          Waiting\n      Reason:       CrashLoopBackOff\n    Last State:     Terminated\n      \
                 Reason:       Completed\n      Exit Code:    0\n    Restart Count:  5\n";
    assert_eq!(likeliest(ended).id, "command/exits-zero");
    let words = "$ kubectl logs till-0 --previous\nFATAL required environment variable TILL_DSN is not set\n";
    let causes = diagnose(&format!("{ended}\n{words}")).causes;
    assert_eq!(causes.first().map(|cause| cause.id.as_str()), Some("config/missing-env"));
    let against = causes
        .iter()
        .find(|cause| cause.id == "command/exits-zero")
        .and_then(|cause| cause.evidence.iter().find(|one| !one.supports && one.quote.contains("TILL_DSN")));
    assert!(against.is_some(), "{causes:?}");
}

/// Some complaints are made at every start: they count where the program ends soon behind.
#[test]
fn a_complaint_that_is_often_overcome_counts_near_the_end_only() {
    let named = |level: &str, behind: usize| {
        let rest: String = (0..behind).map(|number| format!("request {number} answered\n")).collect();
        let causes =
            diagnose(&format!("{level}Config File \"relay\" Not Found in \"[/etc/relay /app]\"\n{rest}"))
                .causes;
        causes.first().map(|cause| cause.id.clone())
    };
    for (level, near, far) in [("", 59, 60), ("WARN ", 11, 12)] {
        assert_eq!(named(level, near).as_deref(), Some("config/missing-file"), "{level}");
        assert_eq!(named(level, far), None, "{level}");
    }
}

/// What explains a complaint stands within a dozen lines of it.
#[test]
fn two_lines_belong_together_when_they_stand_near_one_another() {
    let first = |between: usize| {
        let lines = |what: &str, count: usize| {
            (0..count).map(|number| format!("{what} part {number}\n")).collect::<String>()
        };
        let held = "java.lang.IllegalStateException: failed to obtain node locks, tried [/usr/share/elasticsearch/data]\n";
        likeliest(&format!("{}{held}{}Permission denied\n", lines("starting", 12), lines("closing", between)))
            .id
    };
    assert_eq!(first(11), "filesystem/permission");
    assert_ne!(first(12), "filesystem/permission");
}

#[test]
fn a_minute_is_no_while() {
    let sure = |finished: &str| likeliest(&ended_with(0, "").replace("10:12:40", finished)).confidence;
    assert!(sure("10:12:40") > sure("10:12:41"), "{} {}", sure("10:12:40"), sure("10:12:41"));
}

#[test]
fn what_it_was_told_to_run_is_shown_for_an_end_without_error() {
    let why = |command: &str| {
        let paste = ended_with(0, "").replace("  till:\n", &format!("  till:\n    Command:\n{command}"));
        let found = likeliest(&paste);
        assert_eq!(found.id, "command/exits-zero");
        let last = command.trim().rsplit("\n").next().unwrap_or_default().trim().to_owned();
        found
            .evidence
            .iter()
            .find(|one| one.quote.trim() == last)
            .map(|one| one.why.clone())
            .unwrap_or_default()
    };
    for shell in ["      sh\n", "      /bin/bash\n"] {
        assert!(why(shell).contains("a shell"), "{shell}");
    }
    for command in
        ["      /app/till\n", "      /app/till\n      sh\n", "      sh\n      -c\n      /app/count\n"]
    {
        assert!(why(command).contains("was told to run"), "{command}");
    }
}

/// The pod that was printed comes first only if something explains it.
#[test]
fn a_row_that_is_explained_comes_before_a_pod_that_is_not() {
    let paste = "$ kubectl get pods -n shop\nNAME     READY   STATUS      RESTARTS      AGE\ncart-0   0/1     OOMKilled   7 (90s ago)   13m\n"
        .to_owned()
        + &ended_with(1, "$ kubectl logs till-0 -n shop --previous\nERROR the ledger burned\n");
    let causes = diagnose(&paste).causes;
    let pods: Vec<_> = causes.iter().map(|cause| (cause.id.as_str(), cause.pod.as_deref())).collect();
    assert_eq!(pods, [("memory/oom-limit", Some("shop/cart-0")), ("app/exception", Some("shop/till-0"))]);
}

/// A readiness probe stops nothing.
#[test]
fn a_stop_is_laid_to_a_probe_only_if_it_kills() {
    let complaint = |probe: &str| {
        format!(
            "Events:\n  Type     Reason     Age                From     Message\n  ----     ------     ----               ----     -------\n  \
             Warning  Unhealthy  7s (x90 over 29m)  kubelet  {probe} probe failed: HTTP probe failed with statuscode: 503\n"
        )
    };
    let named = |probe: &str| {
        let causes = diagnose(&ended_with(143, &complaint(probe))).causes;
        causes.iter().any(|cause| cause.id == "platform/terminated")
    };
    assert!(named("Readiness"));
    assert!(!named("Liveness"));
}

#[test]
fn last_words_are_said_at_the_end() {
    let against = |behind: usize| {
        let rest: String = (0..behind).map(|number| format!("request {number} answered\n")).collect();
        let log = format!(
            "$ kubectl logs till-0 -n shop --previous\nSystem.NullReferenceException: Object reference not set\n{rest}"
        );
        let causes = diagnose(&ended_with(0, &log)).causes;
        let found = causes.into_iter().find(|cause| cause.id == "command/exits-zero");
        found.is_some_and(|found| {
            found.evidence.iter().any(|one| !one.supports && one.quote.contains("NullReference"))
        })
    };
    assert!(against(3));
    assert!(!against(20));
}

#[test]
fn a_reason_alone_tells_that_it_ended_well() {
    let paste = ended_with(0, "").replace("Reason:       Error", "Reason:       Completed");
    let paste: String =
        paste.lines().filter(|line| !line.contains("Exit Code")).map(|line| format!("{line}\n")).collect();
    let found = likeliest(&paste);
    assert_eq!(found.id, "command/exits-zero");
    assert!(
        found.evidence.first().is_some_and(|one| one.quote.contains("Completed")),
        "{:?}",
        found.evidence
    );
}

#[test]
fn a_probe_that_nothing_shows_needs_its_time_to_stop_a_run() {
    let sure = |finished: &str| likeliest(&ended_with(0, "").replace("10:12:40", finished)).confidence;
    assert!(sure("10:12:00") < sure("10:11:59"), "{} {}", sure("10:12:00"), sure("10:11:59"));
}

const LIVENESS: &str =
    "    Liveness:       http-get http://:8080/live delay=0s timeout=1s period=10s #success=1 #failure=3\n";
const ROWS: &str = "Events:\n  Type     Reason     Age                From     Message\n  ----     ------     ----               ----     -------\n";

/// Who asked it to stop stands in the events, if there are any.
#[test]
fn a_stop_in_a_loop_is_laid_to_a_probe_where_no_event_is_shown() {
    let blamed = |events: &str| {
        let paste = ended_with(143, &format!("{LIVENESS}{events}")).replace("10:12:40", "10:42:40");
        diagnose(&paste).causes.iter().any(|cause| cause.id == "probe/liveness")
    };
    assert!(blamed(""));
    assert!(!blamed(&format!(
        "{ROWS}  Normal   Pulled     7s (x90 over 29m)  kubelet  Container image \"till\" already present\n"
    )));
}

#[test]
fn what_speaks_against_a_probe_is_shown() {
    let complaint =
        "  Warning  Unhealthy  7s (x90 over 29m)  kubelet  Liveness probe failed: connection refused\n";
    let against = |paste: &str, quote: &str| {
        let causes = diagnose(paste).causes;
        let found = causes.into_iter().find(|cause| cause.id == "probe/liveness");
        found.is_some_and(|found| found.evidence.iter().any(|one| !one.supports && one.quote.contains(quote)))
    };
    let words = "$ kubectl logs till-0 -n shop\nFATAL required environment variable TILL_DSN is not set\n";
    assert!(against(&(not_ready(complaint) + words), "TILL_DSN"));
    let killed = "  Normal   Killing    7s (x30 over 29m)  kubelet  Container till failed liveness probe, will be restarted\n";
    assert!(!against(&(not_ready(&format!("{complaint}{killed}")) + words), "TILL_DSN"));
    let ended = |code: i64, reason: &str, more: &str| {
        ended_with(code, &format!("{LIVENESS}{ROWS}{complaint}{more}"))
            .replace("Reason:       Error", &format!("Reason:       {reason}"))
    };
    assert!(against(&ended(1, "Error", ""), "Exit Code:    1"));
    assert!(!against(&ended(137, "Error", ""), "137"));
    assert!(!against(&ended(1, "Error", killed), "Exit Code:    1"));
    assert!(against(&ended(137, "OOMKilled", ""), "OOMKilled"));
    let pulls =
        "  Warning  Failed     7s (x90 over 29m)  kubelet  Failed to pull image \"till:4.2\": not found\n";
    assert!(against(&ended(137, "Error", pulls).replace("CrashLoopBackOff", "ImagePullBackOff"), "till:4.2"));
}
