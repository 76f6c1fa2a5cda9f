//! How fine the sieve is.

use crate::limits;

/// How much stays of what tells nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mesh {
    /// A paste of no more bytes is read as it is.
    pub(crate) least: usize,
    /// So many bytes are looked at in one go.
    pub(crate) block: usize,
    /// So many bytes may gather before those that tell nothing are let go.
    pub(crate) slack: usize,
    /// How many lines stay before and behind one that tells something.
    pub(crate) margin: usize,
    /// How many lines stay at the end of a text.
    pub(crate) tail: usize,
    /// A gap has at least so many lines.
    pub(crate) gap: usize,
}

impl Default for Mesh {
    fn default() -> Self {
        Self { least: limits::SIEVE, block: 1 << 20, slack: 4 << 20, margin: 128, tail: 512, gap: 64 }
    }
}
