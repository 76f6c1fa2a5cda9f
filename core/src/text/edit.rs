//! Changes the text of a line and keeps what is left true to the paste.

use super::source::{Piece, Pieces};
use super::{Line, Span};
use std::borrow::Cow;
use std::ops::Range;

/// Builds the text of a line anew, from parts of one line or of several.
#[derive(Debug, Default)]
pub(super) struct Rewrite {
    text: String,
    pieces: Vec<Piece>,
}

impl Rewrite {
    /// Goes on with a part of the text of `line`, as it is.
    pub(super) fn keep(&mut self, line: &Line<'_>, range: Range<usize>) {
        let Some(part) = line.text.get(range.clone()).filter(|part| !part.is_empty()) else { return };
        let at = self.text.len();
        match &line.pieces {
            Pieces::Whole(start) => self.piece(at, *start as usize + range.start, None),
            Pieces::Many(pieces) => {
                let first = pieces.partition_point(|piece| piece.at as usize <= range.start).max(1) - 1;
                for piece in pieces.iter().skip(first).take_while(|piece| (piece.at as usize) < range.end) {
                    let begin = (piece.at as usize).max(range.start);
                    let origin = match piece.replaces {
                        Some(_) => piece.origin as usize,
                        None => piece.origin as usize + (begin - piece.at as usize),
                    };
                    self.piece(at + begin - range.start, origin, piece.replaces);
                }
            }
        }
        self.text.push_str(part);
    }

    /// Goes on with a text that stands for these characters of the paste.
    pub(super) fn put(&mut self, text: &str, stands_for: Span) {
        if !text.is_empty() {
            self.piece(
                self.text.len(),
                stands_for.start(),
                Some(narrow(stands_for.end() - stands_for.start())),
            );
            self.text.push_str(text);
        }
    }

    /// The line that stands at `span`; it begins where `first` does.
    pub(super) fn finish<'a>(self, first: &Line<'a>, span: Span) -> Line<'a> {
        let pieces = if self.pieces.is_empty() {
            Pieces::Whole(narrow(span.start()))
        } else {
            Pieces::Many(self.pieces.into())
        };
        Line {
            text: Cow::Owned(self.text),
            span,
            pieces,
            number: first.number,
            is_aside: first.is_aside,
            after: first.after,
        }
    }

    fn piece(&mut self, at: usize, origin: usize, replaces: Option<u32>) {
        let goes_on = self.pieces.last().is_some_and(|last| {
            replaces.is_none()
                && last.replaces.is_none()
                && last.origin as usize + (at - last.at as usize) == origin
        });
        if !goes_on {
            self.pieces.push(Piece { at: narrow(at), origin: narrow(origin), replaces });
        }
    }
}

impl<'a> Line<'a> {
    /// The line with only this part of its text; it still covers the whole line of the paste.
    pub fn part(&self, range: Range<usize>) -> Self {
        if let (Cow::Borrowed(text), Pieces::Whole(start)) = (&self.text, &self.pieces) {
            let text = text.get(range.clone()).unwrap_or_default();
            let pieces = Pieces::Whole(start.saturating_add(narrow(range.start)));
            return Self { text: Cow::Borrowed(text), pieces, ..*self };
        }
        let mut rewrite = Rewrite::default();
        rewrite.keep(self, range);
        rewrite.finish(self, self.span)
    }

    /// The lines whose texts are these parts, in their order; what lies between two parts belongs to the first.
    pub(super) fn split(&self, parts: &[Range<usize>]) -> Vec<Self> {
        let start_of = |part: &Range<usize>| self.at(part.start..part.start).start();
        let mut lines = Vec::with_capacity(parts.len());
        let mut start = self.span.start();
        for (index, part) in parts.iter().enumerate() {
            let end = parts.get(index + 1).map_or(self.span.end(), start_of).max(start);
            let mut line = self.part(part.clone());
            line.span = Span::new(start, end);
            lines.push(line);
            start = end;
        }
        lines
    }
}

/// These lines as one, with what `between` says where each line ended.
pub(super) fn join<'a>(lines: &[Line<'a>], between: impl Fn(&Line<'a>) -> &'static str) -> Option<Line<'a>> {
    let (first, last) = (lines.first()?, lines.last()?);
    let mut rewrite = Rewrite::default();
    let mut before: Option<(usize, &Line<'a>)> = None;
    for line in lines {
        let begin = line.at(0..0).start();
        if let Some((end, before)) = before {
            rewrite.put(between(before), Span::new(end, begin));
        }
        rewrite.keep(line, 0..line.text.len());
        let length = line.text.len();
        before = Some((if length == 0 { begin } else { line.at(0..length).end() }, line));
    }
    Some(rewrite.finish(first, first.span.to(last.span)))
}

pub(super) fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
