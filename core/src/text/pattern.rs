//! Patterns that run on bytes, so that they need no Unicode tables, and give back text.

use regex::bytes::{Captures, Regex, RegexBuilder};
use std::ops::Range;
use std::sync::OnceLock;

/// A pattern of our own, compiled on first use. `\d`, `\w`, `\s` and `(?i)` are ASCII.
#[derive(Debug)]
pub struct Pattern {
    source: &'static str,
    compiled: OnceLock<Option<Regex>>,
}

/// What a pattern found in a text.
#[derive(Debug)]
pub struct Groups<'t> {
    text: &'t str,
    found: Captures<'t>,
}

impl Pattern {
    /// A pattern that compiles when it is first asked.
    pub const fn new(source: &'static str) -> Self {
        Self { source, compiled: OnceLock::new() }
    }

    /// Whether it matches anywhere in `text`.
    pub fn is_match(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(text.as_bytes()))
    }

    /// The first match in `text`.
    pub fn captures<'t>(&self, text: &'t str) -> Option<Groups<'t>> {
        let found = self.regex()?.captures(text.as_bytes())?;
        Some(Groups { text, found })
    }

    /// Where it matches in `text`, from left to right.
    pub fn find_all(&self, text: &str) -> Vec<Range<usize>> {
        let Some(regex) = self.regex() else { return Vec::new() };
        regex.find_iter(text.as_bytes()).map(|found| found.range()).collect()
    }

    fn regex(&self) -> Option<&Regex> {
        let compile = || {
            let regex = compile(self.source);
            debug_assert!(regex.is_ok(), "{}: {regex:?}", self.source);
            regex.ok()
        };
        self.compiled.get_or_init(compile).as_ref()
    }
}

/// Compiles a pattern that runs on bytes.
///
/// # Errors
/// When `source` is no valid pattern.
pub fn compile(source: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(source).unicode(false).build()
}

impl<'t> Groups<'t> {
    /// The text of a group, a slice of the text that was searched; none if it took no part.
    pub fn get(&self, name: &str) -> Option<&'t str> {
        self.text.get(self.found.name(name)?.range())
    }

    /// The text of the whole match.
    pub fn whole(&self) -> &'t str {
        self.found.get(0).and_then(|whole| self.text.get(whole.range())).unwrap_or_default()
    }
}
