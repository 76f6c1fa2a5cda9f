//! The catalogue holds everything that unloop knows, and its links lead somewhere.

#![expect(clippy::unwrap_used, reason = "a test says so when something is not as it must be")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use unloop::knowledge::signature::File;
use unloop_tests::house;

/// Every signature of the files, with its examples.
fn examples() -> BTreeMap<String, Vec<String>> {
    let files = house::files(&house::root().join("core/knowledge/logs"), "yaml");
    let entries = files.iter().flat_map(|path| {
        serde_yaml::from_str::<File>(&fs::read_to_string(path).unwrap()).unwrap().signatures
    });
    entries.map(|entry| (entry.id, entry.hits)).collect()
}

fn page() -> String {
    let examples = examples();
    unloop::catalogue().to_markdown(|id| examples.get(id).cloned().unwrap_or_default())
}

#[test]
fn every_cause_exit_code_and_signature_is_in_it() {
    let catalogue = unloop::catalogue();
    let causes: BTreeSet<&str> = catalogue.causes.iter().map(|cause| cause.id).collect();
    let wanted = house::causes();
    assert_eq!(causes, wanted.iter().map(|cause| cause.id.as_str()).collect());

    let signatures: BTreeSet<&str> = catalogue
        .technologies
        .iter()
        .flat_map(|technology| &technology.signatures)
        .map(|signature| signature.id.as_str())
        .collect();
    let examples = examples();
    assert!(examples.len() > 500, "only {} signatures were found", examples.len());
    assert_eq!(signatures, examples.keys().map(String::as_str).collect());

    for row in &catalogue.exit_codes {
        assert!(!row.source.is_empty() && !row.meaning.is_empty(), "{row:?}");
    }
    let page = page();
    for cause in &catalogue.causes {
        assert!(page.contains(&format!("\n`{}`: ", cause.id)), "{}", cause.id);
    }
    for id in examples.keys() {
        let after = page.split_once(&format!("</a>`{id}` ")).map(|(_, after)| after);
        assert!(after.is_some(), "{id} is not in the page");
        assert!(after.unwrap().lines().nth(1).unwrap().starts_with("  - `"), "{id} has no example");
    }
    let codes: BTreeMap<i64, i64> =
        catalogue.exit_codes.iter().map(|row| (row.code, row.to.unwrap_or(row.code))).collect();
    for code in -1..=255 {
        assert!(codes.range(..=code).next_back().is_some_and(|(_, last)| code <= *last), "{code}");
    }
    for row in &catalogue.exit_codes {
        let code = row.to.map_or_else(|| row.code.to_string(), |to| format!("{} to {to}", row.code));
        assert!(page.contains(&format!("\n| {code} | ")), "{code}");
    }
}

/// A text that still held a placeholder would be one that nobody can read.
#[test]
fn no_placeholder_is_left_in_the_words() {
    for cause in unloop::catalogue().causes {
        let words = serde_json::to_string(&cause).unwrap();
        for open in ["{name", "{pod", "{-n}", "{-c}", "{owner", "{host", "{line"] {
            assert!(!words.contains(open), "{}: {open}", cause.id);
        }
    }
}

#[test]
fn every_link_leads_to_a_place_in_the_page() {
    let page = page();
    let mut places: BTreeSet<String> =
        page.split("<a id=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect();
    let headings = page.lines().filter_map(|line| line.strip_prefix("## "));
    places.extend(headings.map(|heading| heading.to_lowercase().replace(' ', "-")));
    let links: Vec<&str> = page.split("](#").skip(1).map(|rest| rest.split(')').next().unwrap()).collect();
    assert!(links.len() > places.len(), "only {} links", links.len());
    for link in links {
        assert!(places.contains(link), "#{link} leads nowhere");
    }
}
