//! A diagnosis as SARIF 2.1.0, for tools that collect findings.
//!
//! Every hypothesis is a result, and its cause the rule. The likeliest cause of a failing container is a result of kind
//! `fail`; what was only considered is one to `review`. The `rank` is the confidence in percent.

use super::text::safe;
use super::{json, redact};
use crate::advise;
use crate::diagnosis::{Cause, Diagnosis, Evidence, Input, Verdict};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// What stands for a paste, which has no name of its own.
const PASTE: &str = "paste.txt";

/// The diagnosis as a SARIF log. Secrets are masked.
pub fn render(diagnosis: &Diagnosis) -> String {
    let rules: Vec<&Cause> = diagnosis.causes.iter().fold(Vec::new(), |mut rules, cause| {
        if !rules.iter().any(|rule: &&Cause| rule.id == cause.id) {
            rules.push(cause);
        }
        rules
    });
    let results: Vec<Value> =
        diagnosis.causes.iter().enumerate().map(|(number, _)| result(diagnosis, &rules, number)).collect();
    let asks = diagnosis.next.iter().map(|step| {
        json!({ "level": "note", "message": { "text": safe(&format!("Paste next: {} ({})", step.run, step.why)) } })
    });
    let limits = diagnosis
        .limits
        .iter()
        .map(|limit| json!({ "level": "warning", "message": { "text": safe(&limit.what) } }));
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "unloop",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|cause| rule(cause)).collect::<Vec<_>>(),
            } },
            "invocations": [{
                "executionSuccessful": true,
                "toolExecutionNotifications": limits.chain(asks).collect::<Vec<_>>(),
            }],
            "artifacts": artifacts(&diagnosis.inputs),
            "columnKind": "unicodeCodePoints",
            "results": results,
            "properties": { "verdict": diagnosis.verdict, "summary": safe(&diagnosis.summary) },
        }],
    });
    // A Value has string keys only: writing it cannot fail.
    json::harmless(&serde_json::to_string_pretty(&log).unwrap_or_default()) + "\n"
}

fn rule(cause: &Cause) -> Value {
    let mut rule = Map::new();
    rule.insert("id".to_owned(), json!(cause.id));
    if let Some(meaning) = advise::meaning(&cause.id) {
        rule.insert("shortDescription".to_owned(), json!({ "text": meaning }));
    }
    if let Some(runbook) = cause.runbook.as_ref().filter(|runbook| runbook.starts_with("https://")) {
        rule.insert("helpUri".to_owned(), json!(runbook));
    }
    Value::Object(rule)
}

fn result(diagnosis: &Diagnosis, rules: &[&Cause], number: usize) -> Value {
    let causes = &diagnosis.causes;
    let Some(cause) = causes.get(number) else { return Value::Null };
    let before = causes.get(..number).unwrap_or_default();
    let is_likeliest =
        !before.iter().any(|other| (&other.pod, &other.container) == (&cause.pod, &cause.container));
    let (kind, level) = match diagnosis.verdict {
        Verdict::Failing if is_likeliest => ("fail", "error"),
        Verdict::Recovered if is_likeliest => ("informational", "none"),
        _ => ("review", "none"),
    };
    let mut evidence: Vec<&Evidence> = cause.evidence.iter().collect();
    evidence.sort_by_key(|one| !one.supports);
    let (first, others) = evidence.split_at(evidence.len().min(1));
    let mut location: Vec<Value> = first.iter().map(|one| place(one, diagnosis, None)).collect();
    if let Some(Value::Object(location)) = location.first_mut() {
        location.insert("logicalLocations".to_owned(), json!(who(cause)));
    }
    let related = others.iter().enumerate().map(|(id, one)| place(one, diagnosis, Some(id)));
    let commands: Vec<&str> =
        cause.fixes.iter().flat_map(|fix| &fix.commands).map(|command| command.run.as_str()).collect();
    let owner = format!(
        "{}|{}|{}",
        cause.id,
        cause.pod.as_deref().unwrap_or_default(),
        cause.container.as_deref().unwrap_or_default()
    );
    json!({
        "ruleId": cause.id,
        "ruleIndex": rules.iter().position(|rule| rule.id == cause.id),
        "kind": kind,
        "level": level,
        "rank": (cause.confidence * 100.0).round(),
        "message": { "text": message(cause) },
        "locations": location,
        "relatedLocations": related.collect::<Vec<_>>(),
        "partialFingerprints": { "causePodContainer/v1": owner },
        "properties": {
            "confidence": cause.confidence,
            "also": cause.also,
            "commands": commands,
        },
    })
}

fn message(cause: &Cause) -> String {
    let title = safe(&cause.title);
    let stop = if title.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{title}{stop} {}", safe(&cause.explanation)).trim_end().to_owned()
}

/// The pod and the container that fail, as far as known.
fn who(cause: &Cause) -> Vec<Value> {
    let pod = cause.pod.iter().map(|pod| json!({ "fullyQualifiedName": pod, "kind": "pod" }));
    let container = cause.container.iter().map(|container| {
        let full = cause.pod.as_ref().map_or_else(|| container.clone(), |pod| format!("{pod}/{container}"));
        json!({ "name": container, "fullyQualifiedName": full, "kind": "container" })
    });
    pod.chain(container).collect()
}

/// The texts that were read, each under the name of its file.
fn artifacts(inputs: &[Input]) -> Vec<Value> {
    let artifact = |uri: String| json!({ "location": { "uri": uri }, "roles": ["analysisTarget"] });
    let named: Vec<Value> = inputs.iter().map(|input| artifact(uri(&input.name))).collect();
    if named.is_empty() { vec![artifact(PASTE.to_owned())] } else { named }
}

/// The name of a file as a URI.
fn uri(name: &str) -> String {
    if name.is_empty() {
        return PASTE.to_owned();
    }
    let mut uri = if name.starts_with('/') { "file://".to_owned() } else { String::new() };
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

fn place(evidence: &Evidence, diagnosis: &Diagnosis, id: Option<usize>) -> Value {
    let speaks = if evidence.supports { "for" } else { "against" };
    let input = diagnosis.inputs.get(evidence.input);
    let name = input.map_or("", |input| input.name.as_str());
    // Bytes are counted within the file, as lines are.
    let start = evidence.start.saturating_sub(input.map_or(0, |input| input.start));
    let mut place = json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(name), "index": input.map_or(0, |_| evidence.input) },
            "region": {
                "startLine": evidence.line,
                "byteOffset": start,
                "byteLength": evidence.end - evidence.start,
                "snippet": { "text": redact::quote(evidence, &diagnosis.secrets) },
            },
        },
        "message": { "text": safe(&format!("{speaks}: {}", evidence.why)) },
    });
    if let (Some(id), Value::Object(place)) = (id, &mut place) {
        place.insert("id".to_owned(), json!(id));
    }
    place
}

#[cfg(test)]
mod tests {
    use super::render;
    use serde_json::Value;

    fn log(paste: &str) -> Value {
        serde_json::from_str(&render(&crate::diagnose(paste))).unwrap()
    }

    #[test]
    fn the_likeliest_cause_fails_and_points_at_its_line() {
        let log = log("$ kubectl logs cart-0 -n shop --previous\n\nFATAL config: CART_URL is not set\n");
        let result = &log["runs"][0]["results"][0];
        assert_eq!((&result["ruleId"], &result["kind"]), (&"config/missing-env".into(), &"fail".into()));
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert_eq!(region["startLine"], 3);
        assert!(region["snippet"]["text"].as_str().unwrap().contains("CART_URL"), "{region}");
        assert_eq!(log["runs"][0]["tool"]["driver"]["rules"][0]["id"], "config/missing-env");
    }

    #[test]
    fn a_text_that_says_nothing_has_no_results_and_asks_for_more() {
        let log = log("hello");
        assert_eq!(log["runs"][0]["results"], Value::Array(Vec::new()));
        let asks = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"];
        assert!(asks[0]["message"]["text"].as_str().unwrap().contains("kubectl"), "{asks}");
    }

    #[test]
    fn a_file_is_pointed_at_by_its_name_and_its_own_lines() {
        let inputs = [
            crate::Input { name: "notes.txt", text: "nothing\nof note\n" },
            crate::Input { name: "logs/my cart.log", text: "start\nFATAL config: CART_URL is not set\n" },
        ];
        let log: Value = serde_json::from_str(&render(&crate::diagnose_all(&inputs))).unwrap();
        let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "logs/my%20cart.log");
        assert_eq!((&place["region"]["startLine"], &place["region"]["byteOffset"]), (&2.into(), &6.into()));
        let index = usize::try_from(place["artifactLocation"]["index"].as_u64().unwrap()).unwrap();
        assert_eq!(log["runs"][0]["artifacts"][index]["location"]["uri"], "logs/my%20cart.log");
    }

    #[test]
    fn secrets_are_masked() {
        let paste = "$ kubectl logs cart-0 --previous\nFATAL config: CART_URL is not set, CART_TOKEN=Zq8-owl-77-Kestrel\n";
        let sarif = render(&crate::diagnose(paste));
        assert!(sarif.contains("CART_URL") && !sarif.contains("Kestrel"), "{sarif}");
    }
}
