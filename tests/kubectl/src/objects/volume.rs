//! Volumes of every kind that people mount.

use super::object;
use proptest::option::of;
use proptest::prelude::*;
use serde_json::{Value, json};

/// The source of a volume, with its key.
pub(super) fn one() -> BoxedStrategy<Value> {
    let named = |key: &'static str, name: &'static str| {
        of(any::<bool>()).prop_map(move |optional| {
            let source = object([
                (name, Some(json!("shop-settings"))),
                ("optional", optional.map(|optional| json!(optional))),
                ("defaultMode", Some(json!(420))),
            ]);
            json!({ key: source })
        })
    };
    let token = json!({ "serviceAccountToken": { "expirationSeconds": 3607, "path": "token" } });
    let root = json!({ "configMap": { "name": "kube-root-ca.crt", "items": [{ "key": "ca.crt", "path": "ca.crt" }] } });
    let fields = json!({ "downwardAPI": { "items": [{ "path": "ns", "fieldRef": {
        "apiVersion": "v1", "fieldPath": "metadata.namespace" } }] } });
    let api_access = json!({ "projected": { "defaultMode": 420, "sources": [token, root, fields] } });
    let own = json!({ "projected": { "defaultMode": 420, "sources": [
        { "configMap": { "name": "shop-settings" } },
        { "secret": { "name": "shop-db", "optional": true } },
    ] } });
    let claim = json!({ "ephemeral": { "volumeClaimTemplate": {
        "metadata": { "labels": { "kind": "scratch" }, "annotations": { "note": "Reason: none" } },
        "spec": { "accessModes": ["ReadWriteOnce"], "volumeMode": "Filesystem", "storageClassName": "fast",
            "resources": { "requests": { "storage": "1Gi" } } },
    } } });
    prop_oneof![
        2 => named("configMap", "name"),
        2 => named("secret", "secretName"),
        1 => Just(json!({ "emptyDir": {} })),
        1 => Just(json!({ "emptyDir": { "medium": "Memory", "sizeLimit": "64Mi" } })),
        1 => Just(json!({ "persistentVolumeClaim": { "claimName": "data-0", "readOnly": true } })),
        1 => Just(json!({ "hostPath": { "path": "/var/log", "type": "" } })),
        1 => Just(json!({ "hostPath": { "path": "/run/x.sock", "type": "Socket" } })),
        2 => Just(api_access),
        1 => Just(own),
        1 => Just(json!({ "downwardAPI": { "items": [{ "path": "labels", "fieldRef": {
            "apiVersion": "v1", "fieldPath": "metadata.labels" } }] } })),
        1 => Just(json!({ "csi": { "driver": "secrets-store.csi.k8s.io", "readOnly": true,
            "volumeAttributes": { "secretProviderClass": "shop" } } })),
        1 => Just(json!({ "nfs": { "server": "10.0.0.9", "path": "/export", "readOnly": false } })),
        1 => Just(claim),
    ]
    .boxed()
}
