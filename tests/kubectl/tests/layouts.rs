//! Layouts that no kubectl at hand prints any more, or that other programs make of it, say the same as the API.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says so when something is not as it must be"
)]

use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use unloop_kubectl_tests::compare::{self, Flat};
use unloop_kubectl_tests::{diagnoses, lacks};

fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("layouts").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The only pod of a paste, without what depends on the moment of printing or is told by the table alone.
#[track_caller]
fn pod(paste: &str) -> Flat {
    let pods = unloop::testing::pods(paste);
    assert_eq!(pods.as_array().map(Vec::len), Some(1), "{pods:#}");
    let mut flat = compare::flat(&pods[0]);
    flat.retain(|path, value| {
        let of_event = path.starts_with("events.");
        let last = path.rsplit('.').next().unwrap_or_default();
        let moment =
            ["at", "last_seen", "first_seen", "namespace"].contains(&last) || path.contains(".object.");
        !(of_event && (moment || last == "count" && value == "1"))
    });
    flat
}

/// Fails if this describe, printed by this version, says something else than the objects.
#[track_caller]
fn check(describe: &str, minor: u32, extra: &[&str]) {
    let objects: Value = serde_json::from_str(&file("objects.json")).unwrap();
    let mut read = pod(describe);
    for event in extra {
        let before = read.len();
        read.retain(|path, _| !path.starts_with(&format!("events.{event}")));
        assert!(read.len() < before, "no event {event} was read");
    }
    let held = pod(&file("objects.json"));
    let wrong = compare::describe(&held, &read, minor, &mut BTreeSet::new());
    assert!(wrong.is_empty(), "1.{minor}: {wrong:#?}");

    let items = objects["items"].as_array().unwrap();
    let mut known = vec![lacks::as_described(&items[0], minor)];
    // The old tables have a column for the container, the new ones had none for long.
    let as_printed =
        |event: &Value| if minor < 8 { event.clone() } else { lacks::event_as_described(event, minor) };
    known.extend(items[1..].iter().map(as_printed));
    let known = json!({ "apiVersion": "v1", "kind": "List", "items": known });
    let by_json = unloop::diagnose(&serde_json::to_string_pretty(&known).unwrap());
    let by_describe = unloop::diagnose(describe);
    if extra.is_empty() {
        let wrong = diagnoses::differences(&by_json, &by_describe);
        assert!(wrong.is_empty(), "1.{minor}: {wrong:#?}");
    }
    assert_eq!(
        by_describe.causes.first().map(|cause| &cause.id),
        by_json.causes.first().map(|cause| &cause.id)
    );
}

#[test]
fn tabs_and_the_old_names_of_1_2() {
    check(&file("kubectl-1.2.txt"), 2, &[]);
}

#[test]
fn limits_before_the_state_of_1_5() {
    check(&file("kubectl-1.5.txt"), 5, &[]);
}

#[test]
fn the_order_of_today_with_tabs_of_1_7() {
    check(&file("kubectl-1.7.txt"), 7, &[]);
}

#[test]
fn the_table_of_events_of_1_10() {
    check(&file("kubectl-1.10.txt"), 10, &[]);
}

#[test]
fn the_node_beside_the_source_of_1_16() {
    check(&file("kubectl-1.16.txt"), 16, &[]);
}

#[test]
fn the_source_alone_of_1_20() {
    check(&file("kubectl-1.20.txt"), 20, &[]);
}

#[test]
fn the_annotations_and_probe_errors_of_open_shift() {
    check(&file("oc-4.8.txt"), 21, &["ProbeError"]);
}

#[test]
fn the_frame_of_k9s() {
    let text = file("kubectl-1.20.txt");
    let width = text.lines().map(|line| line.chars().count()).max().unwrap_or_default();
    let framed: String = text.lines().map(|line| format!("│ {line:<width$} │\n")).collect();
    let title = " Describe(fair/kiosk-6d5f7c8b9d-k2x7p) ";
    let (top, bottom) = (format!("{title:─^full$}", full = width + 2), "─".repeat(width + 2));
    let screen = format!("┌{top}┐\n{framed}└{bottom}┘\n");
    check(&screen, 20, &[]);
}

/// What the table of what describe lacks says of it.
#[test]
fn a_line_as_wide_as_a_terminal_may_have_been_broken() {
    let row = "  Warning  Unhealthy  7s  kubelet  Readiness probe failed: cat: /run/";
    let describe = |width: usize| {
        let row = format!("{row}{}", "x".repeat(width - row.len()));
        format!(
            "Name:       kiosk-0\nNamespace:  fair\nEvents:\n  Type     Reason     Age  From     Message\n{row}\nand more of it\n"
        )
    };
    let message = |describe: &str| {
        let pods = unloop::testing::pods(describe);
        pods[0]["events"][0]["message"].as_str().map(str::to_owned).unwrap()
    };
    for (width, told) in [(131, true), (132, false)] {
        let text = describe(width);
        assert_eq!(lacks::may_be_broken(&text), !told);
        assert_eq!(message(&text).ends_with("\nand more of it"), told, "{width}");
    }
}
