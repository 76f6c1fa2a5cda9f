//! What is measured: texts of any size, generated the same way every time.

use serde::Serialize as _;
use serde_json::json;
use std::fmt::Write as _;
use std::ops::Range;

/// Makes a text of a size and hands it over in pieces.
type InPieces = fn(usize, &mut dyn FnMut(&str));

/// What makes the texts of this name, if there are such.
pub(crate) fn in_pieces(what: &str) -> Option<InPieces> {
    match what {
        "log" => Some(log_in_pieces),
        "pods" => Some(pod_list_in_pieces),
        "described" => Some(described_in_pieces),
        _ => None,
    }
}

/// A describe block of one pod.
pub(crate) fn describe(pod: &str) -> String {
    format!(
        "Name:             {pod}
Namespace:        prod
Node:             node-3/10.0.0.13
Start Time:       Tue, 23 Jun 2026 16:02:08 +0200
Labels:           app=shop
                  pod-template-hash=7c9d8f6b4d
Status:           Running
IP:               10.42.3.17
Controlled By:    ReplicaSet/shop-7c9d8f6b4d
Containers:
  shop:
    Container ID:   containerd://0f1e2d3c4b5a69788796a5b4c3d2e1f0
    Image:          registry.example/shop:1.8.2
    Port:           8080/TCP
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       Error
      Exit Code:    1
      Started:      Tue, 23 Jun 2026 16:07:01 +0200
      Finished:     Tue, 23 Jun 2026 16:07:04 +0200
    Ready:          False
    Restart Count:  6
    Limits:
      memory:  256Mi
    Requests:
      memory:  256Mi
    Liveness:   http-get http://:8080/healthz delay=10s timeout=1s period=10s #success=1 #failure=3
    Environment:
      LOG_LEVEL:  info
Conditions:
  Type              Status
  Initialized       True
  Ready             False
  ContainersReady   False
  PodScheduled      True
QoS Class:          Burstable
Events:
  Type     Reason     Age                   From               Message
  ----     ------     ----                  ----               -------
  Normal   Scheduled  9m12s                 default-scheduler  Successfully assigned prod/{pod} to node-3
  Normal   Created    6m3s (x5 over 9m11s)  kubelet            Created container shop
  Normal   Started    6m2s (x5 over 9m11s)  kubelet            Started container shop
  Warning  BackOff    4m1s (x23 over 9m5s)  kubelet            Back-off restarting failed container shop in pod {pod}
"
    )
}

/// So many pods that fail, a line or two for each.
pub(crate) type Fleet = fn(usize) -> String;

/// What is pasted of a cluster in which much fails at once, and what the table calls it.
pub(crate) const FLEETS: [(&str, Fleet); 4] = [
    ("images are not pulled", |pods| table(pods, "0/1     ErrImagePull")),
    ("a node takes them along", |pods| table(pods, "1/1     Terminating")),
    ("events tell of a missing Secret", |pods| {
        let head = "LAST SEEN   TYPE      REASON        OBJECT      MESSAGE\n".to_owned();
        let event = |pod| {
            let name = pod_of(pod);
            format!(
                "2m          Warning   FailedMount   pod/{name}   MountVolume.SetUp failed for volume \"v\" : secret \"s{pod}\" not found\n"
            )
        };
        head + &(0..pods).map(event).collect::<String>()
    }),
    ("logs tell of a database", |pods| {
        let log = |pod| {
            let (name, host) = (pod_of(pod), pod % 250);
            format!("$ kubectl logs {name} -n prod\nError: connect ECONNREFUSED 10.0.0.{host}:5432\n")
        };
        (0..pods).map(log).collect()
    }),
];

fn table(pods: usize, columns: &str) -> String {
    let head = "$ kubectl get pods -A\nNAMESPACE   NAME   READY   STATUS   RESTARTS   AGE\n".to_owned();
    let row = |pod| format!("prod   {}   {columns}   0   3m\n", pod_of(pod));
    head + &(0..pods).map(row).collect::<String>()
}

/// The name of a pod of a Deployment of its own.
fn pod_of(pod: usize) -> String {
    format!("shop{pod}-7c9d8f6b4d-2xqlk")
}

/// A log of about this many bytes whose last line names the cause.
pub(crate) fn log(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 200);
    log_in_pieces(bytes, &mut |piece| text += piece);
    text
}

/// The same, piece by piece.
pub(crate) fn log_in_pieces(bytes: usize, take: &mut dyn FnMut(&str)) {
    const PIECE: usize = 1 << 16;
    const SAYS: [&str; 8] = [
        "INFO  shop::http handled method=GET path=/api/items/{} status=200 took=12ms",
        "DEBUG shop::cache looked up item {} in 3 shards",
        "INFO  shop::queue batch {} committed at offset 88120",
        "INFO  shop::http sent 512 bytes to client {}",
        "WARN  shop::db query {} took 812ms",
        "DEBUG shop::page rendered cart {} for a visitor",
        "INFO  shop::worker woke up for round {}",
        "INFO  shop::http GET /healthz 200 {}",
    ];
    const LAST: &str =
        "2026-06-23T14:07:04.001Z FATAL shop::config required environment variable SHOP_DSN is not set\n";
    let mut text = String::with_capacity(PIECE + 200);
    let mut before = 0;
    for (number, says) in SAYS.iter().cycle().enumerate() {
        if text.len() > PIECE {
            take(&text);
            before += text.len();
            text.clear();
        }
        if before + text.len() + LAST.len() >= bytes {
            break;
        }
        let (minute, second) = (number / 60 % 60, number % 60);
        let says = says.replace("{}", &number.to_string());
        let _ = writeln!(text, "2026-06-23T14:{minute:02}:{second:02}.{:03}Z {says}", number * 137 % 1000);
    }
    take(&text);
    take(LAST);
}

/// What people usually paste: describe, and 200 lines of log.
pub(crate) fn typical() -> String {
    let pod = "shop-7c9d8f6b4d-2xqlk";
    format!(
        "$ kubectl describe pod {pod} -n prod\n{}$ kubectl logs {pod} -n prod --previous\n{}",
        describe(pod),
        log(18_000)
    )
}

/// The describe blocks of this many pods, one after the other.
fn described_in_pieces(pods: usize, take: &mut dyn FnMut(&str)) {
    (0..pods).for_each(|number| take(&(describe(&format!("shop-{number}")) + "\n\n")));
}

/// Of every so many Deployments the pods of one fail; the others are well.
const FAILS: usize = 10;
/// So many pods belong to one Deployment.
const REPLICAS: usize = 25;

/// A list of this many pods, as `kubectl get pods -o json` prints it.
pub(crate) fn pod_list(pods: usize) -> String {
    let mut text = String::new();
    pod_list_in_pieces(pods, &mut |piece| text += piece);
    text
}

/// The same, pod by pod.
fn pod_list_in_pieces(pods: usize, take: &mut dyn FnMut(&str)) {
    take("{\n    \"apiVersion\": \"v1\",\n    \"items\": [\n");
    for number in 0..pods {
        let pod = indented(&pod(number)).unwrap_or_default().replace('\n', "\n        ");
        take(&format!("        {pod}{}\n", if number + 1 < pods { "," } else { "" }));
    }
    take(
        "    ],\n    \"kind\": \"List\",\n    \"metadata\": {\n        \"resourceVersion\": \"\"\n    }\n}\n",
    );
}

/// An object with the indentation of kubectl.
fn indented(object: &serde_json::Value) -> Option<String> {
    let mut text = Vec::new();
    let by_four = serde_json::ser::PrettyFormatter::with_indent(b"    ");
    object.serialize(&mut serde_json::Serializer::with_formatter(&mut text, by_four)).ok()?;
    String::from_utf8(text).ok()
}

fn pod(number: usize) -> serde_json::Value {
    let app = format!("shop{}", number / REPLICAS);
    let name = format!("{app}-7c9d8f6b4d-{:05}", number * 7_919 % 100_000);
    let fails = (number / REPLICAS).is_multiple_of(FAILS);
    let ended = json!({ "terminated": { "exitCode": 137, "finishedAt": "2026-06-23T14:05:00Z",
        "reason": "OOMKilled", "startedAt": "2026-06-23T14:00:00Z" } });
    let waits = json!({ "waiting": { "reason": "CrashLoopBackOff", "message":
        format!("back-off 5m0s restarting failed container=shop pod={name}_prod({number:08x}-57b7-4c7e)") } });
    let runs = json!({ "running": { "startedAt": "2026-06-23T14:00:00Z" } });
    let ready = if fails { "False" } else { "True" };
    let condition = |kind, status| json!({ "lastProbeTime": null, "lastTransitionTime": "2026-06-23T14:00:00Z", "status": status, "type": kind });
    let probe = json!({ "failureThreshold": 3, "httpGet": { "path": "/healthz", "port": 8080, "scheme": "HTTP" },
        "periodSeconds": 10, "successThreshold": 1, "timeoutSeconds": 1 });
    json!({
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {
            "creationTimestamp": "2026-06-23T13:59:58Z",
            "generateName": format!("{app}-7c9d8f6b4d-"),
            "labels": { "app": app, "pod-template-hash": "7c9d8f6b4d" },
            "name": name,
            "namespace": "prod",
            "ownerReferences": [{ "apiVersion": "apps/v1", "blockOwnerDeletion": true, "controller": true,
                "kind": "ReplicaSet", "name": format!("{app}-7c9d8f6b4d"), "uid": "5f0c7c1e-57b7-4c7e" }],
            "resourceVersion": number.to_string(),
            "uid": format!("{number:08x}-57b7-4c7e-9d3a-3f1e5a7b9c2d"),
        },
        "spec": {
            "containers": [{
                "env": [{ "name": "LOG_LEVEL", "value": "info" }, { "name": "SHOP_DB", "value": "db.prod:5432" }],
                "image": "registry.example/shop:1.8.2",
                "imagePullPolicy": "IfNotPresent",
                "livenessProbe": probe,
                "name": "shop",
                "ports": [{ "containerPort": 8080, "name": "http", "protocol": "TCP" }],
                "resources": { "limits": { "memory": "256Mi" }, "requests": { "memory": "256Mi" } },
                "terminationMessagePath": "/dev/termination-log",
                "volumeMounts": [{ "mountPath": "/var/run/secrets/kubernetes.io/serviceaccount",
                    "name": "kube-api-access-x7k2p", "readOnly": true }],
            }],
            "nodeName": format!("node-{}", number % 40),
            "restartPolicy": "Always",
            "serviceAccountName": "default",
        },
        "status": {
            "conditions": [condition("Initialized", "True"), condition("Ready", ready),
                condition("ContainersReady", ready), condition("PodScheduled", "True")],
            "containerStatuses": [{
                "containerID": format!("containerd://{number:064x}"),
                "image": "registry.example/shop:1.8.2",
                "lastState": if fails { ended } else { json!({}) },
                "name": "shop",
                "ready": !fails,
                "restartCount": if fails { 6 } else { 0 },
                "started": !fails,
                "state": if fails { waits } else { runs },
            }],
            "hostIP": format!("10.0.0.{}", number % 40),
            "phase": "Running",
            "podIP": format!("10.42.{}.{}", number / 250 % 250, number % 250),
            "qosClass": "Burstable",
            "startTime": "2026-06-23T13:59:58Z",
        },
    })
}

/// A rule file with the signatures of these numbers, none of which the texts above hold.
pub(crate) fn rules(numbers: Range<usize>) -> String {
    let mut yaml = String::from("technology: Bench\nsignatures:\n");
    for number in numbers {
        let _ = writeln!(
            yaml,
            "  - id: bench/made-up-{number}\n    cause: app/exception\n    match: 'E{number:05} happened in module m{number}'\n    \
             why: says so\n    hits: ['E{number:05} happened in module m{number}']\n    misses: ['nothing happened']"
        );
    }
    yaml
}
