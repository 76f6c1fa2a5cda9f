//! What an answer tells to type is understood when it comes back with what it printed.

#![expect(clippy::panic, reason = "a test says so when something is not as it must be")]

use unloop::diagnose;
use unloop::diagnosis::{Cause, Diagnosis};
use unloop::report::{markdown, text};

/// From here on an answer reads as settled.
const SURE: f64 = 0.8;

#[track_caller]
fn likeliest(answer: &Diagnosis) -> &Cause {
    answer.causes.first().unwrap_or_else(|| panic!("{}", answer.summary))
}

#[track_caller]
fn cause<'a>(answer: &'a Diagnosis, id: &str) -> &'a Cause {
    let found = answer.causes.iter().find(|cause| cause.id == id);
    found.unwrap_or_else(|| panic!("{id}: {}", answer.summary))
}

/// The command of the answer's own words that asks for these fields: in its fixes or its next steps.
#[track_caller]
fn advised(answer: &Diagnosis, path: &str) -> String {
    let fixes = answer.causes.iter().flat_map(|cause| &cause.fixes).flat_map(|fix| &fix.commands);
    let fixes = fixes.map(|command| &command.run);
    let next = answer.next.iter().chain(answer.causes.iter().flat_map(|cause| &cause.next));
    let found = next.map(|step| &step.run).chain(fixes).find(|run| run.contains(path));
    found.cloned().unwrap_or_else(|| panic!("nobody asks for {path}: {answer:#?}"))
}

/// The paste, and below it the command and what it prints, in the ways in which people copy that.
fn with_answers(paste: &str, command: &str, printed: &str) -> Vec<String> {
    [
        format!("{paste}{command}\n{printed}\n"),
        format!("{paste}$ {command}\n{printed}\n$ \n"),
        format!("{paste}me@box:~$ {command}\n{printed}me@box:~$ \n"),
        format!("{paste}[me@box ~]$ {command}\n{printed}[me@box ~]$ kubectl get nodes\n"),
        format!("{command}\n{printed}%\n\n{paste}"),
    ]
    .into()
}

/// A describe of one container that was killed, with what stands under its last state.
fn killed(last_state: &str) -> String {
    format!(
        "Name:         cart-0\nNamespace:    shop\nStatus:       Running\nContainers:\n  web:\n    Image:          r.example/web:1\n    \
         State:          Waiting\n      Reason:       CrashLoopBackOff\n    Last State:     Terminated\n{last_state}    \
         Ready:          False\n    Restart Count:  5\n"
    )
}

const ENDED: &str = "{.status.containerStatuses[*].lastState.terminated}";

#[test]
fn how_the_last_run_ended() {
    let paste = killed("      Exit Code:    137\n");
    let answer = diagnose(&paste);
    assert!(likeliest(&answer).confidence < SURE);
    // The paste for which the answer asks that: the same kill, known to be for memory.
    let command =
        advised(&diagnose(&killed("      Reason:       OOMKilled\n      Exit Code:    137\n")), ENDED);
    for reason in ["OOMKilled", "Error"] {
        let printed = format!(
            "{{\"containerID\":\"containerd://5e\",\"exitCode\":137,\"finishedAt\":\"2026-03-01T10:20:09Z\",\"reason\":\"{reason}\",\
             \"startedAt\":\"2026-03-01T10:18:07Z\"}}"
        );
        for paste in with_answers(&paste, &command, &printed) {
            let answer = diagnose(&paste);
            let cause = likeliest(&answer);
            assert_eq!(cause.id, "memory/oom-limit", "{paste}");
            assert_eq!(cause.confidence >= SURE, reason == "OOMKilled", "{paste}");
            let is_quoted = cause.evidence.iter().any(|evidence| evidence.quote == "OOMKilled");
            assert_eq!(is_quoted, reason == "OOMKilled", "{paste}\n{:#?}", cause.evidence);
            assert_eq!(cause.pod.as_deref(), Some("shop/cart-0"));
            assert_eq!(cause.container.as_deref(), Some("web"));
        }
    }
}

#[test]
fn the_probe_that_kills() {
    let paste = "$ kubectl get events -n shop\nLAST SEEN   TYPE      REASON      OBJECT       MESSAGE\n\
                 2m          Warning   Unhealthy   pod/cart-0   Liveness probe failed: Get \"http://10.2.0.9:8081/live\": dial tcp 10.2.0.9:8081: connect: connection refused\n\
                 2m          Normal    Killing     pod/cart-0   Container web failed liveness probe, will be restarted\n";
    // The paste for which the answer asks that: it shows a probe that asks the wrong port.
    let logged = killed(
        "      Exit Code:    137\n    Liveness:       http-get http://:8081/live delay=7s timeout=1s period=5s #success=1 #failure=4\n",
    );
    let logged =
        format!("{logged}{paste}$ kubectl logs cart-0 -n shop -c web --previous\nlistening on :8080\n");
    let command = advised(&diagnose(&logged), "{.spec.containers[*].livenessProbe}");
    let printed = "{\"failureThreshold\":4,\"httpGet\":{\"path\":\"/live\",\"port\":8081,\"scheme\":\"HTTP\"},\"initialDelaySeconds\":7,\
                   \"periodSeconds\":5,\"successThreshold\":1,\"timeoutSeconds\":1}";
    for paste in with_answers(paste, &command, printed) {
        let answer = diagnose(&paste);
        let cause = likeliest(&answer);
        assert_eq!(cause.id, "probe/liveness");
        assert_eq!(cause.title, "The liveness probe on /live kills the container", "{paste}");
        assert!(cause.explanation.contains("22 s after the start"), "{}", cause.explanation);
    }
}

#[test]
fn what_a_container_runs_that_ends_well() {
    let paste = killed("      Reason:       Completed\n      Exit Code:    0\n");
    let command = advised(&diagnose(&paste), "{.spec.containers[*].command} {.spec.containers[*].args}'");
    for paste in with_answers(&paste, &command, "[\"/bin/migrate\"] [\"up\",\"--all\"]") {
        let answer = diagnose(&paste);
        let cause = likeliest(&answer);
        assert_eq!(
            (cause.id.as_str(), cause.title.as_str()),
            ("command/exits-zero", "/bin/migrate finishes instead of running on")
        );
    }
    let shell = format!("{paste}$ {command}\n[\"sh\",\"-c\"] [\"echo done\"]\n");
    let shell = diagnose(&shell);
    assert!(likeliest(&shell).evidence.iter().any(|evidence| evidence.quote == "echo done"), "{shell:#?}");
    // The entry point of the image, with arguments of the pod: they are no command.
    let args = diagnose(&format!("{paste}$ {command}\n [\"/bin/migrate\"]\n"));
    assert_eq!(likeliest(&args).title, "The main process finishes, and Kubernetes starts it again");
    // And the longer list for which the answer asks to be sure.
    let command = advised(&diagnose(&paste), "{.spec.restartPolicy}");
    for paste in with_answers(&paste, &command, "r.example/web:1 [\"/bin/migrate\"]  Always") {
        assert_eq!(
            likeliest(&diagnose(&paste)).title,
            "/bin/migrate finishes instead of running on",
            "{paste}"
        );
    }
}

#[test]
fn the_reason_of_a_pod_and_its_message() {
    let paste = "$ kubectl get pods -n shop\nNAME     READY   STATUS   RESTARTS   AGE\ncart-0   0/1     Error    0          14m\n";
    let command = "kubectl get pod cart-0 -n shop -o jsonpath='{.status.reason} {.status.message}'";
    let said = "Pod ephemeral local storage usage exceeds the total limit of containers 2Gi. ";
    for paste in with_answers(paste, command, &format!("Evicted {said}")) {
        let answer = diagnose(&paste);
        let cause = likeliest(&answer);
        assert_eq!(cause.id, "memory/eviction", "{paste}");
        assert!(cause.confidence >= SURE);
        assert!(cause.evidence.iter().any(|evidence| evidence.quote == said.trim()), "{:#?}", cause.evidence);
    }
    // Our own words for it.
    let evicted = format!("{paste}$ {command}\nEvicted {said}\n");
    assert_eq!(advised(&diagnose(&evicted), "{.status.reason} {.status.message}"), command);
}

#[test]
fn an_exit_code_is_that_of_its_pod() {
    let paste = "NAME     READY   STATUS             RESTARTS      AGE\ncart-0   0/1     CrashLoopBackOff   6 (42s ago)   14m\n";
    let command = "kubectl get pod cart-0 -n shop -o jsonpath='{.status.containerStatuses[0].lastState.terminated.exitCode}'";
    for paste in with_answers(paste, command, "139").iter().chain([&format!("{command}\n139\n")]) {
        let answer = diagnose(paste);
        assert_eq!(answer.exit_codes.first().map(|code| code.code), Some(139), "{paste}");
        assert_eq!(cause(&answer, "app/native-crash").pod.as_deref(), Some("shop/cart-0"), "{paste}");
    }
}

#[test]
fn columns_that_somebody_made_up() {
    let paste = "$ kubectl get pods -n shop -o custom-columns=NAME:.metadata.name,RESTARTS:.status.containerStatuses[0].restartCount,\
                 REASON:.status.containerStatuses[*].lastState.terminated.reason,EXIT:.status.containerStatuses[*].lastState.terminated.exitCode\n\
                 NAME     RESTARTS   REASON      EXIT\ncart-0   7          OOMKilled   137\ncart-1   <none>     <none>      <none>\n\
                 $ kubectl get nodes\n";
    let answer = diagnose(paste);
    let cause = likeliest(&answer);
    assert_eq!((cause.id.as_str(), cause.pod.as_deref()), ("memory/oom-limit", Some("shop/cart-0")));
    assert!(cause.confidence >= SURE);
    assert_eq!(answer.pods.iter().find(|pod| pod.name == "cart-0").and_then(|pod| pod.restarts), Some(7));
}

/// Two containers: the values come in the order of the spec, or of the names; of fewer it is not known whose they are.
#[test]
fn the_values_of_several_containers_stay_apart() {
    let container = |name: &str, last: &str| {
        format!(
            "  {name}:\n    Image:          r.example/{name}:1\n    State:          Waiting\n      Reason:       CrashLoopBackOff\n{last}    Ready:          False\n    Restart Count:  5\n"
        )
    };
    let last = "    Last State:     Terminated\n      Reason:       Completed\n      Exit Code:    0\n";
    let paste = format!(
        "Name:         cart-0\nNamespace:    shop\nStatus:       Running\nContainers:\n{}{}",
        container("web", last),
        container("agent", "    Last State:     Terminated\n      Exit Code:    137\n"),
    );
    let ask = |paths: &str, printed: &str| {
        diagnose(&format!("{paste}$ kubectl get pod cart-0 -n shop -o jsonpath='{paths}'\n{printed}\n"))
    };
    let commands = "{.spec.containers[*].command}";
    let both = ask(commands, "[\"/bin/migrate\"] [\"/bin/agent\"]");
    assert_eq!(cause(&both, "command/exits-zero").title, "/bin/migrate finishes instead of running on");
    let one = ask(commands, "[\"/bin/migrate\"]");
    assert!(!cause(&one, "command/exits-zero").title.contains("migrate"));
    let reasons = ask("{.status.containerStatuses[*].lastState.terminated.reason}", "OOMKilled Completed");
    let oom = cause(&reasons, "memory/oom-limit");
    assert_eq!(oom.container.as_deref(), Some("agent"), "{reasons:#?}");
    let code = ask("{.status.containerStatuses[0].lastState.terminated.exitCode}", "137");
    assert_eq!(cause(&code, "command/exits-zero").container.as_deref(), Some("web"), "{code:#?}");
}

/// Without an answer, a command is what it was: nothing below it is taken for one.
#[test]
fn what_is_no_answer_is_left_alone() {
    let command = "kubectl get pod cart-0 -n shop -o jsonpath=";
    for (asked, below) in [
        ("'{.status.reason} {.status.message}'", "The pod was evicted, says my colleague."),
        (
            "'{.status.containerStatuses[0].lastState.terminated.exitCode}'",
            "error: error executing jsonpath: array index out of bounds",
        ),
        ("'{.status.containerStatuses[?(@.name==\"web\")].restartCount}'", "7"),
        ("'{.status.containerStatuses[0].restartCount}' | tr -d 0", "7"),
        ("'{.status.containerStatuses[0].restartCount}'", ""),
        ("'{.spec.containers[*].image}'", "shows the image that it runs"),
    ] {
        let answer = diagnose(&format!("$ {command}{asked}\n{below}\n"));
        let kinds: Vec<&str> = answer.artifacts.iter().map(|artifact| artifact.kind.as_str()).collect();
        assert!(
            kinds.first() == Some(&"command") && !kinds.contains(&"fields"),
            "{asked} {below}: {kinds:?}"
        );
    }
}

/// What an answer says itself, pasted back, is no answer of kubectl.
#[test]
fn our_own_words_are_no_answer() {
    for paste in [
        killed("      Exit Code:    137\n"),
        killed("      Reason:       Completed\n      Exit Code:    0\n"),
    ] {
        let answer = diagnose(&paste);
        for text in [text::render(&answer, text::Colour::Never), markdown::render(&answer)] {
            let back = diagnose(&text);
            assert!(back.artifacts.iter().all(|artifact| artifact.kind != "fields"), "{text}");
        }
    }
}

/// A range prints a line for every item.
#[test]
fn lines_of_a_range() {
    let paste = "$ kubectl get pods -n shop -o jsonpath='{range .items[*]}{.metadata.name}{\"\\t\"}{.status.containerStatuses[*].lastState.terminated.reason}{\"\\n\"}{end}'\n\
                 cart-0\tOOMKilled\ncart-1\t\nmill-0\tError\n\n";
    let answer = diagnose(paste);
    assert_eq!(cause(&answer, "memory/oom-limit").pod.as_deref(), Some("shop/cart-0"), "{answer:#?}");
    let names: Vec<&str> = answer.pods.iter().map(|pod| pod.name.as_str()).collect();
    assert_eq!(names, ["cart-0", "mill-0"]);
}

/// A template of a workload has its containers one level deeper.
#[test]
fn fields_of_a_workload() {
    let paste = killed("      Reason:       Completed\n      Exit Code:    0\n");
    let paste = format!(
        "{paste}$ kubectl get sts/cart -n shop -o jsonpath='{{.spec.template.spec.containers[*].command}}'\n[\"/bin/migrate\"]\n"
    );
    assert_eq!(likeliest(&diagnose(&paste)).title, "/bin/migrate finishes instead of running on");
}
