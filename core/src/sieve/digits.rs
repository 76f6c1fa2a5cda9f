//! The patterns for which digits matter, such as that for `exit code 137`: what they say of a line, they do not say of
//! another one that differs from it in its digits alone.

use crate::knowledge::literals::required;
use crate::knowledge::signature::Entry;
use crate::text::{Finder, Regex};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, ClassBytes, ClassBytesRange, Hir, HirKind};
use std::sync::OnceLock;

/// These patterns, each with any digit in place of those that it asks for.
#[derive(Debug, Default)]
pub(super) struct Digits {
    all: Vec<[Pattern; 2]>,
    /// Finds the texts that they need.
    needed: Finder,
    /// Those that need no text.
    always: Vec<u32>,
}

/// A pattern, compiled when it is first asked.
#[derive(Debug)]
struct Pattern {
    source: String,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    fn new(source: String) -> Self {
        Self { source, compiled: OnceLock::new() }
    }

    /// Whether it matches; what cannot be compiled may.
    fn may_match(&self, line: &[u8]) -> bool {
        let compiled = self.compiled.get_or_init(|| Regex::new(&self.source).ok());
        compiled.as_ref().is_none_or(|regex| regex.is_match(line))
    }
}

impl Digits {
    pub(super) fn of<'a>(entries: impl Iterator<Item = &'a Entry>) -> Self {
        let mut digits = Self::default();
        for pattern in entries.flat_map(|entry| entry.patterns.as_slice()) {
            let Some(relaxed) = relaxed(pattern) else { continue };
            let owner = u32::try_from(digits.all.len()).unwrap_or(u32::MAX);
            match required(&relaxed) {
                Ok(texts) => texts.iter().for_each(|text| digits.needed.add(text, owner)),
                Err(_) => digits.always.push(owner),
            }
            digits.all.push([relaxed, pattern.clone()].map(Pattern::new));
        }
        digits
    }

    /// Those of the patterns that may match a line which differs from this one in its digits.
    pub(super) fn matter_in(&self, line: &str) -> Vec<u32> {
        let mut owners = self.needed.owners(line);
        owners.extend(&self.always);
        owners.retain(|owner| {
            self.all.get(*owner as usize).is_some_and(|[relaxed, _]| relaxed.may_match(line.as_bytes()))
        });
        owners
    }

    /// Whether one of these patterns matches a line as it is.
    pub(super) fn match_in(&self, owners: &[u32], line: &[u8]) -> bool {
        let mut patterns = owners.iter().filter_map(|owner| self.all.get(*owner as usize));
        patterns.any(|[_, pattern]| pattern.may_match(line))
    }
}

/// The pattern that takes any digit where this one takes only some; none if it takes any already.
fn relaxed(pattern: &str) -> Option<String> {
    if !may_name_digits(pattern) {
        return None;
    }
    let hir = ParserBuilder::new().unicode(false).utf8(false).build().parse(pattern).ok()?;
    let relaxed = any_digit(&hir);
    (relaxed != hir).then(|| relaxed.to_string())
}

/// Whether digits stand in a pattern other than as bounds of repetitions or as `0-9`; cheap.
fn may_name_digits(pattern: &str) -> bool {
    let mut rest = pattern;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit() || c == '{') {
        let found = rest.get(at..).unwrap_or_default();
        let length = match found.strip_prefix('{').and_then(|bounds| bounds.find('}')) {
            Some(end) if found.bytes().skip(1).take(end).all(|b| b.is_ascii_digit() || b == b',') => end + 2,
            _ if found.starts_with('{') => 1,
            _ if found.starts_with("0-9") => 3,
            _ => return true,
        };
        rest = found.get(length..).unwrap_or_default();
    }
    false
}

fn any_digit(hir: &Hir) -> Hir {
    let all = || Class::Bytes(ClassBytes::new([ClassBytesRange::new(b'0', b'9')]));
    match hir.kind() {
        HirKind::Literal(literal) => Hir::concat(
            literal
                .0
                .iter()
                .map(|byte| if byte.is_ascii_digit() { Hir::class(all()) } else { Hir::literal([*byte]) })
                .collect(),
        ),
        HirKind::Class(Class::Bytes(class)) => {
            let mut class = class.clone();
            let has_digit = |range: &ClassBytesRange| range.start() <= b'9' && range.end() >= b'0';
            if class.iter().any(has_digit) {
                class.push(ClassBytesRange::new(b'0', b'9'));
            }
            Hir::class(Class::Bytes(class))
        }
        HirKind::Repetition(repetition) => {
            let mut repetition = repetition.clone();
            repetition.sub = Box::new(any_digit(&repetition.sub));
            Hir::repetition(repetition)
        }
        HirKind::Capture(capture) => {
            let mut capture = capture.clone();
            capture.sub = Box::new(any_digit(&capture.sub));
            Hir::capture(capture)
        }
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(any_digit).collect()),
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(any_digit).collect()),
        HirKind::Empty | HirKind::Look(_) | HirKind::Class(Class::Unicode(_)) => hir.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Digits, Regex, relaxed};
    use crate::knowledge::Knowledge;

    #[test]
    fn digits_that_are_asked_for_become_any() {
        let matches = |pattern: &str, line: &str| {
            let relaxed = relaxed(pattern).unwrap();
            Regex::new(&relaxed).unwrap().is_match(line)
        };
        assert!(matches("exit code 137", "exit code 200"));
        assert!(matches(r"(?i)HTTP (?:401|5\d\d)\b", "http 200"));
        assert!(!matches("exit code 137", "exit code of it"));
        assert!(matches("port [1-3]+", "port 99"));
        assert_eq!(relaxed(r"took \d{1,5} ms [0-9]+"), None);
        assert_eq!(relaxed(r"(?:a|b)[^ ]{3}"), None);
    }

    #[test]
    fn few_of_our_patterns_look_at_digits() {
        let digits = Digits::of(Knowledge::with(None).all().map(|signature| &signature.entry));
        let line = "command terminated with exit code 200";
        let owners = digits.matter_in(line);
        assert!(!owners.is_empty());
        assert!(digits.match_in(&owners, b"command terminated with exit code 137"));
        assert!(digits.matter_in("2026-06-23T14:01:11.001Z INFO handled /api/items/7 in 12 ms").is_empty());
    }
}
