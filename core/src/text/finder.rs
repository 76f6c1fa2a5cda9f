//! Tells which of thousands of fixed texts stand in a line, at about the price of reading it.
//!
//! Every text is kept under a few of its bytes, the rarest ones in a row. Most lines hold none of these, which shows
//! in a table of bits that stays in the processor's nearest memory. An automaton for as many texts lies far away from
//! it, is several times slower, and takes longer to build than a usual paste to read.

/// Searches for many texts at once, in any mix of ASCII cases.
#[derive(Debug)]
pub struct Finder {
    /// Texts that are shorter than a long key.
    short: Keys<3>,
    long: Keys<5>,
}

/// Texts by `WIDTH` of their bytes.
#[derive(Debug)]
struct Keys<const WIDTH: usize> {
    /// For every place of the table, which keys are kept there, as bits.
    taken: Vec<u64>,
    /// For every place of the table, the first text kept there, counted from 1.
    first: Vec<u32>,
    texts: Vec<Text>,
    /// The bytes of all texts.
    bytes: Vec<u8>,
}

#[derive(Debug)]
struct Text {
    /// Where its bytes begin among those of all texts, and how many they are.
    start: u32,
    length: u32,
    /// The bytes up to the end of its key, as [`rolled`] joins them: they dismiss most lines without another look.
    upto: u64,
    /// Which bits of `upto` it has.
    known: u64,
    /// Where its key ends in it.
    key_end: u32,
    /// What it was added with.
    owner: u32,
    /// The next text kept in the same place, counted from 1.
    next: u32,
}

impl Default for Finder {
    fn default() -> Self {
        Self { short: Keys::new(), long: Keys::new() }
    }
}

impl Finder {
    /// Adds a text of at least three bytes; a shorter one is never found.
    pub fn add(&mut self, text: &str, owner: u32) {
        if text.len() < 5 {
            self.short.add(text, owner);
        } else {
            self.long.add(text, owner);
        }
    }

    /// The owners of the texts that stand in `line`, sorted, each once.
    pub fn owners(&self, line: &str) -> Vec<u32> {
        let mut found = Vec::new();
        self.short.find(line.as_bytes(), &mut found);
        self.long.find(line.as_bytes(), &mut found);
        found.sort_unstable();
        found.dedup();
        found
    }
}

impl<const WIDTH: usize> Keys<WIDTH> {
    fn new() -> Self {
        Self { taken: Vec::new(), first: Vec::new(), texts: Vec::new(), bytes: Vec::new() }
    }

    fn add(&mut self, text: &str, owner: u32) {
        let Some(key_end) = rarest::<WIDTH>(text.as_bytes()) else { return };
        let upto = text.bytes().take(key_end).fold(0, |key, byte| rolled(key, &byte));
        let known = u64::MAX.checked_shr(64_u32.saturating_sub(8 * narrow(key_end))).unwrap_or(u64::MAX);
        let (start, length) = (narrow(self.bytes.len()), narrow(text.len()));
        self.bytes.extend(text.as_bytes());
        self.texts.push(Text { start, length, upto, known, key_end: narrow(key_end), owner, next: 0 });
        if self.texts.len() > self.first.len() {
            let places = (2 * self.texts.len()).next_power_of_two();
            self.first = vec![0; places];
            self.taken = vec![0; places];
            (0..self.texts.len()).for_each(|index| self.place(index));
        } else {
            self.place(self.texts.len() - 1);
        }
    }

    /// Puts a text into the table.
    fn place(&mut self, index: usize) {
        let places = self.first.len();
        let Some(text) = self.texts.get_mut(index) else { return };
        let (place, bit) = place_of::<WIDTH>(text.upto, places);
        if let (Some(first), Some(taken)) = (self.first.get_mut(place), self.taken.get_mut(place)) {
            text.next = std::mem::replace(first, narrow(index + 1));
            *taken |= bit;
        }
    }

    fn find(&self, line: &[u8], found: &mut Vec<u32>) {
        let places = self.taken.len();
        let mut key = 0;
        for (at, byte) in line.iter().enumerate() {
            key = rolled(key, byte);
            let (place, bit) = place_of::<WIDTH>(key, places);
            if self.taken.get(place).is_some_and(|taken| taken & bit != 0) {
                self.stand(line, at + 1, key, place, found);
            }
        }
    }

    /// The texts of one place that stand in the line, where their keys end before `end`.
    fn stand(&self, line: &[u8], end: usize, key: u64, place: usize, found: &mut Vec<u32>) {
        let mut next = self.first.get(place).copied().unwrap_or(0);
        while let Some(text) = (next as usize).checked_sub(1).and_then(|index| self.texts.get(index)) {
            let stands = || {
                let [start, length, key_end] =
                    [text.start, text.length, text.key_end].map(|number| number as usize);
                let whole = self.bytes.get(start..start + length)?;
                let start = end.checked_sub(key_end)?;
                line.get(start..start + length).filter(|part| part.eq_ignore_ascii_case(whole))
            };
            if (key ^ text.upto) & text.known == 0 && stands().is_some() {
                found.push(text.owner);
            }
            next = text.next;
        }
    }
}

/// The last eight bytes, with this one; letters of both cases are the same.
fn rolled(key: u64, byte: &u8) -> u64 {
    key << 8 | u64::from(*byte | 0x20)
}

/// Where the last `WIDTH` bytes of a key stand in a table with this number of places, a power of two; and their bit.
fn place_of<const WIDTH: usize>(key: u64, places: usize) -> (usize, u64) {
    // The upper bits of the product depend on all bytes.
    let mixed = (key & (u64::MAX >> (64 - 8 * WIDTH))).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    ((mixed >> 44) as usize & places.wrapping_sub(1), 1 << (mixed >> 38 & 63))
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Where the `WIDTH` bytes end that are the rarest of a text.
fn rarest<const WIDTH: usize>(text: &[u8]) -> Option<usize> {
    let of = |byte: &u8| u32::from(COMMONNESS.get(usize::from(*byte)).copied().unwrap_or(0));
    let commonness = |part: &[u8]| part.iter().map(of).sum::<u32>();
    let (start, _) = text.windows(WIDTH).enumerate().min_by_key(|(_, part)| commonness(part))?;
    Some(start + WIDTH)
}

/// How common each byte is in words, from 0 for the rarest.
static COMMONNESS: [u8; 256] = {
    let mut table = [0; 256];
    let mut rest: &mut [u8] = &mut table;
    let mut byte = 0_u8;
    while let Some((place, others)) = rest.split_first_mut() {
        *place = rank(byte.to_ascii_lowercase());
        (rest, byte) = (others, byte.wrapping_add(1));
    }
    table
};

const fn rank(byte: u8) -> u8 {
    /// What words are made of, the rarest first; what is missing is rarer.
    const COMMON: &[u8] = b"zqjxkvwbygpfmuhdclrsnoiate ";
    let (mut rest, mut rank) = (COMMON, 0);
    while let Some((letter, others)) = rest.split_first() {
        if *letter == byte {
            return rank;
        }
        (rest, rank) = (others, rank + 1);
    }
    0
}

#[cfg(test)]
mod tests {
    use super::Finder;

    #[test]
    fn finds_what_a_plain_search_finds() {
        let texts =
            ["no such file", "such", "fil", "FATAL", "é: x", "no space left on", "e", " be ", "aaaa", "zzz"];
        let mut finder = Finder::default();
        for (owner, text) in (0..).zip(texts) {
            finder.add(text, owner);
        }
        for line in [
            "open: No Such File or directory",
            "fatal: must be set",
            "Fi",
            "aaaaaaaaab",
            "É: X é: X",
            "write: no space left on device, no space left onzzz",
            "",
        ] {
            let lower = line.to_ascii_lowercase();
            let stands = |text: &str| text.len() >= 3 && lower.contains(&text.to_ascii_lowercase());
            let plain: Vec<u32> =
                (0..).zip(texts).filter(|(_, text)| stands(text)).map(|(owner, _)| owner).collect();
            assert_eq!(finder.owners(line), plain, "{line}");
        }
    }

    #[test]
    fn a_table_that_grows_loses_nothing() {
        let mut finder = Finder::default();
        let texts: Vec<String> = (0..3000).map(|number| format!("E{number} happened")).collect();
        for (owner, text) in (0..).zip(&texts) {
            finder.add(text, owner);
        }
        for (owner, text) in (0..).zip(&texts) {
            assert!(finder.owners(&format!("at noon {text}, twice")).contains(&owner), "{text}");
        }
    }
}
