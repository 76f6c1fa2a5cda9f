//! Where the parts of the project lie.

use std::fs;
use std::path::{Path, PathBuf};

/// A cause as it lies in the engine's folders.
#[derive(Clone, Debug)]
pub struct Cause {
    /// `family/name`, as the folders say it.
    pub id: String,
    /// The file of its reasoning.
    pub code: PathBuf,
    /// The file of its words.
    pub words: PathBuf,
}

/// The folder in which the project lies.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every file below a folder that ends in `.` and `extension`, in order.
pub fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            if !path.ends_with("target") && !path.ends_with("node_modules") {
                found.extend(files(&path, extension));
            }
        } else if path.extension().is_some_and(|found| found == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Every cause of the engine: one file of reasoning below `weigh/<family>/` each.
pub fn causes() -> Vec<Cause> {
    let weigh = root().join("core/src/weigh");
    let mut found = Vec::new();
    for code in files(&weigh, "rs") {
        let name = |path: &Path| path.file_stem().unwrap().to_str().unwrap().replace('_', "-");
        let family = code.parent().unwrap();
        let text = fs::read_to_string(&code).unwrap();
        if family != weigh && text.contains("static CAUSE: Cause") {
            let id = format!("{}/{}", name(family), name(&code));
            found.push(Cause { id, words: code.with_extension("yaml"), code });
        }
    }
    found
}
