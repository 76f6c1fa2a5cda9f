//! Every signature hits the lines it says it hits and misses those it says it misses.

use regex_automata::meta;
use regex_automata::util::syntax;
use std::fmt::Write as _;
use std::fs;
use unloop::knowledge::signature;

#[test]
fn examples_hold() {
    let mut wrong = String::new();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/knowledge/logs");
    let mut count = 0;
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let file: signature::File = serde_yaml::from_str(&fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for entry in file.signatures {
            count += 1;
            let patterns: Vec<_> = entry
                .patterns
                .as_slice()
                .iter()
                .chain(&entry.near)
                .map(|pattern| {
                    meta::Regex::builder()
                        .syntax(syntax::Config::new().unicode(false).utf8(false))
                        .build(pattern)
                        .unwrap_or_else(|error| panic!("{}: {error}", entry.id))
                })
                .collect();
            let lines_match = |text: &str| {
                patterns[..entry.patterns.as_slice().len()]
                    .iter()
                    .any(|pattern| text.lines().any(|line| pattern.is_match(line)))
                    && (entry.near.is_none()
                        || text.lines().any(|line| patterns.last().unwrap().is_match(line)))
            };
            for hit in entry.hits.iter().filter(|hit| !lines_match(hit)) {
                writeln!(wrong, "{} should hit   {hit}", entry.id).unwrap();
            }
            for miss in entry.misses.iter().filter(|miss| lines_match(miss)) {
                writeln!(wrong, "{} should miss  {miss}", entry.id).unwrap();
            }
        }
    }
    assert!(count > 0);
    assert!(wrong.is_empty(), "\n{wrong}");
}
