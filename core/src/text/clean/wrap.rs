//! Lines that a terminal broke at its width.
//!
//! A terminal breaks exactly there, so every broken line has the same length and no line is longer. Programs print
//! lines of equal length as well; but what follows those begins like a line of its own. `fold -s` and mail break
//! before the word that does not fit, and leave the blank before it at the end of the line.

use super::super::edit;
use super::super::{Line, Pattern};
use super::shape;
use std::collections::BTreeMap;

/// Narrower terminals are none.
const NARROWEST: usize = 60;
const WIDEST: usize = 400;
/// The widths that people leave their terminals at: one broken line is enough.
const USUAL: [usize; 6] = [80, 100, 120, 132, 160, 200];

pub(super) fn clean(lines: &mut Vec<Line<'_>>) {
    unpad(lines);
    let Some((width, is_certain)) = width(lines) else { return };
    let mut joined = Vec::with_capacity(lines.len());
    let mut at = 0;
    while let Some(first) = lines.get(at) {
        let mut end = at + 1;
        while let (Some(line), Some(next)) = (lines.get(end - 1), lines.get(end)) {
            if !(is_broken(line, next, width) || is_certain && is_shortened(line, next, width)) {
                break;
            }
            end += 1;
        }
        let between = |line: &Line<'_>| if length(line) + 1 == width { " " } else { "" };
        let line =
            if end > at + 1 { edit::join(lines.get(at..end).unwrap_or_default(), between) } else { None };
        joined.push(line.unwrap_or_else(|| first.clone()));
        at = end;
    }
    *lines = joined;
}

/// Takes off the blanks with which some terminals fill every line up to their width.
fn unpad(lines: &mut [Line<'_>]) {
    let Some(width) = padding(lines) else { return };
    for line in lines.iter_mut().filter(|line| line.text.len() <= width && line.text.ends_with(' ')) {
        *line = line.part(0..line.text.trim_end().len());
    }
}

/// The width up to which lines were filled: that of half of the lines if none is longer, else of nearly all.
fn padding(lines: &[Line<'_>]) -> Option<usize> {
    let mut filled: BTreeMap<usize, usize> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.text.ends_with(' ')) {
        *filled.entry(line.text.len()).or_default() += 1;
    }
    let (width, count) = filled.into_iter().max_by_key(|(_, count)| *count)?;
    let longest = lines.iter().all(|line| line.text.len() <= width);
    let enough = if longest { count * 2 >= lines.len() } else { count * 4 >= lines.len() * 3 };
    // The last of the lines that a terminal broke is shorter.
    let all = count > 1 && lines.iter().filter(|line| !line.text.is_empty()).count() == count;
    (width >= NARROWEST && (count >= 3 && enough || all)).then_some(width)
}

/// The width at which lines were broken, if they were, and whether many were.
fn width(lines: &[Line<'_>]) -> Option<(usize, bool)> {
    let width = lines.iter().map(|line| length(line)).max()?;
    if !(NARROWEST..=WIDEST).contains(&width) {
        return None;
    }
    let broken: Vec<_> = lines
        .windows(2)
        .filter(|pair| matches!(pair, [line, next] if is_broken(line, next, width)))
        .take(3)
        .collect();
    // Lines that are broken before a word are rarely as long as the width allows.
    let is_usual = |pair: &&[Line<'_>]| {
        let needed = match pair {
            [line, next] if is_folded(line, next, width) => length(line) + first_word(next),
            _ => width,
        };
        USUAL.iter().any(|usual| (width..=needed).contains(usual))
    };
    // Two lines may well be of one length by chance; but nobody ends a line within a word.
    let is_torn = |pair: &&[Line<'_>]| matches!(pair, [line, next] if is_torn(line, next));
    let told = match broken.as_slice() {
        [] => false,
        [one] => {
            let is_whole =
                |next: &Line<'_>| begins_with_key(next) || is_deeper(next) || is_repeated(next, lines);
            is_usual(one) && !matches!(one, [_, next] if is_whole(next))
        }
        [one, two] => is_usual(one) || is_usual(two) || is_torn(one) || is_torn(two),
        _ => true,
    };
    told.then_some((width, broken.len() > 2))
}

/// Whether a line that was broken behind a blank has lost it.
fn is_shortened(line: &Line<'_>, next: &Line<'_>, width: usize) -> bool {
    length(line) + 1 == width
        && !line.text.ends_with(' ')
        && next.text.starts_with(|first: char| first.is_lowercase() || first.is_ascii_digit())
        && goes_on(line, next)
}

/// Whether a line begins with a word and a colon, as the second line of a message may: `body: not found`.
fn begins_with_key(line: &Line<'_>) -> bool {
    let key = line.text.split_once(": ").map_or("", |(key, _)| key);
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Whether a line is indented, as what a manifest folds is: a terminal seldom breaks a line just before blanks.
fn is_deeper(line: &Line<'_>) -> bool {
    line.text.starts_with("  ")
}

/// Whether the same line stands there again, as that of a program that waits: the rest of another line is its own.
fn is_repeated(line: &Line<'_>, lines: &[Line<'_>]) -> bool {
    lines.iter().filter(|other| other.text == line.text).nth(1).is_some()
}

/// Whether the end of a word stands on the next line.
fn is_torn(line: &Line<'_>, next: &Line<'_>) -> bool {
    let (Some(last), Some(first)) = (line.text.chars().next_back(), next.text.chars().next()) else {
        return false;
    };
    last.is_alphabetic() && first.is_lowercase() || last.is_ascii_digit() && first.is_ascii_digit()
}

fn is_broken(line: &Line<'_>, next: &Line<'_>, width: usize) -> bool {
    (is_full(line, width) || is_folded(line, next, width)) && goes_on(line, next)
}

/// Whether the first word of `next` did not fit behind the blank at the end of `line`.
fn is_folded(line: &Line<'_>, next: &Line<'_>, width: usize) -> bool {
    let word = first_word(next);
    line.text.ends_with(' ') && word > 0 && length(line) > width / 2 && length(line) + word >= width
}

fn first_word(line: &Line<'_>) -> usize {
    line.text.split(' ').next().unwrap_or_default().chars().count()
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
    // What was typed takes no words and colon with it: the next line is its answer.
    let is_answer = line.text.contains("kubectl ") && next.text.contains(": ");
    // What stands as deep as the line itself is its neighbour.
    let beside = line.indent() >= 4 && line.indent() == next.indent();
    !alike
        && !beside
        && !is_answer
        && !RECORD.is_match(&next.text)
        && !shape::is_kubectl(&next.text)
        && !is_aligned(line, next)
}

/// Whether both are rows of one table: columns begin at the same places.
fn is_aligned(line: &Line<'_>, next: &Line<'_>) -> bool {
    const COLUMNS: usize = 3;
    let begins = |text: &str, at: usize| {
        let before = at.checked_sub(2).and_then(|start| text.as_bytes().get(start..at));
        before == Some(b"  ") && text.as_bytes().get(at).is_some_and(|byte| *byte != b' ')
    };
    let columns = (0..next.text.len()).filter(|at| begins(&next.text, *at) && begins(&line.text, *at));
    columns.take(COLUMNS).count() == COLUMNS
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
    fn what_a_manifest_folds_is_left_to_its_reader() {
        let first = format!("  message: \"{}", "x".repeat(68));
        let paste = format!("{first}\n    and on\"\nstatus: y\n");
        assert_eq!(first.len(), 80);
        assert_eq!(texts(&paste), [first.as_str(), "    and on\"", "status: y", ""]);
    }

    #[test]
    fn rows_of_a_table_are_no_rests() {
        let row = |name: &str| {
            format!("{name:<24}Ready   <none>   21m     {:<20}", "v1.33.1+k3s1").trim_end().to_owned()
        };
        let rows = [row("ash"), row("beech"), row("cedar")].map(|row| format!("{row}{}", "-a".repeat(5)));
        assert!(texts(&rows.join("\n")).iter().eq(&rows));
    }

    #[test]
    fn a_line_that_comes_again_is_no_rest() {
        let command = format!("$ kubectl logs {} -c wait", "x".repeat(57));
        assert_eq!(command.len(), 80);
        let lines = [command.as_str(), "Waiting for the till...", "no", "Waiting for the till...", "yes"];
        assert_eq!(texts(&lines.join("\n")), lines);
        assert_ne!(texts(&lines[..3].join("\n")), lines[..3]);
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
    fn a_blank_at_the_break_may_be_lost() {
        let words = "the database of the shop did not answer within the time that it was given, ";
        let torn = format!("{words}thus\nit will not be asked again");
        let long =
            ["u", "v", "w"].map(|letter| wrapped(&(letter.repeat(80) + &"t".repeat(60)), 80)).join("\n");
        let paste = format!("{long}\n{torn}\n");
        assert_eq!(torn.lines().next().unwrap().len(), 79);
        assert!(texts(&paste).contains(&torn.replace('\n', " ")), "{:?}", texts(&paste));
    }

    #[test]
    fn a_command_as_wide_as_a_terminal_is_not_joined_with_its_answer() {
        let command = "$ kubectl logs pods/inventory-operator-76bbbcbc85-4m2gw -n inventory-operator-01";
        assert_eq!(command.len(), 80);
        let paste = format!("{command}\nexec /srv/till: exec format error");
        assert_eq!(Source::new(&paste).lines.len(), 2);
        let torn = format!("{command}\n --previous");
        assert_eq!(Source::new(&torn).lines.len(), 1);
    }

    #[test]
    fn lines_filled_up_to_a_width_are_not_broken_ones() {
        let lines = ["Name: till-0", "the first line of a log", "and the second one", "which says little"];
        let filled: String = lines.iter().map(|line| format!("{line:<100}\n")).collect();
        let long = "x".repeat(130);
        assert_eq!(texts(&format!("{filled}{long}")), [&lines[..], &[long.as_str()]].concat());
    }

    #[test]
    fn two_lines_may_be_all_that_was_filled() {
        let lines = ["$ kubectl logs till-0 -p", "exec /till: exec format error"];
        assert_eq!(texts(&lines.map(|line| format!("{line:<80}\n")).concat()), [&lines[..], &[""]].concat());
    }

    #[test]
    fn two_lines_of_one_length_prove_nothing() {
        let paste = format!("first\n{}\nbody: y\n", "a".repeat(100));
        assert_eq!(texts(&paste).len(), 4);
        let paste = format!("{}\nKeyError: x\n{}\nBody: y\n", "a".repeat(85), "b".repeat(85));
        assert_eq!(texts(&paste).len(), 5);
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
