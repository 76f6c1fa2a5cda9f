//! What a line must contain before a pattern can match it: found once, so that most lines are dismissed
//! without running any pattern.
//!
//! The build script uses this file as well, so it depends on nothing but `regex-syntax`.

use std::cmp::Ordering;
use std::collections::HashMap;

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Hir, HirKind};

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
}

#[allow(dead_code, reason = "as above")]
impl Sample {
    /// Counts the pieces of these texts.
    pub fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut seen: HashMap<[u8; PIECE], u32> = HashMap::new();
        for text in texts {
            for piece in text.to_lowercase().as_bytes().windows(PIECE) {
                if let Ok(piece) = <[u8; PIECE]>::try_from(piece) {
                    *seen.entry(piece).or_default() += 1;
                }
            }
        }
        Self { seen }
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
        let times = |piece: &[u8]| self.seen.get(piece).copied().unwrap_or(0);
        // A text that is no longer than a piece is common.
        let fewest = one.windows(PIECE).map(times).min().unwrap_or(1000);
        (f64::from(fewest) + 8.0) / (one.len() * one.len()).max(1) as f64
    }
}

/// The length of the pieces that are counted, in bytes.
const PIECE: usize = 5;
/// Strings shorter than this are not searched for.
const SHORTEST: usize = 3;
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

/// Neighbouring letters grow into one string; of the strings and sets found, the best is kept.
fn in_sequence(pieces: &[Hir], cost: &Cost<'_>) -> Option<Vec<Vec<u8>>> {
    let mut best: Option<Vec<Vec<u8>>> = None;
    let mut run: Vec<u8> = Vec::new();
    for piece in pieces {
        if let HirKind::Literal(literal) = piece.kind() {
            run.extend_from_slice(&literal.0);
        } else if let Some(letter) = either_case(piece) {
            run.push(letter);
        } else {
            better(&mut best, vec![std::mem::take(&mut run)], cost);
            if let Some(found) = cheapest(piece, cost) {
                better(&mut best, found, cost);
            }
        }
    }
    better(&mut best, vec![run], cost);
    best
}

/// Keeps the better one: strings that are long enough, then what costs less, then what is longer.
fn better(best: &mut Option<Vec<Vec<u8>>>, found: Vec<Vec<u8>>, cost: &Cost<'_>) {
    let is_better = best.as_ref().is_none_or(|best| {
        let [old, new] = [best, &found].map(|any| shortest(any));
        let by_cost =
            if old.min(new) < SHORTEST { Ordering::Equal } else { cost(&found).total_cmp(&cost(best)) };
        by_cost.then(old.cmp(&new)).is_lt()
    });
    if is_better && shortest(&found) > 0 {
        *best = Some(found);
    }
}

fn shortest(any: &[Vec<u8>]) -> usize {
    any.iter().map(Vec::len).min().unwrap_or(0)
}

/// The lower-case letter of a class such as `[Aa]`, as `(?i)` makes them.
fn either_case(hir: &Hir) -> Option<u8> {
    let HirKind::Class(regex_syntax::hir::Class::Bytes(class)) = hir.kind() else { return None };
    let mut letters = class.iter().flat_map(|range| range.start()..=range.end());
    let (first, second) = (letters.next()?, letters.next()?);
    (letters.next().is_none() && first != second && first.eq_ignore_ascii_case(&second))
        .then(|| first.to_ascii_lowercase())
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
