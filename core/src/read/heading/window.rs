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

#[cfg(test)]
mod tests {
    use super::of;
    use crate::text::Source;

    #[test]
    fn a_title_names_a_pod_or_a_workload() {
        for (title, pod, hint, container, previous) in [
            ("Logs(prod/till-0:web)[tail]", Some("till-0"), None, Some("web"), false),
            ("Previous Logs(prod/till-0)[5m]", Some("till-0"), None, None, true),
            ("Logs(till-7c9d8f6b4d-2xqlk)[head]", Some("till-7c9d8f6b4d-2xqlk"), None, None, false),
            ("Logs(prod/till)[30s]", None, Some("till"), None, false),
        ] {
            let source = Source::new(title);
            let typed = of(title, &source.lines[0]).expect(title);
            let name =
                |fact: &Option<crate::text::Fact<String>>| fact.as_ref().map(|fact| fact.value.clone());
            assert_eq!(name(&typed.name).as_deref(), pod, "{title}");
            assert_eq!(typed.hint.as_deref(), hint, "{title}");
            assert_eq!(name(&typed.container).as_deref(), container, "{title}");
            assert_eq!((typed.previous, typed.is_heading), (previous, true), "{title}");
            assert_eq!(name(&typed.namespace).is_some(), title.contains("prod"), "{title}");
        }
    }
}
