//! An API server that holds nothing but pods and their events, on a port of this machine.

use crate::objects::{NAMESPACE, World, name_of};
use crate::table::{self, Clock};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

/// A server that answers until the process ends.
#[derive(Debug)]
pub struct Stub {
    pub address: SocketAddr,
}

impl Stub {
    /// Serves these objects; tables are printed as by a server of this clock.
    pub fn serve(world: World, clock: Clock) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let world = Arc::new(world);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let world = Arc::clone(&world);
                // A connection that breaks is kubectl's business; it says so.
                thread::spawn(move || answer_all(stream, &world, clock).unwrap_or_default());
            }
        });
        Self { address }
    }
}

/// What kubectl asks for.
struct Request {
    method: String,
    path: String,
    query: HashMap<String, String>,
    wants_table: bool,
}

fn answer_all(mut stream: TcpStream, world: &World, clock: Clock) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    while let Some(request) = next(&mut reader)? {
        let (code, body) = answer(&request, world, clock);
        let body = serde_json::to_vec(&body)?;
        let head = format!(
            "HTTP/1.1 {code} Status\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        stream.write_all(&[head.as_bytes(), &body].concat())?;
    }
    Ok(())
}

fn next(reader: &mut BufReader<TcpStream>) -> std::io::Result<Option<Request>> {
    let mut line = String::new();
    if reader.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace().map(str::to_owned);
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let query = query.split('&').filter_map(|pair| pair.split_once('='));
    let mut request = Request {
        method,
        path: path.to_owned(),
        query: query.map(|(key, value)| (key.to_owned(), unescaped(value))).collect(),
        wants_table: false,
    };
    let mut length = 0;
    loop {
        let mut header = String::new();
        reader.read_line(&mut header)?;
        let Some((name, value)) = header.trim_end().split_once(':') else { break };
        match name.to_ascii_lowercase().as_str() {
            "accept" => request.wants_table = value.contains("as=Table"),
            "content-length" => length = value.trim().parse().unwrap_or(0),
            _ => {}
        }
    }
    reader.take(length).read_to_end(&mut Vec::new())?;
    Ok(Some(request))
}

fn unescaped(text: &str) -> String {
    text.replace("%3D", "=").replace("%2C", ",").replace("%2F", "/")
}

fn answer(request: &Request, world: &World, clock: Clock) -> (u16, Value) {
    let path: Vec<&str> = request.path.trim_matches('/').split('/').collect();
    match path.as_slice() {
        ["version"] => (200, json!({ "major": "1", "minor": "33", "gitVersion": "v1.33.0" })),
        ["api"] => (200, json!({ "kind": "APIVersions", "versions": ["v1"] })),
        ["apis"] => (200, groups()),
        ["api", "v1"] => (200, resources("v1", CORE)),
        ["apis", "apps", "v1"] => (200, resources("apps/v1", APPS)),
        ["apis", "batch", "v1"] => (200, resources("batch/v1", BATCH)),
        ["api", "v1", "pods"] => (200, pods(request, world, clock)),
        ["api", "v1", "events"] => (200, events(request, world, clock)),
        ["api", "v1", "namespaces", NAMESPACE, "pods"] => (200, pods(request, world, clock)),
        ["api", "v1", "namespaces", NAMESPACE, "events"] => (200, events(request, world, clock)),
        ["api", "v1", "namespaces", NAMESPACE, "pods", name] if request.method == "GET" => {
            match world.pods.iter().find(|pod| name_of(pod) == *name) {
                Some(pod) if request.wants_table => (200, table::pods(&[pod], clock)),
                Some(pod) => (200, pod.clone()),
                None => not_found(&request.path),
            }
        }
        _ => not_found(&request.path),
    }
}

fn not_found(path: &str) -> (u16, Value) {
    let message = format!("{path} is not here");
    let status = json!({ "kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "NotFound",
        "message": message, "code": 404 });
    (404, status)
}

fn pods(request: &Request, world: &World, clock: Clock) -> Value {
    let all: Vec<&Value> = world.pods.iter().collect();
    if request.wants_table {
        return table::pods(&all, clock);
    }
    json!({ "kind": "PodList", "apiVersion": "v1", "metadata": { "resourceVersion": "1" }, "items": all })
}

fn events(request: &Request, world: &World, clock: Clock) -> Value {
    let selector = request.query.get("fieldSelector").map(String::as_str).unwrap_or_default();
    let wanted = selector.split(',').find_map(|part| part.strip_prefix("involvedObject.name="));
    let is_wanted = |event: &&Value| wanted.is_none_or(|name| event["involvedObject"]["name"] == name);
    let all: Vec<&Value> = world.events.iter().filter(is_wanted).collect();
    if request.wants_table {
        return table::events(&all, clock);
    }
    json!({ "kind": "EventList", "apiVersion": "v1", "metadata": { "resourceVersion": "1" }, "items": all })
}

fn groups() -> Value {
    let group = |name: &str| {
        let version = json!({ "groupVersion": format!("{name}/v1"), "version": "v1" });
        json!({ "name": name, "versions": [version], "preferredVersion": version })
    };
    json!({ "kind": "APIGroupList", "apiVersion": "v1", "groups": [group("apps"), group("batch")] })
}

type Resource = (&'static str, &'static str, &'static str, bool);

const CORE: &[Resource] = &[
    ("pods", "Pod", "po", true),
    ("events", "Event", "ev", true),
    ("services", "Service", "svc", true),
    ("configmaps", "ConfigMap", "cm", true),
    ("secrets", "Secret", "", true),
    ("serviceaccounts", "ServiceAccount", "sa", true),
    ("persistentvolumeclaims", "PersistentVolumeClaim", "pvc", true),
    ("endpoints", "Endpoints", "ep", true),
    ("resourcequotas", "ResourceQuota", "quota", true),
    ("limitranges", "LimitRange", "limits", true),
    ("nodes", "Node", "no", false),
    ("namespaces", "Namespace", "ns", false),
    ("persistentvolumes", "PersistentVolume", "pv", false),
];
const APPS: &[Resource] = &[
    ("deployments", "Deployment", "deploy", true),
    ("statefulsets", "StatefulSet", "sts", true),
    ("daemonsets", "DaemonSet", "ds", true),
    ("replicasets", "ReplicaSet", "rs", true),
];
const BATCH: &[Resource] = &[("jobs", "Job", "", true), ("cronjobs", "CronJob", "cj", true)];

fn resources(version: &str, list: &[Resource]) -> Value {
    let one = |(name, kind, short, namespaced): &Resource| {
        json!({ "name": name, "singularName": kind.to_ascii_lowercase(), "kind": kind, "namespaced": namespaced,
            "shortNames": [short], "verbs": ["get", "list", "watch", "create", "update", "patch", "delete"] })
    };
    let list: Vec<Value> = list.iter().map(one).collect();
    json!({ "kind": "APIResourceList", "apiVersion": "v1", "groupVersion": version, "resources": list })
}
