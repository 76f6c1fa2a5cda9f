//! What lines of JSON look like.
//!
//! | begins with | is a line of JSON |
//! |---|---|
//! | `}` `]` `,` | always |
//! | `{` `[` | if nothing, a mark, a text or a blank follows |
//! | `"` | if the text ends on the line, and a mark or nothing follows |
//! | `...` | if there is nothing else |
//! | `true` `false` `null` and numbers | if there is nothing else but a comma |

use crate::read::scalar::quoted_length;

/// Whether a text without quotation marks is one that JSON knows.
pub(super) fn is_literal(text: &str) -> bool {
    matches!(text, "true" | "false" | "null")
        || text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E'))
}

/// Whether a line, without blanks around it, can be one of a JSON text.
pub(in crate::read) fn looks_like_json(line: &str) -> bool {
    let bytes = line.as_bytes();
    let second = bytes.get(1).copied();
    match bytes.first() {
        Some(b'}' | b']' | b',') => true,
        Some(b'{') => second.is_none_or(|byte| matches!(byte, b'"' | b'}' | b' ' | b'{')),
        Some(b'[') => second.is_none_or(|byte| matches!(byte, b'"' | b'{' | b']' | b'[')),
        Some(b'"') => quoted_length(line).is_some_and(|length| {
            let rest = line.get(length..).unwrap_or_default().trim_start();
            rest.is_empty() || rest.starts_with([':', ',', '}', ']'])
        }),
        Some(b'.') => line.bytes().all(|byte| byte == b'.'),
        Some(_) => is_literal(line.trim_end_matches([',', ' '])),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_literal, looks_like_json};

    #[test]
    fn lines_of_json() {
        for line in [
            "}",
            "},",
            "]",
            ",",
            "{",
            "{}",
            "{\"a\": 1",
            "{ \"a\"",
            "{{",
            "[",
            "[]",
            "[\"a\"",
            "[{",
            "[[",
            "\"a\": 1,",
            "\"a\"",
            "\"a\",",
            "\"a\" }",
            "...",
            "true,",
            "null",
            "17,",
            "-1.5e3",
        ] {
            assert!(looks_like_json(line), "{line}");
        }
        for line in ["", "{a", "[INFO] a", "[1", "\"a\" b", "\"a", "..a", "truth", "17 lines", "a"] {
            assert!(!looks_like_json(line), "{line}");
        }
        for (text, is) in
            [("true", true), ("false", true), ("null", true), ("1e5", true), ("nil", false), ("0x1", false)]
        {
            assert_eq!(is_literal(text), is, "{text}");
        }
    }
}
