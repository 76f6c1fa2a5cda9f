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
