//! Terminal interfaces such as k9s, tmux and panels of loggers draw frames around a text.

/// The bars at the ends of a line.
const BARS: [char; 3] = ['│', '┃', '║'];

/// The part of a line inside of its frame; none if there is no frame.
pub(super) fn inside(line: &str) -> Option<std::ops::Range<usize>> {
    if !line.contains(BARS) {
        return None;
    }
    let trimmed = line.trim();
    let start = line.len() - line.trim_start().len();
    let end = start + trimmed.len();
    let left = BARS.iter().find(|bar| trimmed.starts_with(**bar)).map(|bar| bar.len_utf8());
    let right = BARS
        .iter()
        .find(|bar| trimmed.len() > bar.len_utf8() && trimmed.ends_with(**bar))
        .map(|bar| bar.len_utf8());
    let (from, to) = match (left, right) {
        (None, None) => return None,
        // The left border alone was not copied.
        (None, Some(right)) if !trimmed.get(..trimmed.len() - right)?.ends_with("  ") => return None,
        (None, Some(right)) => (0, end - right),
        (Some(left), right) => (start + left, end - right.unwrap_or(0)),
    };
    let inner = line.get(from..to)?;
    Some(from..from + inner.trim_end().len())
}

/// Whether a line is the top, the bottom or a rule of a frame, with or without a title in it.
pub(super) fn is_border(line: &str) -> bool {
    let line = line.trim();
    let drawn = |c: char| ('\u{2500}'..='\u{257f}').contains(&c);
    line.starts_with(drawn)
        && line.chars().filter(|c| drawn(*c)).count() >= 4
        && !line.starts_with(BARS)
        // What tree printers draw before a text is no border.
        && (line.ends_with(drawn) || line.chars().all(drawn))
}

/// The title in a border, if it says whose log stands in the frame.
pub(super) fn title(border: &str) -> Option<std::ops::Range<usize>> {
    let start = ["Previous Logs(", "Logs("].iter().find_map(|title| border.find(title))?;
    let rest = border.get(start..)?;
    let title = rest.trim_end_matches(|c: char| c.is_whitespace() || ('\u{2500}'..='\u{257f}').contains(&c));
    Some(start..start + title.len())
}

#[cfg(test)]
mod tests {
    use super::{inside, is_border, title};

    #[test]
    fn bars_at_the_ends_are_a_frame() {
        let part = |line: &'static str| inside(line).map(|range| &line[range]);
        assert_eq!(part("│ Name:  api │"), Some(" Name:  api"));
        assert_eq!(part("┃Name:  api"), Some("Name:  api"));
        assert_eq!(part("Name:  api      │"), Some("Name:  api"));
        assert_eq!(part("a │ b"), None);
        assert_eq!(part("│"), Some(""));
    }

    #[test]
    fn a_title_tells_whose_log_it_is() {
        let part = |line: &'static str| title(line).map(|range| &line[range]);
        assert_eq!(part("┌──── Logs(prod/api-0:api)[tail] ────┐"), Some("Logs(prod/api-0:api)[tail]"));
        assert_eq!(part("┌─ Previous Logs(prod/api-0)[5m] ─┐"), Some("Previous Logs(prod/api-0)[5m]"));
        assert_eq!(part("┌──── Describe(prod/api-0) ────┐"), None);
    }

    #[test]
    fn borders_are_drawn_from_end_to_end() {
        assert!(is_border("┌──── Logs(prod/api-0:api)[tail] ────┐"));
        assert!(is_border("└──────┘"));
        assert!(!is_border("├── src"));
        assert!(!is_border("----"));
    }
}
