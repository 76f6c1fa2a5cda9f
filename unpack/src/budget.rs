//! How much may be taken out of files, and what was left out.

use crate::name;
use std::cell::Cell;
use std::io;
use std::rc::Rc;

/// The bounds within which files are unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most texts together, in bytes.
    pub bytes: u64,
    /// The largest text that cannot be read piece by piece, such as those in archives, in bytes.
    pub whole: u64,
    /// The most bytes that come out of archives, whether they are text or not.
    pub unpacked: u64,
    /// The most files in all archives together.
    pub entries: u32,
    /// How many archives may be in each other: two for `.tar.gz`.
    pub depth: u32,
}

/// The bounds that the page and the command line keep.
pub const LIMITS: Limits =
    Limits { bytes: 2 << 30, whole: 256 << 20, unpacked: 1 << 30, entries: 20_000, depth: 4 };

/// What may still be taken, and what was left out so far.
#[derive(Debug)]
pub struct Budget {
    pub(crate) limits: Limits,
    bytes: u64,
    entries: u32,
    unpacked: Rc<Cell<u64>>,
    left_out: LeftOut,
}

/// What was not read. Of what may be many, the first one is named.
#[derive(Debug, Default)]
struct LeftOut {
    binary: Count,
    unknown: Vec<(String, &'static str)>,
    too_large: Count,
    too_many: Count,
    too_deep: Count,
    locked: Count,
    broken: Vec<(String, String)>,
    cut: Vec<(String, u64)>,
}

#[derive(Debug, Default)]
struct Count {
    number: usize,
    first: String,
}

impl Count {
    fn add(&mut self, path: &str) {
        if self.number == 0 {
            self.first = path.to_owned();
        }
        self.number += 1;
    }

    /// `describe.png and 3 more files`.
    fn words(&self) -> String {
        match self.number {
            1 => self.first.clone(),
            2 => format!("{} and 1 more file", self.first),
            number => format!("{} and {} more files", self.first, number - 1),
        }
    }
}

/// How many of those that may be many are named one by one.
const NAMED: usize = 3;

impl Default for Budget {
    fn default() -> Self {
        Self::new(LIMITS)
    }
}

impl Budget {
    /// All of it.
    pub fn new(limits: Limits) -> Self {
        let unpacked = Rc::new(Cell::new(limits.unpacked));
        Self { limits, bytes: limits.bytes, entries: limits.entries, unpacked, left_out: LeftOut::default() }
    }

    /// What was left out since this was last asked, and why: one sentence for each reason.
    pub fn left_out(&mut self) -> Vec<String> {
        let left_out = std::mem::take(&mut self.left_out);
        let mut said = Vec::new();
        let mut say = |count: &Count, why: &str| {
            if count.number > 0 {
                said.push(format!("Not read: {} ({why}).", count.words()));
            }
        };
        say(&left_out.binary, "no text");
        say(&left_out.too_large, &format!("more than {} MiB of text", self.limits.whole >> 20));
        say(&left_out.too_many, &format!("more than {} files or too much in them", self.limits.entries));
        say(&left_out.too_deep, "an archive within too many others");
        say(&left_out.locked, "locked with a password: unlock it first");
        for (path, what) in left_out.unknown.iter().take(NAMED) {
            said.push(format!("Not read: {path} ({what}: unpack it first)."));
        }
        for (path, problem) in left_out.broken.iter().take(NAMED) {
            said.push(format!("Not read to its end: {path} ({problem})."));
        }
        for (path, skipped) in left_out.cut.iter().take(NAMED) {
            said.push(format!(
                "Only the end of {path} was read, without its first {} MB.",
                skipped / 1_000_000
            ));
        }
        let unsaid = |count: usize| count.saturating_sub(NAMED);
        let more =
            unsaid(left_out.unknown.len()) + unsaid(left_out.broken.len()) + unsaid(left_out.cut.len());
        if more > 0 {
            said.push(format!("So it was with {more} more files."));
        }
        said
    }

    /// Takes off what was read before, under another budget.
    pub fn charge(&mut self, bytes: usize) {
        self.took(bytes);
    }

    /// How large one text may still be.
    pub(crate) fn room_for_one(&self) -> u64 {
        self.bytes
    }

    /// How large one text may be that is not read piece by piece.
    pub(crate) fn room_for_whole(&self) -> u64 {
        self.bytes.min(self.limits.whole)
    }

    /// What archives may still give, shared by all that are open.
    pub(crate) fn unpacked(&self) -> Rc<Cell<u64>> {
        self.unpacked.clone()
    }

    /// Whether there is room for another text.
    pub(crate) fn may_take(&mut self, path: &str) -> bool {
        let may = self.bytes > 0;
        if !may {
            self.left_out.too_large.add(path);
        }
        may
    }

    pub(crate) fn took(&mut self, bytes: usize) {
        self.bytes = self.bytes.saturating_sub(bytes as u64);
    }

    /// Whether another file of an archive may be opened.
    pub(crate) fn may_open(&mut self, archive: &str) -> bool {
        let may = self.entries > 0 && self.unpacked.get() > 0;
        if !may {
            self.left_out.too_many.add(&format!("the rest of {archive}"));
        }
        self.entries = self.entries.saturating_sub(1);
        may
    }

    pub(crate) fn binary(&mut self, path: &str) {
        self.left_out.binary.add(path);
    }

    pub(crate) fn unknown(&mut self, path: &str, what: &'static str) {
        self.left_out.unknown.push((path.to_owned(), what));
    }

    pub(crate) fn too_large(&mut self, path: &str) {
        self.left_out.too_large.add(path);
    }

    /// Notes a text of which there is more than may be taken.
    pub(crate) fn unended(&mut self, path: &str) {
        let problem = format!("more than {} MiB of text", self.limits.bytes >> 20);
        self.left_out.broken.push((path.to_owned(), problem));
    }

    pub(crate) fn too_deep(&mut self, path: &str) {
        self.left_out.too_deep.add(path);
    }

    pub(crate) fn locked(&mut self, path: &str) {
        self.left_out.locked.add(path);
    }

    pub(crate) fn cut(&mut self, path: &str, skipped: u64) {
        self.left_out.cut.push((path.to_owned(), skipped));
    }

    /// Notes a file that could not be opened at all.
    pub fn unreadable(&mut self, path: &str, error: &io::Error) {
        self.broken(&name::clean(path), error);
    }

    pub(crate) fn broken(&mut self, path: &str, error: &io::Error) {
        // It is not the archive that is broken: it gave all that it may.
        if self.unpacked.get() == 0 {
            return self.left_out.too_many.add(path);
        }
        let problem: String =
            error.to_string().chars().filter(|letter| !letter.is_control()).take(200).collect();
        self.left_out.broken.push((path.to_owned(), problem));
    }
}
