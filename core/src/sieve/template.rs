//! What is the same in the lines that one statement of a program prints.

/// Writes a line with every digit as `0`: whatever treats all digits alike says the same of both.
pub(super) fn without_digits(line: &[u8], into: &mut Vec<u8>) {
    into.clear();
    into.extend(line.iter().map(|byte| if byte.is_ascii_digit() { b'0' } else { *byte }));
}

/// Writes the letters of ids as `0` as well, in a line without digits. Says whether there were any.
pub(super) fn without_ids(line: &mut [u8]) -> bool {
    /// Shorter ones are words and numbers.
    const SHORTEST: usize = 4;
    let mut any = false;
    for word in line.split_mut(|byte| !byte.is_ascii_alphanumeric()) {
        if word.len() < SHORTEST || !word.contains(&b'0') || !word.iter().all(u8::is_ascii_hexdigit) {
            continue;
        }
        for letter in word.iter_mut().filter(|byte| **byte != b'0') {
            *letter = b'0';
            any = true;
        }
    }
    any
}

/// A number that hardly any other text has.
pub(super) fn hash(text: &[u8], seed: u64) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut hash = seed ^ text.len() as u64;
    let mut mix = |part: u64| hash = (hash.rotate_left(23) ^ part).wrapping_mul(FACTOR);
    let (parts, rest) = text.as_chunks::<8>();
    for part in parts {
        mix(u64::from_le_bytes(*part));
    }
    let mut last = [0; 8];
    last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    mix(u64::from_le_bytes(last));
    // Zero stands for none.
    (hash ^ hash >> 32).max(1)
}

#[cfg(test)]
mod tests {
    use super::{hash, without_digits, without_ids};

    fn template(line: &str) -> String {
        let mut out = Vec::new();
        without_digits(line.as_bytes(), &mut out);
        without_ids(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn lines_of_one_statement_have_one_template() {
        let lines = ["10:00:01 GET /cart 200 id=3fa85f64-5717", "23:59:59 GET /cart 404 id=01bcdef9-0a0b"];
        assert_eq!(template(lines[0]), template(lines[1]));
        assert_ne!(template("took 9 ms"), template("took 12 ms"));
        assert_eq!(template("a bad cafe, no 1d"), "a bad cafe, no 0d");
    }

    #[test]
    fn every_byte_counts() {
        let text = b"a line of some thirty bytes....";
        let whole = hash(text, 0);
        for at in 0..text.len() {
            let mut other = *text;
            other[at] ^= 1;
            assert_ne!(hash(&other, 0), whole, "{at}");
        }
        assert_ne!(hash(b"ab\0", 0), hash(b"ab", 0));
    }
}
