//! Where a log begins anew: `docker logs` keeps every run of a container, and people paste one log below another.
//!
//! ```text
//! 10:00:01 Shop 1.4 starts                     the first run
//! 10:00:01 reading /etc/shop.conf
//! 10:00:02 FATAL no route to the database
//! 10:03:07 Shop 1.4 starts                     the second one: it begins as the log does
//! 10:03:07 reading /etc/shop.conf
//! 10:03:09 listening on 8080
//! ```

use super::numbers::Numbers;
use super::prefix;
use crate::read::facts::Run;
use crate::text::Line;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

/// A program that says the same again more often than this does not begin anew each time.
pub(crate) const MOST: usize = 1000;
/// What begins a log stands in its first lines, below a picture perhaps.
pub(crate) const TOP: usize = 20;

/// The runs in the lines of a log, in their order; a log that never begins anew is one.
pub(super) fn of(lines: &[&Line<'_>], numbers: &Numbers) -> Vec<Run> {
    let starts = starts(lines, numbers);
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let run = |(start, end): (&usize, usize)| {
        let own = lines.get(*start..end).unwrap_or_default();
        let last = own.iter().rev().take(TOP).find_map(|line| prefix::Parts::of(&line.text).time);
        Run { start: numbers.at(*start), end: numbers.at(end.max(1) - 1) + 1, last }
    };
    starts.iter().zip(ends).map(run).collect()
}

/// The numbers of the lines with which the runs begin.
fn starts(lines: &[&Line<'_>], numbers: &Numbers) -> Vec<usize> {
    let whole = vec![0];
    let mut told = lines.iter().enumerate().filter(|(_, line)| !line.is_blank());
    let Some((at, first)) = told.by_ref().take(TOP).find(|(_, line)| words(&line.text).nth(1).is_some())
    else {
        return whole;
    };
    let Some((_, second)) = told.next() else { return whole };
    let [first, second] = [first, second].map(|line| words(&line.text).collect::<Vec<_>>());
    if first == second || second.is_empty() {
        return whole;
    }
    // The same at another time, of other numbers.
    let says = |line: &Line<'_>, other: &[&str]| words(&line.text).eq(other.iter().copied());
    let mut starts = whole.clone();
    let mut before: Option<usize> = None;
    for (number, line) in told {
        match before.take() {
            // What stood between them was no beginning.
            Some(begun) if says(line, &second) && numbers.missing(begun) == numbers.missing(number) => {
                starts.push(begun - at);
            }
            _ => before = says(line, &first).then_some(number),
        }
        if starts.len() > MOST {
            return whole;
        }
    }
    starts
}

/// The words of a line in short: those of lines that are alike are the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Words {
    hash: u64,
    /// How many there are, at most two.
    pub(crate) count: usize,
}

/// The words of a line in short.
pub(crate) fn words_of(line: &str) -> Words {
    let mut hasher = DefaultHasher::new();
    let mut count = 0;
    for word in words(line) {
        word.hash(&mut hasher);
        count += 1;
    }
    Words { hash: hasher.finish(), count: count.min(2) }
}

/// The words of a line in which no digit stands.
fn words(line: &str) -> impl Iterator<Item = &str> {
    super::within(line, super::ONE_RECORD)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !word.bytes().any(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::{Numbers, of};
    use crate::text::Source;

    #[track_caller]
    fn check(log: &str, starts: &[usize]) {
        let source = Source::new(log);
        let lines: Vec<_> = source.lines.iter().collect();
        assert_eq!(
            of(&lines, &Numbers::of(&lines)).iter().map(|run| run.start).collect::<Vec<_>>(),
            starts,
            "{log}"
        );
    }

    #[test]
    fn a_run_begins_as_the_log_does() {
        let run = "2026-11-19T10:00:01Z Shop 1.4 starts (pid 7)\nreading /etc/shop.conf\nFATAL no\n";
        check(run, &[0]);
        check(&format!("{run}{}", run.replace("10:00:01", "10:03:07").replace("pid 7", "pid 31")), &[0, 3]);
        let picture = format!("  ____ \n /  _/ \n{run}");
        check(&picture.repeat(3), &[0, 5, 10]);
    }

    #[test]
    fn what_is_said_again_begins_nothing() {
        check("a request came\na request came\na request came\na request came\n", &[0]);
        check("shop starts now\nreading files\nshop starts now\nto listen\n", &[0]);
        check(&"asks again\nwaits 3 s\n".repeat(3000), &[0]);
    }
}
