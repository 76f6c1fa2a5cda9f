//! The public shapes as TypeScript, for the npm package.

use crate::diagnosis::Diagnosis;
use crate::{Catalogue, knowledge};
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};
use std::fmt::Write as _;

const HEAD: &str = "// Made from the Rust types: `cargo run -p unloop --features schema --example schema`.\n";

/// The longest line of a comment.
const WIDTH: usize = 110;

/// Every type that the package gives to JavaScript, with what it means.
pub fn declarations() -> String {
    let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let _ = generator.subschema_for::<Diagnosis>();
    let _ = generator.subschema_for::<Catalogue>();
    let _ = generator.subschema_for::<knowledge::exit_codes::Row>();
    let mut text = HEAD.to_owned();
    for (name, schema) in super::sorted(generator.take_definitions(true)) {
        text.push('\n');
        comment(&mut text, "", &schema);
        match schema.get("properties").and_then(Value::as_object) {
            Some(properties) => interface(&mut text, &name, properties, &schema),
            None => {
                let _ = writeln!(text, "export type {name} = {};", type_of(&schema));
            }
        }
    }
    text
}

fn interface(text: &mut String, name: &str, properties: &Map<String, Value>, schema: &Value) {
    let required: Vec<_> = schema
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let _ = writeln!(text, "export interface {name} {{");
    for (field, schema) in properties {
        comment(text, "  ", schema);
        let sign = if required.contains(&field.as_str()) { "" } else { "?" };
        let _ = writeln!(text, "  {field}{sign}: {};", type_of(schema));
    }
    text.push_str("}\n");
}

fn type_of(schema: &Value) -> String {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        return reference.rsplit('/').next().unwrap_or_default().to_owned();
    }
    if let Some(constant) = schema.get("const") {
        return constant.to_string().replace('"', "'");
    }
    if let Some(constants) = schema.get("enum").and_then(Value::as_array) {
        return constants.iter().map(|one| one.to_string().replace('"', "'")).collect::<Vec<_>>().join(" | ");
    }
    for key in ["oneOf", "anyOf"] {
        if let Some(these) = schema.get(key).and_then(Value::as_array) {
            return these.iter().map(type_of).collect::<Vec<_>>().join(" | ");
        }
    }
    match schema.get("type") {
        Some(Value::String(one)) => plain(one, schema),
        Some(Value::Array(several)) => several
            .iter()
            .filter_map(Value::as_str)
            .map(|one| plain(one, schema))
            .collect::<Vec<_>>()
            .join(" | "),
        _ => "unknown".to_owned(),
    }
}

fn plain(name: &str, schema: &Value) -> String {
    match name {
        "integer" | "number" => "number".to_owned(),
        "string" | "boolean" | "null" => name.to_owned(),
        "array" => {
            let items = schema.get("items").map_or_else(|| "unknown".to_owned(), type_of);
            if items.contains(' ') { format!("({items})[]") } else { format!("{items}[]") }
        }
        _ => "unknown".to_owned(),
    }
}

/// What it means, and for a word what each of its values means.
fn comment(text: &mut String, indent: &str, schema: &Value) {
    let describes = |schema: &Value| schema.get("description").and_then(Value::as_str).map(super::joined);
    let mut lines = Vec::new();
    wrap(&mut lines, &describes(schema).unwrap_or_default());
    for value in schema.get("oneOf").and_then(Value::as_array).into_iter().flatten() {
        if let (Some(word), Some(meaning)) = (value.get("const").and_then(Value::as_str), describes(value)) {
            wrap(&mut lines, &format!("- `{word}`: {meaning}"));
        }
    }
    let _ = match lines.as_slice() {
        [] => Ok(()),
        [line] => writeln!(text, "{indent}/** {line} */"),
        lines => {
            writeln!(text, "{indent}/**\n{indent} * {}\n{indent} */", lines.join(&format!("\n{indent} * ")))
        }
    };
}

fn wrap(lines: &mut Vec<String>, text: &str) {
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split(' ') {
            if !line.is_empty() && line.len() + word.len() > WIDTH {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line += word;
        }
        lines.push(line);
    }
}
