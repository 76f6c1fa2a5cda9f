//! Two readings of one object, compared value by value.

use crate::lacks::{self, Lack};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Every value of a model under the path to it. Items are found by what names them, not by their place.
pub type Flat = BTreeMap<String, String>;

/// The values of a pod as the engine has read it.
pub fn flat(pod: &Value) -> Flat {
    let mut all = Flat::new();
    flatten("", pod, &mut all);
    all
}

fn flatten(path: &str, value: &Value, all: &mut Flat) {
    match value {
        Value::Null => {}
        Value::Object(entries) => {
            for (key, value) in entries.iter().filter(|(key, _)| *key != "span") {
                // The phase is a part of the path: a message of a run that ended is another thing than why one waits.
                let mark = value["phase"].as_str().map(|phase| format!("({phase})")).unwrap_or_default();
                flatten(&joined(path, &format!("{key}{mark}")), value, all);
            }
        }
        // Words of a command: a line break within one looks like the end of one.
        Value::Array(items) if path.ends_with(".command") || path.ends_with(".args") => {
            let words: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            leaf(path, &words.join("\n"), all);
        }
        Value::Array(items) => {
            let mut met = BTreeMap::new();
            for (index, item) in items.iter().enumerate() {
                let name = name_of(item).unwrap_or_else(|| index.to_string());
                let count: &mut u32 = met.entry(name.clone()).or_default();
                *count += 1;
                let name = if *count > 1 { format!("{name}#{count}") } else { name };
                match item.as_array().map(Vec::as_slice) {
                    Some([_, value]) => flatten(&joined(path, &name), value, all),
                    _ => flatten(&joined(path, &name), item, all),
                }
            }
        }
        Value::String(text) => leaf(path, text, all),
        other => leaf(path, &other.to_string(), all),
    }
}

/// What names an item of a list.
fn name_of(item: &Value) -> Option<String> {
    let pair = item.get(0).and_then(Value::as_str);
    let event = item.get("last_seen").and(item["reason"].as_str()).zip(item["message"].as_str());
    // As much as every form has of it, and no two events of a pod share.
    let event = event.map(|(reason, message)| {
        format!("{reason} {}", blanks(message).chars().take(40).collect::<String>())
    });
    if let Some(number) = item.get("number") {
        return Some(number.to_string());
    }
    let path = item["path"].as_str();
    let named = ["name", "object", "kind"].iter().find_map(|key| item[*key].as_str());
    let name =
        event.or_else(|| path.or(pair).or(item["facts"]["name"].as_str()).or(named).map(str::to_owned))?;
    Some(blanks(&name).replace('.', "_"))
}

fn leaf(path: &str, text: &str, all: &mut Flat) {
    all.insert(path.to_owned(), text.to_owned());
}

/// Columns make blanks of tabs and take blanks from the ends; they say nothing about how many there were.
fn blanks(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn joined(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// Where a form says something else than JSON.
#[derive(Clone, Debug)]
pub struct Difference {
    pub path: String,
    pub json: Option<String>,
    pub form: Option<String>,
}

/// What a describe by this kubectl should not have said, or should have. Facts that it lacks are added to `met`.
pub fn describe(json: &Flat, form: &Flat, minor: u32, met: &mut BTreeSet<&'static str>) -> Vec<Difference> {
    let mut paths: BTreeSet<&String> = json.keys().collect();
    paths.extend(form.keys());
    let mut wrong = Vec::new();
    for path in paths {
        let (held, said) = (json.get(path).map(|text| blanks(text)), form.get(path).map(|text| blanks(text)));
        let (held, said) = (held.as_deref(), said.as_deref());
        let lacks = |lack: &&Lack| lack.is_in_force(minor, json) && matches(lack.model, path);
        let looks_the_same = |lack: &&Lack| (lack.hinted || lack.reads_as.is_some()) && held == said;
        let lack = lacks::DESCRIBE.iter().find(lacks).filter(|lack| held.is_some() && !looks_the_same(lack));
        if let Some(lack) = lack {
            met.insert(lack.model);
            if said == lack.reads_as {
                continue;
            }
        } else if held == said || held.is_none() && lacks::ONLY_DESCRIBE.contains(&path.as_str()) {
            continue;
        }
        wrong.push(Difference {
            path: path.clone(),
            json: held.map(str::to_owned),
            form: said.map(str::to_owned),
        });
    }
    wrong
}

/// Everything in which two forms differ that must say the same.
pub fn same(json: &Flat, form: &Flat) -> Vec<Difference> {
    let mut paths: BTreeSet<&String> = json.keys().collect();
    paths.extend(form.keys());
    let differs = |path: &&&String| json.get(**path) != form.get(**path);
    let difference = |path: &String| Difference {
        path: path.clone(),
        json: json.get(path).cloned(),
        form: form.get(path).cloned(),
    };
    paths.iter().filter(differs).map(|path| difference(path)).collect()
}

/// Whether a path fits a pattern, in which `*` stands for any one step.
fn matches(pattern: &str, path: &str) -> bool {
    let (mut pattern, mut path) = (pattern.split('.'), path.split('.'));
    loop {
        match (pattern.next(), path.next()) {
            (None, None) => return true,
            (Some("**"), Some(_)) => return true,
            (Some(wanted), Some(step)) if wanted == "*" || wanted == step => {}
            _ => return false,
        }
    }
}
