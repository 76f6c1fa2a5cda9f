//! Turns the spans of the evidence into what is painted: lines of text, cut where a mark begins or ends.

use std::ops::Range;

use unloop::Diagnosis;

/// Names a piece of evidence: which cause, and which of its pieces, both counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct EvidenceId {
    pub(crate) cause: usize,
    pub(crate) evidence: usize,
}

impl std::fmt::Display for EvidenceId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.cause, self.evidence)
    }
}

/// A stretch of the paste that is evidence. Byte offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) id: EvidenceId,
    pub(crate) supports: bool,
}

/// A line of the paste, without its line break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// Counted from 1.
    pub(crate) number: usize,
    pub(crate) pieces: Vec<Piece>,
}

/// A stretch of a line under the same marks. Byte offsets that always lie between characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) range: Range<usize>,
    /// The marks over it, those of the likeliest cause first.
    pub(crate) marks: Vec<Mark>,
}

/// Lines that stand together in the paste.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Passage {
    /// How many lines between the passage before and this one are left out.
    pub(crate) left_out: usize,
    pub(crate) lines: Vec<Line>,
}

/// What of a paste is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Excerpt {
    pub(crate) passages: Vec<Passage>,
    /// How many lines after the last passage are left out.
    pub(crate) left_out: usize,
}

/// The marks of a diagnosis, in the order of its causes.
pub(crate) fn of(diagnosis: &Diagnosis) -> Vec<Mark> {
    let causes = diagnosis.causes.iter().enumerate();
    causes
        .flat_map(|(cause, about)| {
            about.evidence.iter().enumerate().map(move |(evidence, piece)| Mark {
                start: piece.start,
                end: piece.end,
                id: EvidenceId { cause, evidence },
                supports: piece.supports,
            })
        })
        .collect()
}

/// The mark that is shown first: what speaks loudest for the likeliest cause.
pub(crate) fn first(diagnosis: &Diagnosis) -> Option<Mark> {
    of(diagnosis).into_iter().find(|mark| mark.supports)
}

/// The whole text.
pub(crate) fn whole(text: &str, marks: &[Mark]) -> Excerpt {
    let lines = lines(text, &fitted(text, marks), |_| true);
    Excerpt { passages: vec![Passage { left_out: 0, lines }], left_out: 0 }
}

/// Only the marked lines with `around` lines before and after each; without marks, the text's first lines.
pub(crate) fn windows(text: &str, marks: &[Mark], around: usize) -> Excerpt {
    let marks = fitted(text, marks);
    let near = near(text, &marks, around);
    let count = text.lines().count();
    let mut passages: Vec<Passage> = Vec::new();
    let mut last = 0;
    for line in lines(text, &marks, |number| near.iter().any(|range| range.contains(&number))) {
        let number = line.number;
        match passages.last_mut() {
            Some(passage) if number == last + 1 => passage.lines.push(line),
            _ => passages.push(Passage { left_out: number - last - 1, lines: vec![line] }),
        }
        last = number;
    }
    Excerpt { passages, left_out: count.saturating_sub(last) }
}

/// The numbers of the lines near a mark.
fn near(text: &str, marks: &[Mark], around: usize) -> Vec<Range<usize>> {
    if marks.is_empty() {
        return std::iter::once(1..2 * around + 2).collect();
    }
    let mut places: Vec<(usize, usize)> = marks.iter().map(|mark| (mark.start, mark.end)).collect();
    places.sort_unstable();
    let (mut number, mut counted) = (1, 0);
    let mut near: Vec<Range<usize>> = Vec::new();
    for (start, end) in places {
        number += breaks(text, counted..start);
        counted = start;
        let last = number + breaks(text, start..end);
        near.push(number.saturating_sub(around).max(1)..last + around + 1);
    }
    near
}

fn breaks(text: &str, range: Range<usize>) -> usize {
    text.get(range).map_or(0, |part| part.bytes().filter(|byte| *byte == b'\n').count())
}

/// The marks, each widened to whole characters and cut to the text; empty ones are dropped.
fn fitted(text: &str, marks: &[Mark]) -> Vec<Mark> {
    let mut fitted: Vec<Mark> = marks
        .iter()
        .map(|mark| Mark { start: floor(text, mark.start), end: ceil(text, mark.end), ..*mark })
        .filter(|mark| mark.start < mark.end)
        .collect();
    fitted.sort_by_key(|mark| mark.start);
    fitted
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn ceil(text: &str, at: usize) -> usize {
    (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

fn lines(text: &str, marks: &[Mark], wanted: impl Fn(usize) -> bool) -> Vec<Line> {
    let mut start = 0;
    let mut lines = Vec::new();
    for (before, line) in text.split_inclusive('\n').enumerate() {
        let number = before + 1;
        if wanted(number) {
            let shown = line.trim_end_matches(['\r', '\n']).len();
            lines.push(Line { number, pieces: pieces(start..start + shown, marks) });
        }
        start += line.len();
    }
    lines
}

fn pieces(line: Range<usize>, marks: &[Mark]) -> Vec<Piece> {
    // Sorted by start: nothing after the first mark that begins behind the line can touch it.
    let touching: Vec<&Mark> =
        marks.iter().take_while(|mark| mark.start < line.end).filter(|mark| mark.end > line.start).collect();
    let mut cuts: Vec<usize> = touching.iter().flat_map(|mark| [mark.start, mark.end]).collect();
    cuts.retain(|cut| line.start < *cut && *cut < line.end);
    cuts.push(line.start);
    cuts.push(line.end);
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .filter_map(|pair| if let [start, end] = *pair { Some(start..end) } else { None })
        .map(|range| Piece { marks: over(&range, &touching), range })
        .collect()
}

fn over(range: &Range<usize>, marks: &[&Mark]) -> Vec<Mark> {
    let mut over: Vec<Mark> = marks
        .iter()
        .filter(|mark| mark.start <= range.start && range.end <= mark.end)
        .map(|mark| **mark)
        .collect();
    over.sort_by_key(|mark| (mark.id.cause, mark.id.evidence));
    over
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(start: usize, end: usize, cause: usize) -> Mark {
        Mark { start, end, id: EvidenceId { cause, evidence: 0 }, supports: true }
    }

    /// Draws an excerpt: `[0 marked]` for the characters under the marks of cause 0, `~3` for lines left out.
    fn drawn(text: &str, excerpt: &Excerpt) -> String {
        let mut drawing = String::new();
        for passage in &excerpt.passages {
            if passage.left_out > 0 {
                drawing += &format!("~{}\n", passage.left_out);
            }
            for line in &passage.lines {
                drawing += &format!("{}|", line.number);
                for piece in &line.pieces {
                    let shown = text.get(piece.range.clone()).unwrap();
                    let causes: Vec<String> =
                        piece.marks.iter().map(|mark| mark.id.cause.to_string()).collect();
                    match causes.join("+").as_str() {
                        "" => drawing += shown,
                        causes => drawing += &format!("[{causes} {shown}]"),
                    }
                }
                drawing.push('\n');
            }
        }
        if excerpt.left_out > 0 {
            drawing += &format!("~{}\n", excerpt.left_out);
        }
        drawing
    }

    #[test]
    fn a_mark_is_cut_out_of_its_line() {
        let text = "Last State: Terminated\n  Exit Code: 1\n";
        assert_eq!(
            drawn(text, &whole(text, &[mark(25, 37, 0)])),
            "1|Last State: Terminated\n2|  [0 Exit Code: 1]\n"
        );
    }

    #[test]
    fn a_mark_over_several_lines_is_painted_on_each() {
        let text = "one\r\n\r\nthree";
        assert_eq!(drawn(text, &whole(text, &[mark(1, 9, 0)])), "1|o[0 ne]\n2|\n3|[0 th]ree\n");
    }

    #[test]
    fn marks_that_overlap_share_the_stretch_and_the_likelier_cause_comes_first() {
        let text = "abcdef";
        assert_eq!(drawn(text, &whole(text, &[mark(2, 6, 1), mark(0, 4, 0)])), "1|[0 ab][0+1 cd][1 ef]\n");
    }

    #[test]
    fn offsets_count_bytes_and_never_split_a_character() {
        let text = "größe 😀 leer";
        assert_eq!(drawn(text, &whole(text, &[mark(8, 12, 0)])), "1|größe [0 😀] leer\n");
        assert_eq!(
            drawn(text, &whole(text, &[mark(10, 11, 0)])),
            "1|größe [0 😀] leer\n",
            "inside the emoji"
        );
    }

    #[test]
    fn a_mark_outside_the_text_is_cut_or_dropped() {
        let text = "short";
        assert_eq!(drawn(text, &whole(text, &[mark(3, 99, 0), mark(50, 60, 1)])), "1|sho[0 rt]\n");
        assert_eq!(drawn(text, &whole(text, &[mark(4, 2, 0)])), "1|short\n", "turned around");
    }

    #[test]
    fn a_large_text_is_shown_around_its_marks_only() {
        let text: String = (1..=30).map(|number| format!("line {number}\n")).collect();
        let at = text.find("line 10").unwrap();
        let close = text.find("line 12").unwrap();
        assert_eq!(
            drawn(&text, &windows(&text, &[mark(close, close + 4, 1), mark(at, at + 4, 0)], 1)),
            "~8\n9|line 9\n10|[0 line] 10\n11|line 11\n12|[1 line] 12\n13|line 13\n~17\n"
        );
    }

    #[test]
    fn a_large_text_without_marks_shows_how_it_begins() {
        let text: String = (1..=30).map(|number| format!("line {number}\n")).collect();
        let shown = windows(&text, &[], 1);
        assert_eq!(drawn(&text, &shown), "1|line 1\n2|line 2\n3|line 3\n~27\n");
    }

    #[test]
    fn an_empty_text_has_nothing_to_show() {
        assert_eq!(drawn("", &whole("", &[mark(0, 3, 0)])), "");
        assert_eq!(drawn("", &windows("", &[mark(0, 3, 0)], 2)), "");
    }
}
