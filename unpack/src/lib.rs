//! Takes the texts out of what a user gives: plain files, `.gz`, `.tar`, `.tar.gz`, `.zip`, and archives within these.
//!
//! What a file is, its first bytes tell, not its name. Nothing is ever written to a disk: paths in archives are only
//! names. Every amount is bounded by a [`Budget`], so that no archive can fill the memory or run for ever.

#![warn(missing_docs)]

mod budget;
mod counted;
mod kind;
mod name;
mod text;

pub use budget::{Budget, LIMITS, Limits};

use counted::Counted;
use flate2::read::{DeflateDecoder, MultiGzDecoder};
use kind::Kind;
use rawzip::CompressionMethod;
use std::io::{self, Cursor, Read, Seek, SeekFrom};

/// What comes out of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// A text begins; this is its path.
    Begin(&'a str),
    /// The next bytes of the text, cut anywhere.
    Piece(&'a [u8]),
}

/// Takes the texts, each in pieces.
pub type Take<'a> = dyn FnMut(Part<'_>) + 'a;

/// Gives every text in a file to `take`, in the order of the archive. What is left out is noted in the budget.
pub fn unpack(path: &str, mut file: impl Read + Seek, budget: &mut Budget, take: &mut Take<'_>) {
    let path = name::clean(path);
    let opened = head(&mut file).and_then(|head| {
        let back = file.seek(SeekFrom::Start(0));
        back.map(|_| Kind::of(&head))
    });
    match opened {
        Ok(Kind::Text) => of_large_file(&path, file, budget, take),
        Ok(_) => of_stream(&path, &mut file, 0, budget, take),
        Err(error) => budget.broken(&path, &error),
    }
}

/// As [`unpack`], of what has no end to look at first: of too large a text, the beginning is read.
pub fn unpack_stream(path: &str, stream: &mut dyn Read, budget: &mut Budget, take: &mut Take<'_>) {
    let path = name::clean(path);
    match head(stream) {
        Ok(head) => {
            let kind = Kind::of(&head);
            let mut whole = Cursor::new(head).chain(stream);
            match kind {
                Kind::Text => in_pieces(&path, &mut whole, budget, take),
                _ => of_stream(&path, &mut whole.take(budget.limits.unpacked), 0, budget, take),
            }
        }
        Err(error) => budget.broken(&path, &error),
    }
}

/// A plain file. Of one that is too large the end is read: it holds the last words of the last run.
fn of_large_file(path: &str, mut file: impl Read + Seek, budget: &mut Budget, take: &mut Take<'_>) {
    let skipped = file.seek(SeekFrom::End(0)).and_then(|size| {
        let skipped = size.saturating_sub(budget.room_for_one());
        file.seek(SeekFrom::Start(skipped)).map(|_| skipped)
    });
    match skipped {
        Ok(skipped) => {
            if skipped > 0 {
                budget.cut(path, skipped);
            }
            in_pieces(path, &mut file, budget, take);
        }
        Err(error) => budget.broken(path, &error),
    }
}

/// Whatever the bytes are. `depth` says how many archives they are in.
fn of_stream(path: &str, stream: &mut dyn Read, depth: u32, budget: &mut Budget, take: &mut Take<'_>) {
    let head = match head(stream) {
        Ok(head) => head,
        Err(error) => return budget.broken(path, &error),
    };
    let kind = Kind::of(&head);
    let mut whole = Cursor::new(head).chain(stream);
    if kind.is_archive() && depth >= budget.limits.depth {
        return budget.too_deep(path);
    }
    match kind {
        Kind::Text => of_text(path, &mut whole, budget, take),
        Kind::Gzip => {
            let mut unpacked = Counted::new(MultiGzDecoder::new(whole), budget.unpacked());
            of_stream(name::without_gz(path), &mut unpacked, depth + 1, budget, take);
        }
        Kind::Tar => of_tar(path, &mut whole, depth + 1, budget, take),
        // Its table of contents stands at its end.
        Kind::Zip => match read_up_to(&mut whole, budget.room_for_whole()) {
            Ok((_, true)) => budget.too_large(path),
            Ok((bytes, false)) => of_zip(path, &bytes, depth + 1, budget, take),
            Err(error) => budget.broken(path, &error),
        },
        Kind::Other(what) => budget.unknown(path, what),
        Kind::Binary => budget.binary(path),
    }
}

/// A text that is read piece by piece, so that it may be larger than the memory.
fn in_pieces(path: &str, stream: &mut dyn Read, budget: &mut Budget, take: &mut Take<'_>) {
    let mut buffer = vec![0; PIECE];
    let mut begun = false;
    loop {
        let read = match fill(stream, &mut buffer) {
            Ok(read) => read,
            Err(error) => return budget.broken(path, &error),
        };
        let mut piece = buffer.get(..read).unwrap_or_default();
        if !begun {
            if text::is_utf16(piece) {
                return of_text(path, &mut Cursor::new(piece).chain(stream), budget, take);
            }
            if !budget.may_take(path) {
                return;
            }
            take(Part::Begin(path));
            begun = true;
        }
        let room = usize::try_from(budget.room_for_one()).unwrap_or(usize::MAX);
        if piece.len() > room {
            budget.unended(path);
            piece = piece.get(..room).unwrap_or_default();
        }
        take(Part::Piece(piece));
        budget.took(piece.len());
        if read < PIECE || budget.room_for_one() == 0 {
            return;
        }
    }
}

/// The size of a piece, in bytes.
const PIECE: usize = 1 << 18;

/// Reads until the buffer is full or nothing is left.
fn fill(stream: &mut dyn Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut full = 0;
    while let Some(rest) = buffer.get_mut(full..).filter(|rest| !rest.is_empty()) {
        match stream.read(rest) {
            Ok(0) => break,
            Ok(read) => full += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(full)
}

fn of_text(path: &str, stream: &mut dyn Read, budget: &mut Budget, take: &mut Take<'_>) {
    if !budget.may_take(path) {
        return;
    }
    let (bytes, more) = match read_up_to(stream, budget.room_for_whole()) {
        Ok(read) => read,
        Err(error) => return budget.broken(path, &error),
    };
    if more {
        return budget.too_large(path);
    }
    let text = text::utf8(&bytes);
    budget.took(text.len());
    take(Part::Begin(path));
    take(Part::Piece(&text));
}

fn of_tar(path: &str, stream: &mut dyn Read, depth: u32, budget: &mut Budget, take: &mut Take<'_>) {
    let mut archive = tar::Archive::new(stream);
    let entries = match archive.entries() {
        Ok(entries) => entries,
        Err(error) => return budget.broken(path, &error),
    };
    for entry in entries {
        let mut entry = match entry {
            Ok(entry) => entry,
            // What follows cannot be found any more.
            Err(error) => return budget.broken(path, &error),
        };
        if !budget.may_open(path) {
            return;
        }
        if entry.header().entry_type().is_file() {
            let inner = name::within(path, &String::from_utf8_lossy(&entry.path_bytes()));
            of_stream(&inner, &mut entry, depth, budget, take);
        }
    }
}

fn of_zip(path: &str, bytes: &[u8], depth: u32, budget: &mut Budget, take: &mut Take<'_>) {
    let archive = match rawzip::ZipArchive::from_slice(bytes) {
        Ok(archive) => archive,
        Err(error) => return budget.broken(path, &io::Error::other(error)),
    };
    let mut entries = archive.entries();
    loop {
        let entry = match entries.next_entry() {
            Ok(Some(entry)) => entry,
            Ok(None) => return,
            Err(error) => return budget.broken(path, &io::Error::other(error)),
        };
        if !budget.may_open(path) {
            return;
        }
        if entry.is_dir() || entry.mode().is_symlink() {
            continue;
        }
        let inner = name::within(path, &String::from_utf8_lossy(entry.file_path().as_ref()));
        if entry.flags().is_encrypted() {
            budget.locked(&inner);
            continue;
        }
        let data = match archive.get_entry(entry.wayfinder()) {
            Ok(found) => found.data(),
            Err(error) => {
                budget.broken(&inner, &io::Error::other(error));
                continue;
            }
        };
        let left = budget.unpacked();
        match entry.compression_method() {
            CompressionMethod::STORE => of_stream(&inner, &mut Counted::new(data, left), depth, budget, take),
            CompressionMethod::DEFLATE => {
                let mut unpacked = Counted::new(DeflateDecoder::new(data), left);
                of_stream(&inner, &mut unpacked, depth, budget, take);
            }
            _ => budget.unknown(&inner, "packed in an unusual way"),
        }
    }
}

/// The first bytes, as many as tell what it is.
fn head(stream: &mut (impl Read + ?Sized)) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    stream.take(kind::TELLING).read_to_end(&mut head)?;
    Ok(head)
}

/// What a stream holds, but not more than `most` bytes; and whether there would have been more.
fn read_up_to(stream: &mut dyn Read, most: u64) -> io::Result<(Vec<u8>, bool)> {
    let mut bytes = Vec::new();
    stream.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    let more = bytes.len() as u64 > most;
    Ok((bytes, more))
}
