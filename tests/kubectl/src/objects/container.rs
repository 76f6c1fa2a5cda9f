//! What a container should run, and what watches over it.

use super::{object, probe, text};
use proptest::collection::vec;
use proptest::option::{of, weighted};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};

/// The part that a container plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    App,
    Init,
    Sidecar,
    Ephemeral,
}

/// A container that mounts some of these volumes.
pub(super) fn one(name: String, kind: Kind, volumes: Vec<String>) -> BoxedStrategy<Value> {
    let probes = move || if kind == Kind::Init { Just(None).boxed() } else { of(probe::one()).boxed() };
    let plain = kind != Kind::Ephemeral;
    let what = (
        select(IMAGES),
        of(words()),
        of(words()),
        ports(),
        weighted(0.2, select(&["/srv", "/app"])),
        mounts(volumes),
    );
    let how = (vec(variable(), 0..5), vec(env_from(), 0..3), resources(), security(), weighted(0.1, hooks()));
    (what, how, (probes(), probes(), probes()))
        .prop_map(move |(what, how, (liveness, readiness, startup))| {
            let (image, command, args, ports, directory, mounts) = what;
            let (env, env_from, resources, security, hooks) = how;
            let list = |items: Vec<Value>| (!items.is_empty()).then_some(Value::Array(items));
            object([
                ("name", Some(json!(name))),
                ("image", Some(json!(image))),
                ("imagePullPolicy", Some(json!("IfNotPresent"))),
                ("command", command),
                ("args", args),
                ("workingDir", directory.map(|path| json!(path))),
                ("ports", list(ports).filter(|_| plain)),
                ("env", list(env)),
                ("envFrom", list(env_from)),
                ("resources", Some(if plain { resources } else { json!({}) })),
                ("volumeMounts", list(mounts)),
                ("livenessProbe", liveness.filter(|_| plain)),
                ("readinessProbe", readiness.filter(|_| plain)),
                ("startupProbe", startup.filter(|_| plain)),
                ("lifecycle", hooks.filter(|_| plain)),
                ("securityContext", security),
                ("restartPolicy", (kind == Kind::Sidecar).then(|| json!("Always"))),
                ("terminationMessagePath", Some(json!("/dev/termination-log"))),
                ("terminationMessagePolicy", Some(json!("File"))),
            ])
        })
        .boxed()
}

const IMAGES: &[&str] =
    &["registry.example.com:5000/shop/web:1.4.2", "busybox", "web@sha256:00ff", "nginx:latest"];

fn words() -> BoxedStrategy<Value> {
    let word = prop_oneof![
        3 => select(&["/app/serve", "sh", "-c", "--port=8080", "java", "-jar"]).prop_map(str::to_owned),
        2 => text::value(),
        1 => text::line(),
    ];
    vec(word, 1..5).prop_map(|words| json!(words)).boxed()
}

fn ports() -> BoxedStrategy<Vec<Value>> {
    let port = (1..65535_u32, of(select(&["http", "metrics", "grpc"])), select(&["TCP", "UDP"]));
    let port = port.prop_map(|(number, name, protocol)| {
        object([
            ("containerPort", Some(json!(number))),
            ("name", name.map(|name| json!(name))),
            ("protocol", Some(json!(protocol))),
        ])
    });
    vec(port, 0..3).boxed()
}

fn mounts(volumes: Vec<String>) -> BoxedStrategy<Vec<Value>> {
    let count = volumes.len();
    let details = (
        of(any::<bool>()),
        select(&["", "", "app.yaml", "a b"]),
        weighted(0.1, Just("$(POD_NAME)")),
        select(PATHS),
    );
    (subsequence(volumes, 0..=count), vec(details, count))
        .prop_map(|(volumes, details)| {
            let mount = |(index, (name, details)): (usize, (String, Details))| {
                let (read_only, sub, expression, path) = details;
                object([
                    ("name", Some(json!(name))),
                    ("mountPath", Some(json!(format!("{path}{index}")))),
                    ("readOnly", read_only.map(|read_only| json!(read_only))),
                    ("subPath", (!sub.is_empty() && expression.is_none()).then(|| json!(sub))),
                    ("subPathExpr", expression.map(|expression| json!(expression))),
                ])
            };
            volumes.into_iter().zip(details).enumerate().map(mount).collect()
        })
        .boxed()
}

/// Whether it is read-only, a part of the volume, a part by an expression, and where.
type Details = (Option<bool>, &'static str, Option<&'static str>, &'static str);

const PATHS: &[&str] = &[
    "/etc/shop",
    "/data from here",
    "C:\\data\\",
    "/größe",
    "/var/run/secrets/kubernetes.io/serviceaccount",
];

fn variable() -> BoxedStrategy<Value> {
    let name = select(&["DATABASE_URL", "POD_NAME", "LOG_LEVEL", "app.mode", "Message", "A-B", "_x1"]);
    let from = |kind: &'static str| {
        (select(&["shop-db", "shop-settings"]), select(&["url", "tls.key"]), of(any::<bool>())).prop_map(
            move |(object_name, key, optional)| {
                let reference = object([
                    ("name", Some(json!(object_name))),
                    ("key", Some(json!(key))),
                    ("optional", optional.map(|optional| json!(optional))),
                ]);
                ("valueFrom", json!({ kind: reference }))
            },
        )
    };
    let field = select(&["metadata.name", "status.podIP", "metadata.labels['app']"])
        .prop_map(|path| ("valueFrom", json!({ "fieldRef": { "apiVersion": "v1", "fieldPath": path } })));
    let resource = select(&["limits.cpu", "limits.memory", "requests.cpu"]).prop_map(|resource| {
        ("valueFrom", json!({ "resourceFieldRef": { "resource": resource, "divisor": "0" } }))
    });
    let value = prop_oneof![
        6 => text::value().prop_map(|value| ("value", json!(value))),
        2 => from("secretKeyRef"),
        1 => from("configMapKeyRef"),
        1 => field,
        1 => resource,
    ];
    (name, value)
        .prop_map(|(name, (key, value))| object([("name", Some(json!(name))), (key, Some(value))]))
        .boxed()
}

fn env_from() -> BoxedStrategy<Value> {
    let kind = select(&["configMapRef", "secretRef"]);
    let name = select(&["shop-settings", "shop-secrets"]);
    (kind, name, of(any::<bool>()), weighted(0.3, Just("P_")))
        .prop_map(|(kind, name, optional, prefix)| {
            let reference =
                object([("name", Some(json!(name))), ("optional", optional.map(|optional| json!(optional)))]);
            object([(kind, Some(reference)), ("prefix", prefix.map(|prefix| json!(prefix)))])
        })
        .boxed()
}

fn resources() -> BoxedStrategy<Value> {
    let amounts = || {
        let memory = of(select(&["64Mi", "1Gi", "512M"]));
        let cpu = of(select(&["100m", "2"]));
        (memory, cpu, weighted(0.1, Just("1"))).prop_map(|(memory, cpu, gpu)| {
            object([
                ("memory", memory.map(|memory| json!(memory))),
                ("cpu", cpu.map(|cpu| json!(cpu))),
                ("nvidia.com/gpu", gpu.map(|gpu| json!(gpu))),
            ])
        })
    };
    (of(amounts()), of(amounts()))
        .prop_map(|(limits, requests)| object([("limits", limits), ("requests", requests)]))
        .boxed()
}

fn security() -> BoxedStrategy<Option<Value>> {
    weighted(0.2, Just(json!({ "runAsNonRoot": true, "readOnlyRootFilesystem": true }))).boxed()
}

fn hooks() -> BoxedStrategy<Value> {
    Just(json!({ "preStop": { "exec": { "command": ["sleep", "5"] } } })).boxed()
}
