//! Blanks that stand before every line, as Markdown's blocks, frames and diffs leave them.

use super::super::Line;
use super::frame;

pub(super) fn clean(lines: &mut [Line<'_>]) {
    let told = || lines.iter().filter(|line| !line.text.trim().is_empty() && !is_outside(&line.text));
    let Some(margin) = told().map(|line| blanks(&line.text)).reduce(common) else { return };
    let length = margin.len();
    if length == 0 {
        return;
    }
    for line in lines.iter_mut().filter(|line| !is_outside(&line.text)) {
        let gone = length.min(blanks(&line.text).len());
        *line = line.part(gone..line.text.len());
    }
}

/// The blanks and tabs that a line begins with.
fn blanks(text: &str) -> &str {
    let body = text.trim_start_matches([' ', '\t']);
    text.strip_suffix(body).unwrap_or_default()
}

/// What both begin with.
fn common<'t>(one: &'t str, other: &'t str) -> &'t str {
    let length = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    one.get(..length).unwrap_or_default()
}

/// Whether a line has no margin: the head of a diff's part, the border of a frame.
fn is_outside(text: &str) -> bool {
    text.starts_with("@@ ") || frame::is_border(text)
}

#[cfg(test)]
mod tests {
    use super::super::check;

    #[test]
    fn what_every_line_begins_with_goes() {
        check("    one\n      two\n\n    three", &["one", "  two", "", "three"]);
        check("\tone\n\t\ttwo", &["one", "\ttwo"]);
        check("@@ -1,2 +1,2 @@\n one\n   two", &["@@ -1,2 +1,2 @@", "one", "  two"]);
        check("┌─────┐\n│ one │\n└─────┘", &["┌─────┐", "one", "└─────┘"]);
    }

    #[test]
    fn one_line_without_it_keeps_all() {
        check("  one\n two\nthree", &["  one", " two", "three"]);
        check("  one\n\ttwo", &["  one", "\ttwo"]);
    }
}
