//! How much of a paste is read and shown. Where that is not all, [`Diagnosis::limits`](crate::Diagnosis::limits) says so.
//!
//! Within these bounds the work grows in step with the paste. What files and archives may hold is bounded by the
//! command line and the page, before the engine sees it; what a rule file may ask for, by [`Rules`](crate::Rules).

use serde::Serialize;
use std::collections::BTreeMap;

/// The largest paste that is read whole, in bytes. Of a larger one the end is read: it holds the last words.
pub const PASTE: usize = 256 << 20;
/// The largest paste of which everything is read, in bytes. Of larger ones the lines of logs that tell nothing are only
/// looked through.
pub const SIEVE: usize = 1 << 20;
/// How far into a line known messages are looked for, in bytes.
pub const LINE: usize = 16 << 10;
/// How deep maps and lists in YAML and JSON may lie in each other. A pod needs less than 15 levels.
pub const NESTING: usize = 48;
/// How often YAML may name a value that stands elsewhere (`*name`).
pub const ALIASES: usize = 1_000;
/// The largest YAML with such names, in bytes.
pub const ALIAS_TEXT: usize = 4 << 20;
/// How many containers of one kind a pod in YAML or JSON may have.
pub const CONTAINERS: usize = 256;
/// How many sentences of Kubernetes are taken from prose or from a journal.
pub const REPORTS: usize = 40;
/// How many causes are listed.
pub const FINDINGS: usize = 8;
/// The longest quote, in bytes.
pub const QUOTE: usize = 2_000;

/// A bound of the above that was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) enum Bound {
    Paste,
    /// Lines of a log that tell nothing.
    Sieved,
    /// Pods of a list that are well.
    Well,
    /// Pods of a list that look like others which are not well.
    Alike,
    /// Whoever asked wanted no more of it.
    Stopped,
    Line,
    Nesting,
    Aliases,
    Containers,
    Reports,
    Findings,
    Quote,
}

/// The bounds that were reached, each with how often.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reached(BTreeMap<Bound, usize>);

impl Bound {
    /// Its name for programs.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Paste => "paste",
            Self::Sieved => "sieved",
            Self::Well => "well",
            Self::Alike => "alike",
            Self::Stopped => "stopped",
            Self::Line => "line",
            Self::Nesting => "nesting",
            Self::Aliases => "aliases",
            Self::Containers => "containers",
            Self::Reports => "reports",
            Self::Findings => "findings",
            Self::Quote => "quote",
        }
    }

    /// What it means that it was reached so often, as a sentence.
    fn sentence(self, times: usize) -> String {
        let many =
            |one: &str, many: &str| if times == 1 { format!("1 {one}") } else { format!("{times} {many}") };
        match self {
            Self::Paste => format!("The paste is too large: its first {} were not read.", size(times)),
            Self::Sieved => format!(
                "{} nothing known and were only looked through.",
                many("line of a large log tells", "lines of a large log tell")
            ),
            Self::Well => {
                format!(
                    "{} well and only counted.",
                    many("pod of a large list is", "pods of a large list are")
                )
            }
            Self::Alike => format!(
                "{} only counted: others that are shown look alike, or there are too many.",
                many("failing pod of a large list was", "failing pods of a large list were")
            ),
            Self::Stopped => format!("The reading was stopped: the last {} were not read.", size(times)),
            Self::Line => format!(
                "{} longer than {}: what stands behind that was not searched.",
                many("line is", "lines are"),
                size(LINE)
            ),
            Self::Nesting => {
                format!("Parts of a YAML or JSON text lie deeper than {NESTING} levels: they were not read.")
            }
            Self::Aliases => format!(
                "The names for values (`*name`) in a YAML text were not followed: it has more than {ALIASES} of them, is \
                 larger than {}, or they stand for too much.",
                size(ALIAS_TEXT)
            ),
            Self::Containers => {
                format!("A pod has more than {CONTAINERS} containers of one kind: the others were not read.")
            }
            Self::Reports => format!(
                "More than {REPORTS} lines repeat what Kubernetes reported: those after the first {REPORTS} were not read."
            ),
            Self::Findings => format!("{} not listed.", many("more cause is", "more causes are")),
            Self::Quote => {
                format!("{} cut to {QUOTE} characters.", many("quote is", "quotes are"))
            }
        }
    }
}

impl Reached {
    /// Notes that a bound was reached `times` times more.
    pub(crate) fn add(&mut self, bound: Bound, times: usize) {
        if times > 0 {
            *self.0.entry(bound).or_default() += times;
        }
    }

    /// Each with its name and its sentence; the ones that leave out most come first.
    pub(crate) fn told(&self) -> impl Iterator<Item = (&'static str, String)> {
        self.0.iter().map(|(bound, times)| (bound.name(), bound.sentence(*times)))
    }

    /// Whether text was left out that may hold anything.
    pub(crate) fn is_partial(&self) -> bool {
        self.0.contains_key(&Bound::Paste) || self.0.contains_key(&Bound::Stopped)
    }
}

/// An amount of text, in the largest unit that keeps it exact or nearly so.
fn size(bytes: usize) -> String {
    match bytes {
        0..10_240 if !bytes.is_multiple_of(1 << 10) || bytes == 0 => format!("{bytes} bytes"),
        0..10_485_760 if bytes < 1 << 20 || !bytes.is_multiple_of(1 << 20) => {
            format!("{} KiB", bytes.div_ceil(1 << 10))
        }
        _ => format!("{} MiB", bytes.div_ceil(1 << 20)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Bound, Reached, size};
    use crate::text::{Input, Source};
    use crate::{Diagnosis, answer};

    /// The answer to a paste of which so many bytes may be read.
    fn within(paste: &str, names: &[&'static str], most: usize) -> Diagnosis {
        let mut start = 0;
        let input = |name: &&'static str| {
            let input = Input { name, start };
            start = paste.len() / 2;
            input
        };
        let inputs = if names.is_empty() {
            vec![Input { name: "", start }]
        } else {
            names.iter().map(input).collect()
        };
        answer(&Source::within(paste, inputs, most), None, None)
    }

    #[test]
    fn of_a_large_paste_the_end_is_read_and_quoted_in_place() {
        let last = "FATAL required environment variable SHOP_DSN is not set";
        let paste = format!("{}{last}\n", "INFO größer as ever\n".repeat(20));
        let whole = within(&paste, &[], paste.len());
        assert!(whole.limits.is_empty());
        for most in [paste.len() - 1, paste.len() - 10, last.len() + 5] {
            let cut = within(&paste, &[], most);
            assert_eq!(cut.causes[0].evidence, whole.causes[0].evidence, "{most}");
            assert_eq!(cut.limits[0].kind, "paste");
            let unread = cut.artifacts[0].start;
            assert!(unread >= paste.len() - most && paste[..unread].ends_with('\n'), "{most}: {unread}");
            let said = format!("The paste is too large: its first {} were not read.", size(unread));
            assert_eq!(cut.limits[0].what, said);
            assert!(cut.summary.ends_with(" Not all of the paste was read."), "{}", cut.summary);
        }
    }

    #[test]
    fn lines_are_counted_from_the_beginning_of_their_file_though_it_was_not_read() {
        let half = "INFO one\nINFO two\nFATAL required environment variable SHOP_DSN is not set\n";
        let paste = half.repeat(2);
        let names = ["pods/logs/shop/api-0/api.log", "pods/logs/shop/web-0/web.log"];
        for most in [paste.len() - 1, half.len(), half.len() - 12, half.len() - 20] {
            let evidence = &within(&paste, &names, most).causes[0].evidence[0];
            assert_eq!((evidence.line, evidence.input), (3, usize::from(most <= half.len())), "{most}");
        }
        let answer = within(&paste, &names, half.len() - 12);
        let pods: Vec<_> = answer.causes.iter().map(|cause| cause.pod.as_deref()).collect();
        assert!(pods.iter().all(|pod| *pod == Some("shop/web-0")) && !pods.is_empty(), "{pods:?}");
    }

    #[test]
    fn one_endless_line_is_cut_between_letters() {
        let paste = "größer".repeat(40);
        for most in 1..paste.len() {
            let answer = within(&paste, &[], most);
            let start = answer.artifacts.first().map_or(paste.len(), |artifact| artifact.start);
            assert!(paste.is_char_boundary(start) && start >= paste.len() - most, "{most}: {start}");
        }
    }

    #[test]
    fn amounts_are_said_in_units_people_know() {
        let said = |bytes| size(bytes);
        assert_eq!(said(16 << 10), "16 KiB");
        assert_eq!(said(4 << 20), "4 MiB");
        assert_eq!(said(12), "12 bytes");
        assert_eq!(said(20_000), "20 KiB");
        assert_eq!(said(300_000_000), "287 MiB");
    }

    #[test]
    fn what_is_reached_often_is_said_once() {
        let mut reached = Reached::default();
        assert!(reached.told().next().is_none() && !reached.is_partial());
        reached.add(Bound::Quote, 1);
        reached.add(Bound::Line, 1);
        reached.add(Bound::Line, 2);
        reached.add(Bound::Nesting, 0);
        let told: Vec<_> = reached.told().collect();
        assert_eq!(told.iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["line", "quote"]);
        assert!(told[0].1.starts_with("3 lines are longer than 16 KiB"), "{told:?}");
        reached.add(Bound::Stopped, 7);
        assert!(reached.is_partial());
    }
}
