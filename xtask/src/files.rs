//! Files, with errors that say which one it is about.

use crate::Outcome;
use flate2::{Compression, GzBuilder};
use std::fmt::Display;
use std::fs;
use std::io::Write as _;
use std::path::Path;

pub(crate) fn text(file: &Path) -> Outcome<String> {
    fs::read_to_string(file).map_err(|error| about(file, &error))
}

pub(crate) fn bytes(file: &Path) -> Outcome<Vec<u8>> {
    fs::read(file).map_err(|error| about(file, &error))
}

pub(crate) fn write(file: &Path, content: impl AsRef<[u8]>) -> Outcome {
    fs::write(file, content).map_err(|error| about(file, &error))
}

pub(crate) fn copy(from: &Path, to: &Path) -> Outcome {
    fs::copy(from, to).map(drop).map_err(|error| about(from, &error))
}

/// Makes a folder, and those that it lies in, unless it is there.
pub(crate) fn folder(folder: &Path) -> Outcome {
    fs::create_dir_all(folder).map_err(|error| about(folder, &error))
}

/// What went wrong with a file.
pub(crate) fn about(file: &Path, error: &dyn Display) -> String {
    format!("{}: {error}", file.display())
}

/// The same bytes for the same content: no time, no name.
pub(crate) fn gzipped(bytes: &[u8]) -> Outcome<Vec<u8>> {
    let mut gzip = GzBuilder::new().write(Vec::new(), Compression::best());
    gzip.write_all(bytes).and_then(|()| gzip.finish()).map_err(|error| format!("compressing: {error}"))
}
