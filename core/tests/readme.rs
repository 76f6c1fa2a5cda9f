//! What the README shows is what happens.

#![expect(clippy::unwrap_used, reason = "a test says so when something is not as it must be")]

use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap()
}

/// The fenced blocks of a Markdown text in this language.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    text.split(&fence).skip(1).filter_map(|rest| Some(rest.split_once("```")?.0.to_owned())).collect()
}

#[cfg(unix)]
#[test]
fn the_first_command_prints_what_stands_below_it() {
    let readme = read("README.md");
    let [command] = &blocks(&readme, "console")[..] else { panic!("one command is shown") };
    let [shown] = &blocks(&readme, "text")[..] else { panic!("one answer is shown") };
    let script = command.strip_prefix("$ ").unwrap();
    let folder = Path::new(env!("CARGO_BIN_EXE_unloop")).parent().unwrap();
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap());
    let output = std::process::Command::new("sh").args(["-c", script]).env("PATH", path).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let printed = String::from_utf8(output.stdout).unwrap();
    let mut lines = printed.lines();
    for line in shown.lines().filter(|line| !line.is_empty()) {
        assert!(lines.any(|printed| printed == line), "{line:?} is not printed there:\n{printed}");
    }
}

#[test]
fn what_the_readme_borrows_is_tried_where_it_comes_from() {
    let readme = read("README.md");
    for (language, from) in [("js", "core/npm/README.md"), ("html", "docs/embedding.md")] {
        let [borrowed] = &blocks(&readme, language)[..] else { panic!("one piece of {language} is shown") };
        assert!(blocks(&read(from), language).contains(borrowed), "{from} does not hold:\n{borrowed}");
    }
}

#[cfg(unix)]
#[test]
fn every_file_that_the_readme_names_is_there() {
    let readme = read("README.md");
    let links = readme.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0));
    for link in links.filter(|link| !link.starts_with("http")) {
        assert!(root().join(link).exists(), "{link}");
    }
}
