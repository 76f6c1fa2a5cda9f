//! Probes, with the defaults that the API server fills in.

use super::{object, text};
use proptest::collection::vec;
use proptest::option::{of, weighted};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

pub(super) fn one() -> BoxedStrategy<Value> {
    let port = || prop_oneof![(1..65535_u32).prop_map(|port| json!(port)), Just(json!("http"))];
    let host = || of(select(&["127.0.0.1", "db.shop.svc", "::1"]));
    let http =
        (select(PATHS), port(), select(&["HTTP", "HTTPS"]), host()).prop_map(|(path, port, scheme, host)| {
            let http = object([
                ("path", Some(json!(path))),
                ("port", Some(port)),
                ("scheme", Some(json!(scheme))),
                ("host", host.map(|host| json!(host))),
            ]);
            ("httpGet", http)
        });
    let tcp = (port(), host()).prop_map(|(port, host)| {
        ("tcpSocket", object([("port", Some(port)), ("host", host.map(|host| json!(host)))]))
    });
    let words = prop_oneof![
        4 => select(COMMANDS).prop_map(|words| words.iter().map(|word| (*word).to_owned()).collect()),
        1 => vec(text::line(), 2..4).prop_map(|lines| vec!["sh".to_owned(), "-c".to_owned(), lines.join("\n")]),
    ];
    let exec = words.prop_map(|words: Vec<String>| ("exec", json!({ "command": words })));
    let grpc = (1..65535_u32, select(&["", "ready.v1.Health"]))
        .prop_map(|(port, service)| ("grpc", json!({ "port": port, "service": service })));
    let action = prop_oneof![3 => http, 2 => tcp, 3 => exec, 1 => grpc];
    (action, 0..90_u32, 1..9_u32, 1..40_u32, 1..3_u32, 1..9_u32, weighted(0.2, 1..60_u32))
        .prop_map(|((kind, action), delay, timeout, period, success, failure, grace)| {
            object([
                (kind, Some(action)),
                ("initialDelaySeconds", (delay > 0).then(|| json!(delay))),
                ("timeoutSeconds", Some(json!(timeout))),
                ("periodSeconds", Some(json!(period))),
                ("successThreshold", Some(json!(success))),
                ("failureThreshold", Some(json!(failure))),
                ("terminationGracePeriodSeconds", grace.map(|grace| json!(grace))),
            ])
        })
        .boxed()
}

const PATHS: &[&str] = &["/healthz", "/", "/ready?full=1", "/a b/ü", "/x%20y", "healthz", "/api/v1/:probe"];

const COMMANDS: &[&[&str]] = &[
    &["cat", "/run/ready"],
    &["sh", "-c", "test -f /ok && curl -fsS http://localhost:8080/ | grep -q ok"],
    &["/bin/check", "--timeout=5s delay=3s"],
    &["redis-cli", "ping]"],
    &["true", ""],
];
