//! What the user gave, piece by piece: each can be looked at and taken away by itself.

use std::rc::Rc;

/// One of the pieces that the user gave.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Input {
    pub(crate) id: InputId,
    pub(crate) body: Body,
}

/// Names an input for as long as the page lives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct InputId(pub(crate) u32);

/// What an input is made of.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Body {
    /// Pasted or typed. The page holds it.
    Text(Rc<str>),
    /// On a disk. Only the reader in the background opens it.
    Files(Files),
}

/// A file, an archive, or a folder with all that is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Files {
    /// Under which the browser's handles on the files are kept.
    pub(crate) key: u32,
    pub(crate) name: Rc<str>,
    pub(crate) count: usize,
    pub(crate) bytes: u64,
}

impl Input {
    /// The text, if the page holds it.
    pub(crate) fn text(&self) -> Option<&Rc<str>> {
        match &self.body {
            Body::Text(text) => Some(text),
            Body::Files(_) => None,
        }
    }

    /// Whether there is nothing to read in it.
    pub(crate) fn is_blank(&self) -> bool {
        self.text().is_some_and(|text| text.trim().is_empty())
    }
}
