//! YAML whose values have names: `&name`, `*name`, `<<`.

use crate::limits::{ALIAS_TEXT, ALIASES};
use crate::read::scalar::is_null;
use crate::read::tree::{DEPTH, Node, Value};
use crate::text::{Fact, Line, Span};

/// What came of following the names.
#[derive(Debug)]
pub(super) enum Followed {
    /// The documents as a full YAML reader understands them; every value has the span of all.
    Nodes(Vec<Node>),
    /// They are more, or stand for more, than is followed.
    TooMuch,
    /// It is no YAML for a full reader.
    Broken,
}

/// Reads the lines as a full YAML reader does, which follows `*names`.
///
/// The guards keep its work and its stack small.
pub(super) fn followed(lines: &[Line<'_>]) -> Followed {
    const NESTING: usize = 64;
    let size: usize = lines.iter().map(|line| line.text.len() + 1).sum();
    if size > ALIAS_TEXT {
        return Followed::TooMuch;
    }
    let text = lines.iter().map(|line| line.text.as_ref()).collect::<Vec<_>>().join("\n");
    let aliases = text.match_indices(" *").count() + text.match_indices("[*").count();
    if aliases > ALIASES || nesting(&text) > NESTING || deepest_dashes(&text) > NESTING {
        return Followed::TooMuch;
    }
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return Followed::Broken };
    match documents(&text, first.span.to(last.span)) {
        Ok(roots) => Followed::Nodes(roots),
        Err(error) if error.to_string().contains("limit exceeded") => Followed::TooMuch,
        Err(_) => Followed::Broken,
    }
}

fn documents(text: &str, span: Span) -> Result<Vec<Node>, serde_yaml::Error> {
    let mut roots = Vec::new();
    for document in serde_yaml::Deserializer::from_str(text) {
        let mut value: serde_yaml::Value = serde::Deserialize::deserialize(document)?;
        value.apply_merge()?;
        roots.push(node(value, span, 0));
    }
    Ok(roots)
}

fn node(value: serde_yaml::Value, span: Span, depth: usize) -> Node {
    use serde_yaml::Value as Yaml;
    let value = match value {
        _ if depth > DEPTH => Value::Null,
        Yaml::Null => Value::Null,
        Yaml::Bool(value) => Value::Scalar(value.to_string()),
        Yaml::Number(value) => Value::Scalar(value.to_string()),
        Yaml::String(value) if is_null(&value) => Value::Null,
        Yaml::String(value) => Value::Scalar(value),
        Yaml::Sequence(items) => {
            Value::List(items.into_iter().map(|item| node(item, span, depth + 1)).collect())
        }
        Yaml::Mapping(entries) => Value::Map(
            entries
                .into_iter()
                .filter_map(|(key, value)| {
                    Some((Fact::new(key.as_str()?.to_owned(), span), node(value, span, depth + 1)))
                })
                .collect(),
        ),
        Yaml::Tagged(tagged) => return node(tagged.value, span, depth + 1),
    };
    Node { value, span }
}

/// How deep brackets are nested outside of quoted text.
fn nesting(text: &str) -> usize {
    let (mut depth, mut deepest, mut quote) = (0_usize, 0, None);
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match (byte, quote) {
            (b'\\', Some(b'"')) => {
                bytes.next();
            }
            // An apostrophe in a plain text is no quotation mark, so a line end closes all.
            (b'\n', _) => quote = None,
            (mark, Some(open)) if mark == open => quote = None,
            (b'"' | b'\'', None) => quote = Some(byte),
            (b'{' | b'[', None) => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            (b'}' | b']', None) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// How many lists begin on one line at most: `- - - x`.
fn deepest_dashes(text: &str) -> usize {
    text.lines()
        .map(|line| {
            line.bytes().take_while(|byte| matches!(byte, b' ' | b'-')).filter(|byte| *byte == b'-').count()
        })
        .max()
        .unwrap_or(0)
}
