//! What the engine reads, as plain data: for tests that compare readers with each other. Nobody else should depend
//! on its shape, which follows the model from day to day.

use crate::knowledge::Knowledge;
use crate::text::Source;
use crate::{model, read, split};
use serde_json::Value;

/// The pods of a paste with all that is known of them. What the paste does not say is null or an empty list.
pub fn pods(paste: &str) -> Value {
    let source = Source::new(paste);
    let forms: Vec<_> = read::READERS.iter().map(|reader| &reader.form).collect();
    let names = read::input_name::all(&source);
    let artifacts = split::artifacts(&source.lines, &forms, &names.cuts);
    let read = read::all(&source, &artifacts, names, Knowledge::with(None), None);
    // Maps in the model have names for keys, which is all that JSON asks for.
    serde_json::to_value(model::join(read.facts).pods).unwrap_or_default()
}
