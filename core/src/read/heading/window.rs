//! The title that k9s writes into the frame of a log.
//!
//! ```text
//! Logs(prod/api-7c9d8f6b4d-2xqlk:web)[tail]      a container
//! Previous Logs(prod/api-7c9d8f6b4d-2xqlk)[5m]   all containers of a pod
//! Logs(prod/api)[head]                           a workload: it is not said of what kind
//! ```

use super::heading;
use crate::read::facts::Typed;
use crate::text::{Fact, Line, Pattern};

/// What such a title says of the log in its window.
pub(super) fn of(text: &str, line: &Line<'_>) -> Option<Typed> {
    static TITLE: Pattern = Pattern::new(
        r"^(?<previous>Previous )?Logs\((?:(?<namespace>[a-z0-9][a-z0-9-]*)/)?(?<name>[a-z0-9][a-z0-9.-]*)(?::(?<container>[a-z0-9][a-z0-9-]*))?\)\[(?:tail|head|\d+[smh])\]",
    );
    static OF_A_POD: Pattern = Pattern::new(r"-(?:[bcdfghjklmnpqrstvwxz2456789]{5}|\d{1,3})$");
    let found = TITLE.captures(text)?;
    let fact = |part: &str| found.get(part).map(|text| Fact::new(text.to_owned(), line.span_of(text)));
    let mut typed = heading(line);
    typed.previous = found.get("previous").is_some();
    typed.namespace = fact("namespace");
    typed.container = fact("container");
    let name = fact("name")?;
    if OF_A_POD.is_match(&name.value) {
        typed.name = Some(name);
    } else {
        typed.hint = Some(name.value);
    }
    Some(typed)
}
