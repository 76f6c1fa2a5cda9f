//! What is put before every line: by mail and trackers, by editors and `grep -n`, by diffs, by loggers.
//!
//! A mark counts when several lines in a row bear it. Marks stand before one another (`> 12: text`), so what is
//! left is looked at again.

use super::super::Line;
use super::{frame, numbers, shape, stamps};
use std::collections::BTreeSet;

/// How many marks may stand before one another.
const LAYERS: usize = 5;
/// Fewer lines than this may begin alike by chance.
const FEWEST: usize = 3;
/// How many empty lines may lie between marked ones: mail programs drop the mark of a line without text.
const GAP: usize = 2;

pub(super) fn clean(lines: &mut [Line<'_>]) {
    for _ in 0..LAYERS {
        let framed = unframe(lines);
        let marked = unmark(lines);
        if !framed && !marked {
            break;
        }
    }
}

/// A mark before a line.
pub(super) struct Mark {
    /// Whether a line bears it, and how many bytes of it belong to the mark.
    pub(super) length: fn(&str) -> Option<usize>,
    /// Whether the lines of a run, the first of which is the given one, may be stripped of it.
    pub(super) is_meant: fn(&Run<'_, '_>) -> bool,
}

/// Lines that follow one another and bear the same mark.
pub(super) struct Run<'r, 'a> {
    pub(super) lines: &'r [Line<'a>],
    /// How many lines of the whole paste are not empty.
    pub(super) full: usize,
    /// The lines before and behind it that are not empty.
    around: [&'r str; 2],
    length: fn(&str) -> Option<usize>,
}

impl<'r> Run<'r, '_> {
    /// The lines without the mark; those that are empty left out.
    pub(super) fn stripped(&self) -> impl Iterator<Item = &'r str> {
        let length = self.length;
        self.lines
            .iter()
            .filter_map(move |line| line.text.get(length(&line.text)?..))
            .filter(|text| !text.trim().is_empty())
    }

    /// Whether it is what a command printed, commented out in a script; lines of a manifest that are commented
    /// out lie between others of it.
    fn is_output(&self) -> bool {
        let is_yaml = |line: &&str| {
            let key = line.trim().trim_start_matches("- ").split(':').next().unwrap_or_default();
            line.contains(':') && !key.contains(' ') && key.starts_with(|c: char| c.is_ascii_lowercase())
        };
        shape::are_kubectl(self.stripped()) && !self.around.iter().any(is_yaml)
    }

    /// Whether nearly all of the paste bears the mark.
    fn is_most(&self) -> bool {
        self.lines.iter().filter(|line| !line.is_empty()).count() * 4 >= self.full * 3
    }
}

const MARKS: [Mark; 9] = [
    Mark { length: |line| word(line, ">"), is_meant: |_| true },
    Mark { length: |line| word(line, "│"), is_meant: |_| true },
    Mark { length: |line| line.starts_with("| ").then_some(2), is_meant: |_| true },
    // Lines that are commented out in a manifest stay so.
    Mark {
        length: |line| word(line, "#").filter(|_| !line.starts_with("##")),
        is_meant: |run| run.is_most() || run.is_output(),
    },
    Mark { length: |line| word(line, "//"), is_meant: |run| run.is_most() || run.is_output() },
    Mark {
        length: |line| bullet(line, &["- ", "* ", "• ", "· ", "◦ ", "‣ ", "o "]),
        is_meant: is_list_of_lines,
    },
    Mark {
        length: |line| word(line, "+"),
        is_meant: |run| shape::are_kubectl(run.stripped()) || run.is_most(),
    },
    Mark {
        length: |line| word(line, "-"),
        is_meant: |run| shape::are_kubectl(run.stripped()) && !is_yaml_list(run),
    },
    Mark { length: stamps::length, is_meant: |run| shape::are_kubectl(run.stripped()) },
];

/// A mark with or without a blank behind it.
fn word(line: &str, mark: &str) -> Option<usize> {
    let rest = line.strip_prefix(mark)?;
    Some(mark.len() + usize::from(rest.starts_with(' ')))
}

fn bullet(line: &str, marks: &[&str]) -> Option<usize> {
    let bare = |mark: &&&str| line.trim_end() == mark.trim_end();
    marks
        .iter()
        .find(|mark| line.starts_with(**mark))
        .map(|mark| mark.len())
        .or_else(|| marks.iter().find(bare).map(|_| line.len()))
}

/// Whether somebody made a bullet list of lines; a list in YAML is one already.
fn is_list_of_lines(run: &Run<'_, '_>) -> bool {
    (!is_yaml_list(run) || is_map_in_pieces(run)) && (run.is_most() || shape::are_kubectl(run.stripped()))
}

/// Whether the items are the lines of an object that lost its depths: those of a list begin alike, these do not.
fn is_map_in_pieces(run: &Run<'_, '_>) -> bool {
    const KINDS: usize = 3;
    let keys = run.stripped().filter_map(|text| Some(text.trim_start_matches("- ").split_once(':')?.0));
    keys.collect::<BTreeSet<_>>().len() >= KINDS
}

/// Whether what follows the dashes are items as a manifest has them: flags, words, keys in lower case; none of
/// them indented.
fn is_yaml_list(run: &Run<'_, '_>) -> bool {
    run.stripped().all(|text| {
        let first = text.split([' ', ':']).next().unwrap_or_default();
        let plain =
            first.starts_with(|c: char| c.is_ascii_lowercase() || matches!(c, '-' | '/' | '"' | '\'' | '$'));
        plain && (!text.contains(' ') || text.contains(": "))
    })
}

/// Takes the frames off. False if there are none.
fn unframe(lines: &mut [Line<'_>]) -> bool {
    let mut changed = false;
    for line in lines {
        if let Some(inner) = frame::inside(&line.text) {
            *line = line.part(inner);
            changed = true;
        }
    }
    changed
}

/// Takes one mark off every run. False if there is none.
fn unmark(lines: &mut [Line<'_>]) -> bool {
    let full = lines.iter().filter(|line| !line.is_empty()).count();
    let mut changed = numbers::clean(lines);
    // Up to where each mark was already looked for and not found.
    let mut passed = [0; MARKS.len()];
    let mut at = 0;
    while at < lines.len() {
        let found = MARKS.iter().zip(&mut passed).find_map(|(mark, passed)| {
            let first = lines.get(at).filter(|_| *passed <= at)?;
            (mark.length)(&first.text)?;
            let run = run_of(lines.get(at..).unwrap_or_default(), mark.length);
            let run_lines = lines.get(at..at + run).unwrap_or_default();
            let bearing = run_lines.iter().filter(|line| !line.is_empty()).count();
            let text = |line: Option<&'_ Line<'_>>| line.map_or("", |line| line.text.as_ref()).to_owned();
            let meant = bearing >= FEWEST && {
                let before = text(
                    lines.get(..at).unwrap_or_default().iter().rev().take(3).find(|line| !line.is_empty()),
                );
                let after = text(lines.iter().skip(at + run).take(3).find(|line| !line.is_empty()));
                let around = [before.as_str(), after.as_str()];
                (mark.is_meant)(&Run { lines: run_lines, full, around, length: mark.length })
            };
            if !meant {
                *passed = at + run;
            }
            meant.then_some((run, mark.length))
        });
        let Some((run, length)) = found else {
            at += 1;
            continue;
        };
        for line in lines.iter_mut().skip(at).take(run) {
            if let Some(length) = length(&line.text) {
                *line = line.part(length.min(line.text.len())..line.text.len());
            }
        }
        changed = true;
        at += run;
    }
    changed
}

/// How many of the lines, from the first on, bear the mark; a few empty ones may lie between.
fn run_of(lines: &[Line<'_>], length: fn(&str) -> Option<usize>) -> usize {
    let (mut run, mut gap) = (0, 0);
    for (number, line) in lines.iter().enumerate() {
        if length(&line.text).is_some() {
            run = number + 1;
            gap = 0;
        } else if line.is_empty() && gap < GAP {
            gap += 1;
        } else {
            break;
        }
    }
    run
}

#[cfg(test)]
mod tests {
    #[track_caller]
    fn check(paste: &str, expected: &[&str]) {
        let source = super::super::check(paste, expected);
        for line in &source.lines {
            assert_eq!(line.trimmed().of(paste).trim(), line.text.trim(), "{paste:?}");
        }
    }

    #[test]
    fn a_mark_before_every_line_goes() {
        check("> one\n> two\n>\n> three", &["one", "two", "", "three"]);
        check("> > one\n> >\n> > two", &["one", "", "two"]);
        check(">one\n>  two\n\n>three", &["one", " two", "", "three"]);
        check("│ Name:  api │\r", &["Name:  api"]);
        check(
            "- Name: a\n- Last State: Terminated\n-   Reason: Error",
            &["Name: a", "Last State: Terminated", "  Reason: Error"],
        );
        check("> 7: Name: a\n> 8: Node: b\n> 9:   c: d", &["Name: a", "Node: b", "  c: d"]);
    }

    #[test]
    fn a_list_of_the_lines_of_an_object_is_none_of_its_own() {
        let lines = [
            "containerStatuses:",
            "- name: till",
            "ready: false",
            "restartCount: 4",
            "state:",
            "running: {}",
        ];
        for mark in ["- ", "* "] {
            check(&lines.map(|line| format!("{mark}{line}")).join("\n"), &lines);
        }
        for list in [
            "- name: A\n- name: B\n- name: C\n- name: D",
            "envFrom:\n- configMapRef: {name: a}\n- secretRef: {name: b}\n- secretRef: {name: c}",
        ] {
            check(list, &list.lines().collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_is_no_mark_stays() {
        check("args:\n- --verbose\n- --port=80\n- --x", &["args:", "- --verbose", "- --port=80", "- --x"]);
        let commented = "apiVersion: v1\nkind: Pod\n# a: b\n# c: d\n# e: f\nspec: x\nx: y";
        check(commented, &commented.lines().collect::<Vec<_>>());
        check("> a\n> b", &["> a", "> b"]);
    }
}
