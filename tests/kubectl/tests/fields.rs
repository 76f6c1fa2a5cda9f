//! Fields that real kubectl prints one by one are read as the whole object says.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test says so when something is not as it must be"
)]

use jiff::Timestamp;
use serde_json::Value;
use unloop::testing::pods;
use unloop_kubectl_tests::kubectl::Kubectl;
use unloop_kubectl_tests::objects::{self, name_of};
use unloop_kubectl_tests::stub::Stub;
use unloop_kubectl_tests::table::Clock;

/// Fields of containers, and what the engine calls them.
const FIELDS: [(&str, &str); 6] = [
    (".spec.containers[*].command", "command"),
    (".spec.containers[*].args", "args"),
    (".spec.containers[*].livenessProbe", "liveness"),
    (".spec.containers[*].resources", "limits"),
    (".status.containerStatuses[*].lastState.terminated", "last_state"),
    (".status.containerStatuses[*].restartCount", "restarts"),
];

/// What is known of the containers of a pod under this name, in the order of this list of the object.
fn known(read: &Value, list: &Value, field: &str) -> Vec<Value> {
    let containers = read["containers"].as_array().cloned().unwrap_or_default();
    let mut own: Vec<&Value> = containers
        .iter()
        .map(|container| &container["facts"])
        .filter(|facts| facts["kind"] == "App")
        .collect();
    let names: Vec<&Value> = list.as_array().into_iter().flatten().map(|item| &item["name"]).collect();
    own.sort_by_key(|facts| names.iter().position(|name| **name == facts["name"]));
    let is_told = |value: &&Value| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty());
    own.into_iter().map(|facts| &facts[field]).filter(is_told).cloned().collect()
}

#[test]
#[ignore = "needs kubectl: cargo xtask test kubectl"]
fn fields_are_read_as_the_whole_object_says() {
    let mut read = [0; FIELDS.len()];
    let mut asked = [0; FIELDS.len()];
    for kubectl in Kubectl::all() {
        let clock = Clock { now: Timestamp::now(), minor: kubectl.minor };
        let world = objects::world(7, 5, clock.now);
        let stub = Stub::serve(world.clone(), clock);
        let template: String =
            FIELDS.iter().map(|(path, name)| format!("{name}={{{path}}}{{\"\\n\"}}")).collect();
        for pod in &world.pods {
            let name = name_of(pod);
            let whole = pods(&serde_json::to_string(pod).unwrap());
            let printed =
                kubectl.print(&stub, &["get", "pod", name, &format!("--output=jsonpath={template}")]);
            for ((path, field), line) in FIELDS.iter().zip(printed.lines()) {
                let value = line.strip_prefix(&format!("{field}=")).unwrap();
                let found = pods(&format!("$ kubectl get pod {name} -o jsonpath='{{{path}}}'\n{value}\n"));
                let place = FIELDS.iter().position(|(_, other)| other == field).unwrap();
                if value.is_empty() {
                    continue;
                }
                let part = if path.starts_with(".spec") { "containers" } else { "containerStatuses" };
                let list = &pod[if part == "containers" { "spec" } else { "status" }][part];
                let (one, all) = (known(&found[0], list, field), known(&whole[0], list, field));
                // A text within a value may look like another one: then less is read, but nothing wrong.
                if !one.is_empty() {
                    assert_eq!(one, all, "kubectl 1.{} {path}\n{value}", kubectl.minor);
                }
                read[place] += usize::from(!one.is_empty());
                asked[place] += usize::from(!all.is_empty());
            }
        }
    }
    let is_enough = |(read, asked): (&usize, &usize)| read * 4 >= asked * 3 && *read > 0;
    assert!(read.iter().zip(&asked).all(is_enough), "{read:?} of {asked:?}");
    eprintln!("{read:?} of {asked:?} fields read");
}
