//! Keys and values that lost the tab or the column between them: `Reason:OOMKilled`, or one below the other.

use super::super::edit::{self, Rewrite};
use super::super::{Line, Pattern, Span};

/// Fewer keys than this may be an accident.
const FEWEST: usize = 3;
/// Keys of a describe that have a value on their own line.
static RUN_TOGETHER: Pattern = Pattern::new(
    r"^\s*(?<key>Name|Namespace|Priority|Service Account|Node|Start Time|Status|IP|Controlled By|Container ID|Image|Image ID|Port|Host Port|State|Last State|Reason|Message|Exit Code|Started|Finished|Ready|Restart Count|QoS Class|Node-Selectors|Tolerations|Liveness|Readiness|Startup|Labels|Annotations|Environment):[^\s:/]",
);
static ALONE: Pattern = Pattern::new(
    r"^\s*(?:Name|Namespace|Priority|Service Account|Node|Start Time|Status|IP|Controlled By|Container ID|Image|Image ID|Port|Host Port|State|Last State|Reason|Exit Code|Started|Finished|Ready|Restart Count|QoS Class|Node-Selectors|Liveness|Readiness|Startup|Labels|Annotations):\s*$",
);

pub(super) fn clean(lines: &mut Vec<Line<'_>>) {
    part_run_together(lines);
    join_columns(lines);
}

/// Puts a blank between a key and its value.
fn part_run_together(lines: &mut [Line<'_>]) {
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if let Some(key) = may_hold(&line.text).and_then(|text| RUN_TOGETHER.captures(text)?.get("key")) {
            found.push((index, line.text.find(key).unwrap_or(0) + key.len() + 1));
        }
    }
    if found.len() < FEWEST {
        return;
    }
    for (index, at) in found {
        let Some(line) = lines.get_mut(index) else { continue };
        let mut rewrite = Rewrite::default();
        rewrite.keep(line, 0..at);
        let place = line.at(at..at).start();
        rewrite.put(" ", Span::new(place, place));
        rewrite.keep(line, at..line.text.len());
        *line = rewrite.finish(line, line.span);
    }
}

/// Puts a value behind the key that stands alone above it.
fn join_columns(lines: &mut Vec<Line<'_>>) {
    // An empty value is followed by the next key.
    static KEY: Pattern = Pattern::new(r"^\s*[A-Z][A-Za-z]*(?:[ -][A-Z][A-Za-z]*){0,2}:(?:\s|$)");
    let is_value = |line: &Line<'_>| !line.is_blank() && !KEY.is_match(&line.text);
    let alone: Vec<usize> = (0..lines.len().saturating_sub(1))
        .filter(|index| {
            let next = lines.get(index + 1).filter(|next| is_value(next));
            lines.get(*index).and_then(|line| may_hold(&line.text)).is_some_and(|text| ALONE.is_match(text))
                && next.is_some()
        })
        .collect();
    if alone.len() < FEWEST {
        return;
    }
    let mut joined = Vec::with_capacity(lines.len());
    let mut alone = alone.into_iter().peekable();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let pair = alone.next_if_eq(&at).and_then(|_| edit::join(lines.get(at..at + 2)?, |_| " "));
        at += if pair.is_some() { 2 } else { 1 };
        joined.push(pair.unwrap_or_else(|| line.clone()));
    }
    *lines = joined;
}

/// A line that may begin with such a key; cheap.
fn may_hold(text: &str) -> Option<&str> {
    const LONGEST: usize = 2000;
    let first = text.trim_start().bytes().next()?;
    (first.is_ascii_uppercase() && text.len() < LONGEST && text.contains(':')).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::super::check;
    use crate::text::Source;

    #[test]
    fn keys_get_their_values_back() {
        let expected = ["Name: a", "Last State: Terminated", "Exit Code: 1"];
        check("Name:a\nLast State:Terminated\nExit Code:1", &expected);
        check("Name:\na\nLast State:\nTerminated\nExit Code:\n1", &expected);
    }

    #[test]
    fn a_span_over_the_tear_is_that_of_the_paste() {
        let paste = "Name:a\nLast State:Terminated\nExit Code:1";
        let line = &Source::new(paste).lines[1];
        assert_eq!(line.trimmed().of(paste), "Last State:Terminated");
        assert_eq!(line.span_of(&line.text[12..]).of(paste), "Terminated");
    }

    #[test]
    fn sections_keep_their_lines() {
        let paste =
            "Labels:\nContainers:\n  web:\n    Command:\n      /app\n    Limits:\n      cpu: 1\nEvents:\n  x";
        check(paste, &paste.lines().collect::<Vec<_>>());
    }
}
