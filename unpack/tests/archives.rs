//! What comes out of archives, and what does not.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says so when something is not as it must be"
)]

mod packed;

use packed::{gz, tar, zip};
use std::io::Cursor;
use unloop_unpack::{Budget, LIMITS, Limits, Part, unpack, unpack_stream};

fn collect(part: Part<'_>, texts: &mut Vec<(String, Vec<u8>)>) {
    match part {
        Part::Begin(path) => texts.push((path.to_owned(), Vec::new())),
        Part::Piece(bytes) => texts.last_mut().unwrap().1.extend_from_slice(bytes),
    }
}

fn as_text(texts: Vec<(String, Vec<u8>)>) -> Vec<(String, String)> {
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    texts.into_iter().map(|(path, bytes)| (path, text(bytes))).collect()
}

/// Each text that comes out, with its path; then what is said of the rest.
fn out_of(path: &str, bytes: &[u8], limits: Limits) -> (Vec<(String, String)>, Vec<String>) {
    let mut budget = Budget::new(limits);
    let mut texts = Vec::new();
    unpack(path, Cursor::new(bytes), &mut budget, &mut |part| collect(part, &mut texts));
    (as_text(texts), budget.left_out())
}

#[track_caller]
fn check(path: &str, bytes: &[u8], expected: &[(&str, &str)]) {
    let (texts, left_out) = out_of(path, bytes, LIMITS);
    let texts: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (&**path, &**text)).collect();
    assert_eq!(texts, expected);
    assert_eq!(left_out, Vec::<String>::new());
}

const FILES: [(&str, &[u8]); 2] = [("a/describe.txt", b"Name: a\n"), ("a/web.log", b"FATAL\n")];

#[test]
fn every_kind_of_archive_is_opened_whatever_it_is_called() {
    let inside = [("b/a/describe.txt", "Name: a\n"), ("b/a/web.log", "FATAL\n")];
    check("b", b"plain", &[("b", "plain")]);
    check("b", b"", &[("b", "")]);
    check("b", &tar(&FILES), &inside);
    check("b", &zip(&FILES), &inside);
    check("b.gz", &gz(&tar(&FILES)), &inside);
    check("web.log.gz", &gz(b"FATAL\n"), &[("web.log", "FATAL\n")]);
    check("two.gz", &[gz(b"one "), gz(b"two")].concat(), &[("two", "one two")]);
}

#[test]
fn archives_within_archives_are_opened() {
    let inner = gz(b"FATAL\n");
    check("b.zip", &zip(&[("old/web.log.1.gz", &inner)]), &[("b.zip/old/web.log.1", "FATAL\n")]);
    let inner = zip(&FILES[..1]);
    check("b.tgz", &gz(&tar(&[("x.zip", &inner)])), &[("b.tgz/x.zip/a/describe.txt", "Name: a\n")]);
}

#[test]
fn paths_lead_nowhere() {
    let files: [(&str, &[u8]); 2] = [("../../etc/passwd", b"x"), ("/root/.kube/config", b"y")];
    let inside = [("b/etc/passwd", "x"), ("b/root/.kube/config", "y")];
    check("../b", &tar(&files), &inside);
    let mut link = tar::Header::new_gnu();
    link.set_entry_type(tar::EntryType::Symlink);
    link.set_size(0);
    let mut packed = tar::Builder::new(Vec::new());
    packed.append_link(&mut link, "web.log", "/etc/passwd").unwrap();
    check("b", &packed.into_inner().unwrap(), &[]);
}

#[track_caller]
fn refused(bytes: &[u8], limits: Limits, texts: usize, words: &str) {
    let (taken, left_out) = out_of("b", bytes, limits);
    assert_eq!(taken.len(), texts, "{left_out:?}");
    assert!(left_out.iter().any(|sentence| sentence.contains(words)), "{words:?} in {left_out:?}");
}

#[test]
fn what_is_left_out_is_said() {
    refused(b"\x7fELF\0\0", LIMITS, 0, "b (no text)");
    refused(b"\xfd7zXZ\0rest", LIMITS, 0, "b (an xz archive: unpack it first)");
    let packed = gz(&b"text".repeat(1000));
    refused(&packed[..packed.len() - 9], LIMITS, 0, "Not read to its end: b");
    refused(b"PK\x03\x04 not really", LIMITS, 0, "Not read to its end: b");
    let mut three = tar(&FILES);
    three.truncate(1024 + 600);
    refused(&three, LIMITS, 2, "Not read to its end: b");
}

#[test]
fn no_archive_can_fill_the_memory() {
    let small = Limits { bytes: 10_000, whole: 10_000, unpacked: 100_000, entries: 5, depth: 3 };
    let bomb = gz(&vec![b' '; 5_000_000]);
    assert!(bomb.len() < 10_000);
    refused(&bomb, small, 0, "MiB of text");
    let zeros = gz(&vec![0; 5_000_000]);
    refused(&tar(&[("a", &zeros), ("b", b"text")]), small, 1, "a (no text)");
    refused(&zip(&[("a", &vec![b' '; 5_000_000])]), small, 0, "MiB of text");
    refused(&zip(&[("a", &zeros), ("b", b"text")]), small, 1, "a (no text)");
    // What is skipped within a packed archive costs time all the same.
    refused(&gz(&tar(&[("a", &vec![0; 5_000_000]), ("b", b"text")])), small, 0, "too much in them");
    let many: Vec<(String, &[u8])> = (0..9).map(|number| (number.to_string(), &b"x"[..])).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(path, bytes)| (&**path, *bytes)).collect();
    refused(&tar(&many), small, 5, "more than 5 files");
    refused(&zip(&many), small, 5, "more than 5 files");
    refused(&gz(&gz(&gz(&gz(b"deep")))), small, 0, "too many others");
}

#[test]
fn of_a_large_file_the_end_is_read() {
    let small = Limits { bytes: 10, ..LIMITS };
    let (texts, left_out) = out_of("web.log", b"first words, last words", small);
    assert_eq!(texts, [("web.log".to_owned(), "last words".to_owned())]);
    assert!(left_out[0].starts_with("Only the end of web.log was read"), "{left_out:?}");
}

#[test]
fn of_a_stream_the_beginning_is_read() {
    let large = "größer ".repeat(100_000);
    for (bytes, text, said) in [
        (large.as_bytes().to_vec(), large.as_str(), 0),
        (gz(b"packed"), "packed", 0),
        ([0xff, 0xfe, b'w', 0].to_vec(), "w", 0),
        ([large.as_bytes(), b"more"].concat(), large.as_str(), 1),
    ] {
        let mut budget = Budget::new(Limits { bytes: large.len() as u64, ..LIMITS });
        let mut texts = Vec::new();
        unpack_stream("", &mut Cursor::new(bytes), &mut budget, &mut |part| collect(part, &mut texts));
        assert!(as_text(texts)[0].1 == text);
        assert_eq!(budget.left_out().len(), said);
    }
}

#[test]
fn any_bytes_end_well() {
    let archives = [gz(&tar(&FILES)), tar(&FILES), zip(&FILES)];
    for archive in archives {
        for at in 0..archive.len() {
            let mut broken = archive.clone();
            broken[at] ^= 0x55;
            out_of("b", &broken, LIMITS);
            out_of("b", &archive[..at], LIMITS);
        }
    }
}
