//! Where the value of a setting ends, and whether it is a value at all or only stands for one.

use std::ops::Range;

/// A value in a line.
#[derive(Clone, Debug)]
pub(super) struct Value {
    /// Where it stands in the line, without quotes.
    pub(super) range: Range<usize>,
    /// Whether quotes stand around it.
    pub(super) quoted: bool,
}

/// How far a value without quotes reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// To the end of the line.
    Line,
    /// To the next blank.
    Word,
    /// To the next blank or mark that parts fields.
    Field,
}

/// The value that begins at `start` or after blanks there; none if nothing stands there.
pub(super) fn read(line: &str, start: usize, reach: Reach) -> Option<Value> {
    let rest = line.get(start..)?;
    let mut at = start + (rest.len() - rest.trim_start_matches([' ', '\t']).len());
    if let Some(inner) = line.get(at..)?.strip_prefix("Some(") {
        at = line.len() - inner.len();
    }
    let bytes = line.as_bytes();
    let slashes = bytes.iter().skip(at).take_while(|byte| **byte == b'\\').count();
    if let Some(quote @ (b'"' | b'\'' | b'`')) = bytes.get(at + slashes) {
        let inner = at + slashes + 1;
        let end = closing(bytes, inner, *quote, slashes);
        return Some(Value { range: inner..end, quoted: true }).filter(|value| !value.range.is_empty());
    }
    let rest = line.get(at..)?;
    let ends = |byte: u8| match reach {
        Reach::Line => false,
        Reach::Word => byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\''),
        Reach::Field => {
            byte.is_ascii_whitespace()
                || matches!(byte, b'"' | b'\'' | b'`' | b',' | b';' | b'&' | b')' | b']' | b'}' | b'\\')
        }
    };
    let length = rest.bytes().take_while(|byte| !ends(*byte)).count();
    let mut text = rest.get(..length)?;
    if reach == Reach::Line {
        // In YAML, a mark behind a blank begins a comment.
        text = text.split(" #").next().unwrap_or(text);
    }
    let text = text.trim_end();
    Some(Value { range: at..at + text.len(), quoted: false }).filter(|value| !value.range.is_empty())
}

/// Where the quote closes that was opened before `inner` behind this many backslashes.
fn closing(bytes: &[u8], inner: usize, quote: u8, slashes: usize) -> usize {
    let mut at = inner;
    let mut before = 0;
    while let Some(byte) = bytes.get(at) {
        if *byte == quote && before <= slashes {
            // In YAML, a doubled quote stands for one.
            if quote == b'\'' && slashes == 0 && bytes.get(at + 1) == Some(&quote) {
                at += 2;
                continue;
            }
            return at - before.min(slashes);
        }
        before = if *byte == b'\\' { before + 1 } else { 0 };
        at += 1;
    }
    bytes.len()
}

/// Whether a value only stands for one: a placeholder, a reference, a word about it.
pub(super) fn stands_for_another(value: &str) -> bool {
    let value = value.trim();
    let lower = value.to_ascii_lowercase();
    let bare = lower.trim_matches(|c: char| "[](){}<>*\"'.:,;".contains(c));
    if bare.is_empty() || NO_VALUES.contains(&bare) || is_filler(bare) {
        return true;
    }
    if ["<", "$(", "${", "{{", "%(", "sha256:", "vault:", "ref+", "arn:", "!", "&", "*", "file:", "{", "["]
        .iter()
        .any(|start| lower.starts_with(start))
    {
        return true;
    }
    if let Some(variable) = value.strip_prefix('$')
        && !variable.is_empty()
        && variable.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_' || byte.is_ascii_digit())
        && variable.contains('_')
    {
        return true;
    }
    if let Some((number, "bytes")) = lower.split_once(' ')
        && number.bytes().all(|byte| byte.is_ascii_digit())
    {
        return true;
    }
    let first = lower.split(|c: char| !c.is_ascii_alphanumeric() && c != '\'').next().unwrap_or_default();
    PROSE.contains(&first)
        && lower.len() != first.len()
        && lower.get(first.len()..).is_some_and(|r| r.starts_with(' '))
        || PROSE.contains(&lower.as_str())
        || is_path(value)
}

/// Words that are no value.
const NO_VALUES: &[&str] = &[
    "true",
    "false",
    "null",
    "none",
    "nil",
    "undefined",
    "unset",
    "empty",
    "yes",
    "no",
    "~",
    "redacted",
    "filtered",
    "hidden",
    "masked",
    "removed",
    "omitted",
    "secret hidden",
    "set",
    "string",
    "bytes",
    "sensitive",
    "unknown",
    "|",
    "|-",
    ">",
    ">-",
    "|+",
    "-",
    "n/a",
    "off",
    "on",
    "optional",
    "object",
];

/// Words with which a sentence about a secret begins.
const PROSE: &[&str] = &[
    "a",
    "an",
    "and",
    "are",
    "authentication",
    "cannot",
    "can't",
    "could",
    "couldn't",
    "denied",
    "does",
    "eof",
    "error",
    "expired",
    "expected",
    "failed",
    "for",
    "found",
    "from",
    "has",
    "illegal",
    "in",
    "incorrect",
    "invalid",
    "is",
    "malformed",
    "mismatch",
    "missing",
    "must",
    "no",
    "not",
    "of",
    "or",
    "permission",
    "rejected",
    "required",
    "requires",
    "secret",
    "should",
    "signature",
    "the",
    "to",
    "too",
    "unable",
    "unauthorized",
    "unexpected",
    "unknown",
    "unsupported",
    "use",
    "using",
    "verification",
    "was",
    "with",
    "wrong",
    "x509",
];

/// One character over and over, as masks are.
fn is_filler(text: &str) -> bool {
    let mut characters = text.chars();
    let first = characters.next();
    matches!(first, Some('x' | '*' | '.' | '•' | '#' | '-' | '_' | '█'))
        && characters.all(|character| Some(character) == first)
}

/// Whether it reads as a path, whose first folder is a plain word.
fn is_path(value: &str) -> bool {
    let Some(rest) = value.strip_prefix('/').or_else(|| value.strip_prefix("./")) else { return false };
    let first = rest.split('/').next().unwrap_or_default();
    !first.is_empty()
        && first.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'-' | b'.' | b'_'))
        && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-._".contains(&byte))
}

/// Whether a name in Kubernetes could read so: `shop/db-credentials`.
pub(super) fn could_be_a_name(value: &str) -> bool {
    value.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-./".contains(&byte))
        && (value.len() < 24 || value.contains(['-', '/', '.']))
}

/// Whether it looks as if a machine had made it, or a careful person.
pub(super) fn looks_random(value: &str) -> bool {
    value.len() >= 8
        && value.bytes().any(|byte| byte.is_ascii_digit())
        && value.bytes().any(|byte| byte.is_ascii_alphabetic())
        && !value.contains([' ', '/'])
        && !value.starts_with("sha256:")
}
