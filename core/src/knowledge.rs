//! What unloop knows, from the tables in `knowledge/`.

pub mod exit_code;
pub mod exit_codes;
pub mod literals;
pub(crate) mod own;
pub mod signature;
pub mod signatures;

use own::{Own, OwnCause};
use signature::Place;
use signatures::{Match, Signature, Signatures};
use std::sync::Arc;

/// What one diagnosis knows: what comes with unloop, and the rules of the user.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Knowledge<'a> {
    built_in: &'static Signatures,
    own: Option<&'a Own>,
}

impl<'a> Knowledge<'a> {
    /// What comes with unloop, and these rules.
    pub(crate) fn with(own: Option<&'a Own>) -> Self {
        Self { built_in: signatures::built_in(), own }
    }

    /// Whether somebody's own signatures come with it.
    pub(crate) fn has_own(self) -> bool {
        self.own.is_some_and(|own| !own.signatures.is_empty())
    }

    /// The signature with this index.
    pub(crate) fn get(self, index: usize) -> Option<&'a Signature> {
        self.built_in.get(index).or_else(|| self.own?.signatures.get(index.checked_sub(self.built_in.len())?))
    }

    /// All signatures, in the order of their indexes.
    pub(crate) fn all(self) -> impl Iterator<Item = &'a Signature> {
        self.built_in.iter().chain(self.own.into_iter().flat_map(|own| own.signatures.iter()))
    }

    /// The causes that the user's rules define.
    pub(crate) fn own_causes(self) -> &'a [Arc<OwnCause>] {
        self.own.map_or(&[], |own| &own.causes)
    }

    /// The signatures of one place that match a line, each with its match.
    pub(crate) fn of<'t>(self, line: &'t str, place: Place) -> Vec<Match<'t>> {
        let mut found = self.built_in.of(line, place);
        let own = self.own.map(|own| own.signatures.of(line, place)).unwrap_or_default();
        let offset = self.built_in.len();
        found.extend(own.into_iter().map(|one| Match { signature: one.signature + offset, ..one }));
        found
    }
}
