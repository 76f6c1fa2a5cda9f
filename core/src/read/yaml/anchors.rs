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

#[cfg(test)]
mod tests {
    use super::{ALIASES, Followed, deepest_dashes, followed, nesting};
    use crate::read::tree::{DEPTH, Node};
    use crate::text::Source;

    fn first(text: &str) -> Option<Node> {
        match followed(&Source::new(text).lines) {
            Followed::Nodes(nodes) => nodes.into_iter().next(),
            _ => None,
        }
    }

    #[test]
    fn a_name_stands_for_its_value() {
        let node = first("a: &x\n- one: !till 1\n  two: ~\nb:\n  c: *x\n  d: {<<: {e: true}, f: \"null\"}\n")
            .unwrap();
        let item = &node.get("b").unwrap().get("c").unwrap().items()[0];
        assert_eq!(item.get("one").and_then(Node::as_str), Some("1"));
        assert!(item.has("two") && item.get("two").is_none());
        let merged = node.get("b").unwrap().get("d").unwrap();
        assert_eq!(merged.get("e").and_then(Node::as_str), Some("true"));
        assert!(merged.has("f") && merged.get("f").is_none());
    }

    /// Trees are walked recursively.
    #[test]
    fn what_lies_too_deep_is_left_out() {
        let lists = |depth: usize| {
            let mut node =
                &first(&format!("a: &x 1\nb: {}*x{}\n", "[".repeat(depth), "]".repeat(depth))).unwrap();
            let mut deep = 0;
            while let Some(inner) = node.get("b").or(node.items().first()) {
                (node, deep) = (inner, deep + 1);
            }
            (deep, node.as_str().map(str::to_owned))
        };
        assert_eq!(lists(3), (4, Some("1".to_owned())));
        assert_eq!(lists(DEPTH - 1), (DEPTH, Some("1".to_owned())));
        assert_eq!(lists(DEPTH), (DEPTH + 1, None));
    }

    #[test]
    fn what_would_take_too_long_is_not_followed() {
        let is_too_much = |text: &str| matches!(followed(&Source::new(text).lines), Followed::TooMuch);
        let named = |times: usize| format!("a: &x 1\n{}", "b: [*x]\n".repeat(times));
        assert!(is_too_much(&named(ALIASES + 1)));
        assert!(!is_too_much(&named(ALIASES)));
        assert!(is_too_much(&format!("a: {}", "[".repeat(65))));
        assert!(is_too_much(&format!("{}a", "- ".repeat(65))));
        assert!(matches!(followed(&Source::new("a: *x\n").lines), Followed::Broken));
    }

    #[test]
    fn brackets_count_outside_of_quoted_text() {
        for (text, depth) in [
            ("", 0),
            ("{a: [b, {c: d}]}", 3),
            ("[a] [b]", 1),
            ("\"[[\" '[[' [", 1),
            ("\"\\\"[[\" [", 1),
            ("it's\n[[", 2),
            ("]]] [", 1),
        ] {
            assert_eq!(nesting(text), depth, "{text}");
        }
        for (text, dashes) in [("", 0), ("a - - b", 0), ("- - a\n- b", 2), ("  - -- a", 3)] {
            assert_eq!(deepest_dashes(text), dashes, "{text}");
        }
    }
}
