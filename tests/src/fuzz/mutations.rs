//! Inputs that are nearly right: pieces of the seeds, changed here and there, and the same in every run.

/// Words that readers look for, the same that the fuzzer puts in.
pub const WORDS: &str = include_str!("../../fuzz/kubectl.dict");

/// Endless changed seeds.
#[derive(Clone, Debug)]
pub struct Mutations<'a> {
    seeds: &'a [Vec<u8>],
    words: Vec<Vec<u8>>,
    state: u64,
}

impl<'a> Mutations<'a> {
    /// Those of these seeds.
    pub fn of(seeds: &'a [Vec<u8>]) -> Self {
        Self { seeds, words: words(WORDS), state: 0x9e37_79b9_7f4a_7c15 }
    }

    /// A number below `most`, from a xorshift.
    fn below(&mut self, most: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 11) as usize % most.max(1)
    }

    fn change(&mut self, input: &mut Vec<u8>) {
        let from = self.below(input.len() + 1);
        let longest = if self.below(4) == 0 { input.len() } else { 24 };
        let to = (from + self.below(longest)).min(input.len());
        let piece: Vec<u8> = match self.below(6) {
            0 => Vec::new(),
            1 => vec![self.below(256) as u8],
            2 => input[from..to].repeat(2),
            3 => self.piece(),
            4 => input[from..to].iter().rev().copied().collect(),
            _ => {
                let word = self.below(self.words.len());
                self.words[word].clone()
            }
        };
        input.splice(from..to, piece);
    }

    /// A stretch of any seed.
    fn piece(&mut self) -> Vec<u8> {
        let seed = &self.seeds[self.below(self.seeds.len())];
        let from = self.below(seed.len());
        let to = (from + self.below(400)).min(seed.len());
        seed[from..to].to_vec()
    }
}

impl Iterator for Mutations<'_> {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let seed = self.below(self.seeds.len());
        let mut input = self.seeds.get(seed)?.clone();
        for _ in 0..=self.below(6) {
            self.change(&mut input);
        }
        Some(input)
    }
}

/// The entries of a dictionary for libFuzzer: `"text"` a line, with `\xNN`, `\"` and `\\` for what is no text.
fn words(dictionary: &str) -> Vec<Vec<u8>> {
    let quoted = |line: &str| Some(line.strip_prefix('"')?.strip_suffix('"')?.to_owned());
    dictionary.lines().filter_map(quoted).map(|word| unescaped(&word)).collect()
}

fn unescaped(word: &str) -> Vec<u8> {
    let mut rest = word.as_bytes();
    let mut bytes = Vec::new();
    while let [first, others @ ..] = rest {
        (bytes, rest) = match (first, others) {
            (b'\\', [b'x', hex @ ..]) if hex.len() >= 2 => {
                let digits = std::str::from_utf8(&hex[..2]).unwrap();
                bytes.push(u8::from_str_radix(digits, 16).unwrap());
                (bytes, &hex[2..])
            }
            (b'\\', [escaped, others @ ..]) => {
                bytes.push(*escaped);
                (bytes, others)
            }
            _ => {
                bytes.push(*first);
                (bytes, others)
            }
        };
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dictionary_is_read_as_libfuzzer_reads_it() {
        let read = words("# remark\n\"a\\\\b\"\n\n\"\\x1b[0m\"\n\"say \\\"so\\\"\"\n");
        assert_eq!(read, [&b"a\\b"[..], b"\x1b[0m", b"say \"so\""]);
        assert!(words(WORDS).len() > 50);
    }
}
