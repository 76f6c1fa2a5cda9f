//! What was let go of a paste before it was read, and where: with it, a place in what was kept is one of the paste again.

mod counted;

pub use counted::Counted;

/// How much text stands somewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    pub bytes: usize,
    pub lines: usize,
    /// UTF-16 code units.
    pub units: usize,
}

/// One place where text is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Gap {
    /// Where the text goes on in what was kept.
    place: usize,
    /// All that is missing up to here.
    before: Amount,
    missing: Missing,
}

/// The lines that are missing in one place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    pub lines: usize,
    /// How many of them each of several streams printed, by what stands before its messages.
    pub by_stream: Vec<(Box<str>, usize)>,
}

/// Where text is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gaps {
    /// In order.
    all: Vec<Gap>,
    /// What of all that was never looked at in its place, because too much stood behind it.
    pub lost: Amount,
    /// What of all that were pods of which it is known how they fare.
    pub counted: Counted,
}

impl Amount {
    /// That of a text; a byte that is not part of a character counts as one.
    pub fn of(text: &[u8]) -> Self {
        let lines = memchr::memchr_iter(b'\n', text).count();
        let units = if text.is_ascii() {
            text.len()
        } else {
            let of_chunk = |chunk: std::str::Utf8Chunk<'_>| {
                chunk.valid().chars().map(char::len_utf16).sum::<usize>() + chunk.invalid().len()
            };
            text.utf8_chunks().map(of_chunk).sum()
        };
        Self { bytes: text.len(), lines, units }
    }

    /// This and the other.
    pub fn and(self, other: Self) -> Self {
        Self {
            bytes: self.bytes + other.bytes,
            lines: self.lines + other.lines,
            units: self.units + other.units,
        }
    }

    fn without(self, other: Self) -> Self {
        Self {
            bytes: self.bytes - other.bytes,
            lines: self.lines - other.lines,
            units: self.units - other.units,
        }
    }
}

impl Gaps {
    /// None.
    pub const fn new() -> Self {
        Self {
            all: Vec::new(),
            lost: Amount { bytes: 0, lines: 0, units: 0 },
            counted: Counted { lines: 0, well: Vec::new(), alike: Vec::new() },
        }
    }

    /// Whether nothing is missing.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Adds one behind all others: so much is missing before this byte of what was kept.
    pub fn push(&mut self, place: usize, amount: Amount, by_stream: &[(Box<str>, usize)]) {
        let before = self.total().and(amount);
        if self.all.last().is_none_or(|last| last.place < place) {
            self.all.push(Gap { place, before, missing: Missing::default() });
        }
        let Some(gap) = self.all.last_mut() else { return };
        gap.before = before;
        gap.missing.lines += amount.lines;
        for (stream, lines) in by_stream {
            match gap.missing.by_stream.iter_mut().find(|(known, _)| known == stream) {
                Some((_, sum)) => *sum += lines,
                None => gap.missing.by_stream.push((stream.clone(), *lines)),
            }
        }
    }

    /// All that is missing.
    pub fn total(&self) -> Amount {
        self.all.last().map_or(Amount::default(), |gap| gap.before)
    }

    /// What is missing before a byte of what was kept.
    pub fn before(&self, place: usize) -> Amount {
        let index = self.all.partition_point(|gap| gap.place <= place);
        index.checked_sub(1).and_then(|index| self.all.get(index)).map_or(Amount::default(), |gap| gap.before)
    }

    /// Where a byte of what was kept stands in the paste.
    pub fn origin(&self, place: usize) -> usize {
        place + self.before(place).bytes
    }

    /// Where a stretch ends in the paste that ends before this byte of what was kept.
    pub fn end(&self, place: usize) -> usize {
        place.checked_sub(1).map_or(0, |last| self.origin(last) + 1)
    }

    /// The place in what was kept of a byte of the paste; of one that was let go of, that behind its gap.
    pub fn place(&self, origin: usize) -> usize {
        self.find(origin).0
    }

    /// The place in what was kept behind a stretch of the paste that ends before this byte.
    pub fn end_place(&self, origin: usize) -> usize {
        origin.checked_sub(1).map_or(0, |last| self.place(last) + 1)
    }

    /// As [`Gaps::place`], and what is missing before it.
    pub fn find(&self, origin: usize) -> (usize, Amount) {
        let index = self.all.partition_point(|gap| gap.place + gap.before.bytes <= origin);
        let missing = index
            .checked_sub(1)
            .and_then(|index| self.all.get(index))
            .map_or(Amount::default(), |gap| gap.before);
        let place = origin - missing.bytes;
        (self.all.get(index).map_or(place, |next| place.min(next.place)), missing)
    }

    /// Each gap: the place behind it in what was kept, how much is missing there, and of whose lines.
    pub fn iter(&self) -> impl Iterator<Item = (usize, Amount, &Missing)> {
        let before = std::iter::once(Amount::default()).chain(self.all.iter().map(|gap| gap.before));
        self.all.iter().zip(before).map(|(gap, before)| (gap.place, gap.before.without(before), &gap.missing))
    }
}

#[cfg(test)]
mod tests {
    use super::{Amount, Gaps};

    #[test]
    fn places_lead_back_to_the_paste() {
        let paste = "aa\nbb\nxx\nyy\ncc\nzz\ndd\n";
        let mut gaps = Gaps::default();
        gaps.push(6, Amount::of(b"xx\n"), &[("a".into(), 1)]);
        gaps.push(6, Amount::of(b"yy\n"), &[("b".into(), 1), ("a".into(), 2)]);
        gaps.push(9, Amount::of(b"zz\n"), &[]);
        let kept = "aa\nbb\ncc\ndd\n";
        for (place, byte) in kept.bytes().enumerate().filter(|(_, byte)| *byte != b'\n') {
            let origin = gaps.origin(place);
            assert_eq!(paste.as_bytes()[origin], byte, "{place}");
            assert_eq!(gaps.place(origin), place);
            assert_eq!(gaps.end(place + 1), origin + 1);
        }
        assert_eq!(gaps.place(7), 6);
        assert_eq!(gaps.before(9).lines, 3);
        let each: Vec<_> = gaps.iter().map(|(place, amount, _)| (place, amount.lines)).collect();
        assert_eq!(each, [(6, 2), (9, 1)]);
        let whose: Vec<_> = gaps.iter().map(|(.., missing)| missing.by_stream.clone()).collect();
        assert_eq!(whose, [vec![("a".into(), 3), ("b".into(), 1)], vec![]]);
    }

    #[test]
    fn units_are_those_of_utf16() {
        let text = "größer 🎉→\n";
        assert_eq!(Amount::of(text.as_bytes()).units, text.encode_utf16().count());
        assert_eq!(Amount::of(b"a\xff\xe2\x82z").units, 5);
    }
}
