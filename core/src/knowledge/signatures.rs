//! All log signatures, ready to be asked about a line.

use super::signature::{Entry, Place};
use crate::text::{Finder, Regex};
use std::sync::OnceLock;

/// One signature, and its patterns compiled when a line first asks for them.
#[derive(Debug)]
pub struct Signature {
    /// The program or language that prints it.
    pub technology: String,
    /// What its author wrote.
    pub entry: Entry,
    patterns: Vec<OnceLock<Option<Regex>>>,
    near: OnceLock<Option<Regex>>,
}

/// The signatures, and a search for the texts they need.
#[derive(Debug, Default)]
pub struct Signatures {
    all: Vec<Known>,
    /// Finds the texts that patterns need; each belongs to one of `owners`.
    needed: Finder,
    /// Signature and pattern.
    owners: Vec<(u32, u32)>,
}

/// A signature that is read when a line first asks for it: a usual paste meets a few of thousands.
#[derive(Debug)]
struct Known {
    /// It as JSON, with its technology; empty if it was there from the beginning.
    written: &'static str,
    read: OnceLock<Option<Signature>>,
}

/// The signatures as they are embedded: a line of `signatures.jsonl` for each.
const WRITTEN: &str = include_str!(concat!(env!("OUT_DIR"), "/signatures.jsonl"));
/// What they need, a line for each: its patterns parted by record separators, the texts of a pattern by unit separators.
const NEEDS: &str = include_str!(concat!(env!("OUT_DIR"), "/needs.txt"));

static BUILT_IN: OnceLock<Signatures> = OnceLock::new();

/// The signatures that come with unloop.
pub fn built_in() -> &'static Signatures {
    BUILT_IN.get_or_init(|| {
        let mut signatures = Signatures::default();
        for (written, needs) in WRITTEN.lines().zip(NEEDS.lines()) {
            signatures.need(needs.split('\x1e').map(|any| any.split('\x1f')));
            signatures.all.push(Known { written, read: OnceLock::new() });
        }
        signatures
    })
}

impl Signatures {
    /// Adds a signature behind those that are there: its technology, the texts its patterns need, and itself.
    pub(crate) fn add(&mut self, technology: String, needs: &[Vec<String>], entry: Entry) {
        self.need(needs.iter().map(|any| any.iter().map(String::as_str)));
        let read = OnceLock::from(Some(Signature::new(technology, entry)));
        self.all.push(Known { written: "", read });
    }

    /// Has the next signature searched for: the texts that each of its patterns needs.
    fn need<'t>(&mut self, patterns: impl Iterator<Item = impl Iterator<Item = &'t str>>) {
        for (pattern, any) in (0..).zip(patterns) {
            let owner = narrow(self.owners.len());
            any.for_each(|text| self.needed.add(text, owner));
            self.owners.push((narrow(self.all.len()), pattern));
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// All of them, in the order of their indexes.
    pub fn iter(&self) -> impl Iterator<Item = &Signature> {
        self.all.iter().filter_map(Known::signature)
    }

    /// The signature with this index.
    pub fn get(&self, index: usize) -> Option<&Signature> {
        self.all.get(index)?.signature()
    }

    /// The signatures of one place that match a line, each with its match, in the order of their indexes.
    pub fn of<'t>(&self, line: &'t str, place: Place) -> Vec<Match<'t>> {
        let mut found: Vec<Match<'t>> = Vec::new();
        for owner in self.needed.owners(line) {
            let Some((index, pattern)) = self.owners.get(owner as usize).copied() else { continue };
            let index = index as usize;
            if found.last().is_some_and(|last| last.signature == index) {
                continue;
            }
            let Some(signature) = self.get(index) else { continue };
            if signature.stands_in(place)
                && let Some(one) = signature.matches(pattern as usize, line)
            {
                found.push(Match { signature: index, ..one });
            }
        }
        found
    }
}

impl Known {
    fn signature(&self) -> Option<&Signature> {
        let read = || {
            let (technology, entry) = serde_json::from_str(self.written).ok()?;
            Some(Signature::new(technology, entry))
        };
        self.read.get_or_init(read).as_ref()
    }
}

/// Where a signature matched, as slices of the line.
#[derive(Clone, Debug)]
pub struct Match<'t> {
    /// The index of the signature.
    pub signature: usize,
    /// What the pattern matched.
    pub whole: &'t str,
    /// The named groups that took part.
    pub captures: Vec<(String, &'t str)>,
}

impl Signature {
    fn new(technology: String, entry: Entry) -> Self {
        let patterns = entry.patterns.as_slice().iter().map(|_| OnceLock::new()).collect();
        Self { technology, entry, patterns, near: OnceLock::new() }
    }

    fn stands_in(&self, place: Place) -> bool {
        self.entry.place == Place::Any || self.entry.place == place
    }

    fn matches<'t>(&self, pattern: usize, line: &'t str) -> Option<Match<'t>> {
        let source = self.entry.patterns.as_slice().get(pattern)?;
        let regex = self.patterns.get(pattern)?.get_or_init(|| Regex::new(source).ok()).as_ref()?;
        groups(regex, line)
    }

    /// The match of the second pattern in a nearby line; none if it does not match there.
    pub fn near<'t>(&self, line: &'t str) -> Option<Match<'t>> {
        let source = self.entry.near.as_ref()?;
        groups(self.near.get_or_init(|| Regex::new(source).ok()).as_ref()?, line)
    }
}

fn groups<'t>(regex: &Regex, line: &'t str) -> Option<Match<'t>> {
    let found = regex.captures(line)?;
    let captures = regex.names().filter_map(|name| Some((name.to_owned(), found.get(name)?))).collect();
    Some(Match { signature: 0, whole: found.whole(), captures })
}

fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
