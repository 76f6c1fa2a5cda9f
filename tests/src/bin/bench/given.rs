//! What is measured: texts of any size, generated the same way every time.

use std::fmt::Write as _;

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

/// The describe blocks of this many pods.
pub(crate) fn many_described(pods: usize) -> String {
    (0..pods).map(|number| describe(&format!("shop-{number}")) + "\n\n").collect()
}

/// A list of this many pods as JSON.
pub(crate) fn pod_list(pods: usize) -> String {
    let pod = |number| {
        format!(
            r#"    {{
      "apiVersion": "v1",
      "kind": "Pod",
      "metadata": {{
        "name": "shop-{number}",
        "namespace": "prod",
        "labels": {{ "app": "shop", "pod-template-hash": "7c9d8f6b4d" }},
        "ownerReferences": [ {{ "apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "shop-7c9d8f6b4d", "controller": true }} ]
      }},
      "spec": {{
        "nodeName": "node-{node}",
        "restartPolicy": "Always",
        "containers": [
          {{ "name": "shop", "image": "registry.example/shop:1.8.2", "resources": {{ "limits": {{ "memory": "256Mi" }} }} }}
        ]
      }},
      "status": {{
        "phase": "Running",
        "containerStatuses": [
          {{
            "name": "shop",
            "restartCount": 6,
            "state": {{ "waiting": {{ "reason": "CrashLoopBackOff", "message": "back-off 5m0s restarting failed container=shop pod=shop-{number}" }} }},
            "lastState": {{ "terminated": {{ "exitCode": 137, "reason": "OOMKilled", "startedAt": "2026-06-23T14:00:00Z", "finishedAt": "2026-06-23T14:05:00Z" }} }}
          }}
        ]
      }}
    }}"#,
            node = number % 40
        )
    };
    let items: Vec<String> = (0..pods).map(pod).collect();
    format!(
        "{{\n  \"apiVersion\": \"v1\",\n  \"kind\": \"List\",\n  \"items\": [\n{}\n  ]\n}}\n",
        items.join(",\n")
    )
}

/// A rule file with this many signatures, none of which the texts above hold.
pub(crate) fn rules(signatures: usize) -> String {
    let mut yaml = String::from("technology: Bench\nsignatures:\n");
    for number in 0..signatures {
        let _ = writeln!(
            yaml,
            "  - id: bench/made-up-{number}\n    cause: app/exception\n    match: 'E{number:05} happened in module m{number}'\n    \
             why: says so\n    hits: ['E{number:05} happened in module m{number}']\n    misses: ['nothing happened']"
        );
    }
    yaml
}
