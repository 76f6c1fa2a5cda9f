//! What is checked about a signature of a rule file.

use super::place::Place;
use super::{Rules, Wrong, check_runbook, is_id};
use crate::advise::{fill, keys};
use crate::knowledge::literals;
use crate::knowledge::signature::{self, Entry, Role};
use crate::text::Regex;
use std::collections::BTreeSet;

/// Everything but the patterns, which take longer.
pub(super) fn check(place: &Place, entry: &Entry, exists: impl Fn(&str) -> bool) -> Result<(), Wrong> {
    let wrong = |field, problem: String| Err((place.field(field), problem));
    if !is_id(&entry.id) {
        return wrong("id", format!("`{}` is no `program/what-happened` in small letters", entry.id));
    }
    if entry.patterns.as_slice().is_empty() {
        return wrong("match", "give at least one pattern".to_owned());
    }
    if let Err((field, problem)) = signature::check(entry) {
        return wrong(field, problem);
    }
    if let (Role::Cause, Some(cause)) = (entry.role, &entry.cause)
        && !exists(cause)
    {
        return wrong("cause", format!("there is no cause `{cause}`"));
    }
    check_runbook(place, entry.runbook.as_ref())?;
    let slots = entry.title.iter().flat_map(|title| fill::slots(title));
    let mut of_its_own = slots.filter(|(key, hint)| hint.is_none() && keys::find(key).is_none());
    match of_its_own.find(|(key, _)| !captures([entry].into_iter()).contains(*key)) {
        Some((key, _)) => {
            wrong("title", format!("nothing stands for `{{{key}}}`: no group of the pattern has that name"))
        }
        None => Ok(()),
    }
}

/// The texts that the patterns of an entry need, when its patterns compile and its examples hold.
pub(super) fn needed(place: &Place, entry: &Entry) -> Result<Vec<Vec<String>>, Wrong> {
    let sources = entry.patterns.as_slice();
    let (mut needs, mut patterns) = (Vec::new(), Vec::new());
    for (index, source) in sources.iter().enumerate() {
        let place = match sources {
            [_] => place.field("match"),
            _ => place.field("match").at(index),
        };
        patterns.push(compile(source).map_err(|problem| (place.clone(), problem))?);
        needs.push(literals::required(source).map_err(|problem| (place, problem))?);
    }
    if let Some(near) = &entry.near {
        compile(near).map_err(|problem| (place.field("near"), problem))?;
    }
    let matches = |text: &str| patterns.iter().any(|pattern| text.lines().any(|line| pattern.is_match(line)));
    if let Some((index, hit)) = entry.hits.iter().enumerate().find(|(_, hit)| !matches(hit)) {
        return Err((place.field("hits").at(index), format!("the pattern does not match `{hit}`")));
    }
    // With `near` the line alone does not decide.
    let miss = entry.misses.iter().enumerate().find(|(_, miss)| entry.near.is_none() && matches(miss));
    match miss {
        Some((index, miss)) => {
            Err((place.field("misses").at(index), format!("the pattern matches `{miss}`")))
        }
        None => Ok(needs),
    }
}

/// The names of all groups in the patterns of these entries.
pub(super) fn captures<'e>(entries: impl Iterator<Item = &'e Entry>) -> BTreeSet<String> {
    let patterns = entries.flat_map(|entry| entry.patterns.as_slice().iter().chain(&entry.near));
    let compiled = patterns.filter_map(|source| compile(source).ok());
    let names = compiled.flat_map(|regex| regex.names().map(str::to_owned).collect::<Vec<_>>());
    names.collect()
}

/// As every pattern is compiled, but within the limits of what somebody else has written.
fn compile(source: &str) -> Result<Regex, String> {
    if source.chars().count() > Rules::LONGEST_PATTERN {
        return Err(format!("is longer than {} characters", Rules::LONGEST_PATTERN));
    }
    Regex::within(source, Rules::LARGEST_PATTERN).map_err(|problem| {
        if problem.size_limit().is_some() {
            return format!("is larger than {} KiB when compiled: repeat less", Rules::LARGEST_PATTERN >> 10);
        }
        // The first lines draw the pattern again; the last says what is wrong with it.
        let told = problem.syntax_error().map_or_else(|| problem.to_string(), ToString::to_string);
        let last = told.lines().last().unwrap_or_default();
        format!("is no pattern: {}", last.trim_start_matches("error: "))
    })
}
