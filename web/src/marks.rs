//! Turns the spans of the evidence into what is painted: lines of text, cut where a mark begins or ends.

use std::ops::Range;

use unloop::Diagnosis;
use unloop::diagnosis::{Input, Secret};

use crate::extract::{Extract, Stretch};

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
    /// What it is called on both sides of the page. Equal characters have equal numbers, whatever they speak for.
    pub(crate) number: usize,
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
    /// The secret that it is a part of, counted from 0.
    pub(crate) secret: Option<usize>,
    /// What is shown instead of the characters of a hidden secret: what stands for it, or nothing behind its first piece.
    pub(crate) instead: Option<String>,
}

impl Piece {
    /// What is shown of it.
    pub(crate) fn shown<'a>(&'a self, extract: &'a Extract) -> &'a str {
        match &self.instead {
            Some(instead) => instead,
            None => extract.get(self.range.clone()).unwrap_or_default(),
        }
    }
}

/// The secrets of a paste, and whether their characters are to be hidden.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Secrets<'a> {
    pub(crate) all: &'a [Secret],
    pub(crate) hidden: bool,
}

/// How a stretch of text is painted. What comes later lies on top.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Layer {
    Secret,
    /// Evidence for or against a cause that is not the likeliest.
    Lesser,
    Against,
    For,
    /// The piece of evidence that the user looks at.
    Current,
}

/// A stretch of one line in one layer, in the characters as JavaScript counts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stroke {
    /// Which of the lines that are shown, counted from 0.
    pub(crate) line: usize,
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) layer: Layer,
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
    let mut marks: Vec<Mark> = Vec::new();
    let mut last = 0;
    for (cause, about) in diagnosis.causes.iter().enumerate() {
        for (evidence, piece) in about.evidence.iter().enumerate() {
            let (start, end) = (piece.start, piece.end);
            let known = marks.iter().find(|mark| (mark.start, mark.end) == (start, end));
            let number = known.map_or_else(
                || {
                    last += 1;
                    last
                },
                |mark| mark.number,
            );
            marks.push(Mark {
                start,
                end,
                id: EvidenceId { cause, evidence },
                number,
                supports: piece.supports,
            });
        }
    }
    marks
}

/// The evidence of the likeliest cause, the strongest first: the way from one piece to the next.
pub(crate) fn walk(diagnosis: &Diagnosis) -> Vec<EvidenceId> {
    let marks = of(diagnosis).into_iter().filter(|mark| mark.id.cause == 0);
    marks.map(|mark| mark.id).collect()
}

/// The step from one piece of evidence to the next or the one before, round and round.
pub(crate) fn step(way: &[EvidenceId], from: Option<EvidenceId>, forward: bool) -> Option<EvidenceId> {
    let at = from.and_then(|from| way.iter().position(|id| *id == from));
    let to = match (at, forward) {
        (None, true) => 0,
        (None, false) => way.len().checked_sub(1)?,
        (Some(at), true) => (at + 1) % way.len(),
        (Some(at), false) => (at + way.len() - 1) % way.len(),
    };
    way.get(to).copied()
}

/// What is to be painted on these lines, from the lowest layer to the highest.
pub(crate) fn strokes(extract: &Extract, lines: &[&Line]) -> Vec<Stroke> {
    paint(extract, lines, |piece| {
        let secret = piece.secret.map(|_| Layer::Secret);
        let mark = piece.marks.first().map(|mark| match (mark.id.cause, mark.supports) {
            (0, true) => Layer::For,
            (_, false) => Layer::Against,
            _ => Layer::Lesser,
        });
        [secret, mark]
    })
}

/// What is to be painted over the rest when the user looks at a piece of evidence.
pub(crate) fn strokes_at(extract: &Extract, lines: &[&Line], id: EvidenceId) -> Vec<Stroke> {
    let is_it = |piece: &Piece| piece.marks.iter().any(|mark| mark.id == id);
    paint(extract, lines, |piece| [is_it(piece).then_some(Layer::Current), None])
}

fn paint(extract: &Extract, lines: &[&Line], layers: impl Fn(&Piece) -> [Option<Layer>; 2]) -> Vec<Stroke> {
    let mut strokes = Vec::new();
    for (line, about) in lines.iter().enumerate() {
        let mut at = 0;
        for piece in &about.pieces {
            let start = at;
            at += letters(extract, piece);
            let stroke = |layer| Stroke { line, start, end: at, layer };
            strokes.extend(layers(piece).into_iter().flatten().map(stroke));
        }
    }
    strokes.sort_by_key(|stroke| stroke.layer);
    strokes
}

/// The marks under a character of a line, counted as JavaScript does.
pub(crate) fn at<'a>(extract: &Extract, line: &'a Line, letter: u32) -> &'a [Mark] {
    let mut before = 0;
    for piece in &line.pieces {
        before += letters(extract, piece);
        if letter < before {
            return &piece.marks;
        }
    }
    &[]
}

/// How many characters are shown of a piece, as JavaScript counts them.
fn letters(extract: &Extract, piece: &Piece) -> u32 {
    let letters = piece.shown(extract).encode_utf16().count();
    u32::try_from(letters).unwrap_or_default()
}

/// The mark that is shown first: what speaks loudest for the likeliest cause.
pub(crate) fn first(diagnosis: &Diagnosis) -> Option<Mark> {
    of(diagnosis).into_iter().find(|mark| mark.supports)
}

/// What the page holds of one input, which has so many lines; `first` is the number of its first line in the paste.
pub(crate) fn excerpt(
    extract: &Extract,
    input: &Input,
    lines: usize,
    marks: &[Mark],
    secrets: Secrets<'_>,
) -> Excerpt {
    let inside = |stretch: &&Stretch| input.start <= stretch.start && stretch.start < input.end;
    let mut passages = Vec::new();
    let mut last = 0;
    for stretch in extract.stretches.iter().filter(inside) {
        let number = stretch.line.saturating_sub(input.line) + 1;
        let lines = cut(stretch, number, marks, secrets);
        let left_out = number.saturating_sub(last + 1);
        last = lines.last().map_or(last, |line| line.number);
        passages.push(Passage { left_out, lines });
    }
    Excerpt { passages, left_out: lines.saturating_sub(last) }
}

/// The lines of a stretch, the first of which has this number.
fn cut(stretch: &Stretch, first: usize, marks: &[Mark], secrets: Secrets<'_>) -> Vec<Line> {
    let marks = fitted(stretch, marks);
    let mut start = stretch.start;
    let mut lines = Vec::new();
    for (before, line) in stretch.text.split_inclusive('\n').enumerate() {
        let shown = line.trim_end_matches(['\r', '\n']).len();
        lines.push(Line {
            number: first + before,
            pieces: pieces(stretch, start..start + shown, &marks, secrets),
        });
        start += line.len();
    }
    lines
}

/// The marks, each widened to whole characters and cut to the stretch; empty ones are dropped.
fn fitted(stretch: &Stretch, marks: &[Mark]) -> Vec<Mark> {
    let (text, begin) = (stretch.text.as_str(), stretch.start);
    let mut fitted: Vec<Mark> = marks
        .iter()
        .filter(|mark| mark.end > begin && mark.start < begin + text.len())
        .map(|mark| Mark {
            start: begin + floor(text, mark.start.saturating_sub(begin)),
            end: begin + ceil(text, mark.end.saturating_sub(begin)),
            ..*mark
        })
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

fn pieces(stretch: &Stretch, line: Range<usize>, marks: &[Mark], secrets: Secrets<'_>) -> Vec<Piece> {
    // Sorted by start: nothing after the first mark that begins behind the line can touch it.
    let touching: Vec<&Mark> =
        marks.iter().take_while(|mark| mark.start < line.end).filter(|mark| mark.end > line.start).collect();
    // In the order of the paste, and apart from each other.
    let first = secrets.all.partition_point(|secret| secret.end <= line.start);
    let all = secrets.all.iter().enumerate().skip(first);
    let here: Vec<(usize, &Secret)> = all.take_while(|(_, secret)| secret.start < line.end).collect();
    let within = |at: usize| at.saturating_sub(stretch.start);
    let around = |secret: &Secret| {
        let (start, end) =
            (floor(&stretch.text, within(secret.start)), ceil(&stretch.text, within(secret.end)));
        stretch.start + start..stretch.start + end
    };
    let mut cuts: Vec<usize> = touching.iter().flat_map(|mark| [mark.start, mark.end]).collect();
    // What stands for a secret cannot be cut.
    let is_within =
        |cut: usize| here.iter().map(|(_, secret)| around(secret)).any(|it| it.start < cut && cut < it.end);
    cuts.retain(|cut| !secrets.hidden || !is_within(*cut));
    cuts.extend(here.iter().map(|(_, secret)| around(secret)).flat_map(|it| [it.start, it.end]));
    cuts.retain(|cut| line.start < *cut && *cut < line.end);
    cuts.push(line.start);
    cuts.push(line.end);
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .filter_map(|pair| if let [start, end] = *pair { Some(start..end) } else { None })
        .map(|range| {
            let secret = here.iter().find(|(_, secret)| secret.start < range.end && range.start < secret.end);
            let instead = secret.filter(|_| secrets.hidden).map(|(_, secret)| {
                let begins = range.start <= secret.start;
                if begins { format!("<{}>", secret.alias) } else { String::new() }
            });
            let secret = secret.map(|(number, _)| *number);
            Piece { marks: over(&range, &touching, instead.is_some()), secret, instead, range }
        })
        .collect()
}

/// The marks over a range, or over a part of one that is shown as something else.
fn over(range: &Range<usize>, marks: &[&Mark], in_part: bool) -> Vec<Mark> {
    let over = |mark: &&&Mark| {
        let whole = mark.start <= range.start && range.end <= mark.end;
        whole || (in_part && mark.start < range.end && range.start < mark.end)
    };
    let mut over: Vec<Mark> = marks.iter().filter(over).map(|mark| **mark).collect();
    over.sort_by_key(|mark| (mark.id.cause, mark.id.evidence));
    over
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(start: usize, end: usize, cause: usize) -> Mark {
        Mark { start, end, id: EvidenceId { cause, evidence: 0 }, number: cause + 1, supports: true }
    }

    /// Draws an excerpt of a text that is held whole: `[0 marked]` for the characters under the marks of cause 0.
    fn drawn(text: &str, marks: &[Mark]) -> String {
        let stretch = Stretch { start: 0, line: 1, text: text.to_owned() };
        drawing(text, &[stretch], marks)
    }

    /// Draws what is held of a text: `~3` for lines left out.
    fn drawing(text: &str, stretches: &[Stretch], marks: &[Mark]) -> String {
        let lines = text.lines().count();
        let extract = Extract { stretches: stretches.to_vec(), bytes: text.len(), lines: vec![lines] };
        let input = Input { name: String::new(), start: 0, end: text.len().max(1), line: 1 };
        let excerpt = excerpt(&extract, &input, lines, marks, Secrets::default());
        let mut drawing = String::new();
        for passage in &excerpt.passages {
            if passage.left_out > 0 {
                drawing += &format!("~{}\n", passage.left_out);
            }
            for line in &passage.lines {
                drawing += &format!("{}|", line.number);
                for piece in &line.pieces {
                    let shown = extract.get(piece.range.clone()).unwrap();
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
        assert_eq!(drawn(text, &[mark(25, 37, 0)]), "1|Last State: Terminated\n2|  [0 Exit Code: 1]\n");
    }

    #[test]
    fn a_mark_over_several_lines_is_painted_on_each() {
        let text = "one\r\n\r\nthree";
        assert_eq!(drawn(text, &[mark(1, 9, 0)]), "1|o[0 ne]\n2|\n3|[0 th]ree\n");
    }

    #[test]
    fn marks_that_overlap_share_the_stretch_and_the_likelier_cause_comes_first() {
        let text = "abcdef";
        assert_eq!(drawn(text, &[mark(2, 6, 1), mark(0, 4, 0)]), "1|[0 ab][0+1 cd][1 ef]\n");
    }

    #[test]
    fn offsets_count_bytes_and_never_split_a_character() {
        let text = "größe 😀 leer";
        assert_eq!(drawn(text, &[mark(8, 12, 0)]), "1|größe [0 😀] leer\n");
        assert_eq!(drawn(text, &[mark(10, 11, 0)]), "1|größe [0 😀] leer\n", "inside the emoji");
    }

    #[test]
    fn a_mark_outside_the_text_is_cut_or_dropped() {
        let text = "short";
        assert_eq!(drawn(text, &[mark(3, 99, 0), mark(50, 60, 1)]), "1|sho[0 rt]\n");
        assert_eq!(drawn(text, &[mark(4, 2, 0)]), "1|short\n", "turned around");
    }

    #[test]
    fn of_a_large_text_the_rest_is_counted() {
        let text: String = (1..=30).map(|number| format!("line {number}\n")).collect();
        let lines = |first: usize, last: usize| {
            let start = text.find(&format!("line {first}\n")).unwrap();
            let held: String = (first..=last).map(|number| format!("line {number}\n")).collect();
            Stretch { start, line: first, text: held }
        };
        let at = text.find("line 12").unwrap();
        assert_eq!(
            drawing(&text, &[lines(9, 10), lines(12, 13)], &[mark(at, at + 4, 1)]),
            "~8\n9|line 9\n10|line 10\n~1\n12|[1 line] 12\n13|line 13\n~17\n"
        );
    }

    #[test]
    fn strokes_count_as_javascript_does_and_the_higher_layer_comes_last() {
        let text = "größe 😀 leer\nAPI_KEY=owl";
        let key = Secret { start: 26, end: 29, kind: "key".to_owned(), alias: "key-1".to_owned() };
        let marks = [mark(8, 12, 1), Mark { supports: false, ..mark(13, 17, 0) }, mark(18, 29, 0)];
        let stretch = Stretch { start: 0, line: 1, text: text.to_owned() };
        let extract = held(text, vec![stretch]);
        let input = Input { end: text.len(), line: 1, ..Input::default() };
        let secrets = Secrets { all: std::slice::from_ref(&key), hidden: false };
        let excerpt = excerpt(&extract, &input, 2, &marks, secrets);
        let lines: Vec<&Line> = excerpt.passages[0].lines.iter().collect();
        let drawn: Vec<_> = strokes(&extract, &lines)
            .iter()
            .map(|stroke| (stroke.layer, stroke.line, stroke.start..stroke.end))
            .collect();
        assert_eq!(
            drawn,
            [
                (Layer::Secret, 1, 8..11),
                (Layer::Lesser, 0, 6..8),
                (Layer::Against, 0, 9..13),
                (Layer::For, 1, 0..8),
                (Layer::For, 1, 8..11),
            ]
        );
        let found = at(&extract, lines[0], 7);
        assert_eq!(found.iter().map(|mark| mark.id.cause).collect::<Vec<_>>(), [1]);
    }

    #[test]
    fn a_hidden_secret_is_shown_as_what_stands_for_it_and_marks_keep_their_places() {
        let text = "API_KEY=owl-41\nand more";
        let key = |start, end| Secret { start, end, kind: "key".to_owned(), alias: "key-1".to_owned() };
        // One goes on over the end of its line.
        let keys = [key(8, 14), key(19, 23)];
        let stretch = Stretch { start: 0, line: 1, text: text.to_owned() };
        let extract = held(text, vec![stretch]);
        let input = Input { end: text.len(), line: 1, ..Input::default() };
        let secrets = Secrets { all: &keys, hidden: true };
        let excerpt = excerpt(&extract, &input, 2, &[mark(11, 18, 0)], secrets);
        let lines: Vec<&Line> = excerpt.passages[0].lines.iter().collect();
        let shown = |line: &Line| line.pieces.iter().map(|piece| piece.shown(&extract)).collect::<String>();
        assert_eq!([shown(lines[0]), shown(lines[1])], ["API_KEY=<key-1>", "and <key-1>"]);
        let marked = strokes(&extract, &lines).into_iter().filter(|stroke| stroke.layer == Layer::For);
        let marked: Vec<_> = marked.map(|stroke| (stroke.line, stroke.start..stroke.end)).collect();
        assert_eq!(marked, [(0, 8..15), (1, 0..3)]);
    }

    fn held(text: &str, stretches: Vec<Stretch>) -> Extract {
        Extract { stretches, bytes: text.len(), lines: vec![2] }
    }

    #[test]
    fn equal_characters_have_one_number_and_the_way_goes_round() {
        let mut diagnosis = crate::sample::missing_variable();
        let shared = diagnosis.causes[0].evidence[1].clone();
        diagnosis.causes[1].evidence.push(shared);
        let numbers: Vec<_> = of(&diagnosis).iter().map(|mark| mark.number).collect();
        assert_eq!(numbers, [1, 2, 3, 2]);

        let way = walk(&diagnosis);
        let steps = [(None, true), (Some(way[1]), true), (Some(way[0]), false), (None, false)];
        let to = steps.map(|(from, forward)| step(&way, from, forward).unwrap().evidence);
        assert_eq!(to, [0, 0, 1, 1]);
        assert_eq!(step(&[], None, true), None);
    }

    #[test]
    fn an_empty_text_has_nothing_to_show() {
        assert_eq!(drawn("", &[mark(0, 3, 0)]), "");
    }

    #[test]
    fn each_input_counts_its_own_lines() {
        let stretches = vec![
            Stretch { start: 0, line: 1, text: "a\nb\n".to_owned() },
            Stretch { start: 4, line: 3, text: "c\nd\n".to_owned() },
        ];
        let extract = Extract { stretches, bytes: 8, lines: vec![2, 2] };
        let input = Input { name: "second".to_owned(), start: 4, end: 8, line: 3 };
        let excerpt = excerpt(&extract, &input, 2, &[], Secrets::default());
        let numbers: Vec<usize> = excerpt.passages[0].lines.iter().map(|line| line.number).collect();
        assert_eq!((numbers, excerpt.left_out), (vec![1, 2], 0));
    }
}
