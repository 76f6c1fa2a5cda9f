//! An object of the API means the same as JSON on one line, as JSON on many, and as YAML.

use super::Target;
use crate::cases;
use serde_json::{Value, json};
use unloop::{Diagnosis, diagnose};

pub(super) const TARGET: Target = Target { name: "objects", try_with, seeds };

fn try_with(bytes: &[u8]) {
    let Ok(object) = serde_json::from_slice::<Value>(bytes) else { return };
    let text = serde_json::to_string(&object).unwrap();
    // The API prints the version first, and by it an object is known.
    let is_known = text.starts_with("{\"apiVersion\":\"") && object["kind"].is_string();
    if !is_known || !has_plain_keys(&object) || !is_of_the_api(&object) {
        return;
    }
    let short = diagnose(&text);
    let long = diagnose(&serde_json::to_string_pretty(&object).unwrap());
    // A limit that one form reaches and another does not is no difference in meaning.
    if short.limits.is_empty() && long.limits.is_empty() {
        assert_eq!(said(&short), said(&long), "JSON on one line and on many");
    }
    let yaml = diagnose(&serde_yaml::to_string(&object).unwrap());
    if long.limits.is_empty() && yaml.limits.is_empty() {
        assert_eq!(said(&yaml), said(&long), "YAML and JSON");
    }
}

/// Whether the API could have printed it. An outermost key of YAML that no object has ends the object: what stands there
/// is another text.
fn is_of_the_api(object: &Value) -> bool {
    const KEYS: [&str; 16] = [
        "action",
        "apiVersion",
        "count",
        "firstTimestamp",
        "involvedObject",
        "items",
        "kind",
        "lastTimestamp",
        "message",
        "metadata",
        "note",
        "reason",
        "source",
        "spec",
        "status",
        "type",
    ];
    object.as_object().is_some_and(|entries| entries.keys().all(|key| KEYS.contains(&key.as_str())))
}

/// Whether every key is one that the API could have: no blank, no sign that means something to YAML, and not so long that
/// YAML writes it with a question mark.
fn has_plain_keys(value: &Value) -> bool {
    let is_plain = |key: &str| {
        (1..=128).contains(&key.len())
            && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._/".contains(&byte))
    };
    match value {
        Value::Object(entries) => entries.iter().all(|(key, value)| is_plain(key) && has_plain_keys(value)),
        Value::Array(items) => items.iter().all(has_plain_keys),
        _ => true,
    }
}

/// What an answer says, without where it stands.
fn said(answer: &Diagnosis) -> Value {
    let causes: Vec<Value> = answer
        .causes
        .iter()
        .map(|cause| {
            json!([cause.id, cause.pod, cause.container, cause.confidence, cause.title, cause.fixes])
        })
        .collect();
    json!({
        "verdict": cases::word(&answer.verdict),
        "causes": causes,
        "codes": serde_json::to_value(&answer.exit_codes).unwrap(),
        "pods": serde_json::to_value(&answer.pods).unwrap(),
    })
}

/// Pods, lists, events and other objects in the states that are told apart.
fn seeds() -> Vec<Vec<u8>> {
    let ended = |reason: &str, code: i64| {
        json!({"terminated": {"exitCode": code, "reason": reason, "message": "last words\n",
            "startedAt": "2026-11-19T10:11:40Z", "finishedAt": "2026-11-19T10:11:41Z", "containerID": "containerd://1"}})
    };
    let waiting = |reason: &str, message: &str| json!({"waiting": {"reason": reason, "message": message}});
    let states = [
        (
            waiting("CrashLoopBackOff", "back-off 5m0s restarting failed container=web"),
            ended("OOMKilled", 137),
        ),
        (waiting("CrashLoopBackOff", "back-off 10s restarting failed container=web"), ended("Completed", 0)),
        (
            waiting("CrashLoopBackOff", "back-off 20s restarting failed container=web"),
            ended("StartError", 128),
        ),
        (waiting("CreateContainerConfigError", "configmap \"web\" not found"), json!({})),
        (waiting("ImagePullBackOff", "Back-off pulling image \"registry.example/web:2\""), json!({})),
        (json!({"running": {"startedAt": "2026-11-19T10:11:42Z"}}), ended("Error", 143)),
        (ended("Error", 1), json!({})),
    ];
    let mut objects: Vec<Value> = states.map(|(state, last)| pod(&state, &last)).into();
    let list = json!({"apiVersion": "v1", "kind": "List", "items": objects.clone()});
    objects.push(list);
    objects.push(json!({"apiVersion": "v1", "kind": "EventList", "items": [{"apiVersion": "v1", "kind": "Event",
        "involvedObject": {"kind": "Pod", "name": "web-0", "namespace": "shop", "fieldPath": "spec.containers{web}"},
        "reason": "Unhealthy", "type": "Warning", "count": 7,
        "message": "Liveness probe failed: Get \"http://10.0.0.7:8080/live\": context deadline exceeded",
        "firstTimestamp": "2026-11-19T10:01:41Z", "lastTimestamp": "2026-11-19T10:11:41Z",
        "source": {"component": "kubelet"}}]}));
    objects.push(json!({"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "namespace": "shop"},
        "spec": {"template": {"spec": {"containers": [{"name": "web", "image": "registry.example/web:2",
            "command": ["/bin/web"], "env": [{"name": "SHOP_DSN", "value": "tcp://db:5432"}]}]}}}}));
    objects.push(json!({"apiVersion": "v1", "kind": "Node", "metadata": {"name": "node-7"},
        "status": {"conditions": [{"type": "MemoryPressure", "status": "True", "reason": "KubeletHasInsufficientMemory"}]}}));
    objects.iter().map(|object| object.to_string().into_bytes()).collect()
}

fn pod(state: &Value, last: &Value) -> Value {
    json!({"apiVersion": "v1", "kind": "Pod",
        "metadata": {"name": "web-0", "namespace": "shop", "ownerReferences": [{"kind": "StatefulSet", "name": "web"}]},
        "spec": {"nodeName": "node-7", "restartPolicy": "Always", "serviceAccountName": "web",
            "containers": [{"name": "web", "image": "registry.example/web:2", "args": ["--port", "8080"],
                "resources": {"limits": {"memory": "64Mi", "cpu": "500m"}},
                "env": [{"name": "SHOP_DSN", "valueFrom": {"secretKeyRef": {"name": "shop", "key": "dsn"}}}],
                "livenessProbe": {"httpGet": {"path": "/live", "port": 8080}, "periodSeconds": 10, "failureThreshold": 3},
                "volumeMounts": [{"name": "data", "mountPath": "/data", "readOnly": true}]}],
            "volumes": [{"name": "data", "persistentVolumeClaim": {"claimName": "data-web-0"}}]},
        "status": {"phase": "Running",
            "conditions": [{"type": "Ready", "status": "False", "reason": "ContainersNotReady"}],
            "containerStatuses": [{"name": "web", "ready": false, "restartCount": 12, "image": "registry.example/web:2",
                "state": state, "lastState": last}]}})
}
