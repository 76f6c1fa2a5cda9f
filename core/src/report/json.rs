//! A diagnosis as JSON that a terminal can show: the same JSON, with what could steer it written as escapes.

use super::text::steers;
use crate::diagnosis::Diagnosis;
use std::fmt::Write as _;

/// The diagnosis as JSON with a line for every field.
pub fn render(diagnosis: &Diagnosis) -> String {
    // Its maps have names for keys, which is all that JSON asks for.
    harmless(&serde_json::to_string_pretty(diagnosis).unwrap_or_default()) + "\n"
}

/// JSON with escapes for every character that does more than stand there. They only occur within texts.
pub(super) fn harmless(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for letter in json.chars() {
        if steers(letter) && letter != '\n' {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                // Writing to a String cannot fail.
                let _ = write!(text, "\\u{unit:04x}");
            }
        } else {
            text.push(letter);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{harmless, render};
    use crate::Diagnosis;

    #[test]
    fn it_is_the_same_json() {
        let paste =
            "a\u{1b}[2J \u{9b}31m \u{7f} \u{202e} \u{e0041} FATAL environment variable A\u{202e}B is not set";
        let diagnosis = crate::diagnose(paste);
        let json = render(&diagnosis);
        assert!(!json.contains(['\u{1b}', '\u{9b}', '\u{7f}', '\u{202e}', '\u{e0041}']), "{json}");
        assert_eq!(serde_json::from_str::<Diagnosis>(&json).unwrap(), diagnosis);
        assert_eq!(harmless("{\n  \"a\": \"\u{e0041}\"\n}"), "{\n  \"a\": \"\\udb40\\udc41\"\n}");
    }
}
