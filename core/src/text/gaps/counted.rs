//! Pods that were let go of, because it was known how they fare.

use std::hash::{DefaultHasher, Hash, Hasher};

/// How many pods of a list were let go of, and which.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// How many lines they had.
    pub lines: usize,
    /// What stands for the name of each that is well.
    pub well: Vec<u64>,
    /// How many look like one that was kept and is not well, behind the place of its name in the paste.
    pub alike: Vec<(usize, usize)>,
}

impl Counted {
    /// What stands for the name of a pod: it takes less room.
    pub fn name(namespace: &[u8], name: &[u8]) -> u64 {
        let mut hasher = DefaultHasher::new();
        (namespace, name).hash(&mut hasher);
        hasher.finish()
    }

    /// Counts one that is well.
    pub fn add_well(&mut self, name: u64, lines: usize) {
        self.well.push(name);
        self.lines += lines;
    }

    /// How many there are that are not well.
    pub fn sick(&self) -> usize {
        self.alike.iter().map(|(_, pods)| pods).sum()
    }
}
