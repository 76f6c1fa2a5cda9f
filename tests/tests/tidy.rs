//! House rules that no compiler sees.

#![expect(clippy::unwrap_used, reason = "a test says so when something is not as it must be")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use unloop_tests::house;

/// The stages of the engine, in the order in which data goes through them.
const STAGES: [&str; 7] = ["text", "split", "read", "model", "weigh", "advise", "report"];
/// What stands before them: it asks them what a line is worth, and none of them knows of it.
const FRONT: &str = "sieve";
/// Longer files hold more than one idea. The tests at their end do not count.
const LONGEST: usize = 550;

fn sources() -> Vec<PathBuf> {
    ["core", "web", "tests", "xtask"]
        .iter()
        .flat_map(|member| house::files(&house::root().join(member), "rs"))
        .collect()
}

/// The files of a stage: `core/src/<stage>.rs` and everything below `core/src/<stage>/`.
fn stage(name: &str) -> Vec<PathBuf> {
    let source = house::root().join("core/src");
    let mut files = vec![source.join(format!("{name}.rs"))];
    if source.join(name).is_dir() {
        files.extend(house::files(&source.join(name), "rs"));
    }
    files
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

/// Fails with every line of `wrong`.
fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// Data goes one way: a stage may use those before it, never one after it.
#[test]
fn no_stage_looks_ahead() {
    let mut wrong = Vec::new();
    for (place, name) in STAGES.iter().enumerate() {
        for file in stage(name) {
            // What a test at the end of a file does with later stages is its own affair.
            let code = read(&file);
            let code = code.split("#[cfg(test)]").next().unwrap_or_default();
            for later in STAGES[place + 1..].iter().chain([&FRONT]) {
                let uses = |what: &str| {
                    code.lines().any(|line| {
                        !line.trim_start().starts_with("//")
                            && line.contains(what)
                            && !line.contains(&format!("{what}_"))
                    })
                };
                if uses(&format!("crate::{later}::")) || uses(&format!("crate::{later};")) {
                    wrong.push(format!("{} uses the later stage `{later}`", file.display()));
                }
            }
        }
    }
    none(&wrong);
}

#[test]
fn every_stage_is_there() {
    for name in STAGES {
        assert!(stage(name)[0].exists(), "{name}");
    }
}

/// The first line of a file says what it is.
#[test]
fn every_file_says_what_it_is() {
    let silent = |path: &PathBuf| !read(path).starts_with("//! ");
    let wrong: Vec<_> =
        sources().iter().filter(|path| silent(path)).map(|path| path.display().to_string()).collect();
    none(&wrong);
}

/// A file without a `mod` line is never compiled: nobody would notice that it does nothing.
#[test]
fn every_file_belongs_to_the_program() {
    let mut wrong = Vec::new();
    for member in ["core", "web", "tests", "xtask"] {
        let source = house::root().join(member).join("src");
        let files = house::files(&source, "rs");
        let named: BTreeSet<PathBuf> = files.iter().flat_map(|file| modules(file)).collect();
        for file in &files {
            let is_root = file.parent() == Some(&source)
                && ["lib", "main"].iter().any(|root| file.ends_with(format!("{root}.rs")))
                || file.parent() == Some(&source.join("bin"))
                || file.ends_with("main.rs")
                    && file.parent().and_then(Path::parent) == Some(&source.join("bin"));
            if !is_root && !named.contains(file) {
                wrong.push(format!("{}: no `mod` line leads to it", file.display()));
            }
        }
    }
    none(&wrong);
}

/// The files that the `mod` lines of a file name.
fn modules(file: &Path) -> Vec<PathBuf> {
    let stem = file.file_stem().unwrap();
    let is_root = ["lib", "main", "mod"].iter().any(|root| stem == *root);
    let folder = if is_root { file.parent().unwrap().to_owned() } else { file.with_extension("") };
    let code = read(file);
    let name = |line: &str| {
        let line = line.trim();
        let line =
            line.strip_prefix("pub(crate) ").or_else(|| line.strip_prefix("pub(super) ")).unwrap_or(line);
        let line = line.strip_prefix("pub ").unwrap_or(line);
        Some(line.strip_prefix("mod ")?.strip_suffix(';')?.to_owned())
    };
    let mut found = Vec::new();
    for module in code.lines().filter_map(name) {
        found.push(folder.join(format!("{module}.rs")));
        found.push(folder.join(&module).join("mod.rs"));
    }
    found
}

/// The page speaks in one file a language: a view holds no sentence of its own.
#[test]
fn what_the_page_says_stands_in_one_place() {
    let mut wrong = Vec::new();
    for file in house::files(&house::root().join("web/src/view"), "rs") {
        let code = read(&file);
        let code = code.split("#[cfg(test)]").next().unwrap_or_default();
        for (number, line) in code.lines().enumerate() {
            if says_something(line) {
                wrong.push(format!("{}:{}: {}", file.display(), number + 1, line.trim()));
            }
        }
    }
    none(&wrong);
}

/// Whether a line of a view shows a text of its own: `{ "..." }`, or an attribute that is read out. A single word in
/// lower case is the name of a class.
fn says_something(line: &str) -> bool {
    let is_comment = line.trim_start().starts_with("//");
    let starts = ["{ \"", "aria-label=\"", "title=\"", "placeholder=\"", "placeholder={\""];
    let text = starts.iter().find_map(|start| line.split_once(start)).map_or("", |(_, text)| text);
    let text = text.split('"').next().unwrap_or_default();
    let is_sentence = text.trim().contains(' ') || text.starts_with(char::is_uppercase);
    !is_comment && is_sentence && text.chars().filter(|c| c.is_alphabetic()).count() > 1
}

#[test]
fn files_stay_short() {
    let long = |path: &PathBuf| {
        let code = read(path);
        (code.lines().take_while(|line| *line != "#[cfg(test)]").count(), path.clone())
    };
    let wrong: Vec<_> = house::files(&house::root().join("core/src"), "rs")
        .iter()
        .map(long)
        .filter(|(lines, _)| *lines > LONGEST)
        .map(|(lines, path)| format!("{}: {lines} lines", path.display()))
        .collect();
    none(&wrong);
}

/// A cause has its words beside its reasoning, is named after its file, and stands in the list of its family.
#[test]
fn every_cause_is_whole() {
    let causes = house::causes();
    assert!(causes.len() >= 40, "only {} causes were found", causes.len());
    let mut wrong = Vec::new();
    for cause in causes {
        if !read(&cause.code).contains(&format!("id: \"{}\"", cause.id)) {
            wrong.push(format!("{} does not hold the id {}", cause.code.display(), cause.id));
        }
        if !cause.words.exists() {
            wrong.push(format!("{} has no words", cause.id));
        }
        let list = read(&cause.code.parent().unwrap().with_extension("rs"));
        let module = cause.code.file_stem().unwrap().to_str().unwrap();
        if !list.contains(&format!("&{module}::CAUSE")) {
            wrong.push(format!("{} is not in the list of its family", cause.id));
        }
    }
    none(&wrong);
}

/// Words without a cause are words that nobody reads.
#[test]
fn words_belong_to_a_cause() {
    let words = house::files(&house::root().join("core/src/weigh"), "yaml");
    let lonely = words.iter().filter(|words| !words.with_extension("rs").exists());
    none(&lonely.map(|words| words.display().to_string()).collect::<Vec<_>>());
}
