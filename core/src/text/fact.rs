//! A value, and the characters that state it.

use super::Span;
use serde::{Serialize, Serializer};

/// Something the paste states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fact<T> {
    /// What it states.
    pub value: T,
    /// The characters that say so.
    pub span: Span,
}

impl<T> Fact<T> {
    /// `value`, as stated at `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// A fact is written as what it states.
impl<T: Serialize> Serialize for Fact<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl Fact<String> {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.value
    }
}
