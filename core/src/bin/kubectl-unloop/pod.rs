//! What is to be read of a pod, by its status.

use crate::arguments::is_name;
use serde_json::Value;

/// A pod of the cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pod {
    pub(crate) name: String,
    pub(crate) namespace: String,
    pub(crate) containers: Vec<Container>,
    /// Whether something of it does not run as it should.
    pub(crate) fails: bool,
}

/// A container and the log that tells most about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Container {
    pub(crate) name: String,
    pub(crate) log: Log,
}

/// Which log to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Log {
    /// That of the run before: it was restarted.
    Previous,
    /// That of the only run.
    Current,
    /// It runs well: its log is read only if somebody asks for it.
    Unneeded,
    /// It never ran.
    None,
}

/// Waiting for these is no failure.
const BEGINNING: [&str; 2] = ["ContainerCreating", "PodInitializing"];

/// The lists of statuses; whether a container in it is one that ends before the others begin.
const LISTS: [(&str, bool); 3] =
    [("initContainerStatuses", true), ("containerStatuses", false), ("ephemeralContainerStatuses", false)];

impl Pod {
    /// A pod, as `kubectl get -o json` prints it; none if it has no name.
    pub(crate) fn of(object: &Value) -> Option<Self> {
        let text = |pointer: &str| object.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
        let name = Some(text("/metadata/name")).filter(|name| is_name(name))?.to_owned();
        let mut containers = Vec::new();
        let mut fails = text("/status/phase") == "Failed" || is_unschedulable(object);
        for (list, ends) in LISTS {
            let statuses =
                object.pointer("/status").and_then(|status| status.get(list)).and_then(Value::as_array);
            for status in statuses.into_iter().flatten() {
                let name = status.get("name").and_then(Value::as_str).filter(|name| is_name(name));
                containers
                    .extend(name.map(|name| Container { name: name.to_owned(), log: log(status, ends) }));
                fails |= is_failing(status);
            }
        }
        Some(Self { name, namespace: text("/metadata/namespace").to_owned(), containers, fails })
    }

    /// The pods of a list.
    pub(crate) fn all(list: &Value) -> Vec<Self> {
        list.get("items").and_then(Value::as_array).into_iter().flatten().filter_map(Self::of).collect()
    }
}

fn log(status: &Value, ends: bool) -> Log {
    let restarted = number(status, "/restartCount") > 0 || status.pointer("/lastState/terminated").is_some();
    let is = |pointer: &str| status.pointer(pointer).is_some();
    if restarted {
        Log::Previous
    } else if is("/state/terminated") && !(ends && number(status, "/state/terminated/exitCode") == 0) {
        Log::Current
    } else if is("/state/terminated") {
        Log::Unneeded
    } else if is("/state/running") {
        if status.get("ready") == Some(&Value::Bool(true)) { Log::Unneeded } else { Log::Current }
    } else {
        Log::None
    }
}

fn is_failing(status: &Value) -> bool {
    let waits = status.pointer("/state/waiting/reason").and_then(Value::as_str);
    let is_ready = status.get("ready") == Some(&Value::Bool(true));
    waits.is_some_and(|reason| !BEGINNING.contains(&reason))
        || number(status, "/state/terminated/exitCode") != 0
        || status.pointer("/state/running").is_some() && !is_ready && number(status, "/restartCount") > 0
}

fn is_unschedulable(object: &Value) -> bool {
    let conditions = object.pointer("/status/conditions").and_then(Value::as_array).into_iter().flatten();
    conditions
        .filter(|one| one.get("type").and_then(Value::as_str) == Some("PodScheduled"))
        .any(|one| one.get("status").and_then(Value::as_str) == Some("False"))
}

fn number(value: &Value, pointer: &str) -> i64 {
    value.pointer(pointer).and_then(Value::as_i64).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Log, Pod};
    use serde_json::{Value, json};

    fn pod(list: &str, status: Value) -> Pod {
        let mut status = status;
        status["name"] = json!("web");
        Pod::of(&json!({ "metadata": { "name": "web-0" }, "status": { list: [status] } })).unwrap()
    }

    #[track_caller]
    fn check(list: &str, status: Value, log: Log, fails: bool) {
        let pod = pod(list, status);
        assert_eq!((pod.containers[0].log, pod.fails), (log, fails));
    }

    #[test]
    fn the_log_that_tells_most_is_read() {
        let all = "containerStatuses";
        let waiting = json!({ "waiting": { "reason": "CrashLoopBackOff" } });
        check(all, json!({ "restartCount": 3, "state": waiting }), Log::Previous, true);
        let last = json!({ "terminated": { "exitCode": 1 } });
        check(
            all,
            json!({ "lastState": last, "state": { "running": {} }, "ready": true }),
            Log::Previous,
            false,
        );
        check(
            all,
            json!({ "restartCount": 2, "state": { "running": {} }, "ready": false }),
            Log::Previous,
            true,
        );
        check(all, json!({ "state": { "running": {} }, "ready": true }), Log::Unneeded, false);
        check(all, json!({ "state": { "running": {} }, "ready": false }), Log::Current, false);
        check(all, json!({ "state": last }), Log::Current, true);
        check(all, json!({ "state": { "waiting": { "reason": "ImagePullBackOff" } } }), Log::None, true);
        check(all, json!({ "state": { "waiting": { "reason": "ContainerCreating" } } }), Log::None, false);
        let done = json!({ "terminated": { "exitCode": 0 } });
        check("initContainerStatuses", json!({ "state": done }), Log::Unneeded, false);
        check(all, json!({ "state": done }), Log::Current, false);
    }

    #[test]
    fn a_pod_that_found_no_node_fails() {
        let conditions = json!([{ "type": "PodScheduled", "status": "False", "reason": "Unschedulable" }]);
        let object = json!({ "metadata": { "name": "web-0" }, "status": { "phase": "Pending", "conditions": conditions } });
        assert!(Pod::of(&object).unwrap().fails);
    }

    #[test]
    fn what_could_be_an_option_is_no_name() {
        for name in ["--all", "-A", "a b", "", "$(x)", "a/b"] {
            assert_eq!(Pod::of(&json!({ "metadata": { "name": name } })), None, "{name}");
        }
        let statuses = json!([{ "name": "--all", "restartCount": 1 }]);
        let object = json!({ "metadata": { "name": "a" }, "status": { "containerStatuses": statuses } });
        assert!(Pod::of(&object).unwrap().containers.is_empty());
    }
}
