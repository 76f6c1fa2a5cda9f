//! The emphasis, links and escapes of Markdown around words.

use super::super::edit::Rewrite;
use super::super::{Line, Pattern};
use std::ops::Range;

pub(super) fn clean(paste: &str, lines: &mut [Line<'_>]) {
    let has = |sign: &str| memchr::memmem::find(paste.as_bytes(), sign.as_bytes()).is_some();
    let escaped = is_escaped(paste);
    let signs = Signs {
        bold: has("**"),
        star: has("*"),
        ticks: has("`"),
        links: has("](http") || has("<http"),
        escaped,
    };
    if !(signs.star || signs.ticks || signs.links || signs.escaped) {
        return;
    }
    for line in lines {
        if signs.bold && line.text.contains("**") {
            drop_all(line, bold(&line.text));
        }
        if signs.star && line.text.contains('*') {
            drop_all(line, star(&line.text));
        }
        if signs.ticks && line.text.contains('`') {
            drop_all(line, ticks(&line.text));
        }
        if signs.links && line.text.contains("http") {
            drop_all(line, links(&line.text));
        }
        if signs.escaped && line.text.contains('\\') {
            drop_all(line, escapes(&line.text));
        }
    }
}

/// Whether a program that turns a page into Markdown has escaped the marks that stood in it: some of them often, or
/// all of them.
fn is_escaped(paste: &str) -> bool {
    const MARKS: [u8; 3] = [b'_', b'[', b'*'];
    let (mut bare, mut escaped, mut underscores) = (0_usize, 0_usize, 0_usize);
    for at in memchr::memchr3_iter(MARKS[0], MARKS[1], MARKS[2], paste.as_bytes()) {
        let is_mark = at.checked_sub(1).and_then(|before| paste.as_bytes().get(before)) == Some(&b'\\');
        bare += usize::from(!is_mark);
        escaped += usize::from(is_mark);
        underscores += usize::from(is_mark && paste.as_bytes().get(at) == Some(&b'_'));
    }
    underscores >= 2 || bare == 0 && escaped > 0
}

struct Signs {
    bold: bool,
    star: bool,
    ticks: bool,
    links: bool,
    escaped: bool,
}

/// Leaves these parts of a line out.
fn drop_all(line: &mut Line<'_>, gone: Vec<Range<usize>>) {
    if gone.is_empty() {
        return;
    }
    let mut rewrite = Rewrite::default();
    let mut kept = 0;
    for part in gone {
        rewrite.keep(line, kept..part.start);
        kept = part.end.max(kept);
    }
    rewrite.keep(line, kept..line.text.len());
    *line = rewrite.finish(line, line.span);
}

/// The stars of `**Reason:** x`.
fn bold(text: &str) -> Vec<Range<usize>> {
    static BOLD: Pattern = Pattern::new(r"\*\*[^*\s][^*]*\*\*");
    let edges = |found: Range<usize>| [found.start..found.start + 2, found.end - 2..found.end];
    BOLD.find_all(text).into_iter().flat_map(edges).collect()
}

/// The stars of `*Reason:* x`, as chats write bold.
fn star(text: &str) -> Vec<Range<usize>> {
    static STAR: Pattern = Pattern::new(r"^\s*\*[A-Z][\w ()-]*:?\*(?:\s|:|$)");
    let Some(found) = STAR.find_all(text).into_iter().next() else { return Vec::new() };
    let first = text.find('*').unwrap_or(found.start);
    let last = text.get(..found.end).and_then(|part| part.rfind('*')).unwrap_or(first);
    if last > first { vec![first..first + 1, last..last + 1] } else { Vec::new() }
}

/// The ticks around a line, or around the value behind a key; those inside a sentence are the sentence's own.
fn ticks(text: &str) -> Vec<Range<usize>> {
    static VALUE: Pattern = Pattern::new(r"^\s*(?:[A-Z][\w ()-]*:\s+)?(?<value>`+[^`]+`+)\s*$");
    let Some(value) = VALUE.captures(text).and_then(|found| found.get("value")) else {
        return fence_in_line(text);
    };
    let start = value.as_ptr() as usize - text.as_ptr() as usize;
    let lead = value.len() - value.trim_start_matches('`').len();
    let tail = value.len() - value.trim_end_matches('`').len();
    vec![start..start + lead, start + value.len() - tail..start + value.len()]
}

/// Chats put a fence on the line of the text: `` ```Name: api ``.
fn fence_in_line(text: &str) -> Vec<Range<usize>> {
    let trimmed = text.trim();
    let start = text.len() - text.trim_start().len();
    let end = start + trimmed.len();
    let mut gone = Vec::new();
    if let Some(rest) = trimmed.strip_prefix("```")
        && rest.contains([' ', ':'])
    {
        gone.push(start..start + 3);
    }
    if trimmed.len() > 6 && trimmed.ends_with("```") {
        gone.push(end - 3..end);
    }
    gone
}

/// What surrounds the text of `[text](http://...)`, `<http://...>` and `<http://...|text>`.
fn links(text: &str) -> Vec<Range<usize>> {
    static LINK: Pattern =
        Pattern::new(r"\[[^\[\]]+\]\(https?://[^()\s]*\)|<https?://[^<>\s|]+(?:\|[^<>]+)?>");
    let mut gone = Vec::new();
    for found in LINK.find_all(text) {
        let part = text.get(found.clone()).unwrap_or_default();
        if part.starts_with('[') {
            let close = part.find("](").unwrap_or(part.len());
            gone.push(found.start..found.start + 1);
            gone.push(found.start + close..found.end);
        } else {
            let label = part.find('|').map_or(1, |bar| bar + 1);
            gone.push(found.start..found.start + label);
            gone.push(found.end - 1..found.end);
        }
    }
    gone
}

/// The backslashes before marks.
fn escapes(text: &str) -> Vec<Range<usize>> {
    let marks = b"_*[]()<>#|~`.-+!{}";
    let bytes = text.as_bytes();
    let escapes = text.match_indices('\\').map(|(at, _)| at);
    escapes
        .filter(|at| bytes.get(at + 1).is_some_and(|next| marks.contains(next)))
        .map(|at| at..at + 1)
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::text::Source;

    #[track_caller]
    fn check(line: &str, cleaned: &str) {
        assert_eq!(Source::new(line).lines[0].text, cleaned, "{line}");
    }

    #[test]
    fn emphasis_links_and_escapes_go() {
        check("**Reason:** OOMKilled", "Reason: OOMKilled");
        check("*Last State:* Terminated", "Last State: Terminated");
        check("Reason: `OOMKilled`", "Reason: OOMKilled");
        check("`kubectl logs api-0`", "kubectl logs api-0");
        check("```Name: api", "Name: api");
        check("x: yes```", "x: yes");
        check("Get [http://db:80/x](http://db:80/x): EOF", "Get http://db:80/x: EOF");
        check("Get <http://db:80/x>: EOF", "Get http://db:80/x: EOF");
        check("<http://db|db> is gone", "db is gone");
        check(r"DATABASE\_URL and CART\_DSN \[x\]", "DATABASE_URL and CART_DSN [x]");
        check(r"DATABASE\_URL is not set", "DATABASE_URL is not set");
        check(r#""containers": \["#, r#""containers": ["#);
    }

    #[test]
    fn stars_and_ticks_of_programs_stay() {
        for line in [
            "glob /app/**/*.js",
            "** ERROR ** x",
            "a `b` c",
            r"regex \d+\.x",
            r"the_file matches \[a-z]",
            "5 * 3 * 2",
            "[main](x) failed",
            "*** Terminating ***",
        ] {
            check(line, line);
        }
    }
}
