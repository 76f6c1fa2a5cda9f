//! What holds for every answer, whatever was pasted.

use unloop::Diagnosis;

/// Fails if the answer points at characters that are not there, or claims what it may not.
#[track_caller]
pub fn check(paste: &str, answer: &Diagnosis) {
    let mut end = 0;
    for artifact in &answer.artifacts {
        let between = paste.get(end..artifact.start).unwrap_or_default();
        assert!(is_blank(between), "no artifact covers {between:?}");
        end = artifact.end;
    }
    assert!(is_blank(paste.get(end..).unwrap_or_default()), "no artifact covers the end");
    check_with(paste, answer, |shown, quote| shown == quote);
}

/// As [`check`], where lines may be missing within what is quoted, and between artifacts.
#[track_caller]
pub fn check_sieved(paste: &str, answer: &Diagnosis) {
    check_with(paste, answer, |shown, quote| {
        let quote = quote.trim_end();
        let [first, last] = [quote.lines().next(), quote.lines().next_back()].map(Option::unwrap_or_default);
        shown.starts_with(first) && shown.trim_end().ends_with(last)
    });
}

#[track_caller]
fn check_with(paste: &str, answer: &Diagnosis, says: fn(&str, &str) -> bool) {
    let mut end = 0;
    for artifact in &answer.artifacts {
        assert!(artifact.start >= end, "artifacts overlap or are out of order: {:?}", answer.artifacts);
        assert!(artifact.end >= artifact.start, "{artifact:?}");
        assert!(paste.get(artifact.start..artifact.end).is_some(), "{artifact:?}");
        end = artifact.end;
    }
    for cause in &answer.causes {
        assert!((0.0..=1.0).contains(&cause.confidence), "{} {}", cause.id, cause.confidence);
        assert!(!cause.evidence.is_empty(), "{} has no evidence", cause.id);
        assert!(!cause.title.trim().is_empty(), "{} has no title", cause.id);
        for one in &cause.evidence {
            let shown = paste.get(one.start..one.end);
            assert!(
                shown.is_some_and(|shown| says(shown, &one.quote)),
                "{}: {one:?} for {shown:?}",
                cause.id
            );
            assert!(!one.quote.trim().is_empty(), "{}: {one:?}", cause.id);
            let line = 1 + paste.get(..one.start).map_or(0, |before| before.matches('\n').count());
            assert_eq!(one.line, line, "{}: {one:?}", cause.id);
            let artifact = answer.artifacts.get(one.artifact);
            let holds = artifact.is_some_and(|all| all.start <= one.start && one.start < all.end);
            assert!(holds, "{}: not in artifact {}: {one:?}", cause.id, one.artifact);
        }
    }
    for secret in &answer.secrets {
        assert!(paste.get(secret.start..secret.end).is_some_and(|text| !text.is_empty()), "{secret:?}");
    }
}

/// Blanks, marks of mail and editors, and what steers terminals: nothing that has a word in it.
fn is_blank(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_alphabetic()).all(|word| word.len() < 4)
}

/// Whether a character does more than stand there: it steers a terminal, hides, or turns the direction of writing.
pub fn steers(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\n' | '\t')
        || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
