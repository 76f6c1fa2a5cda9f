//! Which container printed a line, where a tool follows several of them at once.
//!
//! ```text
//! [pod/api-0/web] message        kubectl logs --prefix
//! api-0 web message              stern
//! prod/api-0[web]: message       kail
//! web-1  | message               docker compose
//! ```

use crate::read::facts::Text;
use crate::text::{Fact, Line, Pattern};
use std::ops::Range;

/// Who printed a line; what is not known is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stream {
    pub(crate) namespace: String,
    pub(crate) pod: String,
    pub(crate) container: String,
}

/// A notation of the stream before a message.
#[derive(Debug)]
pub(crate) struct Notation {
    pattern: Pattern,
    /// How many of the first lines must bear it: a notation that other texts have as well needs company.
    fewest: usize,
}

static NOTATIONS: [Notation; 5] = [
    Notation {
        pattern: Pattern::new(r"^\[pod/(?<pod>[^\]/\s]+)/(?<container>[^\]\s]+)\](?: |$)"),
        fewest: 1,
    },
    Notation {
        pattern: Pattern::new(
            r"^(?<namespace>[a-z0-9][a-z0-9-]*)/(?<pod>[a-z0-9][a-z0-9.-]*)\[(?<container>[a-z0-9][a-z0-9-]*)\]: ",
        ),
        fewest: 2,
    },
    Notation {
        pattern: Pattern::new(
            r"^(?:(?<namespace>[a-z0-9][a-z0-9-]*) )?(?<pod>[a-z0-9][a-z0-9.-]*-(?:[bcdfghjklmnpqrstvwxz2456789]{5}|\d{1,3})) (?:› )?(?<container>[a-z0-9][a-z0-9-]*)(?: |$)",
        ),
        fewest: 3,
    },
    Notation {
        pattern: Pattern::new(
            r"^\[(?<pod>[a-z0-9][a-z0-9.-]*-(?:[bcdfghjklmnpqrstvwxz2456789]{5}|\d{1,3}))(?: (?<container>[a-z0-9][a-z0-9-]*))?\](?: |$)",
        ),
        fewest: 3,
    },
    Notation {
        pattern: Pattern::new(
            r"^(?:[a-z0-9][a-z0-9-]*_)?(?<container>[a-z0-9][a-z0-9-]*?)(?:[_-]\d{1,2})?\s{1,20}\| ?",
        ),
        fewest: 3,
    },
];

/// How many of the first lines are looked at.
pub(crate) const LOOKED_AT: usize = 16;

/// The notation that the lines bear; none if they are one stream.
pub(crate) fn notation(lines: &[Line<'_>]) -> Option<&'static Notation> {
    let first = || lines.iter().filter(|line| !line.is_blank()).take(LOOKED_AT);
    NOTATIONS.iter().find(|notation| {
        let bearing = first().filter(|line| notation.pattern.is_match(&line.text)).count();
        bearing >= notation.fewest && (notation.fewest == 1 || bearing * 4 >= first().count() * 3)
    })
}

impl Notation {
    /// What stands before the message of this line.
    pub(crate) fn prefix<'t>(&self, line: &'t str) -> Option<&'t str> {
        self.pattern.captures(line).map(|found| found.whole())
    }

    /// Who printed this line, and where its message stands in it.
    pub(super) fn of(&self, line: &str) -> Option<(Stream, Range<usize>)> {
        let found = self.pattern.captures(line)?;
        let part = |name: &str| found.get(name).unwrap_or_default().to_owned();
        let stream = Stream { namespace: part("namespace"), pod: part("pod"), container: part("container") };
        Some((stream, found.whole().len()..line.len()))
    }
}

/// The pod and container whose log k9s says has ended, if it says so of one:
/// `Stream closed EOF for prod/api-0 (web)`.
pub(super) fn closed(lines: &[Line<'_>]) -> (Option<Text>, Option<Text>) {
    const LAST: usize = 8;
    static CLOSED: Pattern = Pattern::new(
        r"^\s*[Ss]tream closed:? EOF for [a-z0-9-]+/(?<pod>[a-z0-9][a-z0-9.-]*)(?: \((?<container>[a-z0-9][a-z0-9-]*)\))?\s*$",
    );
    let mut all = lines.iter().rev().take(LAST).filter_map(|line| {
        let found = CLOSED.captures(&line.text)?;
        let fact = |name| found.get(name).map(|part| Fact::new(part.to_owned(), line.span_of(part)));
        Some((fact("pod"), fact("container")))
    });
    match (all.next(), all.next()) {
        (Some(told), None) => told,
        _ => (None, None),
    }
}

#[cfg(test)]
mod tests {
    use super::{closed, notation};
    use crate::text::Source;

    #[track_caller]
    fn check(line: &str, pod: &str, container: &str) {
        let paste = format!("{line}\n{line}\n{line}\n");
        let notation = notation(&Source::new(&paste).lines).unwrap_or_else(|| panic!("one stream: {line}"));
        let (stream, message) = notation.of(line).unwrap();
        assert_eq!((stream.pod.as_str(), stream.container.as_str()), (pod, container), "{line}");
        assert_eq!(&line[message], "panic: no", "{line}");
    }

    #[test]
    fn every_notation() {
        check("[pod/api-0/web] panic: no", "api-0", "web");
        check("prod/api-0[web]: panic: no", "api-0", "web");
        check("api-7c9d8f6b4d-2xqlk web panic: no", "api-7c9d8f6b4d-2xqlk", "web");
        check("[api-7c9d8f6b4d-2xqlk web] panic: no", "api-7c9d8f6b4d-2xqlk", "web");
        check("web-1  | panic: no", "", "web");
        check("web    | panic: no", "", "web");
    }

    #[test]
    fn one_stream_has_none() {
        for line in ["panic: no", "error-7 was met here", "2026-11-19T10:11:41Z a b", "a | b"] {
            let paste = format!("{line}\nstarting\nlistening\nshutting down\n");
            assert!(notation(&Source::new(&paste).lines).is_none(), "{line}");
        }
    }

    #[test]
    fn three_lines_in_four_are_enough() {
        let told = |bearing: usize, others: usize| {
            let paste = "web-1  | panic: no\n".repeat(bearing) + &"starting\n".repeat(others);
            notation(&Source::new(&paste).lines).and_then(|notation| notation.prefix("web-1  | panic: no"))
        };
        assert_eq!(told(3, 0), Some("web-1  | "));
        assert_eq!(told(3, 1), Some("web-1  | "));
        assert_eq!(told(2, 0), None);
        assert_eq!(told(3, 2), None);
    }

    #[test]
    fn k9s_tells_whose_log_has_ended() {
        let told = |paste: &str| {
            let (pod, container) = closed(&Source::new(paste).lines);
            (pod.map(|name| name.value), container.map(|name| name.value))
        };
        let name = |name: &str| Some(name.to_owned());
        assert_eq!(told("no\nStream closed EOF for prod/till-0 (web)  \n"), (name("till-0"), name("web")));
        assert_eq!(told("no\nstream closed: EOF for prod/till-0 (web)\n"), (name("till-0"), name("web")));
        assert_eq!(told("no\nStream closed EOF for prod/till-0\n"), (name("till-0"), None));
        let two = "Stream closed EOF for prod/till-0 (web)\nStream closed EOF for prod/till-0 (log)\n";
        assert_eq!(told(two), (None, None));
    }
}
