//! Takes away what terminals, editors, mail, chats and trackers add to a text, and remembers where the rest came
//! from.
//!
//! Each step undoes one mechanism, outermost first: a log shipped as JSON was printed before it was quoted in a
//! mail. A step that finds no sign of its mechanism changes nothing.

mod arrow;
mod aside;
mod binaries;
mod blanks;
mod cut;
mod entities;
mod escape;
mod frame;
mod joined;
mod letters;
mod margin;
mod markdown;
mod nested;
mod numbers;
mod prefix;
mod shape;
mod spacing;
mod stamps;
mod tables;
mod tags;
mod torn;
mod wrap;

pub use escape::without_escapes;

use super::Line;

/// The cleaned lines of a text that begins at `start`, on the line with this number.
pub(super) fn lines(text: &str, start: usize, number: u32) -> Vec<Line<'_>> {
    let mut lines = cut::lines(text, start, number);
    letters::clean(text, &mut lines);
    entities::clean(text, &mut lines);
    tags::clean(&mut lines);
    markdown::clean(text, &mut lines);
    tables::clean(&mut lines);
    prefix::clean(&mut lines);
    margin::clean(&mut lines);
    spacing::clean(&mut lines);
    nested::clean(text, &mut lines);
    aside::clean(&mut lines);
    wrap::clean(&mut lines);
    joined::clean(&mut lines);
    torn::clean(&mut lines);
    blanks::clean(text, &mut lines);
    arrow::clean(&mut lines);
    binaries::clean(text, &mut lines);
    lines
}

/// What the tests of every step ask: the lines of a paste, once all steps are done.
#[cfg(test)]
#[track_caller]
fn check<'a>(paste: &'a str, expected: &[&str]) -> super::Source<'a> {
    let source = super::Source::new(paste);
    let texts: Vec<_> = source.lines.iter().map(|line| line.text.as_ref()).collect();
    assert_eq!(texts, expected, "{paste:?}");
    source
}
