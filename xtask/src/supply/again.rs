//! `cargo xtask dist --check`: builds once more, from nothing and in another folder, and holds the two against each other.

use super::sums;
use crate::run::{self, Surroundings};
use crate::{Outcome, say};
use std::path::Path;
use std::{fs, io};

/// Folders with what is made, not written.
const MADE: &[&str] = &["target", "dist", "node_modules", ".git"];

/// Fails when the same source gives other bytes in another folder.
pub(crate) fn check() -> Outcome {
    let here = run::root();
    let there = run::target().join("again").join("the same source in another folder");
    let trouble = |error: io::Error| format!("{}: {error}", there.display());
    say::step(&format!("building once more, in {}", there.display()));
    match fs::remove_dir_all(&there) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(trouble(error)),
        _ => copy(&here, &there).map_err(trouble)?,
    }
    let mut cargo = Surroundings::default().command("cargo");
    cargo.current_dir(&there).env_remove("CARGO_TARGET_DIR");
    run::watched("the second build", cargo.args(["xtask", "dist"]))?;

    let [one, other] = [&here, &there].map(|root| sums::files(&root.join("dist")).map_err(trouble));
    let (one, other) = (one?, other?);
    let differing: Vec<&str> = one
        .keys()
        .chain(other.keys().filter(|name| !one.contains_key(*name)))
        .filter(|name| one.get(*name) != other.get(*name))
        .map(String::as_str)
        .collect();
    if !differing.is_empty() {
        return Err(format!(
            "not the same in both builds: {}; see {}",
            differing.join(", "),
            there.display()
        ));
    }
    say::line(&format!("{} files are the same in both builds, to the byte", one.len()));
    fs::remove_dir_all(run::target().join("again")).map_err(trouble)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (name, kind) = (entry.file_name(), entry.file_type()?);
        if MADE.iter().any(|made| name == *made) {
            continue;
        }
        if kind.is_dir() {
            copy(&entry.path(), &to.join(name))?;
        } else if kind.is_file() {
            fs::copy(entry.path(), to.join(name))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::setup::cache::Scratch;

    #[test]
    fn only_what_was_written_is_copied() {
        let scratch = Scratch::new("supply-again");
        for file in
            ["one/src/lib.rs", "one/target/debug/lib.so", "one/tests/node_modules/x/index.js", "one/.ci/run"]
        {
            fs::create_dir_all(scratch.join(file).parent().unwrap()).unwrap();
            fs::write(scratch.join(file), file).unwrap();
        }
        copy(&scratch.join("one"), &scratch.join("two")).unwrap();
        let names: Vec<String> = sums::files(&scratch.join("two")).unwrap().into_keys().collect();
        assert_eq!(names, [".ci/run", "src/lib.rs"]);
    }
}
