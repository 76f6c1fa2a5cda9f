//! A paste with many pods: what fails alike is one finding, and what is well is only counted.

use unloop::diagnose;

const ROWS: &str = "\
$ kubectl get pods -n billing
NAME                       READY   STATUS             RESTARTS       AGE
ledger-6c9f7d8b54-4kx2p    0/1     CrashLoopBackOff   9 (2m ago)     25m
ledger-6c9f7d8b54-9mzqw    0/1     CrashLoopBackOff   9 (90s ago)    25m
reports-7f5b9c6d84-tt8vn   1/1     Running            0              4d
";

const DESCRIBED: &str = "\
$ kubectl describe pod ledger-6c9f7d8b54-4kx2p -n billing
Name:           ledger-6c9f7d8b54-4kx2p
Namespace:      billing
Controlled By:  ReplicaSet/ledger-6c9f7d8b54
Containers:
  ledger:
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       OOMKilled
      Exit Code:    137
    Restart Count:  9
    Limits:
      memory:  256Mi
";

#[test]
fn a_replica_that_is_only_a_row_fails_as_the_one_described() {
    let answer = diagnose(&format!("{ROWS}{DESCRIBED}"));
    assert_eq!(answer.causes[0].id, "memory/oom-limit");
    assert_eq!(answer.causes[0].also, ["billing/ledger-6c9f7d8b54-9mzqw"]);
    assert!(answer.summary.contains("1 other pod fails alike; 1 other pod is well"), "{}", answer.summary);
}

#[test]
fn a_pod_of_the_same_name_in_another_namespace_is_no_replica() {
    let elsewhere = ROWS.replace("-n billing", "-n staging");
    let answer = diagnose(&format!("{elsewhere}{DESCRIBED}"));
    assert!(answer.causes[0].also.is_empty(), "{:?}", answer.causes[0].also);
}

#[test]
fn one_missing_object_behind_many_pods_is_one_finding() {
    let missing = |name: &str| {
        format!(
            "Name:         {name}\nNamespace:    shop\nContainers:\n  main:\n    State:          Waiting\n      \
             Reason:       CreateContainerConfigError\n    Ready:          False\nEvents:\n  Type     Reason  Age   \
             From     Message\n  ----     ------  ----  ----     -------\n  Warning  Failed  4s    kubelet  \
             Error: configmap \"shop-settings\" not found\n\n"
        )
    };
    let paste: String = ["cart-0", "search-0", "mail-0"].map(missing).concat();
    let answer = diagnose(&paste);
    let findings: Vec<_> = answer.causes.iter().filter(|cause| cause.id == "config/missing-ref").collect();
    assert_eq!(findings.len(), 1, "{:?}", answer.causes);
    assert_eq!(findings[0].also.len(), 2, "{:?}", findings[0].also);
    assert!(answer.summary.contains("2 other pods fail alike"), "{}", answer.summary);
}

/// A pod whose init container did its work, and whose main one ends with an error that nothing explains.
fn ends(pod: &str, app: &str) -> String {
    format!(
        "Name:         {pod}\nNamespace:    shop\nControlled By:  ReplicaSet/{app}-6c9f7d8b54\nInit Containers:\n  seed:\n    \
         State:          Terminated\n      Reason:       Completed\n      Exit Code:    0\nContainers:\n  main:\n    \
         State:          Waiting\n      Reason:       CrashLoopBackOff\n    Last State:     Terminated\n      \
         Reason:       Error\n      Exit Code:    1\n    Restart Count:  6\n\n"
    )
}

#[test]
fn an_init_container_that_did_its_work_is_not_what_is_told_of() {
    let answer = diagnose(&ends("cart-0", "cart"));
    assert!(answer.exit_codes.iter().any(|code| code.code == 0));
    assert!(answer.summary.starts_with("It ended with exit code 1 "), "{}", answer.summary);
}

#[test]
fn of_causes_that_are_as_sure_that_of_the_most_pods_comes_first() {
    let says = |pod, app| {
        let message = format!("Error\n      Message:      panic: no {app}\n");
        ends(pod, app).replace("Error\n", &message)
    };
    let paste = says("cart-6c9f7d8b54-4kx2p", "cart")
        + &says("mail-6c9f7d8b54-9mzqw", "mail")
        + &says("mail-6c9f7d8b54-tt8vn", "mail");
    let answer = diagnose(&paste);
    let pods: Vec<_> = answer.causes.iter().map(|cause| (cause.pod.as_deref(), cause.also.len())).collect();
    assert_eq!(pods[0], (Some("shop/mail-6c9f7d8b54-9mzqw"), 1), "{pods:?}");
    assert_eq!(answer.causes[0].confidence, answer.causes[1].confidence);
}

#[test]
fn the_next_step_is_about_a_pod_that_is_not_ready() {
    let well = "Name:         cart-0\nNamespace:    shop\nContainers:\n  main:\n    State:          Running\n    \
                Ready:          True\n    Restart Count:  0\n\n";
    let answer = diagnose(&(well.to_owned() + &ends("mail-0", "mail")));
    assert!(answer.next[0].run.contains(" mail-0 "), "{:?}", answer.next);
}

#[test]
fn two_containers_of_a_pod_are_two_findings() {
    let container = |name: &str| {
        format!(
            "  {name}:\n    State:          Waiting\n      Reason:       CrashLoopBackOff\n    Last State:     Terminated\n      \
             Reason:       OOMKilled\n      Exit Code:    137\n    Restart Count:  9\n"
        )
    };
    let pod = "Name:           ledger-0\nNamespace:      billing\nContainers:\n";
    let answer = diagnose(&format!("{pod}{}{}", container("ledger"), container("proxy")));
    let mut found: Vec<_> =
        answer.causes.iter().map(|cause| (&*cause.id, cause.container.as_deref())).collect();
    found.sort_unstable();
    assert_eq!(found, [("memory/oom-limit", Some("ledger")), ("memory/oom-limit", Some("proxy"))]);
}
