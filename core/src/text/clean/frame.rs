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

#[cfg(test)]
mod tests {
    use super::{inside, is_border};

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
    fn borders_are_drawn_from_end_to_end() {
        assert!(is_border("┌──── Logs(prod/api-0:api)[tail] ────┐"));
        assert!(is_border("└──────┘"));
        assert!(!is_border("├── src"));
        assert!(!is_border("----"));
    }
}
