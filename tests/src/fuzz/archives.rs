//! An archive gives texts with harmless names within its bounds, or words about what is wrong with it.

#[path = "../../../unpack/tests/packed/mod.rs"]
mod packed;

use super::Target;
use crate::sound;
use flate2::{Compression, write::ZlibEncoder};
use packed::{gz, tar, zip};
use std::io::{Cursor, Write};
use unloop_unpack::{Budget, Limits, Part, unpack};

pub(super) const TARGET: Target = Target { name: "archives", try_with, seeds };

const LIMITS: Limits = Limits { bytes: 1 << 16, whole: 1 << 15, unpacked: 1 << 18, entries: 50, depth: 4 };
/// UTF-16 grows at most so much when it is read as UTF-8.
const GROWTH: u64 = 2;

fn try_with(bytes: &[u8]) {
    let mut budget = Budget::new(LIMITS);
    let (mut texts, mut size) = (0, 0);
    unpack("given/bundle", Cursor::new(bytes), &mut budget, &mut |part| {
        let name = match part {
            Part::Begin(name) => name,
            Part::Piece(text) => return size += text.len() as u64,
        };
        texts += 1;
        let leads = name.split('/').any(|part| matches!(part, "" | "." | ".."));
        assert!(!leads && !name.contains(['\\', '\0']) && !name.contains(sound::steers), "{name:?}");
    });
    assert!(size <= LIMITS.bytes * GROWTH, "{size} bytes came out");
    assert!(texts <= LIMITS.entries + 1, "{texts} texts came out");
    for sentence in budget.left_out() {
        assert!(sentence.ends_with('.') && !sentence.contains(char::is_control), "{sentence:?}");
    }
}

fn seeds() -> Vec<Vec<u8>> {
    let files: &[(&str, &[u8])] = &[
        ("pods/shop/web-0.log", b"FATAL environment variable SHOP_DSN is not set\n"),
        ("../../etc/passwd", b"root:x:0:0\n"),
        ("notes.txt", b"\xff\xfea\0b\0\n\0"),
        ("a.bin", b"\0\0\0\0"),
    ];
    let (tarred, zipped) = (tar(files), zip(files));
    let mut seeds = vec![
        b"plain text\n".to_vec(),
        gz(b"plain text\n"),
        gz(&tarred),
        gz(&gz(&gz(&gz(&gz(b"deep"))))),
        zip(&[("inner.zip", &zipped), ("inner.tar.gz", &gz(&tarred))]),
        tar(&[("inner.zip", &zipped), ("long", &vec![b'x'; 2000])]),
        zlib(b"neither gzip nor text"),
        gz(&vec![b'a'; 1 << 19]),
    ];
    seeds.extend([tarred, zipped]);
    seeds
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}
