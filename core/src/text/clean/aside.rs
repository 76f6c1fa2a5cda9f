//! Lines that chats, trackers and terminals put between those of a text: who wrote and when, borders, fences, numbers.
//!
//! They stay where they are, and count as blank for what lies around them.

use super::super::{Line, Pattern};
use super::frame;
use std::ops::RangeInclusive;

pub(super) fn clean(lines: &mut [Line<'_>]) {
    mark_counters(lines);
    let mut times = Vec::new();
    for (index, line) in lines.iter_mut().enumerate() {
        const LONGEST: usize = 240;
        if line.text.len() > LONGEST {
            continue;
        }
        let is_border = frame::is_border(&line.text);
        if let Some(title) = Some(&line.text).filter(|_| is_border).and_then(|line| frame::title(line)) {
            *line = line.part(title);
        } else if is_border || is_fence(&line.text) || is_message_head(&line.text) {
            line.is_aside = true;
        } else if is_time(&line.text) {
            line.is_aside = true;
            times.push(index);
        }
    }
    // A name alone is one if the time of the message follows.
    for time in times {
        let name = lines.get_mut(time.wrapping_sub(1)).filter(|line| is_name(&line.text));
        if let Some(name) = name {
            name.is_aside = true;
        }
    }
}

/// Marks the numbers that a page shows beside the lines of a log, where they were copied as lines of their own: each
/// counts one more than the one before, with a line or two between them.
fn mark_counters(lines: &mut [Line<'_>]) {
    const FEWEST: usize = 5;
    const APART: RangeInclusive<usize> = 2..=4;
    let counted = |(index, line): (usize, &Line<'_>)| Some((index, counter(&line.text)?));
    let counts: Vec<(usize, u64)> = lines.iter().enumerate().filter_map(counted).collect();
    let goes_on =
        |one: &(usize, u64), next: &(usize, u64)| APART.contains(&(next.0 - one.0)) && next.1 == one.1 + 1;
    for run in counts.chunk_by(goes_on).filter(|run| run.len() >= FEWEST) {
        for (index, _) in run {
            if let Some(line) = lines.get_mut(*index) {
                line.is_aside = true;
            }
        }
    }
}

/// A number that is all that stands on a line.
fn counter(line: &str) -> Option<u64> {
    let text = line.trim();
    let is_number = !text.is_empty() && text.len() <= 7 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

/// The fences of Markdown, and the marks of Jira and forums.
fn is_fence(line: &str) -> bool {
    static FENCE: Pattern = Pattern::new(
        r"^\s*(?:(?:```+|~~~+)\s*[\w+.#-]*\s*|\{(?:code|noformat|quote|panel|color)(?:[:|][^{}]*)?\}|\[/?(?:code|pre|quote)(?:=\w+)?\]|</?details>|<summary>.*</summary>)\s*$",
    );
    let start = line.trim_start();
    start.starts_with(['`', '~', '{', '[', '<']) && FENCE.is_match(line)
}

/// Who wrote a message, with its time: `Alice Smith  10:42 AM`, `[10:42] alice`, `alice -- Today at 10:42`.
fn is_message_head(line: &str) -> bool {
    static HEAD: Pattern = Pattern::new(
        r"^\s*(?:[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,3}(?: \([\w ]+\))?(?:,)? {1,4}(?:\[?\d{1,2}:\d\d(?: ?[AP]M)?\]?|(?:Today|Yesterday) at \d{1,2}:\d\d(?: ?[AP]M)?|\d{1,2}/\d{1,2}(?:/\d{2,4})?,? \d{1,2}:\d\d(?: ?[AP]M)?)|[\w.'-]+(?: [\w.'-]+)?  ?(?:\[\d{1,2}:\d\d(?: ?[AP]M)?\]|\d{1,2}:\d\d ?[AP]M|-{1,2} (?:Today|Yesterday)? ?(?:at )?(?:\d\d/\d\d/\d{4} )?\d{1,2}:\d\d(?: ?[AP]M)?)|\[(?:\w+ )?\d{1,2}:\d\d(?: ?[AP]M)?\] [A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,3})(?: \(edited\))?\s*$",
    );
    line.len() < 80 && line.contains(':') && HEAD.is_match(line)
}

/// A time alone, as chats print it under a name.
fn is_time(line: &str) -> bool {
    static TIME: Pattern = Pattern::new(
        r"^\s*(?:(?:Today|Yesterday|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w* (?:at )?)?\d{1,2}:\d\d ?(?:[AP]M)?(?: \(edited\))?\s*$",
    );
    line.len() < 40 && line.contains(':') && TIME.is_match(line)
}

/// A name of two or three words, or of one.
fn is_name(line: &str) -> bool {
    static NAME: Pattern = Pattern::new(r"^\s*[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,2}\s*$");
    line.len() < 60 && NAME.is_match(line)
}

#[cfg(test)]
mod tests {
    use super::{is_fence, is_message_head, is_time};
    use crate::text::Source;

    #[test]
    fn who_wrote_and_when() {
        for line in [
            "Alice Smith  10:42 AM",
            "Bob 10:42",
            "Alice Smith [10:42]",
            "alice [10:42]",
            "alice 10:42 AM",
            "alice -- Today at 10:42 AM",
            "[10:42] Alice Smith",
            "[Thursday 10:42 AM] Alice Smith",
            "Alice Smith, 10:42",
            "Alice Smith  10:42 AM (edited)",
            "Alice Smith Yesterday at 10:42 PM",
        ] {
            assert!(is_message_head(line), "{line}");
        }
        for line in ["10:42", "10:42 AM", "Yesterday 10:42 AM"] {
            assert!(is_time(line), "{line}");
        }
    }

    #[test]
    fn lines_of_a_log_are_no_heads() {
        for line in [
            "10:42:11 started",
            "Started: Thu, 19 Nov 2026 10:11:40 +0000",
            "listening on 127.0.0.1:80",
            "started at 10:42",
            "panic: x",
            "[10:42] INFO starting: x",
            "Name:  api",
        ] {
            assert!(!is_message_head(line) && !is_time(line), "{line}");
        }
    }

    #[test]
    fn numbers_on_lines_of_their_own_are_none_of_the_text() {
        let aside = |paste: &str| Source::new(paste).lines.iter().filter(|line| line.is_aside).count();
        let numbered = |count: usize| {
            (1..=count).map(|number| format!("{}\nINFO on {number}\n", 385 + number)).collect::<String>()
        };
        assert_eq!((aside(&numbered(4)), aside(&numbered(5)), aside(&numbered(9))), (0, 5, 9));
        // What counts down, or stands below another, is no number of a line.
        assert_eq!(aside("5\na\n4\na\n3\na\n2\na\n1\n"), 0);
        assert_eq!(aside("1\n2\n3\n4\n5\n6\n"), 0);
    }

    #[test]
    fn fences_and_marks() {
        for line in
            ["```", "```console", "~~~", "  ```", "{code}", "{code:title=x|y=z}", "{noformat}", "[code]"]
        {
            assert!(is_fence(line), "{line}");
        }
        for line in ["{", "{code", "~ % kubectl", "`x`", "{}", "[]"] {
            assert!(!is_fence(line), "{line}");
        }
    }
}
