//! The paste, cut into lines that know where they stand.

use super::{Gaps, Missing, Span, clean};
use crate::limits::PASTE;
use std::borrow::Cow;
use std::ops::Range;

/// A paste and its lines.
#[derive(Debug)]
pub struct Source<'a> {
    /// The paste as it came.
    pub text: &'a str,
    /// Its lines, cleaned, in order; every byte of the paste but line ends belongs to exactly one.
    ///
    /// What a terminal wrapped is one line here, and what a chat joined is several.
    pub lines: Vec<Line<'a>>,
    /// The texts that it was put together from, in order; the first begins at its start.
    pub inputs: Vec<Input<'a>>,
    /// How many bytes at its start have no lines, because it is too large.
    pub unread: usize,
    /// What was let go of before; `text` and every place in it are without that.
    pub gaps: &'a Gaps,
}

/// One of the texts that a paste was put together from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Input<'a> {
    /// The name of the file it came from, with its folders; empty for what was pasted.
    pub name: &'a str,
    /// Where it begins in the paste.
    pub start: usize,
}

/// One line of a paste without what terminals and editors add to it.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// The cleaned text.
    pub text: Cow<'a, str>,
    /// The whole line in the paste, without its line end.
    pub span: Span,
    /// Where the pieces of `text` come from. Sorted; never empty.
    pub(super) pieces: Pieces,
    /// The number of the line in the paste on which it begins, from 1.
    pub(super) number: u32,
    /// Whether it only stands between lines that belong together: a code fence, who wrote a message and when.
    pub(super) is_aside: bool,
    /// The lines of the paste that were let go of before it.
    pub after: Option<&'a Missing>,
}

/// How the cleaned text maps onto the paste; nearly always one piece.
#[derive(Clone, Debug)]
pub(super) enum Pieces {
    /// The text stands in the paste as it is, from this offset on.
    Whole(u32),
    /// Where each piece begins.
    Many(Box<[Piece]>),
}

/// A piece of cleaned text that stands in the paste without a gap.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// Where it begins in the cleaned text.
    pub(super) at: u32,
    /// Where it begins in the paste.
    pub(super) origin: u32,
    /// If it stands for other characters of the paste, the length of those in bytes.
    pub(super) replaces: Option<u32>,
}

/// Of nearly every paste nothing was let go.
static NONE: Gaps = Gaps::new();

impl<'a> Source<'a> {
    /// Cuts and cleans a paste.
    pub fn new(text: &'a str) -> Self {
        Self::of(text, vec![Input { name: "", start: 0 }])
    }

    /// Cuts and cleans a paste of several texts, each of which begins a line.
    pub fn of(text: &'a str, inputs: Vec<Input<'a>>) -> Self {
        Self::within(text, inputs, PASTE)
    }

    /// As [`Source::of`], of what was kept of a paste.
    pub fn kept(text: &'a str, inputs: Vec<Input<'a>>, gaps: &'a Gaps) -> Self {
        let mut source = Self::of(text, inputs);
        source.gaps = gaps;
        for (place, _, missing) in gaps.iter() {
            let at = source.line_at(place);
            if let Some(line) = source.lines.get_mut(at) {
                line.after = Some(missing);
            }
        }
        source
    }

    /// As [`Source::of`], of a paste that may be larger than `most` bytes: then its end.
    pub(crate) fn within(text: &'a str, inputs: Vec<Input<'a>>, most: usize) -> Self {
        let Range { start: unread, end: last } = window(text, most);
        let ends = inputs.iter().skip(1).map(|input| input.start).chain([text.len()]);
        let mut lines: Vec<Line<'a>> = Vec::new();
        for (input, end) in inputs.iter().zip(ends) {
            if end <= unread && unread > 0 || input.start > last {
                continue;
            }
            let (start, end) = (input.start.max(unread), end.min(last));
            // What ends the last line of a text begins no line of its own.
            if lines.last().is_some_and(|last| last.span.is_empty() && last.span.start() == start) {
                lines.pop();
            }
            let number = match lines.last() {
                Some(last) => last.number + breaks(text, last.span.start(), start),
                None => 1 + breaks(text, 0, start),
            };
            lines.extend(clean::lines(text.get(start..end).unwrap_or_default(), start, number));
        }
        Self { text, lines, inputs, unread, gaps: &NONE }
    }

    /// The number, from 1, of the line of the paste that holds this byte.
    pub fn line_number(&self, offset: usize) -> usize {
        let missing = self.gaps.before(offset).lines;
        if offset < self.unread {
            return 1 + breaks(self.text, 0, offset) as usize + missing;
        }
        let Some(line) = self.lines.get(self.line_at(offset)) else { return 1 };
        (line.number + breaks(self.text, line.span.start(), offset)) as usize + missing
    }

    /// The place among the lines of the one that holds this byte of the paste.
    pub fn line_at(&self, offset: usize) -> usize {
        self.lines.partition_point(|line| line.span.start() <= offset).saturating_sub(1)
    }

    /// The index of the input that holds this byte of the paste.
    pub fn input_at(&self, offset: usize) -> usize {
        self.inputs.partition_point(|input| input.start <= offset).saturating_sub(1)
    }
}

impl Line<'_> {
    /// Where a range of the cleaned text stands in the paste.
    pub fn at(&self, range: Range<usize>) -> Span {
        if range.is_empty() {
            let start = self.origin(range.start);
            return Span::new(start, start);
        }
        // The end is mapped through its last byte: what was cut out behind it is not part of it.
        Span::new(self.origin(range.start), self.end_of(range.end - 1))
    }

    /// Where the whole cleaned text stands, without blanks around it.
    pub fn trimmed(&self) -> Span {
        let start = self.text.len() - self.text.trim_start().len();
        self.at(start..self.text.trim_end().len().max(start))
    }

    /// Where `part`, a slice of the cleaned text, stands in the paste.
    ///
    /// A `part` that is no slice of it stands at the start of the line.
    pub fn span_of(&self, part: &str) -> Span {
        let offset = (part.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        if offset <= self.text.len() && offset + part.len() <= self.text.len() {
            self.at(offset..offset + part.len())
        } else {
            self.at(0..0)
        }
    }

    /// The number of blanks it begins with; a tab counts as one.
    pub fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }

    /// Whether nothing but blanks stands on it, or nothing that belongs to the text around it.
    pub fn is_blank(&self) -> bool {
        self.is_aside || self.is_empty()
    }

    /// Whether nothing but blanks stands on it.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Where a byte of the cleaned text begins in the paste.
    fn origin(&self, offset: usize) -> usize {
        match &self.pieces {
            Pieces::Whole(start) => *start as usize + offset,
            Pieces::Many(pieces) => {
                let piece = holder(pieces, offset);
                match piece.replaces {
                    Some(_) => piece.origin as usize,
                    None => piece.origin as usize + offset.saturating_sub(piece.at as usize),
                }
            }
        }
    }

    /// Where a byte of the cleaned text ends in the paste.
    fn end_of(&self, offset: usize) -> usize {
        match &self.pieces {
            Pieces::Whole(start) => *start as usize + offset + 1,
            Pieces::Many(pieces) => {
                let piece = holder(pieces, offset);
                match piece.replaces {
                    Some(length) => piece.origin as usize + length as usize,
                    None => piece.origin as usize + offset.saturating_sub(piece.at as usize) + 1,
                }
            }
        }
    }
}

/// What of a text is read: all of it, or its last whole lines within `most` bytes. Offsets end at 4 GiB.
fn window(text: &str, most: usize) -> Range<usize> {
    let boundary = |at: usize| (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    let end = if text.len() < u32::MAX as usize { text.len() } else { boundary(u32::MAX as usize - 4) };
    if end <= most {
        return 0..end;
    }
    let start = boundary(end - most);
    let rest = text.as_bytes().get(start..end).unwrap_or_default();
    let whole = memchr::memchr(b'\n', rest).map(|at| start + at + 1).filter(|line| *line < end);
    whole.unwrap_or(start)..end
}

/// How many lines of the paste end between two bytes.
fn breaks(text: &str, from: usize, to: usize) -> u32 {
    let between = text.as_bytes().get(from..to).unwrap_or_default();
    u32::try_from(memchr::memchr_iter(b'\n', between).count()).unwrap_or(u32::MAX)
}

/// The piece that holds this byte of the cleaned text.
fn holder(pieces: &[Piece], offset: usize) -> Piece {
    let index = pieces.partition_point(|piece| piece.at as usize <= offset).saturating_sub(1);
    pieces.get(index).copied().unwrap_or(Piece { at: 0, origin: 0, replaces: None })
}
