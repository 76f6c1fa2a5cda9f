//! Pods: who they are, what they should run, and how that goes.

use super::container::{self, Kind};
use super::{NAMESPACE, before, object, state, text, volume};
use jiff::Timestamp;
use proptest::collection::{btree_map, vec};
use proptest::option::{of, weighted};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

/// A pod whose name begins with `pod-NNN`, so that pods sort as they were made.
pub(super) fn one(index: usize, now: Timestamp) -> BoxedStrategy<Value> {
    let counts = (0..3_usize, 1..4_usize, weighted(0.2, Just(1_usize)), 0..5_usize);
    counts
        .prop_flat_map(move |(init, apps, ephemeral, volumes)| {
            let names: Vec<String> = (0..volumes).map(|index| format!("volume-{index}")).collect();
            let spec = |list: Vec<(String, Kind)>| -> BoxedStrategy<Vec<Value>> {
                let one = |(name, kind)| container::one(name, kind, names.clone());
                list.into_iter().map(one).collect::<Vec<_>>().boxed()
            };
            let kinds = vec(prop_oneof![2 => Just(Kind::Init), 1 => Just(Kind::Sidecar)], init);
            let init = kinds.prop_flat_map({
                let names = names.clone();
                move |kinds| {
                    let one = |(index, kind)| container::one(format!("init-{index}"), kind, names.clone());
                    kinds.into_iter().enumerate().map(one).collect::<Vec<_>>()
                }
            });
            let app = |index: usize| (["web", "proxy", "worker"][index].to_owned(), Kind::App);
            let apps = spec((0..apps).map(app).collect());
            let debug = |_: usize| ("debugger-x2x2x".to_owned(), Kind::Ephemeral);
            let ephemeral = spec((0..ephemeral.unwrap_or(0)).map(debug).collect());
            (
                init,
                apps,
                ephemeral,
                vec(volume::one(), names.len()).prop_map(move |sources| named(&names, sources)),
            )
        })
        .prop_flat_map(move |(init, apps, ephemeral, volumes)| {
            let statuses = |containers: &[Value]| -> BoxedStrategy<Vec<Value>> {
                let text = |value: &Value| value.as_str().unwrap().to_owned();
                let one = |item: &Value| state::status(text(&item["name"]), text(&item["image"]), now);
                containers.iter().map(one).collect::<Vec<_>>().boxed()
            };
            let statuses = (statuses(&init), statuses(&apps), statuses(&ephemeral));
            (
                Just([init, apps, ephemeral, volumes]),
                statuses,
                meta(index, now),
                spec(),
                status(now),
                any::<u8>(),
            )
        })
        .prop_map(|([init, apps, ephemeral, volumes], statuses, metadata, mut spec, mut status, luck)| {
            let list = |items: Vec<Value>| (!items.is_empty()).then_some(Value::Array(items));
            spec.extend(entries([
                ("initContainers", list(init)),
                ("containers", list(apps)),
                ("ephemeralContainers", list(ephemeral)),
                ("volumes", list(volumes)),
            ]));
            // A pod that was evicted, or that waits for a node, has no containers yet.
            if status.get("reason").is_none() && luck > 25 {
                status.extend(entries([
                    ("initContainerStatuses", list(statuses.0)),
                    ("containerStatuses", list(statuses.1)),
                    ("ephemeralContainerStatuses", list(statuses.2)),
                ]));
            }
            json!({ "apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": spec, "status": status })
        })
        .boxed()
}

fn named(names: &[String], sources: Vec<Value>) -> Vec<Value> {
    let one = |(name, mut source): (&String, Value)| {
        source["name"] = json!(name);
        source
    };
    names.iter().zip(sources).map(one).collect()
}

fn entries(entries: impl IntoIterator<Item = (&'static str, Option<Value>)>) -> Map<String, Value> {
    object(entries).as_object().cloned().unwrap_or_default()
}

fn meta(index: usize, now: Timestamp) -> BoxedStrategy<Value> {
    let owner = prop_oneof![
        3 => Just(Some(("ReplicaSet", "-web-7c9d8f6b4d", "-2xqlk"))),
        1 => Just(Some(("StatefulSet", "-db", "-0"))),
        1 => Just(Some(("Job", "-tidy-29130060", "-x2x2x"))),
        1 => Just(Some(("DaemonSet", "-agent", "-k9k9k"))),
        1 => Just(Some(("Prometheus", "-main", "-0"))),
        1 => Just(None),
    ];
    let labels = btree_map(
        select(&["app", "app.kubernetes.io/name", "tier", "pod-template-hash"]).prop_map(str::to_owned),
        select(&["web", "", "7c9d8f6b4d", "A_b.c"]).prop_map(str::to_owned),
        0..4,
    );
    let note = prop_oneof![
        3 => text::value(),
        2 => text::message(),
        1 => Just("long ".repeat(60)),
    ];
    let annotations = btree_map(
        select(&[
            "note",
            "kubectl.kubernetes.io/restartedAt",
            "openshift.io/scc",
            "k8s.v1.cni.cncf.io/network-status",
        ])
        .prop_map(str::to_owned),
        note,
        0..3,
    );
    (owner, labels, annotations, 100..2_000_000_i64, weighted(0.1, 1..90_u32))
        .prop_map(move |(owner, labels, annotations, age, deleting)| {
            let prefix = format!("pod-{index:03}");
            let name = owner.map_or_else(|| prefix.clone(), |(_, base, end)| format!("{prefix}{base}{end}"));
            let owner = owner.map(|(kind, base, _)| {
                json!([object([
                    ("apiVersion", Some(json!("apps/v1"))),
                    ("kind", Some(json!(kind))),
                    ("name", Some(json!(format!("{prefix}{base}")))),
                    ("uid", Some(json!(format!("00000000-0000-0000-0001-{index:012}")))),
                    ("controller", Some(json!(true))),
                ])])
            });
            object([
                ("name", Some(json!(name))),
                ("namespace", Some(json!(NAMESPACE))),
                ("uid", Some(json!(format!("00000000-0000-0000-0000-{index:012}")))),
                ("creationTimestamp", Some(json!(before(now, age)))),
                ("labels", (!labels.is_empty()).then(|| json!(labels))),
                ("annotations", (!annotations.is_empty()).then(|| json!(annotations))),
                ("ownerReferences", owner),
                ("deletionTimestamp", deleting.map(|_| json!(before(now, 20)))),
                ("deletionGracePeriodSeconds", deleting.map(|grace| json!(grace))),
            ])
        })
        .boxed()
}

fn spec() -> BoxedStrategy<Map<String, Value>> {
    let toleration = json!([
        { "key": "node.kubernetes.io/not-ready", "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 300 },
        { "operator": "Exists" },
        { "key": "dedicated", "operator": "Equal", "value": "shop", "effect": "NoSchedule" },
    ]);
    (
        weighted(0.9, select(&["node-1", "ip-10-0-0-7.ec2.internal"])),
        select(&["Always", "OnFailure", "Never"]),
        weighted(0.8, select(&["default", "shop"])),
        weighted(0.2, Just("high")),
        of(Just(toleration)),
        weighted(0.2, Just(json!({ "disk": "ssd", "zone": "a" }))),
        weighted(0.2, Just(json!({ "runAsUser": 1000, "fsGroup": 2000 }))),
        weighted(0.1, Just(json!([{ "conditionType": "shop/ready" }]))),
        weighted(0.1, Just(json!({ "limits": { "memory": "2Gi" }, "requests": { "cpu": "1" } }))),
        1..90_u32,
    )
        .prop_map(
            |(node, policy, account, class, tolerations, selector, security, gates, resources, grace)| {
                entries([
                    ("nodeName", node.map(|node| json!(node))),
                    ("restartPolicy", Some(json!(policy))),
                    ("serviceAccountName", account.map(|account| json!(account))),
                    ("priority", Some(json!(0))),
                    ("priorityClassName", class.map(|class| json!(class))),
                    ("tolerations", tolerations),
                    ("nodeSelector", selector),
                    ("securityContext", security),
                    ("readinessGates", gates),
                    ("resources", resources),
                    ("terminationGracePeriodSeconds", Some(json!(grace))),
                ])
            },
        )
        .boxed()
}

fn status(now: Timestamp) -> BoxedStrategy<Map<String, Value>> {
    let trouble = prop_oneof![
        8 => Just(None),
        1 => text::message().prop_map(|message| Some(("Evicted", message))),
        1 => Just(Some(("DeadlineExceeded", "Pod was active on the node longer than the specified deadline".to_owned()))),
    ];
    let condition = |kind: &'static str| {
        (
            select(&["True", "False", "Unknown"]),
            of(text::message()),
            weighted(0.5, Just("ContainersNotReady")),
        )
            .prop_map(move |(status, message, reason)| {
                object([
                    ("type", Some(json!(kind))),
                    ("status", Some(json!(status))),
                    ("reason", reason.map(|reason| json!(reason))),
                    ("message", message.map(|message| json!(message))),
                ])
            })
    };
    let conditions = ["PodScheduled", "Initialized", "ContainersReady", "Ready"].map(condition);
    (
        select(&["Running", "Pending", "Succeeded", "Failed"]),
        trouble,
        prop_oneof![3 => conditions.prop_map(Vec::from), 1 => Just(Vec::new())],
        of(1..900_000_i64),
        of(Just("10.1.2.3")),
        select(&["Burstable", "BestEffort", "Guaranteed"]),
    )
        .prop_map(move |(phase, trouble, conditions, started, address, qos)| {
            let (reason, message) = trouble.unzip();
            entries([
                ("phase", Some(json!(if reason.is_some() { "Failed" } else { phase }))),
                ("reason", reason.map(|reason| json!(reason))),
                ("message", message.map(|message| json!(message))),
                ("conditions", (!conditions.is_empty()).then(|| json!(conditions))),
                ("startTime", started.map(|ago| json!(before(now, ago)))),
                ("podIP", address.map(|address| json!(address))),
                ("podIPs", address.map(|address| json!([{ "ip": address }]))),
                ("hostIP", address.map(|_| json!("10.0.0.1"))),
                ("qosClass", Some(json!(qos))),
            ])
        })
        .boxed()
}
