//! Tables of pods and events. The server prints them, kubectl only sets the columns.

use crate::objects::name_of;
use jiff::Timestamp;
use serde_json::{Value, json};

/// What time it is on the server, and how old its code is.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    pub now: Timestamp,
    /// 22 and later say when the last restart was.
    pub minor: u32,
}

/// The table of these pods.
pub fn pods(pods: &[&Value], clock: Clock) -> Value {
    let columns = [
        ("Name", 0),
        ("Ready", 0),
        ("Status", 0),
        ("Restarts", 0),
        ("Age", 0),
        ("IP", 1),
        ("Node", 1),
        ("Nominated Node", 1),
        ("Readiness Gates", 1),
    ];
    let rows = pods.iter().map(|pod| row(&Row::of(pod, clock).cells(), pod));
    table(&columns, rows.collect())
}

/// What a row says about a pod.
#[derive(Clone, Debug)]
pub struct Row {
    pub name: String,
    pub ready: (usize, usize),
    pub status: String,
    pub restarts: u64,
    /// Seconds since the last restart.
    pub restarted: Option<i64>,
    pub age: i64,
    pub address: Option<String>,
    pub node: Option<String>,
    readiness_gates: Option<String>,
}

impl Row {
    /// The row of a pod.
    pub fn of(pod: &Value, clock: Clock) -> Self {
        let statuses = |key: &str| pod["status"][key].as_array().cloned().unwrap_or_default();
        let specs = |key: &str| pod["spec"][key].as_array().cloned().unwrap_or_default();
        let (init, apps) = (statuses("initContainerStatuses"), statuses("containerStatuses"));
        let sidecars: Vec<Value> =
            specs("initContainers").into_iter().filter(|item| item["restartPolicy"] == "Always").collect();
        let is_sidecar = |status: &Value| sidecars.iter().any(|item| item["name"] == status["name"]);
        let initial = initializing(&init, specs("initContainers").len(), &is_sidecar);
        let restarts_of =
            |list: &[Value]| list.iter().map(|one| one["restartCount"].as_u64().unwrap_or(0)).sum();
        let (counted, status) = match &initial {
            Some(status) => (init, status.clone()),
            None => {
                let running = init.iter().filter(|status| is_sidecar(status)).cloned();
                (apps.iter().cloned().chain(running).collect(), status(pod, &apps))
            }
        };
        let restarts: u64 = restarts_of(&counted);
        let ended = |status: &Value| time(&status["lastState"]["terminated"]["finishedAt"]);
        let last = counted.iter().filter_map(ended).max().filter(|_| restarts > 0 && clock.minor >= 22);
        let ready =
            apps.iter().filter(|status| status["ready"] == true && status["state"].get("running").is_some());
        let text = |value: &Value| value.as_str().map(str::to_owned);
        Self {
            name: name_of(pod).to_owned(),
            ready: (ready.count(), specs("containers").len() + sidecars.len()),
            status: if pod["metadata"].get("deletionTimestamp").is_some() {
                "Terminating".to_owned()
            } else {
                status
            },
            restarts,
            restarted: last.map(|last| clock.now.as_second() - last.as_second()),
            age: clock.now.as_second() - time(&pod["metadata"]["creationTimestamp"]).unwrap().as_second(),
            address: text(&pod["status"]["podIP"]),
            node: text(&pod["spec"]["nodeName"]),
            readiness_gates: pod["spec"]["readinessGates"]
                .as_array()
                .map(|gates| format!("0/{}", gates.len())),
        }
    }

    fn cells(&self) -> Vec<Value> {
        let none = || "<none>".to_owned();
        let restarts = match self.restarted {
            Some(ago) => format!("{} ({} ago)", self.restarts, human(ago)),
            None => self.restarts.to_string(),
        };
        [
            self.name.clone(),
            format!("{}/{}", self.ready.0, self.ready.1),
            self.status.clone(),
            restarts,
            human(self.age),
            self.address.clone().unwrap_or_else(none),
            self.node.clone().unwrap_or_else(none),
            none(),
            self.readiness_gates.clone().unwrap_or_else(none),
        ]
        .into_iter()
        .map(Value::from)
        .collect()
    }
}

/// The status while init containers are at work.
fn initializing(statuses: &[Value], total: usize, is_sidecar: &dyn Fn(&Value) -> bool) -> Option<String> {
    for (index, status) in statuses.iter().enumerate() {
        let state = &status["state"];
        if state["terminated"]["exitCode"] == 0 || is_sidecar(status) && state.get("running").is_some() {
            continue;
        }
        let waits =
            state["waiting"]["reason"].as_str().filter(|reason| !["", "PodInitializing"].contains(reason));
        return Some(match (ended(state), waits) {
            (Some(reason), _) => format!("Init:{reason}"),
            (_, Some(reason)) => format!("Init:{reason}"),
            _ => format!("Init:{index}/{total}"),
        });
    }
    None
}

fn status(pod: &Value, apps: &[Value]) -> String {
    let of_pod = pod["status"]["reason"].as_str().or(pod["status"]["phase"].as_str());
    let of_container = |status: &Value| {
        let state = &status["state"];
        let waits = state["waiting"]["reason"].as_str().filter(|reason| !reason.is_empty());
        waits.map(str::to_owned).or_else(|| ended(state))
    };
    apps.iter().find_map(of_container).unwrap_or_else(|| of_pod.unwrap_or("Unknown").to_owned())
}

/// How the table names the end of a container.
fn ended(state: &Value) -> Option<String> {
    let ended = state.get("terminated")?;
    let reason = ended["reason"].as_str().map(str::to_owned);
    let signal = ended["signal"].as_i64().filter(|signal| *signal != 0);
    Some(reason.unwrap_or_else(|| match signal {
        Some(signal) => format!("Signal:{signal}"),
        None => format!("ExitCode:{}", ended["exitCode"]),
    }))
}

/// The table of these events.
pub fn events(events: &[&Value], clock: Clock) -> Value {
    let columns = [
        ("Last Seen", 0),
        ("Type", 0),
        ("Reason", 0),
        ("Object", 0),
        ("Subobject", 1),
        ("Source", 1),
        ("Message", 0),
        ("First Seen", 1),
        ("Count", 1),
        ("Name", 1),
    ];
    let rows = events.iter().map(|event| {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let series = &event["series"];
        let first = time(&event["firstTimestamp"]).or_else(|| time(&event["eventTime"]));
        let last = time(&series["lastObservedTime"]).or_else(|| time(&event["lastTimestamp"])).or(first);
        let ago = |time: Option<Timestamp>| {
            time.map_or("<unknown>".to_owned(), |time| human(clock.now.as_second() - time.as_second()))
        };
        let about = &event["involvedObject"];
        let source = match (event["source"]["component"].as_str(), event["source"]["host"].as_str()) {
            (Some(component), Some(host)) => format!("{component}, {host}"),
            (Some(component), None) => component.to_owned(),
            _ => text(&event["reportingComponent"]),
        };
        let count = series["count"].as_u64().or(event["count"].as_u64()).unwrap_or(1);
        let cells = [
            ago(last),
            text(&event["type"]),
            text(&event["reason"]),
            format!("{}/{}", text(&about["kind"]).to_lowercase(), text(&about["name"])),
            text(&about["fieldPath"]),
            source,
            text(&event["message"]).trim().to_owned(),
            ago(first),
            count.to_string(),
            name_of(event).to_owned(),
        ];
        row(&cells.map(Value::from), event)
    });
    table(&columns, rows.collect())
}

fn row(cells: &[Value], object: &Value) -> Value {
    let partial = json!({ "kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1", "metadata": object["metadata"] });
    json!({ "cells": cells, "object": partial })
}

fn table(columns: &[(&str, u32)], rows: Vec<Value>) -> Value {
    let column = |(name, priority): &(&str, u32)| {
        json!({ "name": name, "type": "string", "format": if *name == "Name" { "name" } else { "" },
            "description": "", "priority": priority })
    };
    let columns: Vec<Value> = columns.iter().map(column).collect();
    json!({ "kind": "Table", "apiVersion": "meta.k8s.io/v1", "metadata": { "resourceVersion": "1" },
        "columnDefinitions": columns, "rows": rows })
}

/// A time of the API; none for null.
pub fn time(value: &Value) -> Option<Timestamp> {
    value.as_str()?.parse().ok()
}

/// An age as servers and kubectl print it.
pub fn human(seconds: i64) -> String {
    let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86_400);
    let two = |first: i64, unit: &str, second: i64, rest: &str| match second {
        0 => format!("{first}{unit}"),
        _ => format!("{first}{unit}{second}{rest}"),
    };
    match seconds {
        ..-1 => "<invalid>".to_owned(),
        -1..0 => "0s".to_owned(),
        0..120 => format!("{seconds}s"),
        120..600 => two(minutes, "m", seconds % 60, "s"),
        600..10_800 => format!("{minutes}m"),
        10_800..28_800 => two(hours, "h", minutes % 60, "m"),
        28_800..172_800 => format!("{hours}h"),
        172_800..691_200 => two(days, "d", hours % 24, "h"),
        691_200..63_072_000 => format!("{days}d"),
        _ => two(days / 365, "y", days % 365, "d"),
    }
}
