//! Lines that a terminal broke at its width.
//!
//! A terminal breaks exactly there, so every broken line has the same length and no line is longer. Programs print
//! lines of equal length as well; but what follows those begins like a line of its own. `fold -s` and mail break
//! before the word that does not fit, and leave the blank before it at the end of the line.

use super::super::edit;
use super::super::{Line, Pattern};
use super::shape;

/// Narrower terminals are none.
const NARROWEST: usize = 60;
const WIDEST: usize = 400;
/// The widths that people leave their terminals at: one broken line is enough.
const USUAL: [usize; 6] = [80, 100, 120, 132, 160, 200];

pub(super) fn clean(lines: &mut Vec<Line<'_>>) {
    unpad(lines);
    let Some(width) = width(lines) else { return };
    let mut joined = Vec::with_capacity(lines.len());
    let mut at = 0;
    while let Some(first) = lines.get(at) {
        let mut end = at + 1;
        while let (Some(line), Some(next)) = (lines.get(end - 1), lines.get(end)) {
            if !is_broken(line, next, width) {
                break;
            }
            end += 1;
        }
        let line = if end > at + 1 { edit::join(lines.get(at..end).unwrap_or_default(), "") } else { None };
        joined.push(line.unwrap_or_else(|| first.clone()));
        at = end;
    }
    *lines = joined;
}

/// Takes off the blanks with which some terminals fill every line up to their width.
fn unpad(lines: &mut [Line<'_>]) {
    let width = lines.iter().map(|line| line.text.len()).max().unwrap_or(0);
    let filled = lines.iter().filter(|line| line.text.len() == width && line.text.ends_with(' ')).count();
    if width < NARROWEST || filled < 3 || filled * 2 < lines.len() {
        return;
    }
    for line in lines.iter_mut().filter(|line| line.text.ends_with(' ')) {
        *line = line.part(0..line.text.trim_end().len());
    }
}

/// The width at which lines were broken, if they were.
fn width(lines: &[Line<'_>]) -> Option<usize> {
    let width = lines.iter().map(|line| length(line)).max()?;
    if !(NARROWEST..=WIDEST).contains(&width) {
        return None;
    }
    let broken: Vec<_> = lines
        .windows(2)
        .filter(|pair| matches!(pair, [line, next] if is_broken(line, next, width)))
        .take(2)
        .collect();
    // Lines that are broken before a word are rarely as long as the width allows.
    let is_usual = |pair: &&[Line<'_>]| {
        let folded = matches!(pair, [line, next] if is_folded(line, next, width));
        USUAL.iter().any(|usual| width == *usual || folded && (usual - 8..=*usual).contains(&width))
    };
    (broken.len() >= 2 || broken.first().is_some_and(is_usual)).then_some(width)
}

fn is_broken(line: &Line<'_>, next: &Line<'_>, width: usize) -> bool {
    (is_full(line, width) || is_folded(line, next, width)) && goes_on(line, next)
}

/// Whether the first word of `next` did not fit behind the blank at the end of `line`.
fn is_folded(line: &Line<'_>, next: &Line<'_>, width: usize) -> bool {
    let word = next.text.split(' ').next().unwrap_or_default();
    line.text.ends_with(' ')
        && !line.text.ends_with("  ")
        && !word.is_empty()
        && length(line) > width / 2
        && length(line) + word.chars().count() > width
}

fn length(line: &Line<'_>) -> usize {
    if line.text.is_ascii() { line.text.len() } else { line.text.chars().count() }
}

fn is_full(line: &Line<'_>, width: usize) -> bool {
    line.text.len() >= width && length(line) == width
}

/// Whether `next` can be the rest of a broken line.
fn goes_on(line: &Line<'_>, next: &Line<'_>) -> bool {
    static RECORD: Pattern = Pattern::new(
        r#"^(?:[{<]|\s*"[\w./-]+":|\s+(?:- )?[\w./-]+: |\[?\d{4}[-/]\d\d|\[?\d\d:\d\d:\d\d|[A-Z][a-z]{2} [ \d]\d |[IWEF]\d{4} |\[?(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL)\b|\s+at |ts=|time=|level=|----|\S+@\S+[$#] )"#,
    );
    if next.is_blank() || line.is_aside {
        return false;
    }
    let alike = {
        let start = |line: &str| line.chars().take(6).collect::<String>();
        start(&line.text) == start(&next.text)
    };
    !alike && !RECORD.is_match(&next.text) && !shape::is_kubectl(&next.text)
}

#[cfg(test)]
mod tests {
    use crate::text::Source;

    fn texts(paste: &str) -> Vec<String> {
        Source::new(paste).lines.iter().map(|line| line.text.to_string()).collect()
    }

    fn wrapped(line: &str, width: usize) -> String {
        let letters: Vec<char> = line.chars().collect();
        letters.chunks(width).map(|part| part.iter().collect::<String>()).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn broken_lines_are_one_again() {
        let long = "  Warning  BackOff  7s (x90 over 29m)  kubelet  Back-off restarting failed container web in pod shop-0_prod(1f) of node a";
        let paste = format!("Name: shop-0\n{}\nEvents: x\n", wrapped(long, 80));
        assert_eq!(texts(&paste), ["Name: shop-0", long, "Events: x", ""]);
        let source = Source::new(&paste);
        let line = &source.lines[1];
        let at = line.text.find("failed container web").unwrap();
        assert_eq!(line.at(at..at + 20).of(&paste).replace('\n', ""), "failed container web");
        assert_eq!(source.line_number(source.lines[2].span.start()), 4);
    }

    #[test]
    fn lines_broken_before_a_word_are_one_again() {
        let head = "  Warning  BackOff  7s (x90 over 29m)  kubelet  Back-off restarting failed ";
        let paste = format!("Name: shop-0\n{head}\ncontainer web in pod shop-0_prod\nEvents: x\n");
        assert_eq!(texts(&paste)[1], format!("{head}container web in pod shop-0_prod"));
    }

    #[test]
    fn lines_of_equal_length_are_no_broken_ones() {
        let line = "2026-11-19T10:11:41Z ERROR dial tcp 10.0.0.1:5432: connect: connection refused by peer";
        let paste = format!("{line}\n{line}\n{line}\n");
        assert_eq!(texts(&paste).len(), 4);
        let line = "could not reach the database of the shop at the address db.shop.svc:5432 (again)";
        assert_eq!(texts(&format!("{line}\n{line}\n{line}")).len(), 3);
    }
}
