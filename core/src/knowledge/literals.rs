//! What a line must contain before a pattern can match it: found once, so that most lines are dismissed
//! without running any pattern.
//!
//! The build script uses this file as well, so it depends on nothing but `regex-syntax`.

use std::collections::HashMap;

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Hir, HirKind};

/// Strings of which at least one, in some mix of cases, stands in everything the pattern matches.
///
/// # Errors
/// Says why when the pattern does not parse, or when it can match text without any string of three bytes.
pub fn required(pattern: &str) -> Result<Vec<String>, String> {
    let hir = ParserBuilder::new()
        .unicode(false)
        .utf8(false)
        .build()
        .parse(pattern)
        .map_err(|error| error.to_string())?;
    match longest(&hir) {
        Some(any) if any.iter().all(|one| one.len() >= 3) => {
            Ok(any.into_iter().map(|one| String::from_utf8_lossy(&one).to_lowercase()).collect())
        }
        _ => Err("no fixed text of three characters that every match contains".to_owned()),
    }
}

/// Cuts each text down to that part of it, at most [`LENGTH`] bytes long, which is rarest among all the texts. The
/// search for them is then much smaller and hardly less selective.
#[allow(
    dead_code,
    reason = "only the build script needs it: a person's few rules are searched for as they are"
)]
pub fn shorten(texts: Vec<&mut String>) {
    let mut seen: HashMap<[u8; 3], u32> = HashMap::new();
    for text in &texts {
        for three in text.as_bytes().windows(3) {
            if let Ok(three) = <[u8; 3]>::try_from(three) {
                *seen.entry(three).or_default() += 1;
            }
        }
    }
    let commonness = |part: &str| -> f64 {
        part.as_bytes()
            .windows(3)
            .filter_map(|three| seen.get(three))
            .map(|&times| f64::from(times).ln())
            .sum()
    };
    for text in texts {
        let parts = (0..text.len()).filter_map(|start| text.get(start..start.checked_add(LENGTH)?));
        if let Some(best) = parts.min_by(|a, b| commonness(a).total_cmp(&commonness(b))) {
            *text = best.to_owned();
        }
    }
}

/// Long enough to be rare in a log, in bytes.
const LENGTH: usize = 12;

/// The best set of alternatives for this piece: the one whose shortest member is longest.
fn longest(hir: &Hir) -> Option<Vec<Vec<u8>>> {
    match hir.kind() {
        HirKind::Literal(literal) => Some(vec![literal.0.to_vec()]),
        HirKind::Capture(capture) => longest(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => longest(&repetition.sub),
        HirKind::Alternation(branches) => {
            let mut any = Vec::new();
            for branch in branches {
                any.extend(longest(branch)?);
            }
            Some(any)
        }
        HirKind::Concat(pieces) => in_sequence(pieces),
        _ => None,
    }
}

/// Neighbouring letters grow into one string; of the strings and sets found, the best is kept.
fn in_sequence(pieces: &[Hir]) -> Option<Vec<Vec<u8>>> {
    let mut best: Option<Vec<Vec<u8>>> = None;
    let mut run: Vec<u8> = Vec::new();
    for piece in pieces {
        if let HirKind::Literal(literal) = piece.kind() {
            run.extend_from_slice(&literal.0);
        } else if let Some(letter) = either_case(piece) {
            run.push(letter);
        } else {
            better(&mut best, vec![std::mem::take(&mut run)]);
            if let Some(found) = longest(piece) {
                better(&mut best, found);
            }
        }
    }
    better(&mut best, vec![run]);
    best
}

fn better(best: &mut Option<Vec<Vec<u8>>>, found: Vec<Vec<u8>>) {
    let shortest = |set: &[Vec<u8>]| set.iter().map(Vec::len).min().unwrap_or(0);
    if shortest(&found) > best.as_deref().map_or(0, shortest) {
        *best = Some(found);
    }
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
    use super::{required, shorten};

    #[test]
    fn the_longest_fixed_text_wins() {
        assert_eq!(required(r"role (?<role>\S+) does not exist"), Ok(vec![" does not exist".into()]));
    }

    #[test]
    fn every_branch_gives_one() {
        assert_eq!(required("(?:refused|timed out)"), Ok(vec!["refused".into(), "timed out".into()]));
    }

    #[test]
    fn of_a_long_text_the_rarest_part_remains() {
        let mut texts: Vec<String> =
            ["error: connection refused", "error: connection reset", "short"].map(String::from).into();
        shorten(texts.iter_mut().collect());
        assert!("error: connection refused".contains(&texts[0]) && texts[0].contains("refused"), "{texts:?}");
        assert!(texts[1].ends_with("reset") && texts[1].len() == 12, "{texts:?}");
        assert_eq!(texts[2], "short");
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
