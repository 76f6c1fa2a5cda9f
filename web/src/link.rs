//! What stands behind the `#` of a link: a version, how it is packed, and the packed paste in letters.
//!
//! `#v1.dr.` is followed by base64url of the paste, packed as raw deflate.

/// A link may not unpack to more bytes than this.
pub(crate) const MOST: usize = 4_000_000;
/// A link of more letters than this is not offered.
pub(crate) const LONGEST: usize = 60_000;
/// A link of more letters than this comes with a warning.
pub(crate) const LONG: usize = 8_000;

const BEFORE: &str = "#v1.dr.";
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Why a link cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    Damaged,
    /// A later version wrote it.
    Newer,
}

/// What came of the link that opened the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Opened {
    Paste(String),
    Refused(Refused),
    /// It unpacks to more than [`MOST`].
    TooLarge,
}

/// The fragment that holds a packed paste, with its `#`.
pub(crate) fn fragment(packed: &[u8]) -> String {
    let mut fragment = BEFORE.to_owned();
    for chunk in packed.chunks(3) {
        let three =
            chunk.iter().fold(0_u32, |all, byte| all << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..=chunk.len() {
            let letter = (three >> (18 - 6 * place) & 63) as usize;
            fragment.extend(LETTERS.get(letter).copied().map(char::from));
        }
    }
    fragment
}

/// The packed paste of a fragment; none if it is no link of ours.
pub(crate) fn read(fragment: &str) -> Option<Result<Vec<u8>, Refused>> {
    if let Some(letters) = fragment.strip_prefix(BEFORE) {
        return Some(bytes(letters).ok_or(Refused::Damaged));
    }
    let version = fragment.strip_prefix("#v")?.split_once('.')?.0;
    version.bytes().all(|byte| byte.is_ascii_digit()).then_some(Err(Refused::Newer))
}

fn bytes(letters: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(letters.len() * 3 / 4);
    for chunk in letters.as_bytes().chunks(4) {
        let mut four = 0_u32;
        for letter in chunk {
            let value = LETTERS.iter().position(|known| known == letter)?;
            four = four << 6 | u32::try_from(value).ok()?;
        }
        four <<= 6 * (4 - chunk.len());
        let [_, whole @ ..] = four.to_be_bytes();
        bytes.extend(whole.get(..(chunk.len() * 3 / 4))?);
    }
    (letters.len() % 4 != 1 && !letters.is_empty()).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for length in 1..70_usize {
            let packed: Vec<u8> = (0..length).map(|at| (at * 89 % 256) as u8).collect();
            let fragment = fragment(&packed);
            assert!(
                fragment.bytes().all(|letter| letter.is_ascii_alphanumeric() || b"#.-_".contains(&letter))
            );
            assert_eq!(read(&fragment), Some(Ok(packed)));
        }
        assert_eq!(fragment(b"\xfb\xff\xbfhi"), "#v1.dr.-_-_aGk", "as RFC 4648 has it");
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_the_reason() {
        assert_eq!(read("#v1.dr.a!c"), Some(Err(Refused::Damaged)));
        assert_eq!(read("#v1.dr.abcde"), Some(Err(Refused::Damaged)));
        assert_eq!(read("#v1.dr."), Some(Err(Refused::Damaged)));
        assert_eq!(read("#v2.br.abcd"), Some(Err(Refused::Newer)));
        assert_eq!(
            read("#v1.xz.abcd"),
            Some(Err(Refused::Newer)),
            "packed in a way that this version does not know"
        );
        for foreign in ["", "#paste", "#evidence-0-0", "#view.x"] {
            assert_eq!(read(foreign), None, "{foreign}");
        }
    }
}
