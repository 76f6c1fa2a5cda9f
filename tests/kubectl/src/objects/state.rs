//! The status of a container: its state, the state before, and what it counts.

use super::{before, object, text};
use jiff::Timestamp;
use proptest::option::{of, weighted};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

pub(super) fn status(name: String, image: String, now: Timestamp) -> BoxedStrategy<Value> {
    let state = prop_oneof![
        4 => waiting(),
        3 => running(now),
        3 => terminated(now),
        1 => Just(json!({})),
    ];
    let last = prop_oneof![1 => Just(json!({})), 2 => terminated(now)];
    let id = select(&["containerd://0f3c", "cri-o://77aa", "docker://12", ""]);
    (state, last, 0..40_u32, any::<bool>(), id)
        .prop_map(move |(state, last, restarts, ready, id)| {
            json!({
                "name": name,
                "image": image,
                "imageID": if id.is_empty() { "" } else { "registry/x@sha256:00ff" },
                "containerID": id,
                "restartCount": restarts,
                "ready": ready,
                "state": state,
                "lastState": last,
            })
        })
        .boxed()
}

fn waiting() -> BoxedStrategy<Value> {
    let reason = select(&[
        "CrashLoopBackOff",
        "ImagePullBackOff",
        "ErrImagePull",
        "CreateContainerConfigError",
        "ContainerCreating",
        "PodInitializing",
        "RunContainerError",
        "",
    ]);
    (reason, of(text::message()))
        .prop_map(|(reason, message)| {
            let reason = (!reason.is_empty()).then(|| json!(reason));
            json!({ "waiting": object([("reason", reason), ("message", message.map(|text| json!(text)))]) })
        })
        .boxed()
}

fn running(now: Timestamp) -> BoxedStrategy<Value> {
    (1..900_000_i64).prop_map(move |ago| json!({ "running": { "startedAt": before(now, ago) } })).boxed()
}

fn terminated(now: Timestamp) -> BoxedStrategy<Value> {
    let code = select(&[0, 1, 2, 126, 127, 128, 134, 137, 139, 143, 255, -1, -1073741515]);
    let reason =
        select(&["Error", "Completed", "OOMKilled", "StartError", "ContainerStatusUnknown", "Unknown", ""]);
    // Runtimes write the zero of their clock for "never", Kubernetes itself writes null.
    let times = prop_oneof![
        6 => (1..90_000_i64, 0..4000_i64).prop_map(move |(ago, ran)| {
            (json!(before(now, ago + ran)), json!(before(now, ago)))
        }),
        1 => Just((json!("1970-01-01T00:00:00Z"), json!("2026-06-23T14:02:10Z"))),
        1 => Just((Value::Null, Value::Null)),
    ];
    (code, reason, of(text::message()), times, weighted(0.1, 1..20_u32))
        .prop_map(|(code, reason, message, (started, finished), signal)| {
            json!({ "terminated": object([
                ("exitCode", Some(json!(code))),
                ("reason", (!reason.is_empty()).then(|| json!(reason))),
                ("message", message.map(|text| json!(text))),
                ("signal", signal.map(|signal| json!(signal))),
                ("startedAt", Some(started)),
                ("finishedAt", Some(finished)),
                ("containerID", Some(json!("containerd://0f3c"))),
            ]) })
        })
        .boxed()
}
