//! Finds the values in a paste that should not be shared: passwords, tokens, keys.
//!
//! A value is told by the name of its setting (`DB_PASSWORD=…`), by its own shape (`ghp_…`, a JWT, a private
//! key), or by where it stands (a URL, a header, the data of a Secret). What only speaks about a secret is
//! none: references, placeholders, paths, messages. The time is linear in the length of the paste.

mod block;
mod name;
mod setting;
mod shape;
mod value;

use crate::diagnosis::Secret;
use crate::text::{AnyOf, Line, Source};
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::collections::BTreeMap;
use std::ops::Range;

/// A secret before it has its alias.
#[derive(Clone, Debug)]
struct Hit {
    start: usize,
    end: usize,
    kind: &'static str,
}

/// The secrets of a paste, in its order; no two overlap.
pub(crate) fn find(source: &Source<'_>) -> Vec<Secret> {
    let mut hits = Vec::new();
    for line in &source.lines {
        if !is_suspicious(&line.text) {
            continue;
        }
        let raw = line.span.of(source.text);
        let mut add = |range: Range<usize>, kind| push(&mut hits, line, range, kind);
        in_line(&line.text, raw, &mut add);
        // Put together of several, a line may hide what the second of them begins with.
        let mut at = line.span.start();
        for part in raw.split_inclusive('\n').filter(|part| part.len() < raw.len()) {
            let mut add = |range: Range<usize>, kind| {
                hits.push(Hit { start: at + range.start, end: at + range.end, kind });
            };
            in_line(part.trim_end(), part, &mut add);
            at += part.len();
        }
    }
    block::find(&source.lines, &mut hits);
    // What is masked already stays as it is.
    let masked = |text: &str| text.starts_with('<') && text.ends_with('>') && text.len() < 64;
    hits.retain(|hit| source.text.get(hit.start..hit.end).is_some_and(|text| !masked(text)));
    let hits = repeats(source.text, merged(hits));
    named(source.text, hits)
}

/// Whether a secret stands in a line, as far as it tells without its neighbours.
pub(crate) fn is_in(line: &str) -> bool {
    let mut found = block::may_begin(line);
    if !found && is_suspicious(line) {
        in_line(line, line, &mut |_, _| found = true);
    }
    found
}

/// What a line tells without its neighbours; `raw` is the line as it was pasted.
fn in_line(text: &str, raw: &str, add: &mut dyn FnMut(Range<usize>, &'static str)) {
    shape::find(text, add);
    setting::find(text, raw.starts_with("  "), add);
}

/// Whether a line could hold a secret at all: most do not, and cost one search.
fn is_suspicious(line: &str) -> bool {
    static SIGNS: AnyOf = AnyOf::in_any_case(&[
        "pass",
        "bearer",
        "pwd",
        "secret",
        "token",
        "key",
        "cred",
        "auth",
        "dsn",
        "conn",
        "salt",
        "cookie",
        "://",
        "eyj",
        "akia",
        "asia",
        "gh",
        "glpat",
        "gl",
        "xox",
        "xapp-",
        "hooks.",
        "sk_",
        "rk_",
        "pk_",
        "sk-",
        "whsec_",
        "aiza",
        "ya29.",
        "gocspx",
        "npm_",
        "pypi-",
        "hv",
        "sg.",
        "_v1_",
        "dckr_",
        "shp",
        "hf_",
        "dapi",
        "sig",
        "$2",
        "$apr1$",
        "$5$",
        "$6$",
        "identified",
        "tcp(",
        ":aa",
        "mysql",
        "mariadb",
        "nrak-",
        "atatt",
        "redis-cli",
        "curl",
        "glsa_",
        "sshpass",
        "dockerc",
        "pw",
        "q~",
        "incomingwebhook",
        ".atlasv1.",
        "lin_api_",
        "dp.",
        "pmak-",
        "pul-",
        "pscale_",
    ]);
    SIGNS.is_in(line)
}

fn search<T: AsRef<[u8]>>(texts: &[T]) -> Option<AhoCorasick> {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .build(texts)
        .ok()
}

fn push(hits: &mut Vec<Hit>, line: &Line<'_>, range: Range<usize>, kind: &'static str) {
    let span = line.at(range);
    if !span.is_empty() {
        hits.push(Hit { start: span.start(), end: span.end(), kind });
    }
}

/// The hits in order, those that share characters as one.
fn merged(mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)));
    let mut merged: Vec<Hit> = Vec::with_capacity(hits.len());
    for hit in hits {
        match merged.last_mut() {
            Some(last) if hit.start < last.end => last.end = last.end.max(hit.end),
            _ => merged.push(hit),
        }
    }
    merged
}

/// The hits, and every other place where one of the values stands.
///
/// A password is often found by its name once, and then printed again in a message without it.
fn repeats(paste: &str, mut hits: Vec<Hit>) -> Vec<Hit> {
    /// Shorter values stand in a paste by chance.
    const SHORTEST: usize = 8;
    let mut values: Vec<(&str, &'static str)> = hits
        .iter()
        .filter_map(|hit| Some((paste.get(hit.start..hit.end)?, hit.kind)))
        .filter(|(value, _)| value.len() >= SHORTEST && !value::could_be_a_name(value))
        .collect();
    values.sort_unstable();
    values.dedup_by_key(|(value, _)| *value);
    let texts: Vec<&str> = values.iter().map(|(value, _)| *value).collect();
    if texts.is_empty() {
        return hits;
    }
    let Some(search) = search(&texts) else { return hits };
    for found in search.find_iter(paste) {
        let kind = values.get(found.pattern().as_usize()).map_or("secret", |(_, kind)| kind);
        hits.push(Hit { start: found.start(), end: found.end(), kind });
    }
    merged(hits)
}

/// Gives equal values equal aliases: `password-1`, `token-2`.
fn named(paste: &str, hits: Vec<Hit>) -> Vec<Secret> {
    let mut aliases: BTreeMap<&str, String> = BTreeMap::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut secrets = Vec::with_capacity(hits.len());
    for hit in hits {
        let Some(value) = paste.get(hit.start..hit.end) else { continue };
        let alias = aliases.entry(value).or_insert_with(|| {
            let count = counts.entry(hit.kind).or_default();
            *count += 1;
            format!("{}-{count}", hit.kind)
        });
        secrets.push(Secret {
            start: hit.start,
            end: hit.end,
            kind: hit.kind.to_owned(),
            alias: alias.clone(),
        });
    }
    secrets
}
