//! The JSON Schemas (draft 2020-12) of what unloop takes and gives, and the same as TypeScript, made from the Rust types.
//!
//! `core/schema` and `core/npm/js/types.d.ts` hold them as files; a test says when they are out of date.

mod typescript;

pub use typescript::declarations;

use crate::{Diagnosis, RuleFile};
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

/// The schema of a rule file, as `--rules` takes it.
///
/// It says what a file looks like. Whether causes exist, patterns compile and examples hold, only
/// [`Rules`](crate::Rules) can say.
pub fn rules() -> Value {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = finished(generator.into_root_schema_for::<RuleFile>().to_value(), "rules");
    // What the types cannot say: which fields belong to which role.
    if let Some(entry) = schema.pointer_mut("/$defs/Entry").and_then(Value::as_object_mut) {
        entry.insert("required".into(), json!(["id", "match", "hits"]));
        entry.insert(
            "if".into(),
            json!({ "properties": { "role": { "not": { "const": "cause" } } }, "required": ["role"] }),
        );
        entry.insert("then".into(), json!({ "properties": { "cause": { "type": "null" } } }));
        entry.insert("else".into(), json!({ "required": ["cause", "why", "misses"] }));
    }
    for (place, pattern) in [("Entry", ID), ("CauseEntry", ID)] {
        if let Some(id) =
            schema.pointer_mut(&format!("/$defs/{place}/properties/id")).and_then(Value::as_object_mut)
        {
            id.insert("pattern".into(), pattern.into());
        }
    }
    for list in ["hits", "misses"] {
        let list = schema.pointer_mut(&format!("/$defs/Entry/properties/{list}"));
        if let Some(list) = list.and_then(Value::as_object_mut) {
            list.insert("minItems".into(), 1.into());
        }
    }
    schema
}

/// The form of an id.
const ID: &str = "^[a-z0-9][a-z0-9-]*/[a-z0-9][a-z0-9-]*$";

/// The schema of a [`Diagnosis`], as `--json` prints it.
pub fn diagnosis() -> Value {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    finished(generator.into_root_schema_for::<Diagnosis>().to_value(), "diagnosis")
}

fn finished(schema: Value, name: &str) -> Value {
    let Value::Object(mut schema) = in_sentences(schema) else { return Value::Null };
    schema.insert("$id".into(), format!("urn:unloop:{name}:{}", crate::diagnosis::SCHEMA).into());
    Value::Object(schema)
}

/// In the order of their names, whichever way they are kept.
fn sorted(definitions: Map<String, Value>) -> std::collections::BTreeMap<String, Value> {
    definitions.into_iter().collect()
}

/// Descriptions as people read them: no line ends but between paragraphs.
fn in_sentences(value: Value) -> Value {
    match value {
        Value::Object(fields) => Value::Object(
            fields
                .into_iter()
                .map(|(name, value)| match value {
                    Value::String(text) if name == "description" => (name, joined(&text).into()),
                    value => (name, in_sentences(value)),
                })
                .collect::<Map<_, _>>(),
        ),
        Value::Array(items) => Value::Array(items.into_iter().map(in_sentences).collect()),
        other => other,
    }
}

fn joined(text: &str) -> String {
    text.split("\n\n").map(|paragraph| paragraph.replace('\n', " ")).collect::<Vec<_>>().join("\n\n")
}
