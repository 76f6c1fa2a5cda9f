//! The examples say at their top what they print, and print just that.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test says so when something is not as it must be")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn every_example_prints_what_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut shown = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let source = fs::read_to_string(&path).unwrap();
        let Some(said) = block(&source) else {
            assert!(source.starts_with("//! Writes "), "{} does not say what it prints", path.display());
            continue;
        };
        let name = path.file_stem().unwrap().to_str().unwrap();
        let output = Command::new(built(name)).output().unwrap();
        assert!(output.status.success(), "{name}: {output:?}");
        let printed = String::from_utf8(output.stdout).unwrap();
        assert_eq!(printed, said, "{name} prints:\n{printed}");
        shown += 1;
    }
    assert!(shown > 0);
}

/// What stands between the fences of its first comment.
fn block(source: &str) -> Option<String> {
    let comment = source.lines().map_while(|line| line.strip_prefix("//!"));
    let mut lines = comment.skip_while(|line| *line != " ```text").skip(1).peekable();
    lines.peek()?;
    let inside = lines.take_while(|line| *line != " ```");
    Some(inside.map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line))).collect())
}

/// Where cargo puts an example: beside the folder of this test.
fn built(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let target = test.parent().and_then(Path::parent).unwrap();
    let program = target.join("examples").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    if !program.is_file() {
        panic!(
            "{} is not there: `cargo test -p unloop` builds the examples, `--test` does not",
            program.display()
        );
    }
    program
}
