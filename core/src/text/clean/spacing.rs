//! An empty line behind every line, as some editors and mail programs leave it.

use super::super::Line;

/// Fewer lines than this may stand apart on purpose.
const FEWEST: usize = 6;

pub(super) fn clean(lines: &mut Vec<Line<'_>>) {
    let is_empty = |line: &Line<'_>| line.text.trim().is_empty();
    let full = lines.iter().filter(|line| !is_empty(line)).count();
    let touches = lines.windows(2).any(|pair| pair.iter().all(|line| !is_empty(line)));
    if full < FEWEST || touches {
        return;
    }
    // An empty line of the text itself was doubled as well.
    let mut spare = false;
    lines.retain(|line| {
        let drop = spare && is_empty(line);
        spare = !drop;
        !drop
    });
}

#[cfg(test)]
mod tests {
    use super::super::check;

    #[test]
    fn every_second_line_goes_if_all_are_empty() {
        check("a\n\nb\n\n\n\nc\n\nd\n\ne\n\nf", &["a", "b", "", "c", "d", "e", "f"]);
    }

    #[test]
    fn paragraphs_stay() {
        check("a\nb\n\nc\n\nd\n\ne\n\nf", &["a", "b", "", "c", "", "d", "", "e", "", "f"]);
        check("a\n\nb\n\nc", &["a", "", "b", "", "c"]);
    }
}
