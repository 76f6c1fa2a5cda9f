//! Quoted text in JSON and YAML: where it ends, and what it says.

use crate::text::without_escapes;
use std::borrow::Cow;

/// The length of a quoted text, with both quotation marks. None if it does not end here.
pub(super) fn quoted_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let quote = *bytes.first().filter(|byte| matches!(byte, b'"' | b'\''))?;
    closing(text, 1, quote).map(|end| end + 1)
}

/// The position of the closing quotation mark, searched from `from` on.
pub(super) fn closing(text: &str, from: usize, quote: u8) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        let byte = *bytes.get(at)?;
        if byte == b'\\' && quote == b'"' {
            at += 2;
        } else if byte == quote {
            if quote == b'\'' && bytes.get(at + 1) == Some(&b'\'') {
                at += 2;
            } else {
                return Some(at);
            }
        } else {
            at += 1;
        }
    }
}

/// What the inner text of a quoted scalar says; the colours of a program's output are no part of it.
pub(super) fn unquote(inner: &str, quote: u8) -> String {
    let text = unescaped(inner, quote);
    match without_escapes(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(clean) => clean,
    }
}

fn unescaped(inner: &str, quote: u8) -> String {
    if quote == b'\'' {
        return inner.replace("''", "'");
    }
    if !inner.contains('\\') {
        return inner.to_owned();
    }
    let mut text = String::with_capacity(inner.len());
    let mut rest = inner.chars();
    while let Some(character) = rest.next() {
        if character != '\\' {
            text.push(character);
            continue;
        }
        match rest.next() {
            Some('n') => text.push('\n'),
            Some('t') => text.push('\t'),
            Some('r') => text.push('\r'),
            Some('b') => text.push('\u{8}'),
            Some('f') => text.push('\u{c}'),
            Some('e') => text.push('\u{1b}'),
            Some('0') => text.push('\0'),
            Some('a') => text.push('\u{7}'),
            Some(mark @ ('u' | 'x' | 'U')) => {
                let length = match mark {
                    'x' => 2,
                    'u' => 4,
                    _ => 8,
                };
                text.push(escaped(&mut rest, length));
            }
            Some(other) => text.push(other),
            None => {}
        }
    }
    text
}

/// A character given by hexadecimal digits; two halves of a pair are joined.
fn escaped(rest: &mut std::str::Chars<'_>, length: usize) -> char {
    let high = hex(rest, length).unwrap_or(0xfffd);
    if (0xd800..0xdc00).contains(&high) {
        let mut ahead = rest.clone();
        if ahead.next() == Some('\\')
            && ahead.next() == Some('u')
            && let Some(low @ 0xdc00..0xe000) = hex(&mut ahead, 4)
        {
            *rest = ahead;
            return char::from_u32(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00)).unwrap_or('\u{fffd}');
        }
    }
    char::from_u32(high).unwrap_or('\u{fffd}')
}

fn hex(rest: &mut std::str::Chars<'_>, length: usize) -> Option<u32> {
    let digits: String = rest.clone().take(length).take_while(char::is_ascii_hexdigit).collect();
    for _ in 0..digits.len() {
        rest.next();
    }
    u32::from_str_radix(&digits, 16).ok()
}

/// Whether a plain scalar stands for nothing.
pub(super) fn is_null(plain: &str) -> bool {
    matches!(plain, "" | "null" | "~" | "<nil>")
}

#[cfg(test)]
mod tests {
    use super::{is_null, quoted_length, unquote};

    #[test]
    fn a_quoted_text_ends_at_its_own_mark() {
        assert_eq!(quoted_length(r#""a\"b" c"#), Some(6));
        assert_eq!(quoted_length("'it''s' x"), Some(7));
        assert_eq!(quoted_length(r#""cut off\"#), None);
    }

    #[test]
    fn some_words_stand_for_nothing() {
        for nothing in ["", "null", "~", "<nil>"] {
            assert!(is_null(nothing), "{nothing}");
        }
        for something in ["0", "false", "nil", "none", "<none>"] {
            assert!(!is_null(something), "{something}");
        }
    }

    #[test]
    fn escapes_are_read() {
        assert_eq!(unquote(r"a\n\tbA\u00e9\ud83d\ude00\\", b'"'), "a\n\tbA\u{e9}\u{1f600}\\");
        assert_eq!(unquote(r"half \ud83d end", b'"'), "half \u{fffd} end");
        assert_eq!(unquote("it''s", b'\''), "it's");
        assert_eq!(unquote(r"\u001b[31mFATAL\u001b[0m x", b'"'), "FATAL x");
    }
}
