//! The hashes of everything in `dist`: to check a download with, and to name a file in a page that loads it.

use crate::Outcome;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256, Sha384};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

/// What `sha256sum --check` reads.
pub(crate) const SUMS: &str = "SHA256SUMS";
/// For each file, what the attribute `integrity` of an element takes that loads it.
pub(crate) const INTEGRITY: &str = "integrity.json";

/// Writes both lists into a folder that is otherwise complete.
pub(crate) fn write(dist: &Path) -> Outcome {
    let failed = |error: io::Error| format!("{}: {error}", dist.display());
    for list in [SUMS, INTEGRITY] {
        match fs::remove_file(dist.join(list)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
            _ => {}
        }
    }
    let files = files(dist).map_err(failed)?;
    let integrity: BTreeMap<&String, String> = files
        .iter()
        .map(|(name, bytes)| (name, format!("sha384-{}", BASE64.encode(Sha384::digest(bytes)))))
        .collect();
    let integrity = serde_json::to_string_pretty(&integrity).map_err(|error| error.to_string())? + "\n";
    let mut sums = String::new();
    for (name, bytes) in &files {
        let _ = writeln!(sums, "{}  {name}", hex(bytes));
    }
    let _ = writeln!(sums, "{}  {INTEGRITY}", hex(integrity.as_bytes()));
    fs::write(dist.join(INTEGRITY), integrity).map_err(failed)?;
    fs::write(dist.join(SUMS), sums).map_err(failed)
}

/// The SHA-256 of some bytes, as people write it.
pub(crate) fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Every file below a folder, by its name from there, with `/` on every system.
pub(crate) fn files(folder: &Path) -> io::Result<BTreeMap<String, Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut open = vec![(folder.to_owned(), String::new())];
    while let Some((folder, before)) = open.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = format!("{before}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                open.push((entry.path(), format!("{name}/")));
            } else {
                found.insert(name, fs::read(entry.path())?);
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::setup::cache::Scratch;

    #[test]
    fn every_file_is_listed_also_when_the_lists_are_made_again() {
        let scratch = Scratch::new("supply-sums");
        fs::create_dir_all(scratch.join("site")).unwrap();
        fs::write(scratch.join("site/page.html"), "<p>page</p>").unwrap();
        fs::write(scratch.join("empty"), "").unwrap();
        write(&scratch).unwrap();
        write(&scratch).unwrap();
        let sums = fs::read_to_string(scratch.join(SUMS)).unwrap();
        let listed: Vec<(&str, &str)> = sums.lines().filter_map(|line| line.split_once("  ")).collect();
        let names: Vec<&str> = listed.iter().map(|(_, name)| *name).collect();
        assert_eq!(names, ["empty", "site/page.html", INTEGRITY]);
        for (hash, name) in listed {
            assert_eq!(hash, hex(&fs::read(scratch.join(name)).unwrap()), "{name}");
        }
        // What is known of nothing at all.
        assert!(
            sums.starts_with("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  empty\n")
        );
        let integrity = fs::read_to_string(scratch.join(INTEGRITY)).unwrap();
        assert!(integrity.contains(
            "\"empty\": \"sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb\""
        ));
    }
}
