//! What the page holds of a paste: all of a small one, of a large one only the lines around the evidence.
//!
//! The reader in the background makes it; the page never sees the rest.

use std::ops::Range;

use unloop::{Diagnosis, Paste, Stretch as Kept};

use crate::marks;

/// Above this many bytes or lines a text is neither edited nor shown whole: only the lines around the evidence are. To
/// lay out more would keep the page from answering to the user for longer than a moment.
pub(crate) const LARGE: usize = 40_000;
const MANY_LINES: usize = 500;
/// How many lines are shown around the evidence of a large paste.
const AROUND: usize = 8;
/// Of so many files at most, those without evidence show how they begin.
const FEW: usize = 40;
/// A line without an end, as a dump may hold, is cut behind so many bytes.
const LONG_LINE: usize = 20_000;

/// Whether a text is too large for the box and for being shown whole.
pub(crate) fn is_large(text: &str) -> bool {
    text.len() > LARGE || text.bytes().filter(|byte| *byte == b'\n').nth(MANY_LINES).is_some()
}

/// Stretches of the paste, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Extract {
    pub(crate) stretches: Vec<Stretch>,
    /// The size of the whole paste in bytes.
    pub(crate) bytes: usize,
    /// For each input, how many lines it has.
    pub(crate) lines: Vec<usize>,
}

/// Whole lines that stand together in the paste.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Where it begins in the paste, in bytes.
    pub(crate) start: usize,
    /// The number of its first line in the paste, from 1.
    pub(crate) line: usize,
    pub(crate) text: String,
}

impl Extract {
    /// What the page needs of a text to show this diagnosis of it.
    pub(crate) fn of(text: &str, diagnosis: &Diagnosis) -> Self {
        if is_large(text) {
            return Self::around_marks(&[Kept { start: 0, line: 1, text }], text.len(), diagnosis);
        }
        let ranges = diagnosis.inputs.iter().map(|input| (input.start..input.end, input.line));
        let lines = ranges.clone().map(|(range, _)| text.get(range).map_or(0, |text| text.lines().count()));
        let lines = lines.collect();
        let whole = |(range, line): (Range<usize>, usize)| {
            let text = text.get(range.clone())?;
            Some(Stretch { start: range.start, line, text: text.to_owned() })
        };
        Self { stretches: ranges.filter_map(whole).collect(), bytes: text.len(), lines }
    }

    /// As [`Extract::of`], of a paste of which the reader may not have kept everything.
    pub(crate) fn of_paste(paste: &Paste, diagnosis: &Diagnosis) -> Self {
        if paste.text().len() == paste.len() {
            return Self::of(paste.text(), diagnosis);
        }
        Self::around_marks(&paste.stretches(), paste.len(), diagnosis)
    }

    fn around_marks(kept: &[Kept<'_>], bytes: usize, diagnosis: &Diagnosis) -> Self {
        let mut marks: Vec<Range<usize>> =
            marks::of(diagnosis).into_iter().map(|mark| mark.start..mark.end).collect();
        marks.sort_unstable_by_key(|mark| mark.start);
        let few = diagnosis.inputs.len() <= FEW;
        let mut lines = Vec::new();
        let mut stretches = Vec::new();
        for input in &diagnosis.inputs {
            let has_marks = marks.iter().any(|mark| mark.start < input.end && input.start < mark.end);
            let mut count = 0;
            for kept in kept.iter().filter_map(|kept| part(kept, input.start..input.end)) {
                let end = kept.start + kept.text.len();
                let within = marks.iter().filter(|mark| mark.start < end && kept.start < mark.end);
                let mut near: Vec<Range<usize>> = within.cloned().collect();
                if kept.start == input.start && !has_marks && few {
                    near.push(kept.start..kept.start);
                }
                stretches.extend(around(&kept, near));
                count = (kept.line + kept.text.lines().count()).saturating_sub(input.line);
            }
            lines.push(count);
        }
        Self { stretches, bytes, lines }
    }

    /// The text at a range of the paste, if the page holds it.
    pub(crate) fn get(&self, range: Range<usize>) -> Option<&str> {
        let at = self.stretches.partition_point(|stretch| stretch.start <= range.start);
        let stretch = self.stretches.get(at.checked_sub(1)?)?;
        stretch.text.get(range.start - stretch.start..range.end.checked_sub(stretch.start)?)
    }

    /// Whether all of the paste is shown.
    pub(crate) fn is_shown_whole(&self) -> bool {
        self.stretches.iter().map(|stretch| stretch.text.len()).sum::<usize>() == self.bytes
    }

    /// The whole paste, if the page holds all of it.
    pub(crate) fn whole(&self) -> Option<String> {
        self.is_shown_whole().then(|| self.stretches.iter().map(|stretch| stretch.text.as_str()).collect())
    }
}

/// The part of a stretch that stands at a range of the paste.
fn part<'a>(kept: &Kept<'a>, range: Range<usize>) -> Option<Kept<'a>> {
    let from = range.start.saturating_sub(kept.start);
    let to = range.end.checked_sub(kept.start)?.min(kept.text.len());
    let text = kept.text.get(from..to).filter(|text| !text.is_empty())?;
    Some(Kept { start: kept.start + from, line: kept.line + breaks(kept.text, 0..from), text })
}

/// The lines of a stretch around these marks, which are in order.
fn around(kept: &Kept<'_>, marks: Vec<Range<usize>>) -> Vec<Stretch> {
    let whole = kept.text;
    let mut stretches: Vec<Stretch> = Vec::new();
    let (mut line, mut counted) = (kept.line, 0);
    let mut covered = 0;
    for mark in marks {
        let start = before(whole, mark.start.saturating_sub(kept.start)).max(covered);
        let end = behind(whole, (mark.end - kept.start).min(whole.len()));
        if end <= covered && !stretches.is_empty() {
            continue;
        }
        line += breaks(whole, counted..start);
        counted = start;
        let piece = whole.get(start..end).unwrap_or_default().to_owned();
        match stretches.last_mut() {
            Some(last) if last.start + last.text.len() == kept.start + start => last.text += &piece,
            _ => stretches.push(Stretch { start: kept.start + start, line, text: piece }),
        }
        covered = end;
    }
    stretches
}

/// Where the line begins that stands some lines before this byte.
fn before(text: &str, at: usize) -> usize {
    let least = at.saturating_sub(LONG_LINE);
    let head = text.as_bytes().get(least..at).unwrap_or_default();
    let found = head.iter().rev().enumerate().filter(|(_, byte)| **byte == b'\n').nth(AROUND);
    match found {
        Some((back, _)) => at - back,
        None if least == 0 => 0,
        // In the middle of a line: its beginning is of no interest, but its characters are whole.
        None => (least..=at).find(|at| text.is_char_boundary(*at)).unwrap_or(at),
    }
}

/// Where the line ends that stands some lines behind this byte.
fn behind(text: &str, at: usize) -> usize {
    let most = (at + LONG_LINE).min(text.len());
    let tail = text.as_bytes().get(at..most).unwrap_or_default();
    let found = tail.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(AROUND);
    match found {
        Some((ahead, _)) => at + ahead + 1,
        None => (at..=most).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(at),
    }
}

fn breaks(text: &str, range: Range<usize>) -> usize {
    text.get(range).map_or(0, |part| part.bytes().filter(|byte| *byte == b'\n').count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;
    use unloop::diagnosis::{Evidence, Input};

    /// A diagnosis whose evidence stands at these words of a text, which is one input.
    fn marked(text: &str, words: &[&str]) -> Diagnosis {
        let mut diagnosis = sample::missing_variable();
        let cause = &mut diagnosis.causes[0];
        let place = |word: &&str| {
            let start = text.find(*word).unwrap();
            Evidence { start, end: start + word.len(), ..cause.evidence[0].clone() }
        };
        cause.evidence = words.iter().map(place).collect();
        diagnosis.causes.truncate(1);
        diagnosis.inputs = vec![Input { name: String::new(), start: 0, end: text.len(), line: 1 }];
        diagnosis
    }

    fn large() -> String {
        (1..=30_000).map(|number| format!("line {number} größe\n")).collect()
    }

    #[test]
    fn a_small_paste_is_held_whole() {
        let extract = Extract::of(sample::TEXT, &sample::missing_variable());
        assert_eq!(extract.whole().as_deref(), Some(sample::TEXT));
        assert_eq!(extract.get(4..8), sample::TEXT.get(4..8));
        assert_eq!((extract.get(0..9_999), extract.get(9_999..10_000)), (None, None));
    }

    #[test]
    fn of_a_large_paste_only_the_lines_around_the_evidence_are_held() {
        let text = large();
        let diagnosis = marked(&text, &["line 20000 ", "line 105 ", "line 110 "]);
        let extract = Extract::of(&text, &diagnosis);
        let lines: Vec<(usize, usize)> =
            extract.stretches.iter().map(|stretch| (stretch.line, stretch.text.lines().count())).collect();
        assert_eq!(lines, [(97, 22), (19_992, 17)]);
        assert_eq!(extract.whole(), None);
        for stretch in &extract.stretches {
            assert!(stretch.text.starts_with(&format!("line {} ", stretch.line)), "{stretch:?}");
            assert_eq!(text.get(stretch.start..).unwrap().find(&stretch.text), Some(0));
        }
        let place = &diagnosis.causes[0].evidence[0];
        assert_eq!(extract.get(place.start..place.end), Some("line 20000 "));
    }

    #[test]
    fn of_what_was_let_go_nothing_is_shown() {
        let dull = "2026-06-23T14:01:11Z INFO größe as ever\n".repeat(60_000);
        let text = format!("{dull}FATAL required environment variable SHOP_DSN is not set\n{dull}");
        let mut diagnoser = unloop::Diagnoser::letting_go(unloop::Rules::default());
        diagnoser.push(text.as_bytes());
        let paste = diagnoser.into_paste();
        assert!(paste.text().len() < text.len() / 10);
        let diagnosis = paste.diagnose(None, &mut |_| ());
        assert_eq!(Extract::of_paste(&paste, &diagnosis), Extract::of(&text, &diagnosis));
    }

    #[test]
    fn many_short_lines_are_large_too() {
        let lines = |count| "a: b\n".repeat(count);
        assert!(!is_large(&lines(MANY_LINES)) && is_large(&lines(MANY_LINES + 1)));
    }

    #[test]
    fn without_evidence_a_large_paste_shows_how_it_begins() {
        let text = large();
        let extract = Extract::of(&text, &marked(&text, &[]));
        let first = &extract.stretches[0];
        assert_eq!((first.line, first.text.lines().count()), (1, AROUND + 1));
    }

    #[test]
    fn a_line_without_end_is_cut_between_characters() {
        let text = format!("{}FATAL{}", "ö".repeat(LARGE), "ö".repeat(LARGE));
        let extract = Extract::of(&text, &marked(&text, &["FATAL"]));
        let held = &extract.stretches[0].text;
        assert!(held.contains("FATAL") && held.len() < 3 * LONG_LINE, "{} bytes", held.len());
    }
}
