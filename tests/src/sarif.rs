//! What a SARIF 2.1.0 log must be, as far as ours goes: the fields that its schema asks for and those that it allows.

use serde_json::Value;

/// An object of the schema: what it is called, the fields it must have, and those it may have beside them.
type Shape = (&'static str, &'static [&'static str], &'static [&'static str]);

/// By the field that holds it. The schema forbids every field that is not named.
const SHAPES: &[Shape] = &[
    ("log", &["version", "runs"], &["$schema"]),
    ("runs", &["tool"], &["invocations", "artifacts", "columnKind", "results", "properties"]),
    ("tool", &["driver"], &[]),
    ("driver", &["name"], &["semanticVersion", "rules", "informationUri"]),
    ("rules", &["id"], &["shortDescription", "helpUri"]),
    ("invocations", &["executionSuccessful"], &["toolExecutionNotifications"]),
    ("toolExecutionNotifications", &["message"], &["level"]),
    ("artifacts", &[], &["location", "roles"]),
    (
        "results",
        &["message"],
        &[
            "ruleId",
            "ruleIndex",
            "kind",
            "level",
            "rank",
            "locations",
            "relatedLocations",
            "partialFingerprints",
            "properties",
        ],
    ),
    ("locations", &[], &["physicalLocation", "logicalLocations", "message"]),
    ("relatedLocations", &[], &["id", "physicalLocation", "message"]),
    ("physicalLocation", &["artifactLocation"], &["region"]),
    ("logicalLocations", &[], &["name", "fullyQualifiedName", "kind"]),
    ("artifactLocation", &[], &["uri", "index"]),
    ("location", &[], &["uri"]),
    ("region", &[], &["startLine", "byteOffset", "byteLength", "snippet"]),
    ("snippet", &[], &["text"]),
    ("message", &["text"], &[]),
    ("shortDescription", &["text"], &[]),
];

/// The values that a field may have.
const WORDS: &[(&str, &[&str])] = &[
    ("version", &["2.1.0"]),
    ("kind", &["notApplicable", "pass", "fail", "review", "open", "informational", "pod", "container"]),
    ("level", &["none", "note", "warning", "error"]),
    ("columnKind", &["utf16CodeUnits", "unicodeCodePoints"]),
];

/// Everything in which a text is no SARIF log; nothing if it is one.
pub fn faults(text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    match serde_json::from_str(text) {
        Ok(log) => {
            check("log", &log, &mut faults);
            check_results(&log, &mut faults);
        }
        Err(error) => faults.push(error.to_string()),
    }
    faults
}

fn check(name: &str, value: &Value, faults: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| check(name, item, faults)),
        Value::Object(fields) => {
            let Some((_, must, may)) = SHAPES.iter().find(|(of, ..)| *of == name) else {
                if !["properties", "partialFingerprints"].contains(&name) {
                    faults.push(format!("{name} is no object of the schema"));
                }
                return;
            };
            let missing = must.iter().filter(|field| !fields.contains_key(**field));
            faults.extend(missing.map(|field| format!("{name} has no {field}")));
            for (field, value) in fields {
                if !must.contains(&field.as_str()) && !may.contains(&field.as_str()) {
                    faults.push(format!("{name} has a field {field}"));
                }
                check(field, value, faults);
            }
        }
        Value::String(word) => {
            let allowed = WORDS.iter().find(|(of, _)| *of == name);
            if allowed.is_some_and(|(_, words)| !words.contains(&word.as_str())) {
                faults.push(format!("{name} is {word}"));
            }
        }
        Value::Number(number) => {
            let lowest = if name == "startLine" { 1.0 } else { 0.0 };
            let highest = if name == "rank" { 100.0 } else { f64::INFINITY };
            if !number.as_f64().is_some_and(|number| (lowest..=highest).contains(&number)) {
                faults.push(format!("{name} is {number}"));
            }
        }
        Value::Null => faults.push(format!("{name} is null")),
        Value::Bool(_) => {}
    }
}

/// What the schema says in words only.
fn check_results(log: &Value, faults: &mut Vec<String>) {
    let none = Vec::new();
    let list = |place: &str| log.pointer(place).and_then(Value::as_array).unwrap_or(&none);
    let rules = list("/runs/0/tool/driver/rules");
    for result in list("/runs/0/results") {
        let index = result["ruleIndex"].as_u64().and_then(|index| usize::try_from(index).ok());
        let rule = index.and_then(|index| rules.get(index));
        if rule.is_none_or(|rule| rule["id"] != result["ruleId"]) {
            faults.push(format!("ruleIndex of {} leads to another rule", result["ruleId"]));
        }
        if result["kind"] != "fail" && result["level"] != "none" {
            faults.push(format!("a result of kind {} has level {}", result["kind"], result["level"]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::faults;

    #[test]
    fn what_is_no_log_is_told() {
        for (text, fault) in [
            ("{}", "log has no version"),
            (r#"{"version":"2.0.0","runs":[]}"#, "version is 2.0.0"),
            (
                r#"{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}},"colour":1}]}"#,
                "runs has a field colour",
            ),
            (
                r#"{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}},"results":[{"message":{"text":"y"},"kind":"review","level":"error"}]}]}"#,
                "a result of kind",
            ),
        ] {
            assert!(faults(text).iter().any(|found| found.contains(fault)), "{text}: {:?}", faults(text));
        }
    }
}
