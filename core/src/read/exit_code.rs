//! A paste that is nothing but an exit code.
//!
//! ```text
//! 139
//! Exit Code: 139
//! 0xC0000005
//! ```
//! Inside a log such a line is part of the log, so it counts only where nothing stands around it.

use super::Reader;
use super::facts::Seen;
use crate::knowledge::exit_codes;
use crate::split::Form;
use crate::text::{Fact, Line};

pub(super) static READER: Reader = Reader { form: Form { kind: "exit-code", claims }, read };

fn claims(lines: &[Line<'_>]) -> Option<usize> {
    let (first, rest) = lines.split_first()?;
    // Blank lines before it may be skipped, nothing else.
    let begins_paste = first.span.start() < 8;
    (begins_paste && parse_bare(&first.text).is_some() && rest.iter().all(Line::is_blank))
        .then_some(lines.len())
}

fn read(lines: &[Line<'_>], seen: &mut Vec<Seen>) {
    let Some(line) = lines.iter().find(|line| !line.is_blank()) else { return };
    seen.extend(parse_bare(&line.text).map(|code| Seen::Code(Fact::new(code, line.trimmed()))));
}

/// The exit code that a text consists of: `139`, `exit code 139`, `exitCode=139`, `0xC0000005`, `-1073741819`.
///
/// None for everything else: a year, a port or a sentence is no exit code.
pub(crate) fn parse_bare(text: &str) -> Option<i64> {
    const LONGEST: usize = 40;
    let text =
        text.trim().trim_end_matches(['?', '!', '.', ',', ';']).trim_matches(['`', '"', '\'', '*', '(', ')']);
    if text.is_empty() || text.len() > LONGEST || !text.is_ascii() {
        return None;
    }
    let text = text.to_ascii_lowercase();
    number(without_words(text.trim())?)
}

/// What is left behind words such as `exit code:`; the text itself, if it begins with a number.
fn without_words(text: &str) -> Option<&str> {
    if text.starts_with(|first: char| first.is_ascii_digit() || first == '-') {
        return Some(text);
    }
    const WORDS: &[&str] = &[
        "exitcode\"",
        "container exited with code",
        "process exited with code",
        "exited with code",
        "exited with exit code",
        "exited with status",
        "exit status",
        "exit-code",
        "exit code",
        "exit_code",
        "exitcode",
        "error code",
        "exited",
        "exit",
        "code",
        "status",
    ];
    let rest = WORDS.iter().find_map(|words| text.strip_prefix(words))?;
    let number = rest.trim_start_matches([' ', '\t', ':', '=', '#', '(']);
    // `code137` is a word, not a code.
    (number.len() < rest.len()).then_some(number.trim_end_matches(')'))
}

fn number(text: &str) -> Option<i64> {
    let (value, hexadecimal) = match text.strip_prefix("0x") {
        Some(digits) => (i64::from_str_radix(digits, 16).ok()?, true),
        None => (text.parse::<i64>().ok()?, false),
    };
    let linux = (-1..=255).contains(&value);
    // The upper half of 32 bits, with or without sign, holds nothing but statuses of Windows.
    let windows = (0x8000_0000..=0xFFFF_FFFF).contains(&value)
        || (i64::from(i32::MIN)..-0x0100_0000).contains(&value)
        || hexadecimal && (0x4000_0000..0x8000_0000).contains(&value);
    (linux || windows || exit_codes::find(value).is_some()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::{READER, parse_bare};
    use crate::read::facts::Seen;
    use crate::text::Source;

    #[test]
    fn codes_as_people_type_them() {
        for (text, code) in [
            ("139", 139),
            (" 137 \n", 137),
            ("exit code 139", 139),
            ("Exit Code:    139", 139),
            ("exitcode=139", 139),
            ("exitCode: 0", 0),
            ("\"exitCode\": 1", 1),
            ("exit status 2", 2),
            ("exited with code 1", 1),
            ("Exited (137)", 137),
            ("code 137?", 137),
            ("-1", -1),
            ("0xC0000005", 0xC000_0005),
            ("-1073741819", -1_073_741_819),
            ("3221225477", 3_221_225_477),
            ("exit code -532462766", -532_462_766),
            ("1067", 1067),
            // Statuses that no table lists.
            ("0xC000ABCD", 0xC000_ABCD),
            ("-1073697843", -1_073_697_843),
            ("0x4000ABCD", 0x4000_ABCD),
        ] {
            assert_eq!(parse_bare(text), Some(code), "{text}");
        }
    }

    #[test]
    fn other_texts_are_no_codes() {
        for text in [
            "",
            "2026",
            "8080",
            "256",
            "-2",
            "1.5",
            "137 restarts",
            "why 137",
            "code137",
            "error 404",
            "exit code 999",
            "1073785805",
            "exit code",
            "127.0.0.1",
            "12:30",
            "0x",
            "0x1ff",
            "the pod has exit code 137",
            "99999999999999999999",
            "1e2",
            "+5-3",
            "v1",
            "exit code                                      1",
        ] {
            assert_eq!(parse_bare(text), None, "{text}");
        }
    }

    #[test]
    fn only_a_paste_of_its_own_is_an_exit_code() {
        let claims = |paste: &str, from: usize| (READER.form.claims)(&Source::new(paste).lines[from..]);
        assert_eq!(claims("exit code 139\n\n", 0), Some(3));
        assert_eq!(claims("139\nlistening\n", 0), None);
        assert_eq!(claims("listening on 8080\n1", 1), None);
        let paste = "\n  Exit Code: 139 \n";
        let mut seen = Vec::new();
        (READER.read)(&Source::new(paste).lines, &mut seen);
        let [Seen::Code(code)] = &seen[..] else { panic!("{seen:?}") };
        assert_eq!((code.value, code.span.of(paste)), (139, "Exit Code: 139"));
    }
}
