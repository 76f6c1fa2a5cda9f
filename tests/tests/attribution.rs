//! Each log is tied to the pod, the container and the run that printed it; where nothing tells, the answer says so.

#![expect(clippy::expect_used, reason = "a test says so when something is not as it must be")]

use unloop::diagnose;
use unloop::diagnosis::{Artifact, Cause, Diagnosis};

/// A pod of two containers that both failed, so that nothing but a word about the log tells whose it is.
const TWO_FAIL: &str = "\
Name:             shop-6d5f7c8b9d-k2x7p
Namespace:        prod
Labels:           app=shop
Status:           Running
Controlled By:    ReplicaSet/shop-6d5f7c8b9d
Containers:
  web:
    Container ID:   containerd://4ea5ee68fea05586106890ded5733820bb77d919cda27bc4b8139b7cd33b8889
    Image:          registry.example.com/shop/web:1.4
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       Error
      Exit Code:    1
      Started:      Thu, 19 Nov 2026 10:11:40 +0000
      Finished:     Thu, 19 Nov 2026 10:11:42 +0000
    Ready:          False
    Restart Count:  6
  worker:
    Container ID:   containerd://51ab51ab51ab51ab51ab51ab51ab51ab51ab51ab51ab51ab51ab51ab51ab51ab
    Image:          registry.example.com/shop/worker:1.4
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       Error
      Exit Code:    1
      Started:      Thu, 19 Nov 2026 10:09:10 +0000
      Finished:     Thu, 19 Nov 2026 10:09:12 +0000
    Ready:          False
    Restart Count:  6
Events:          <none>

";
const LOG: &str = "INFO starting\nFATAL required environment variable SHOP_DSN is not set\n";

fn log_of(answer: &Diagnosis) -> &Artifact {
    answer.artifacts.iter().find(|artifact| artifact.kind == "logs").expect("a log")
}

fn missing_variable(answer: &Diagnosis) -> &Cause {
    answer.causes.iter().find(|cause| cause.id == "config/missing-env").expect("the cause that the log names")
}

/// The log below `heading` must be that of this container, and be told so.
#[track_caller]
fn check(heading: &str, container: &str, previous: bool) {
    let answer = diagnose(&format!("{TWO_FAIL}{heading}{LOG}"));
    assert_eq!(missing_variable(&answer).container.as_deref(), Some(container), "{heading}");
    let log = log_of(&answer);
    assert_eq!(log.container.as_deref(), Some(container), "{heading}: {log:?}");
    assert_eq!(log.pod.as_deref(), Some("prod/shop-6d5f7c8b9d-k2x7p"), "{heading}: {log:?}");
    assert_eq!(log.label.starts_with("previous log of"), previous, "{heading}: {log:?}");
    assert!(!missing_variable(&answer).explanation.contains("does not say whose"), "{heading}");
}

#[test]
fn a_command_tells() {
    check("$ kubectl logs shop-6d5f7c8b9d-k2x7p -n prod -c worker --previous\n", "worker", true);
    check("$ kubectl logs -n prod shop-6d5f7c8b9d-k2x7p worker -p\n", "worker", true);
    check("$ kubectl logs deploy/shop -n prod --container=worker\n", "worker", false);
    check("$ kubectl logs -l app=shop -c worker --tail=50\n", "worker", false);
    check("$ oc logs pod/shop-6d5f7c8b9d-k2x7p -c worker\n", "worker", false);
    check("$ crictl logs 51ab51ab51ab5\n", "worker", false);
    check("$ docker logs k8s_worker_shop-6d5f7c8b9d-k2x7p_prod_1f2e3d4c_6\n", "worker", false);
    check(
        "$ kubectl logs shop-6d5f7c8b9d-k2x7p\nDefaulted container \"web\" out of: web, worker\n",
        "web",
        false,
    );
}

#[test]
fn a_heading_tells() {
    check("Logs of container worker:\n", "worker", false);
    check("\n### Previous logs of worker\n\n", "worker", true);
    check("**worker logs (previous):**\n", "worker", true);
    check("== worker ==\n", "worker", false);
    check("=== worker (previous) ===\n", "worker", true);
    check("==> shop-6d5f7c8b9d-k2x7p_worker_previous.log <==\n", "worker", true);
    check("--- logs/worker.log ---\n", "worker", false);
    check("┌─────── Logs(prod/shop-6d5f7c8b9d-k2x7p:worker)[tail] ───────┐\n", "worker", false);
    check("┌─ Previous Logs(prod/shop-6d5f7c8b9d-k2x7p:worker)[5m] ─┐\n", "worker", true);
    check("==== START logs for container worker of pod prod/shop-6d5f7c8b9d-k2x7p ====\n", "worker", false);
}

#[test]
fn each_heading_is_for_the_log_below_it() {
    let paste = format!("{TWO_FAIL}== web ==\nINFO listening on 8080\n\n== worker ==\n{LOG}");
    let answer = diagnose(&paste);
    let logs: Vec<_> = answer.artifacts.iter().filter(|artifact| artifact.kind == "logs").collect();
    let of: Vec<_> = logs.iter().map(|log| log.container.as_deref()).collect();
    assert_eq!(of, [Some("web"), Some("worker")], "{logs:?}");
    assert_eq!(missing_variable(&answer).container.as_deref(), Some("worker"));
}

/// Every line of the log with its stream before it, among lines of the other container.
#[track_caller]
fn check_streams(worker: &str, web: &str) {
    let lines: String = LOG.lines().map(|line| format!("{worker}{line}\n{web}INFO served 200\n")).collect();
    let answer = diagnose(&format!("{TWO_FAIL}{lines}"));
    assert_eq!(missing_variable(&answer).container.as_deref(), Some("worker"), "{worker}");
    assert!(log_of(&answer).label.starts_with("logs of 2 containers"), "{worker}: {:?}", log_of(&answer));
}

#[test]
fn prefixes_tell() {
    check_streams("[pod/shop-6d5f7c8b9d-k2x7p/worker] ", "[pod/shop-6d5f7c8b9d-k2x7p/web] ");
    check_streams("shop-6d5f7c8b9d-k2x7p worker ", "shop-6d5f7c8b9d-k2x7p web ");
    check_streams("prod/shop-6d5f7c8b9d-k2x7p[worker]: ", "prod/shop-6d5f7c8b9d-k2x7p[web]: ");
    check_streams("worker-1  | ", "web-1     | ");
}

#[test]
fn times_tell_when_nothing_else_does() {
    let log = "2026-11-19T10:09:12Z FATAL required environment variable SHOP_DSN is not set\n";
    let answer = diagnose(&format!("{TWO_FAIL}{log}"));
    let cause = missing_variable(&answer);
    assert_eq!(cause.container.as_deref(), Some("worker"));
    assert!(cause.explanation.contains("by its times"), "{}", cause.explanation);
    assert!(log_of(&answer).label.contains("by its times"), "{:?}", log_of(&answer));
}

#[test]
fn what_cannot_be_known_is_said() {
    let answer = diagnose(&format!("{TWO_FAIL}{LOG}"));
    let cause = missing_variable(&answer);
    assert!(cause.explanation.contains("does not say whose the log is"), "{}", cause.explanation);
    assert!(log_of(&answer).label.contains("that nothing names"), "{:?}", log_of(&answer));
}

#[test]
fn a_name_that_nobody_knows_is_no_container() {
    let answer = diagnose(&format!(
        "{TWO_FAIL}$ kubectl logs shop-6d5f7c8b9d-k2x7p -c worker\nINFO a\n=== migrations ===\n{LOG}"
    ));
    let cause = missing_variable(&answer);
    assert_ne!(cause.container.as_deref(), Some("migrations"));
}

#[test]
fn the_pod_that_kubectl_chose_is_meant() {
    let other = TWO_FAIL.replace("k2x7p", "zz9zz");
    let log = "$ kubectl logs deploy/shop -n prod -c worker\nFound 2 pods, using pod/shop-6d5f7c8b9d-zz9zz\n";
    let answer = diagnose(&format!("{TWO_FAIL}{other}{log}{LOG}"));
    assert_eq!(log_of(&answer).pod.as_deref(), Some("prod/shop-6d5f7c8b9d-zz9zz"));
}

/// Another pod, which fails as well.
fn another(name: &str, container: &str) -> String {
    let one = TWO_FAIL.split("  worker:\n").next().unwrap_or_default();
    let one = one.replace("shop-6d5f7c8b9d-k2x7p", name).replace("  web:\n", &format!("  {container}:\n"));
    let back_off = format!(
        "Events:\n  Type     Reason   Age  From     Message\n  ----     ------   ----  ----     -------\n  \
         Warning  BackOff  7s   kubelet  Back-off restarting failed container {container} in pod {name}_prod(1f2e)\n\n"
    );
    one.replace("app=shop", "app=till").replace("ReplicaSet/shop-6d5f7c8b9d", "ReplicaSet/till-5f6d7c8b9")
        + &back_off
}

/// Pod and container of every log, in the order of the paste.
fn logs_of(answer: &Diagnosis) -> Vec<(Option<&str>, Option<&str>)> {
    let logs = answer.artifacts.iter().filter(|artifact| artifact.kind == "logs");
    logs.map(|log| (log.pod.as_deref(), log.container.as_deref())).collect()
}

const ASKED_FOR: &str =
    "$ kubectl logs cart-0 -n prod\nINFO listening on 8080\nERROR payment queue is slow\n\n";

#[test]
fn a_log_below_the_describe_of_another_pod_is_not_the_one_asked_for_before() {
    let described = another("till-5f6d7c8b9-x7k2p", "till");
    let till = (Some("prod/till-5f6d7c8b9-x7k2p"), Some("till"));
    let cart = (Some("prod/cart-0"), None);
    for (paste, whose) in [
        (format!("{ASKED_FOR}{described}{LOG}"), [cart, till]),
        (format!("{described}{LOG}\n{ASKED_FOR}"), [till, cart]),
        (format!("{LOG}\n{described}{ASKED_FOR}"), [till, cart]),
    ] {
        let answer = diagnose(&paste);
        assert_eq!(logs_of(&answer), whose, "{paste}");
        let cause = missing_variable(&answer);
        assert_eq!((cause.pod.as_deref(), cause.container.as_deref()), till, "{paste}");
        assert!(cause.explanation.contains("does not say whose the log is"), "{}", cause.explanation);
    }
}

#[test]
fn the_pod_described_last_is_meant() {
    let first = another("till-5f6d7c8b9-x7k2p", "till");
    let second = another("cellar-0", "cellar");
    let (till, cellar) =
        ((Some("prod/till-5f6d7c8b9-x7k2p"), Some("till")), (Some("prod/cellar-0"), Some("cellar")));
    assert_eq!(logs_of(&diagnose(&format!("{first}{second}{LOG}"))), [cellar]);
    assert_eq!(logs_of(&diagnose(&format!("{second}{first}{LOG}"))), [till]);
    assert_eq!(logs_of(&diagnose(&format!("{first}{LOG}\n{second}{LOG}"))), [till, cellar]);
}

#[test]
fn the_describe_of_the_pod_whose_log_was_asked_for_ends_nothing() {
    let asked = "$ kubectl logs shop-6d5f7c8b9d-k2x7p -n prod -c worker\nINFO starting\n\n";
    let answer = diagnose(&format!("{asked}{TWO_FAIL}{LOG}"));
    let worker = (Some("prod/shop-6d5f7c8b9d-k2x7p"), Some("worker"));
    assert_eq!(logs_of(&answer), [worker, worker]);
}

#[test]
fn a_pod_that_is_well_has_not_printed_the_last_words_of_another() {
    let well = another("till-5f6d7c8b9-x7k2p", "till")
        .replace(
            "    State:          Waiting\n      Reason:       CrashLoopBackOff\n",
            "    State:          Running\n",
        )
        .replace(
            "    Ready:          False\n    Restart Count:  6",
            "    Ready:          True\n    Restart Count:  0",
        );
    let (before, rest) = well.split_once("    Last State:").expect("a last state");
    let (_, after) = rest.split_once("    Ready:").expect("readiness");
    let (after, _) = after.split_once("Events:").expect("events");
    let answer = diagnose(&format!("{ASKED_FOR}{before}    Ready:{after}Events:  <none>\n\n{LOG}"));
    let cause = missing_variable(&answer);
    assert_eq!((cause.pod.as_deref(), cause.container.as_deref()), (None, None));
    assert!(cause.explanation.contains("does not say whose the log is"), "{}", cause.explanation);
}
