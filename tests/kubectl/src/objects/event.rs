//! Events about a pod, in the words of the kubelet and the scheduler.

use super::{NAMESPACE, before, name_of, object};
use jiff::Timestamp;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use std::collections::HashSet;

/// Events about this pod, still without names.
pub(super) fn some(pod: &Value, now: Timestamp) -> BoxedStrategy<Vec<Value>> {
    let pod_name = name_of(pod).to_owned();
    let names = |key: &str| pod["spec"][key].as_array().cloned().unwrap_or_default();
    let mut containers: Vec<(String, &'static str)> = Vec::new();
    for (key, path) in [("containers", "spec.containers"), ("initContainers", "spec.initContainers")] {
        containers.extend(names(key).iter().map(|item| (item["name"].as_str().unwrap().to_owned(), path)));
    }
    let template = select(TEMPLATES);
    let times = (
        // Ages are rounded when they are printed, and a quarter of an hour divides history from what happens now.
        prop_oneof![1..13_i64, 19..50_i64].prop_map(|minutes| minutes * 60 + 25),
        (0..150_i64).prop_map(|minutes| minutes * 60),
        select(&[1_u32, 1, 4, 90]),
        select(&["plain", "series", "only event time"]),
    );
    let one = (template, select(containers), times, of(Just("node-1"))).prop_map(
        move |((kind, reason, source, message), (container, path), (ago, over, count, clock), host)| {
            let about_container =
                message.contains("CONTAINER") || matches!(reason, "Created" | "Started" | "Unhealthy");
            let over = if count == 1 || clock == "only event time" { 0 } else { over };
            let (first, last) = (json!(before(now, ago + over)), json!(before(now, ago)));
            let micro = |time: &Value| json!(time.as_str().unwrap().replace('Z', ".000000Z"));
            let plain = clock == "plain";
            object([
                ("type", Some(json!(kind))),
                ("reason", Some(json!(reason))),
                ("message", Some(json!(message.replace("CONTAINER", &container).replace("POD", &pod_name)))),
                ("fieldPath", about_container.then(|| json!(format!("{path}{{{container}}}")))),
                (
                    "source",
                    Some(object([
                        ("component", plain.then(|| json!(source))),
                        ("host", host.filter(|_| plain).map(|host| json!(host))),
                    ])),
                ),
                ("reportingComponent", Some(json!(source))),
                ("count", plain.then(|| json!(count))),
                ("firstTimestamp", Some(if plain { first.clone() } else { Value::Null })),
                ("lastTimestamp", Some(if plain { last.clone() } else { Value::Null })),
                ("eventTime", Some(if plain { Value::Null } else { micro(&first) })),
                (
                    "series",
                    (clock == "series")
                        .then(|| json!({ "count": count.max(2), "lastObservedTime": micro(&last) })),
                ),
            ])
        },
    );
    vec(one, 0..7).boxed()
}

/// The events with the names and references that the API gives them; no two of a pod say the same.
pub(super) fn finished(mut events: Vec<Value>, pod: &Value, now: Timestamp) -> Vec<Value> {
    // Something is always seen just now, as with pods in trouble: it tells how old the others are.
    let newest = json!(before(now, 5));
    events.push(json!({ "type": "Normal", "reason": "Skipped", "message": "sidecar injection skipped",
        "source": { "component": "sidecar-injector" }, "count": 1,
        "firstTimestamp": newest, "lastTimestamp": newest, "eventTime": Value::Null }));
    let mut said = HashSet::new();
    let mut all = Vec::new();
    for (index, mut event) in events.into_iter().enumerate() {
        let text = |key: &str| event[key].as_str().unwrap_or_default().to_owned();
        let (reason, path) = (text("reason"), text("fieldPath"));
        if !said.insert((reason, text("message"))) {
            continue;
        }
        let mut about = json!({ "kind": "Pod", "apiVersion": "v1", "namespace": NAMESPACE, "name": name_of(pod),
            "uid": pod["metadata"]["uid"] });
        if !path.is_empty() {
            about["fieldPath"] = json!(path);
        }
        let map = event.as_object_mut().unwrap();
        map.remove("fieldPath");
        map.insert("involvedObject".to_owned(), about);
        map.insert("apiVersion".to_owned(), json!("v1"));
        map.insert("kind".to_owned(), json!("Event"));
        map.insert(
            "metadata".to_owned(),
            json!({ "name": format!("{}.{index:016x}", name_of(pod)),
            "namespace": NAMESPACE, "creationTimestamp": pod["metadata"]["creationTimestamp"] }),
        );
        all.push(event);
    }
    all
}

type Template = (&'static str, &'static str, &'static str, &'static str);

const TEMPLATES: &[Template] = &[
    ("Normal", "Scheduled", "default-scheduler", "Successfully assigned shop/POD to node-1"),
    ("Normal", "Pulled", "kubelet", "Container image \"web:1\" already present on machine"),
    ("Normal", "Created", "kubelet", "Created container: CONTAINER"),
    ("Normal", "Created", "kubelet", "Container created"),
    ("Normal", "Started", "kubelet", "Started container CONTAINER"),
    ("Warning", "BackOff", "kubelet", "Back-off restarting failed container CONTAINER in pod POD_shop(1f)"),
    ("Warning", "BackOff", "kubelet", "Back-off restarting failed container"),
    ("Normal", "Killing", "kubelet", "Container CONTAINER failed liveness probe, will be restarted"),
    ("Warning", "Unhealthy", "kubelet", "Liveness probe failed: HTTP probe failed with statuscode: 503"),
    (
        "Warning",
        "Unhealthy",
        "kubelet",
        "Startup probe failed: dial tcp 10.1.2.3:8080: connect: connection refused",
    ),
    (
        "Warning",
        "Unhealthy",
        "kubelet",
        "Liveness probe failed: cat: /run/ready: No such file\nand more  of it\n\tlast line",
    ),
    (
        "Warning",
        "ProbeError",
        "kubelet",
        "Liveness probe error: HTTP probe failed with statuscode: 500\nbody: {\"ok\": false}\n",
    ),
    ("Warning", "Failed", "kubelet", "Error: configmap \"shop-settings\" not found"),
    (
        "Warning",
        "Failed",
        "kubelet",
        "Error: container has runAsNonRoot and image will run as root (pod: \"POD_shop(1)\", container: CONTAINER)",
    ),
    ("Warning", "FailedScheduling", "default-scheduler", "0/3 nodes are available: 3 Insufficient memory."),
    (
        "Warning",
        "FailedMount",
        "kubelet",
        "MountVolume.SetUp failed for volume \"volume-0\" : secret \"shop-db\" not found",
    ),
    ("Warning", "Evicted", "kubelet", "The node was low on resource: memory. "),
    ("Warning", "NetworkNotReady", "kubelet", "network is not ready: größe → 日本"),
    ("Warning", "FailedPreStopHook", "kubelet", "PreStopHook failed"),
];
