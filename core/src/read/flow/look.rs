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
