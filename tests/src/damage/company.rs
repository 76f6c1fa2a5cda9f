//! Other texts beside it: other pods, older states, another order.

use super::{Damage, Loss, artifacts, each};

pub(super) const ALL: &[Damage] = &[
    Damage { name: "artifacts in reverse order", loss: Loss::Layout, to: |text| rotated(text, true) },
    Damage { name: "the first artifact last", loss: Loss::Layout, to: |text| rotated(text, false) },
    Damage { name: "the same text twice", loss: Loss::Layout, to: |text| format!("{text}\n{text}") },
    Damage {
        name: "a healthy pod before it",
        loss: Loss::Layout,
        to: |text| if names_its_pod(text) { format!("{HEALTHY}\n{text}") } else { text.to_owned() },
    },
    Damage {
        name: "a healthy pod behind it",
        loss: Loss::Layout,
        to: |text| {
            if names_its_pod(text) {
                format!("{text}\n$ kubectl describe pod till-5f6d7c8b9-x7k2p -n sales\n{HEALTHY}")
            } else {
                text.to_owned()
            }
        },
    },
    Damage {
        name: "an older describe before it",
        loss: Loss::Layout,
        to: |text| older(text).map_or_else(|| text.to_owned(), |old| format!("{old}\n{text}")),
    },
    Damage {
        name: "an older describe behind it",
        loss: Loss::Layout,
        to: |text| older(text).map_or_else(|| text.to_owned(), |old| format!("{text}\n{old}")),
    },
    Damage {
        name: "a stream of pods before it",
        loss: Loss::Layout,
        to: |text| stream(text).map_or_else(|| text.to_owned(), |rows| format!("{rows}\n{text}")),
    },
    Damage {
        name: "a stream of pods behind it",
        loss: Loss::Layout,
        to: |text| stream(text).map_or_else(|| text.to_owned(), |rows| format!("{text}\n{rows}")),
    },
    Damage {
        name: "without the commands",
        loss: Loss::Text,
        to: |text| without(text, |line| line.starts_with("$ ")),
    },
];

/// Beside a pod with a name, trouble that names none would be that pod's.
fn names_its_pod(text: &str) -> bool {
    text.lines().any(|line| {
        line.starts_with("Name:") || line.contains("kubectl logs ") || line.contains("kubectl describe ")
    })
}

/// A command that prints nothing else than what stands before it is not moved alone.
fn rotated(text: &str, reversed: bool) -> String {
    let mut artifacts = artifacts(text);
    if artifacts.len() < 2 {
        return text.to_owned();
    }
    for artifact in &mut artifacts {
        *artifact = artifact.trim_end().to_owned() + "\n\n";
    }
    if reversed {
        artifacts.reverse();
    } else {
        artifacts.rotate_left(1);
    }
    artifacts.concat()
}

fn without(text: &str, which: impl Fn(&str) -> bool) -> String {
    text.lines().filter(|line| !which(line)).map(|line| format!("{line}\n")).collect()
}

/// The describe of a paste as it was when the container had been killed for its memory an hour before.
fn older(text: &str) -> Option<String> {
    let describe = artifacts(text)
        .into_iter()
        .find(|one| one.contains("Last State:     Terminated") && one.contains("Namespace:"))?;
    let restarts = describe
        .lines()
        .find_map(|line| line.trim().strip_prefix("Restart Count:")?.trim().parse::<u64>().ok())?;
    if restarts < 2 || !describe.contains("Reason:       Error") {
        return None;
    }
    let mut in_last = false;
    let old: Vec<String> = describe
        .lines()
        .take_while(|line| !line.starts_with("Events:"))
        .map(|line| {
            let key = line.trim();
            in_last = key.starts_with("Last State:") || in_last && !key.starts_with("Ready:");
            if in_last && key.starts_with("Reason:") {
                "      Reason:       OOMKilled".to_owned()
            } else if in_last && key.starts_with("Exit Code:") {
                "      Exit Code:    137".to_owned()
            } else if in_last && (key.starts_with("Started:") || key.starts_with("Finished:")) {
                line.replace(" 10:", " 09:")
            } else if key.starts_with("Restart Count:") {
                "    Restart Count:  1".to_owned()
            } else {
                line.to_owned()
            }
        })
        .collect();
    Some(each(&old.join("\n"), str::to_owned) + "Events:           <none>\n")
}

/// What `kubectl get pods -w` prints of the pod while it crash-loops.
fn stream(text: &str) -> Option<String> {
    let name = text.lines().find_map(|line| line.strip_prefix("Name:")).map(str::trim)?;
    if !text.contains("CrashLoopBackOff") || text.contains("Init Containers:") {
        return None;
    }
    let row = |ready: &str, status: &str, restarts: &str, age: &str| {
        format!("{name}   {ready}   {status}   {restarts}   {age}\n")
    };
    Some(
        [
            "$ kubectl get pods -w\nNAME   READY   STATUS   RESTARTS   AGE\n".to_owned(),
            row("1/1", "Running", "4 (90s ago)", "9m"),
            row("0/1", "Error", "4 (91s ago)", "9m1s"),
            row("0/1", "CrashLoopBackOff", "4 (12s ago)", "9m13s"),
            row("1/1", "Running", "5 (90s ago)", "10m"),
            row("0/1", "Error", "5 (91s ago)", "10m"),
            row("0/1", "CrashLoopBackOff", "5 (14s ago)", "11m"),
        ]
        .concat(),
    )
}

/// Another pod, of another workload, that is well.
const HEALTHY: &str = "\
Name:             till-5f6d7c8b9-x7k2p
Namespace:        sales
Priority:         0
Service Account:  default
Node:             worker-1/10.20.0.11
Start Time:       Wed, 18 Nov 2026 08:00:00 +0000
Labels:           app=till
                  pod-template-hash=5f6d7c8b9
Status:           Running
IP:               10.42.1.9
Controlled By:    ReplicaSet/till-5f6d7c8b9
Containers:
  till:
    Container ID:   containerd://51ab51ab51ab51ab51ab51ab51ab51ab51ab51ab51ab51ab51ab51ab51ab51ab
    Image:          registry.example.com/sales/till:4.1
    Image ID:       registry.example.com/sales/till@sha256:51ab51ab51ab51ab51ab51ab51ab51ab51ab51ab51ab51ab51ab51ab51ab51ab
    Port:           8080/TCP
    Host Port:      0/TCP
    State:          Running
      Started:      Wed, 18 Nov 2026 08:00:04 +0000
    Ready:          True
    Restart Count:  0
    Environment:    <none>
Conditions:
  Type              Status
  Initialized       True 
  Ready             True 
  ContainersReady   True 
  PodScheduled      True 
QoS Class:       BestEffort
Node-Selectors:  <none>
Events:          <none>
";
