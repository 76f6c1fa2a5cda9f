//! A rule file is refused in words, or every paste gets a sound answer with it.

use super::{CUT, Target, parts, text};
use crate::{house, sound};
use std::fs;
use unloop::{Rules, diagnose_with};

pub(super) const TARGET: Target = Target { name: "rules", try_with, seeds };

fn try_with(bytes: &[u8]) {
    let parts = parts(bytes);
    let [file, paste @ ..] = parts.as_slice() else { return };
    let paste = text(&paste.concat());
    match Rules::parse(&text(file), "rules.yaml") {
        Ok(rules) => sound::check(&paste, &diagnose_with(&paste, &rules)),
        Err(error) => {
            let said = error.to_string();
            assert!(!error.problem.is_empty() && said.contains("rules.yaml"), "{said}");
        }
    }
}

/// The examples of the documentation, each with the lines it is about.
fn seeds() -> Vec<Vec<u8>> {
    let guide = fs::read_to_string(house::root().join("docs/rules.md")).unwrap();
    let mut files: Vec<String> = guide
        .split("```yaml\n")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once("```")?.0.to_owned()))
        .collect();
    files.push(
        "technology: Shop\nsignatures:\n- id: shop/shelf\n  cause: config/missing-env\n  match: ['shelf (?<name>[A-Z_]+)', 'no (?<port>\\d{1,5})']\n  \
         strength: strong\n  why: says so\n  hits: [shelf SHOP_DSN, no 80]\n  misses: [shelf, no port]\n"
            .to_owned(),
    );
    files.push("technology: A\nx: &x [b, b]\ncauses: []\nsignatures: [*x, *x]\n".to_owned());
    let log = b"2026-11-19T10:11:41Z FATAL ledger q3 is closed\nshelf SHOP_DSN: no 80\n";
    files.iter().map(|file| [file.as_bytes(), &[CUT], log].concat()).collect()
}
