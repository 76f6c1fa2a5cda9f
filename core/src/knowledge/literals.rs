//! What a line must contain before a pattern can match it: found once, so that most lines are dismissed
//! without running any pattern.
//!
//! The build script uses this file as well, so it depends on nothing but `regex-syntax`.

use std::cmp::Ordering;
use std::collections::HashMap;

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind};

/// Strings of which at least one, in some mix of cases, stands in everything the pattern matches: the longest ones.
///
/// # Errors
/// Says why when the pattern does not parse, or when it can match text without any string of three bytes.
#[allow(dead_code, reason = "the build script has a better measure than length")]
pub fn required(pattern: &str) -> Result<Vec<String>, String> {
    best(pattern, &|_| 0.0)
}

/// As [`required`], of all such sets of strings the one that `cost` makes cheapest; the longest, if several are.
fn best(pattern: &str, cost: &Cost<'_>) -> Result<Vec<String>, String> {
    let hir = ParserBuilder::new()
        .unicode(false)
        .utf8(false)
        .build()
        .parse(pattern)
        .map_err(|error| error.to_string())?;
    match cheapest(&hir, cost) {
        Some(any) if shortest(&any) >= SHORTEST => {
            Ok(any.into_iter().map(|one| String::from_utf8_lossy(&one).to_lowercase()).collect())
        }
        _ => Err("no fixed text of three characters that every match contains".to_owned()),
    }
}

/// What it costs to search lines for one of these strings.
type Cost<'c> = dyn Fn(&[Vec<u8>]) -> f64 + 'c;

/// How often pieces of text stand in lines that patterns are made for.
#[allow(
    dead_code,
    reason = "only the build script needs it: a person's few patterns are searched for as they are"
)]
#[derive(Debug)]
pub struct Sample {
    seen: HashMap<[u8; PIECE], u32>,
    /// The same of shorter pieces.
    short: HashMap<[u8; SHORTEST], u32>,
}

#[allow(dead_code, reason = "as above")]
impl Sample {
    /// Counts the pieces of these texts.
    pub fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut sample = Self { seen: HashMap::new(), short: HashMap::new() };
        for text in texts {
            let text = text.to_lowercase();
            count(text.as_bytes(), &mut sample.seen);
            count(text.as_bytes(), &mut sample.short);
        }
        sample
    }

    /// As [`required`], but those strings that stand in the fewest lines, each cut down to its rarest part: it calls
    /// for the pattern hardly more often than the whole would, and takes less room.
    ///
    /// # Errors
    /// As [`required`].
    pub fn required(&self, pattern: &str) -> Result<Vec<String>, String> {
        let cost =
            |any: &[Vec<u8>]| any.iter().map(|one| self.cost(&self.cut(&one.to_ascii_lowercase()))).sum();
        let any = best(pattern, &cost)?;
        Ok(any.iter().map(|one| String::from_utf8_lossy(&self.cut(one.as_bytes())).into_owned()).collect())
    }

    /// The part of a string, at most [`LENGTH`] bytes long, that is rarest.
    fn cut(&self, one: &[u8]) -> Vec<u8> {
        let parts = one.windows(LENGTH).filter(|part| std::str::from_utf8(part).is_ok());
        parts.min_by(|a, b| self.cost(a).total_cmp(&self.cost(b))).unwrap_or(one).to_vec()
    }

    /// About in how many lines a string stands: in no more than its rarest piece. A short one is commoner in the lines
    /// that no pattern is made for than in these.
    fn cost(&self, one: &[u8]) -> f64 {
        let fewest = rarest(one, &self.seen).or_else(|| rarest(one, &self.short)).unwrap_or(1000);
        (f64::from(fewest) + 8.0) / (one.len() * one.len()).max(1) as f64
    }
}

/// Counts the pieces of this length.
#[allow(dead_code, reason = "as above")]
fn count<const LENGTH: usize>(text: &[u8], seen: &mut HashMap<[u8; LENGTH], u32>) {
    for piece in text.windows(LENGTH).filter_map(|piece| <[u8; LENGTH]>::try_from(piece).ok()) {
        *seen.entry(piece).or_default() += 1;
    }
}

/// How often the piece of a string was seen that was seen least; none if the string is shorter than a piece.
#[allow(dead_code, reason = "as above")]
fn rarest<const LENGTH: usize>(one: &[u8], seen: &HashMap<[u8; LENGTH], u32>) -> Option<u32> {
    one.windows(LENGTH).map(|piece| seen.get(piece).copied().unwrap_or(0)).min()
}

/// The length of the pieces that are counted, in bytes.
const PIECE: usize = 5;
/// Strings shorter than this are not searched for.
const SHORTEST: usize = 3;
/// More alternatives than this are not written out.
const MOST: usize = 16;
/// Long enough to be rare in a log, in bytes.
const LENGTH: usize = 12;

/// The best set of alternatives for this piece.
fn cheapest(hir: &Hir, cost: &Cost<'_>) -> Option<Vec<Vec<u8>>> {
    match hir.kind() {
        HirKind::Literal(literal) => Some(vec![literal.0.to_vec()]),
        HirKind::Capture(capture) => cheapest(&capture.sub, cost),
        HirKind::Repetition(repetition) if repetition.min > 0 => cheapest(&repetition.sub, cost),
        HirKind::Alternation(branches) => {
            let mut any = Vec::new();
            for branch in branches {
                any.extend(cheapest(branch, cost)?);
            }
            Some(any)
        }
        HirKind::Concat(pieces) => in_sequence(pieces, cost),
        _ => None,
    }
}

/// Of the pieces some in a row are alternatives that can be written out; the best such row is kept, or the best of what
/// lies within a piece.
fn in_sequence(pieces: &[Hir], cost: &Cost<'_>) -> Option<Vec<Vec<u8>>> {
    let mut best: Option<Vec<Vec<u8>>> = None;
    let written: Vec<Option<Vec<Vec<u8>>>> = pieces.iter().map(written_out).collect();
    for (begin, piece) in pieces.iter().enumerate() {
        let mut row = vec![Vec::new()];
        for any in written.iter().skip(begin).map_while(Option::as_deref) {
            let Some(longer) = each_with_each(&row, any) else { break };
            row = longer;
            better(&mut best, row.clone(), cost);
        }
        if let Some(found) = cheapest(piece, cost) {
            better(&mut best, found, cost);
        }
    }
    best
}

/// All that a piece can match, in lower case, if it is little.
fn written_out(hir: &Hir) -> Option<Vec<Vec<u8>>> {
    let any = match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => vec![Vec::new()],
        HirKind::Literal(literal) => vec![literal.0.to_ascii_lowercase()],
        HirKind::Capture(capture) => written_out(&capture.sub)?,
        HirKind::Class(Class::Bytes(class)) => {
            let bytes = class.iter().flat_map(|range| range.start()..=range.end());
            // One more than both cases of as many letters as there may be: then it is too many.
            bytes.take(2 * MOST + 1).map(|byte| vec![byte.to_ascii_lowercase()]).collect()
        }
        HirKind::Repetition(repetition) if repetition.max == Some(1) => {
            let mut any = written_out(&repetition.sub)?;
            any.extend((repetition.min == 0).then(Vec::new));
            any
        }
        HirKind::Alternation(branches) => {
            let mut any = Vec::new();
            for branch in branches {
                any.extend(written_out(branch)?);
            }
            any
        }
        HirKind::Concat(pieces) => {
            let mut row = vec![Vec::new()];
            for piece in pieces {
                row = each_with_each(&row, &written_out(piece)?)?;
            }
            row
        }
        _ => return None,
    };
    distinct(any)
}

/// Each of the one with each of the other behind it, if these are not too many.
fn each_with_each(one: &[Vec<u8>], other: &[Vec<u8>]) -> Option<Vec<Vec<u8>>> {
    if one.len() * other.len() > 2 * MOST {
        return None;
    }
    distinct(
        one.iter().flat_map(|begin| other.iter().map(move |end| [begin.as_slice(), end].concat())).collect(),
    )
}

fn distinct(mut any: Vec<Vec<u8>>) -> Option<Vec<Vec<u8>>> {
    any.sort_unstable();
    any.dedup();
    (any.len() <= MOST).then_some(any)
}

/// Keeps the better one: strings that are long enough, then what costs less, then what is longer.
fn better(best: &mut Option<Vec<Vec<u8>>>, found: Vec<Vec<u8>>, cost: &Cost<'_>) {
    let is_better = best.as_ref().is_none_or(|best| {
        let [old, new] = [best, &found].map(|any| shortest(any));
        let by_cost =
            if old.min(new) < SHORTEST { Ordering::Equal } else { cost(&found).total_cmp(&cost(best)) };
        by_cost.then(old.cmp(&new)).is_lt()
    });
    // A part of a letter is no text.
    let is_text = found.iter().all(|one| std::str::from_utf8(one).is_ok());
    if is_better && is_text && shortest(&found) > 0 {
        *best = Some(found);
    }
}

fn shortest(any: &[Vec<u8>]) -> usize {
    any.iter().map(Vec::len).min().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Sample, required};

    #[test]
    fn the_longest_fixed_text_wins() {
        assert_eq!(required(r"role (?<role>\S+) does not exist"), Ok(vec![" does not exist".into()]));
    }

    #[test]
    fn every_branch_gives_one() {
        assert_eq!(required("(?:refused|timed out)"), Ok(vec!["refused".into(), "timed out".into()]));
    }

    #[test]
    fn alternatives_in_a_row_are_written_out() {
        let any = |pattern| required(pattern).map(|any| any.join("|"));
        assert_eq!(any(r"\b40[13]\b"), Ok("401|403".into()));
        assert_eq!(any("not (?:set|found)"), Ok("not found|not set".into()));
        assert_eq!(any("no (?:such )?file"), Ok("no file|no such file".into()));
        // A part of a letter is left out.
        assert_eq!(any(r"[\xa8\xa9]abcd"), Ok("abcd".into()));
        // Too many: the longest of the others.
        assert_eq!(any("(?:[A-Pa-z])bcd"), Ok("bcd".into()));
        assert_eq!(any(r"(?:a|b|c|d|e)(?:a|b|c|d|e)(?:a|b|c|d|e) is wrong"), Ok(" is wrong".into()));
    }

    #[test]
    fn the_text_that_stands_in_the_fewest_lines_wins() {
        let often = std::iter::repeat_n("error: connection reset", 100);
        let sample = Sample::of(often.chain(["error: connection refused", "error: it aborted"]));
        let needed = |pattern| sample.required(pattern).unwrap();
        assert_eq!(needed(r"error: connection (?:\S+ )?refused"), ["refused"]);
        assert_eq!(needed(r"(?:error: |fault: )\S+ aborted"), [" aborted"]);
        assert_eq!(needed("short"), ["short"]);
        let [long] = needed("error: connection reset").try_into().unwrap();
        assert!(long.len() == 12 && long.contains("res"), "{long}");
    }

    #[test]
    fn case_does_not_matter() {
        assert_eq!(required("(?i)Permission DENIED"), Ok(vec!["permission denied".into()]));
    }

    #[test]
    fn a_pattern_without_fixed_text_is_refused() {
        assert!(required(r"\d+ \w+").is_err());
        assert!(required("(?:abcdef)?").is_err());
    }
}
