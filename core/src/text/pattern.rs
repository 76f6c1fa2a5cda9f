//! Patterns that run on bytes, so that they need no Unicode tables, and give back text.

use regex_automata::meta::{self, BuildError};
use regex_automata::util::{captures, syntax};
use regex_automata::{Input, PatternID};
use std::ops::Range;
use std::sync::OnceLock;

/// A pattern of our own, compiled on first use. `\d`, `\w`, `\s` and `(?i)` are ASCII.
#[derive(Debug)]
pub struct Pattern {
    source: &'static str,
    compiled: OnceLock<Option<Regex>>,
}

/// A pattern that is compiled.
#[derive(Debug)]
pub struct Regex(meta::Regex);

/// What a pattern found in a text.
#[derive(Debug)]
pub struct Groups<'t> {
    text: &'t str,
    found: captures::Captures,
}

/// Twice as many as nearly every pattern has groups.
const SLOTS: usize = 16;

impl Pattern {
    /// A pattern that compiles when it is first asked.
    pub const fn new(source: &'static str) -> Self {
        Self { source, compiled: OnceLock::new() }
    }

    /// What it was written as.
    pub const fn source(&self) -> &'static str {
        self.source
    }

    /// Whether it matches anywhere in `text`.
    pub fn is_match(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(text))
    }

    /// The first match in `text`.
    pub fn captures<'t>(&self, text: &'t str) -> Option<Groups<'t>> {
        self.regex()?.captures(text)
    }

    /// How many bytes of `text` the first match spans.
    pub fn length(&self, text: &str) -> Option<usize> {
        self.regex()?.0.find(text).map(|found| found.len())
    }

    /// Every match in `text`, from left to right.
    pub fn captures_all<'t>(&self, text: &'t str) -> impl Iterator<Item = Groups<'t>> {
        let found = self.regex().into_iter().flat_map(move |regex| regex.0.captures_iter(text));
        found.map(move |found| Groups { text, found })
    }

    /// Where it matches in `text`, from left to right.
    pub fn find_all(&self, text: &str) -> Vec<Range<usize>> {
        let Some(regex) = self.regex() else { return Vec::new() };
        regex.0.find_iter(text).map(|found| found.range()).collect()
    }

    fn regex(&self) -> Option<&Regex> {
        let compile = || {
            let regex = Regex::new(self.source);
            debug_assert!(regex.is_ok(), "{}: {regex:?}", self.source);
            regex.ok()
        };
        self.compiled.get_or_init(compile).as_ref()
    }
}

impl Regex {
    /// Compiles a pattern.
    ///
    /// # Errors
    /// When `source` is no valid pattern.
    pub fn new(source: &str) -> Result<Self, Box<BuildError>> {
        Self::configured(source, meta::Config::new())
    }

    /// Compiles a pattern whose automaton takes no more than `limit` bytes.
    ///
    /// # Errors
    /// When `source` is no valid pattern, or a larger one.
    pub fn within(source: &str, limit: usize) -> Result<Self, Box<BuildError>> {
        Self::configured(source, meta::Config::new().nfa_size_limit(Some(limit)))
    }

    /// Most patterns are asked about a few short lines, which often takes less time than their compilation: without
    /// searches for letters ahead of the automaton and tables of single passes it takes half.
    fn configured(source: &str, config: meta::Config) -> Result<Self, Box<BuildError>> {
        let config = config.utf8_empty(false).auto_prefilter(false);
        let on_bytes = syntax::Config::new().unicode(false).utf8(false);
        let built = meta::Regex::builder().configure(config).syntax(on_bytes).build(source);
        built.map(Self).map_err(Box::new)
    }

    /// Whether it matches anywhere in `text`.
    pub fn is_match(&self, text: impl AsRef<[u8]>) -> bool {
        self.0.is_match(text.as_ref())
    }

    /// The first match in `text`.
    pub fn captures<'t>(&self, text: &'t str) -> Option<Groups<'t>> {
        // Most texts do not match, and then nothing is to be made.
        let mut slots = [None; SLOTS];
        let own = self.0.group_info().slot_len();
        let Some(slots) = slots.get_mut(..own) else {
            let mut found = self.0.create_captures();
            self.0.captures(text, &mut found);
            return found.is_match().then_some(Groups { text, found });
        };
        let pattern = self.0.search_slots(&Input::new(text), slots)?;
        let mut found = self.0.create_captures();
        found.set_pattern(Some(pattern));
        found.slots_mut().copy_from_slice(slots);
        Some(Groups { text, found })
    }

    /// The names of its groups, in their order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.group_info().pattern_names(PatternID::ZERO).flatten()
    }
}

impl<'t> Groups<'t> {
    /// Where a group stands in the text that was searched; none if it took no part.
    pub fn range(&self, name: &str) -> Option<Range<usize>> {
        Some(self.found.get_group_by_name(name)?.range())
    }

    /// The text of a group, a slice of the text that was searched; none if it took no part.
    pub fn get(&self, name: &str) -> Option<&'t str> {
        self.text.get(self.range(name)?)
    }

    /// The text of the whole match.
    pub fn whole(&self) -> &'t str {
        self.found.get_match().and_then(|whole| self.text.get(whole.range())).unwrap_or_default()
    }
}
