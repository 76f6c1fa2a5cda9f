//! People point at the line that matters: `Reason: OOMKilled   <=====`.

use super::super::Line;

pub(super) fn clean(lines: &mut [Line<'_>]) {
    for line in lines {
        let length = without_arrow(&line.text).len();
        if length < line.text.len() {
            *line = line.part(0..length);
        }
    }
}

fn without_arrow(line: &str) -> &str {
    if !line.trim_end().ends_with(['=', '-', '<', '←']) {
        return line;
    }
    let bare = line.trim_end();
    let head = bare.trim_end_matches(['=', '-', '<', '←']);
    let arrow = bare.get(head.len()..).unwrap_or_default();
    let points =
        (arrow.starts_with('<') && arrow.len() >= 3 || arrow.starts_with('←')) && head.ends_with([' ', '\t']);
    if points { head.trim_end() } else { line }
}
