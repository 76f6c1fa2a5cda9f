//! Blanks that were doubled everywhere, and tabs in place of all blanks.

use super::super::Line;
use super::super::edit::Rewrite;

/// Fewer runs of blanks than this prove nothing.
const FEWEST: usize = 10;
/// More lines say nothing new.
const LOOKED_AT: usize = 2000;

pub(super) fn clean(paste: &str, lines: &mut [Line<'_>]) {
    if are_doubled(lines) {
        lines.iter_mut().for_each(halve);
    }
    if memchr::memchr(b'\t', paste.as_bytes()).is_none() {
        return;
    }
    if are_tabs(lines) {
        lines.iter_mut().for_each(|line| replace_tabs(line, line.text.len(), |_| 1));
    } else if is_yaml(lines) {
        // YAML has no tabs before a key: an editor put them there.
        for line in lines.iter_mut().filter(|line| line.text.trim_start().len() < line.text.len()) {
            let end = line.text.len() - line.text.trim_start().len();
            replace_tabs(line, end, |column| 8 - column % 8);
        }
    }
}

/// Whether every run of blanks inside the lines is of even length.
fn are_doubled(lines: &[Line<'_>]) -> bool {
    let mut runs = 0;
    for line in lines.iter().take(LOOKED_AT) {
        let mut length = 0;
        for byte in line.text.trim_end().bytes() {
            if byte == b' ' {
                length += 1;
            } else {
                if length % 2 == 1 {
                    return false;
                }
                runs += usize::from(length == 2);
                length = 0;
            }
        }
    }
    runs >= FEWEST
}

fn halve(line: &mut Line<'_>) {
    if !line.text.contains("  ") {
        return;
    }
    let mut rewrite = Rewrite::default();
    let (mut kept, mut at) = (0, 0);
    while let Some(found) = line.text.get(at..).and_then(|rest| rest.find("  ")) {
        let from = at + found;
        rewrite.keep(line, kept..from);
        rewrite.put(" ", line.at(from..from + 2));
        kept = from + 2;
        at = kept;
    }
    rewrite.keep(line, kept..line.text.len());
    *line = rewrite.finish(line, line.span);
}

/// Whether tabs stand where blanks must have stood.
fn are_tabs(lines: &[Line<'_>]) -> bool {
    let mut tabs = 0;
    for line in lines.iter().take(LOOKED_AT) {
        if line.text.contains(' ') {
            return false;
        }
        tabs += line.text.matches('\t').count();
    }
    tabs >= FEWEST
}

fn is_yaml(lines: &[Line<'_>]) -> bool {
    let is_key = |line: &Line<'_>| {
        let text = line.text.trim();
        ["apiVersion:", "containers:", "containerStatuses:", "exitCode:", "lastState:", "restartCount:"]
            .iter()
            .any(|key| text.starts_with(key))
    };
    lines
        .iter()
        .any(|line| line.text.starts_with([' ', '\t']) && line.text.trim_start_matches(' ').starts_with('\t'))
        && lines.iter().any(is_key)
}

/// Puts blanks in place of the tabs before `end`: so many as `width` says for a column.
fn replace_tabs(line: &mut Line<'_>, end: usize, width: fn(usize) -> usize) {
    const BLANKS: &str = "        ";
    let text = line.text.as_ref();
    if !text.get(..end).is_some_and(|part| part.contains('\t')) {
        return;
    }
    let mut rewrite = Rewrite::default();
    let (mut kept, mut column) = (0, 0);
    for (at, character) in text.char_indices().take_while(|(at, _)| *at < end) {
        if character != '\t' {
            column += 1;
            continue;
        }
        rewrite.keep(line, kept..at);
        let blanks = BLANKS.get(..width(column)).unwrap_or(BLANKS);
        rewrite.put(blanks, line.at(at..at + 1));
        column += blanks.len();
        kept = at + 1;
    }
    rewrite.keep(line, kept..text.len());
    *line = rewrite.finish(line, line.span);
}

#[cfg(test)]
mod tests {
    use crate::text::Source;

    fn texts(paste: &str) -> Vec<String> {
        Source::new(paste).lines.iter().map(|line| line.text.to_string()).collect()
    }

    #[test]
    fn doubled_blanks_are_halved() {
        let plain = "a b c d e f g h i j\n  k l  m n o p q\nr s t u v w x y z";
        let doubled = plain.replace(' ', "  ");
        assert_eq!(texts(&doubled).join("\n"), plain);
        let line = &Source::new(&doubled).lines[0];
        assert_eq!(line.at(2..5).of(&doubled), "b  c", "{line:?}");
    }

    #[test]
    fn tabs_for_blanks_are_blanks() {
        let plain = "a b c d e f g h i j\n  k l  m n o p q\nr s t u v w x y z";
        assert_eq!(texts(&plain.replace(' ', "\t")).join("\n"), plain);
    }

    #[test]
    fn tabs_before_keys_are_columns() {
        assert_eq!(
            texts("spec:\n  containers:\n\t- name: a\n\t  x: y")[2..],
            ["        - name: a", "          x: y"]
        );
    }
}
