//! A text inside another.

use super::{Damage, Loss, each};

pub(super) const ALL: &[Damage] = &[
    Damage {
        name: "a message in a JSON log",
        loss: Loss::Layout,
        to: |text| format!("{{\"level\":\"info\",\"msg\":{},\"ts\":1763547632.1}}\n", quoted(text)),
    },
    Damage {
        name: "a message in a JSON log in a JSON log",
        loss: Loss::Layout,
        to: |text| {
            let inner = format!("{{\"msg\":{}}}\n", quoted(text));
            format!("{{\"log\":{},\"stream\":\"stdout\"}}\n", quoted(&inner))
        },
    },
    Damage {
        name: "a JSON record a line",
        loss: Loss::Layout,
        to: |text| {
            each(text, |line| {
                format!(
                    "{{\"log\":{},\"stream\":\"stdout\",\"time\":\"2026-11-19T10:20:31Z\"}}",
                    quoted(&format!("{line}\n"))
                )
            })
        },
    },
    Damage { name: "a string with its escapes", loss: Loss::Layout, to: |text| quoted(text) + "\n" },
    Damage {
        name: "JSON without its head",
        loss: Loss::Text,
        to: |text| json(text, |lines| lines.get(lines.len() / 3..).unwrap_or_default().to_vec()),
    },
    Damage {
        name: "JSON without its tail",
        loss: Loss::Text,
        to: |text| json(text, |lines| lines.get(..lines.len() * 2 / 3).unwrap_or_default().to_vec()),
    },
    Damage {
        name: "YAML without its indentation",
        loss: Loss::Text,
        to: |text| {
            if text.contains("apiVersion:") {
                each(text, |line| line.trim_start().to_owned())
            } else {
                text.to_owned()
            }
        },
    },
];

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

/// What `keep` leaves of the lines from the first brace to the last.
fn json(text: &str, keep: for<'t> fn(&[&'t str]) -> Vec<&'t str>) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let first = lines.iter().position(|line| line.starts_with('{'));
    let last = lines.iter().rposition(|line| line.starts_with('}'));
    let (Some(first), Some(last)) = (first, last) else { return text.to_owned() };
    let (before, rest) = lines.split_at(first);
    let (object, after) = rest.split_at(last - first + 1);
    [before.to_vec(), keep(object), after.to_vec()].concat().iter().map(|line| format!("{line}\n")).collect()
}
