//! What a line is worth, told once for all lines of its template.

use super::digits::Digits;
use super::template;
use crate::knowledge::Knowledge;
use crate::limits::LINE;
use crate::read::log::{self, Notation, Words};
use crate::read::{is_report, is_structural};
use crate::report::secrets;
use crate::text::Source;
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

/// What a line is worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Worth {
    /// Nothing known stands in it.
    #[default]
    Dull,
    /// Known things, as the set with this index.
    Says(u32),
    /// Something of which every instance counts: a secret, a report of Kubernetes.
    Sign,
    /// It may be, or belong to, something other than a log.
    Structure,
}

/// What is known of a line.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Judgement {
    pub(super) worth: Worth,
    pub(super) words: Words,
}

/// Judges lines, and remembers templates.
#[derive(Clone, Debug)]
pub(super) struct Judge {
    digits: Arc<Digits>,
    /// Sets of signatures.
    sets: Vec<Vec<usize>>,
    known: Vec<Known>,
    /// Lists of patterns that look at digits.
    patterns: Vec<Vec<u32>>,
    scratch: Vec<u8>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Known {
    /// That of the template; zero where there is none.
    hash: u64,
    judgement: Judgement,
    by_digits: Option<ByDigits>,
}

/// The digits of a line decide what it says.
#[derive(Clone, Copy, Debug)]
struct ByDigits {
    /// The list of the patterns that look at them.
    patterns: usize,
    /// Whether the judgement holds where none of these matches.
    holds_otherwise: bool,
}

/// How many templates are remembered; a power of two. A program has fewer statements.
const TEMPLATES: usize = 1 << 14;

impl Judge {
    pub(super) fn new(knowledge: Knowledge<'_>) -> Self {
        // To look through all patterns takes as long as a megabyte of a log.
        static BUILT_IN: OnceLock<Arc<Digits>> = OnceLock::new();
        let digits = || Arc::new(Digits::of(knowledge.all().map(|signature| &signature.entry)));
        let digits = if knowledge.has_own() { digits() } else { Arc::clone(BUILT_IN.get_or_init(digits)) };
        Self {
            digits,
            sets: Vec::new(),
            known: vec![Known::default(); TEMPLATES],
            patterns: Vec::new(),
            scratch: Vec::new(),
        }
    }

    /// The signatures of a set.
    pub(super) fn set(&self, index: u32) -> &[usize] {
        self.sets.get(index as usize).map_or(&[], Vec::as_slice)
    }

    /// What a line is worth in a log whose lines bear this notation.
    pub(super) fn of(
        &mut self,
        line: &[u8],
        notation: Option<&'static Notation>,
        knowledge: Knowledge<'_>,
    ) -> Judgement {
        let seed = notation.map_or(0, |notation| std::ptr::from_ref(notation).addr() as u64);
        let mut scratch = std::mem::take(&mut self.scratch);
        template::without_digits(line, &mut scratch);
        let mut hash = template::hash(&scratch, seed);
        let mut known = self.find(hash);
        if known.is_none() && template::without_ids(&mut scratch) {
            hash = template::hash(&scratch, seed);
            known = self.find(hash);
        }
        self.scratch = scratch;
        match known {
            Some(known) if known.by_digits.is_none_or(|digits| self.holds(digits, line, notation)) => {
                known.judgement
            }
            Some(known) => {
                let text = text_of(line);
                let source = Source::new(&text);
                Judgement { worth: self.said(&source, notation, knowledge), ..known.judgement }
            }
            None => {
                let (judgement, by_digits) = self.look(line, notation, knowledge);
                let place = place(hash);
                if let Some(known) = self.known.get_mut(place) {
                    *known = Known { hash, judgement, by_digits };
                }
                judgement
            }
        }
    }

    /// Whether a line says what others of its template do, though its digits might say otherwise; cheap.
    fn holds(&self, digits: ByDigits, line: &[u8], notation: Option<&'static Notation>) -> bool {
        let is_plain = || line.is_ascii() && memchr::memchr3(0x1b, b'\\', b'{', line).is_none();
        let patterns = self.patterns.get(digits.patterns).map_or(&[][..], Vec::as_slice);
        digits.holds_otherwise && notation.is_none() && is_plain() && !self.digits.match_in(patterns, line)
    }

    fn find(&self, hash: u64) -> Option<Known> {
        self.known.get(place(hash)).copied().filter(|known| known.hash == hash)
    }

    /// Looks at a line closely. Says also whether its digits decide what it says.
    fn look(
        &mut self,
        line: &[u8],
        notation: Option<&'static Notation>,
        knowledge: Knowledge<'_>,
    ) -> (Judgement, Option<ByDigits>) {
        let text = text_of(line);
        let words = log::words_of(message(&text, notation));
        let judged = |worth| (Judgement { worth, words }, None);
        if line.len() > LINE {
            return judged(Worth::Sign);
        }
        let source = Source::new(&text);
        let lines = || source.lines.iter().filter(|line| !line.is_blank());
        if lines().any(is_structural) {
            return judged(Worth::Structure);
        }
        // Digits are no reason for a secret to be one, but for those that are too alike.
        let other = other_digits(&text);
        if lines().any(|line| secrets::is_in(&line.text) || is_report(line)) || secrets::is_in(&other) {
            return judged(Worth::Sign);
        }
        let worth = self.said(&source, notation, knowledge);
        let mut patterns: Vec<u32> = Vec::new();
        for line in lines() {
            let texts = log::texts_of(message(&line.text, notation));
            patterns.extend(texts.iter().flat_map(|text| self.digits.matter_in(text)));
        }
        if patterns.is_empty() {
            return judged(worth);
        }
        let holds_otherwise = !self.digits.match_in(&patterns, line);
        let list = self.patterns.iter().position(|list| *list == patterns).unwrap_or_else(|| {
            self.patterns.push(patterns);
            self.patterns.len() - 1
        });
        (Judgement { worth, words }, Some(ByDigits { patterns: list, holds_otherwise }))
    }

    /// Which known things a line says.
    fn said(
        &mut self,
        source: &Source<'_>,
        notation: Option<&'static Notation>,
        knowledge: Knowledge<'_>,
    ) -> Worth {
        let mut all: Vec<usize> = Vec::new();
        for line in &source.lines {
            let begin = line.text.len() - message(&line.text, notation).len();
            let said = log::said(&line.part(begin..line.text.len()), knowledge);
            if said.is_conditional {
                return Worth::Sign;
            }
            all.extend(said.signatures);
        }
        if all.is_empty() {
            return Worth::Dull;
        }
        let index = self.sets.iter().position(|set| *set == all).unwrap_or_else(|| {
            self.sets.push(all);
            self.sets.len() - 1
        });
        u32::try_from(index).map_or(Worth::Sign, Worth::Says)
    }
}

/// Where a template is remembered.
fn place(hash: u64) -> usize {
    (hash >> 24) as usize % TEMPLATES
}

fn text_of(line: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(line) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(crate::diagnoser::into_text(line.to_vec())),
    }
}

/// A line without what its notation puts before the message.
fn message<'t>(line: &'t str, notation: Option<&'static Notation>) -> &'t str {
    let prefix = notation.and_then(|notation| notation.prefix(line)).unwrap_or_default();
    line.get(prefix.len()..).unwrap_or_default()
}

/// A text with others of its digits.
fn other_digits(text: &str) -> String {
    let mut digits = "7391846205".chars().cycle();
    text.chars().map(|c| if c.is_ascii_digit() { digits.next().unwrap_or(c) } else { c }).collect()
}
