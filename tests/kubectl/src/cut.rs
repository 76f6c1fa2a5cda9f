//! Cuts what kubectl printed of many objects into what it would have printed of each.

use crate::objects::name_of;
use serde_json::Value;

/// The describes of these pods, in their order.
pub fn describes<'text>(text: &'text str, pods: &[Value]) -> Vec<&'text str> {
    // A message may hold a line like this as well, but never with the name of the next pod.
    let start = |pod: &Value| {
        let is_start = |line: &str| {
            line.strip_prefix("Name:")
                .is_some_and(|name| name.starts_with([' ', '\t']) && name.trim() == name_of(pod))
        };
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            if is_start(line) {
                return at;
            }
            at += line.len();
        }
        panic!("{} is not described", name_of(pod));
    };
    let mut starts: Vec<usize> = pods.iter().map(start).collect();
    starts.push(text.len());
    let one = |pair: &[usize]| text.get(pair[0]..pair[1]).unwrap_or_default().trim_end_matches('\n');
    starts.windows(2).map(one).collect()
}

/// The items of a list in JSON, each set back to the left.
pub fn json_items(text: &str) -> Vec<String> {
    let mut items = Vec::new();
    let mut item = String::new();
    for line in text.lines() {
        match line {
            "        {" => item = "{\n".to_owned(),
            "        }" | "        }," => items.push(std::mem::take(&mut item) + "}\n"),
            _ => item = item + line.strip_prefix("        ").unwrap_or(line) + "\n",
        }
    }
    items
}

/// The items of a list in YAML, each set back to the left.
pub fn yaml_items(text: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for line in text.lines() {
        if let Some(first) = line.strip_prefix("- ") {
            items.push(format!("{first}\n"));
        } else if let Some(item) = items.last_mut() {
            match line.strip_prefix("  ") {
                Some(rest) => *item = std::mem::take(item) + rest + "\n",
                None if line.is_empty() => item.push('\n'),
                None => break,
            }
        }
    }
    items
}

/// Items as the list that kubectl prints of several, in JSON.
pub fn json_list(items: &[&String]) -> String {
    let indent = |item: &&String| {
        item.trim_end().lines().map(|line| format!("        {line}")).collect::<Vec<_>>().join("\n")
    };
    let items: Vec<String> = items.iter().map(indent).collect();
    format!(
        "{{\n    \"apiVersion\": \"v1\",\n    \"items\": [\n{}\n    ],\n    \"kind\": \"List\",\n    \"metadata\": {{\n        \"resourceVersion\": \"\"\n    }}\n}}\n",
        items.join(",\n")
    )
}

/// Items as the list that kubectl prints of several, in YAML.
pub fn yaml_list(items: &[&String]) -> String {
    let indent = |item: &&String| {
        let indented = item.lines().enumerate().map(|(index, line)| match (index, line) {
            (0, line) => format!("- {line}\n"),
            (_, "") => "\n".to_owned(),
            (_, line) => format!("  {line}\n"),
        });
        indented.collect::<String>()
    };
    let items: String = items.iter().map(indent).collect();
    format!("apiVersion: v1\nitems:\n{items}kind: List\nmetadata:\n  resourceVersion: \"\"\n")
}
