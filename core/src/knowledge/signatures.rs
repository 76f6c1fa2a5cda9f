//! All log signatures, ready to be asked about a line.

use super::signature::{Entry, Place};
use crate::text::{Finder, compile};
use regex::bytes::Regex;
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
    all: Vec<Signature>,
    /// Finds the texts that patterns need; each belongs to one of `owners`.
    needed: Finder,
    /// Signature and pattern.
    owners: Vec<(u32, u32)>,
}

/// What stands in `signatures.json`: technology, needed texts a pattern, entry.
pub(crate) type Row = (String, Vec<Vec<String>>, Entry);

static BUILT_IN: OnceLock<Signatures> = OnceLock::new();

/// The signatures that come with unloop.
pub fn built_in() -> &'static Signatures {
    BUILT_IN.get_or_init(|| Signatures::new(rows()))
}

/// The same as they were embedded, without the search for them.
pub(crate) fn rows() -> Vec<Row> {
    serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/signatures.json"))).unwrap_or_default()
}

impl Signatures {
    pub(crate) fn new(rows: Vec<Row>) -> Self {
        let mut signatures = Self::default();
        signatures.add(rows);
        signatures
    }

    /// Adds signatures behind those that are there.
    pub(crate) fn add(&mut self, rows: Vec<Row>) {
        for (technology, needs, entry) in rows {
            let index = narrow(self.all.len());
            for (pattern, any) in needs.iter().enumerate() {
                let owner = narrow(self.owners.len());
                any.iter().for_each(|text| self.needed.add(text, owner));
                self.owners.push((index, narrow(pattern)));
            }
            let patterns = needs.iter().map(|_| OnceLock::new()).collect();
            self.all.push(Signature { technology, entry, patterns, near: OnceLock::new() });
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
        self.all.iter()
    }

    /// The signature with this index.
    pub fn get(&self, index: usize) -> Option<&Signature> {
        self.all.get(index)
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
            let Some(signature) = self.all.get(index) else { continue };
            if signature.stands_in(place)
                && let Some(one) = signature.matches(pattern as usize, line)
            {
                found.push(Match { signature: index, ..one });
            }
        }
        found
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
    fn stands_in(&self, place: Place) -> bool {
        self.entry.place == Place::Any || self.entry.place == place
    }

    fn matches<'t>(&self, pattern: usize, line: &'t str) -> Option<Match<'t>> {
        let source = self.entry.patterns.as_slice().get(pattern)?;
        let regex = self.patterns.get(pattern)?.get_or_init(|| compile(source).ok()).as_ref()?;
        groups(regex, line)
    }

    /// The match of the second pattern in a nearby line; none if it does not match there.
    pub fn near<'t>(&self, line: &'t str) -> Option<Match<'t>> {
        let source = self.entry.near.as_ref()?;
        groups(self.near.get_or_init(|| compile(source).ok()).as_ref()?, line)
    }
}

fn groups<'t>(regex: &Regex, line: &'t str) -> Option<Match<'t>> {
    let found = regex.captures(line.as_bytes())?;
    let captures = regex
        .capture_names()
        .flatten()
        .filter_map(|name| Some((name.to_owned(), line.get(found.name(name)?.range())?)))
        .collect();
    Some(Match { signature: 0, whole: line.get(found.get(0)?.range())?, captures })
}

fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
