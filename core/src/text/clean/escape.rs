//! The sequences that steer a terminal, with their escape character, without it, or spelled out.

use std::borrow::Cow;

/// Whether a paste may hold sequences whose escape character was lost or spelled out.
pub(super) fn is_loose(paste: &str) -> bool {
    SPELLED
        .iter()
        .chain(&RESETS)
        .any(|sign| memchr::memmem::find(paste.as_bytes(), sign.as_bytes()).is_some())
}

/// How the escape character is spelled by `describe`, by loggers, in source code and by syslog.
const SPELLED: [&str; 8] = ["\\u001b[", "\\u001B[", "\\x1b[", "\\x1B[", "\\033[", "\\e[", "#033[", "#x1B["];
/// A colour that begins also ends.
const RESETS: [&str; 3] = ["[0m", "[39m", "[0;39m"];

/// Whether a line holds colours without the escape character before them.
pub(super) fn is_painted(line: &str) -> bool {
    RESETS.iter().any(|reset| {
        line.match_indices(reset).any(|(at, _)| !line.get(at + reset.len()..).unwrap_or("").starts_with(']'))
    })
}

/// The length of the sequence at the start of `text`; 0 if there is none. `painted`: see [`is_painted`].
pub(super) fn length(text: &str, painted: bool) -> usize {
    if let Some(rest) = text.strip_prefix('\u{1b}') {
        return 1 + body(rest).unwrap_or(0);
    }
    if let Some(rest) = text.strip_prefix(['\u{241b}', '\u{9b}']) {
        let lead = text.len() - rest.len();
        return body(rest).or_else(|| control(rest)).map_or(0, |length| lead + length);
    }
    if let Some(rest) = text.strip_prefix("^[") {
        return body(rest).map_or(0, |length| 2 + length);
    }
    if let Some(spelled) = SPELLED.iter().find(|spelled| text.starts_with(**spelled)) {
        let rest = text.get(spelled.len()..).unwrap_or_default();
        return control(rest).map_or(0, |length| spelled.len() + length);
    }
    if painted && let Some(rest) = text.strip_prefix('[') {
        let digits = rest.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b';').count();
        let after = rest.get(digits..).unwrap_or_default();
        if digits > 0 && digits <= 12 && after.starts_with('m') && !after.starts_with("m]") {
            return 1 + digits + 1;
        }
    }
    0
}

/// A text without what steers terminals, as it stands inside of quotation marks.
pub fn without_escapes(text: &str) -> Cow<'_, str> {
    if !text.contains('\u{1b}') {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let length = length(rest, false);
        if length == 0 {
            clean.push(character);
        }
        rest = rest.get(length.max(character.len_utf8())..).unwrap_or_default();
    }
    Cow::Owned(clean)
}

/// The length of what follows the escape character.
fn body(text: &str) -> Option<usize> {
    match text.bytes().next()? {
        b'[' => control(text.get(1..)?).map(|length| 1 + length),
        // A title or a link: up to the bell or the string terminator.
        b']' => text
            .bytes()
            .position(|byte| byte == 0x07)
            .map(|bell| bell + 1)
            .or_else(|| text.find("\u{1b}\\").map(|end| end + 2)),
        // A set of characters.
        b'(' | b')' if text.as_bytes().get(1).is_some_and(u8::is_ascii_alphanumeric) => Some(2),
        _ => None,
    }
}

/// The length of the parameters and the letter that ends them.
fn control(text: &str) -> Option<usize> {
    let parameters = text.bytes().take_while(|byte| (0x20..0x40).contains(byte)).count();
    matches!(text.as_bytes().get(parameters), Some(0x40..=0x7e)).then_some(parameters + 1)
}

#[cfg(test)]
mod tests {
    use super::{is_painted, length};

    #[test]
    fn every_spelling_has_its_length() {
        for sequence in [
            "\u{1b}[0;31m",
            "\u{1b}[K",
            "\u{1b}(B",
            "\u{1b}]0;title\u{7}",
            "\u{1b}]8;;http://a\u{1b}\\",
            "^[[1m",
            "\u{241b}[31m",
            "\u{9b}31m",
            "\\u001b[31m",
            "\\x1b[0m",
            "\\033[1;31m",
            "\\e[0m",
            "#033[31m",
            "[31m",
            "[38;5;12m",
        ] {
            assert_eq!(length(&format!("{sequence}Error"), true), sequence.len(), "{sequence:?}");
        }
    }

    #[test]
    fn brackets_of_other_kinds_stay() {
        for text in ["[5m]", "[main]", "[12]", "[", "^[", "\\u0041", "[0mb", "a"] {
            let expected = if text == "[0mb" { 3 } else { 0 };
            assert_eq!(length(text, true), expected, "{text:?}");
        }
        assert!(!is_painted("rate(errors[0m])"));
        assert_eq!(length("[31m", false), 0);
    }
}
