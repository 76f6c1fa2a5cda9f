//! What people and tools write above a log to say whose it is.
//!
//! ```text
//! Previous logs of container api:            words
//! == api ==                                  a name in a frame
//! ==> api-7f9c_api_previous.log <==          a file: head and tail, bundles of logs
//! Logs(prod/api-0:api)[tail]                 the title of a window
//! ```
//! A heading stands alone on its line, and is framed, marked as a heading or ends in a colon.

mod window;

use super::facts::{Seen, Typed};
use super::{Reader, input_name};
use crate::split::Form;
use crate::text::{Fact, Line, Pattern};

pub(super) static READER: Reader = Reader { form: Form { kind: "heading", claims }, read };

/// No heading is longer.
const LONGEST: usize = 200;

fn claims(lines: &[Line<'_>]) -> Option<usize> {
    let line = lines.first()?;
    whose(line).map(|_| 1)
}

fn read(lines: &[Line<'_>], seen: &mut Vec<Seen>) {
    seen.extend(lines.iter().filter_map(whose).map(|typed| Seen::Command(Box::new(typed))));
}

/// What a heading says of the log below it.
fn whose(line: &Line<'_>) -> Option<Typed> {
    let text = line.text.trim();
    if text.len() > LONGEST || text.len() < 4 {
        return None;
    }
    if let Some(typed) = window::of(text, line) {
        return Some(typed);
    }
    const FRAMES: [char; 7] = ['=', '-', '#', '*', '_', '~', '>'];
    let begun = text.starts_with(FRAMES);
    let ended = text.ends_with(['=', '-', '#', '*', '_', '~', '<', ':']);
    if !begun && !ended {
        return None;
    }
    let core = text.trim_start_matches(FRAMES).trim_start();
    let core = core.trim_end_matches(['=', '-', '#', '*', '_', '~', '<', ':']).trim_end();
    let lead = text.len() - text.trim_start_matches(FRAMES).len();
    let is_framed = begun && lead >= 2 && !text.ends_with(':') && ended || text.starts_with("==> ");
    let typed = if is_framed || text.starts_with('#') || text.ends_with(':') || text.starts_with("**") {
        of_file(core, line).or_else(|| in_words(core, line))
    } else {
        None
    };
    typed.or_else(|| is_framed.then(|| a_name(core, line)).flatten())
}

/// The name of a file, as `head` and `tail` print it and as people write it above what it holds.
fn of_file(core: &str, line: &Line<'_>) -> Option<Typed> {
    let path = core.trim_matches(['`', '"', '\'']);
    let is_path = !path.contains(' ') && [".log", ".txt"].iter().any(|end| path.ends_with(end));
    if !is_path {
        return None;
    }
    let told = input_name::of(path, line.span_of(path)).filter(|told| told.verb == "log")?;
    Some(Typed { is_heading: true, ..told })
}

/// `Previous logs of container api in pod api-0`, `api logs (previous)`, `Container api`.
fn in_words(core: &str, line: &Line<'_>) -> Option<Typed> {
    static LOGS: Pattern = Pattern::new(
        r#"^(?i)(?:(?:and|the|these|here|are|is|full|complete|current|last|latest|container|pod|some|more|error|my|its|application|output|of)\s+)*(?:(?<prev>previous|prior|crashed)\s+)?(?:[`'"]?(?<a>[a-z0-9][a-z0-9-]*)[`'"]?\s+)?(?:(?:container|pod)\s+)?(?<prev2>previous\s+)?logs?(?:\s+output)?(?:\s+(?:of|for|from|in)(?:\s+(?:the|my|our|init))*(?:\s+(?<prev3>previous))?(?:\s+init)?(?:\s+(?:container|run|instance))?(?:\s+[`'"]?(?<b>[a-z0-9][a-z0-9-]*)[`'"]?)?(?:\s+container)?)?(?:,?\s+(?:in|of)\s+(?:the\s+)?pod\s+[`'"]?(?<pod>[a-z0-9][a-z0-9.-]*)[`'"]?)?(?:\s*[(\[,-]?\s*(?<prev4>--previous|-p|previous(?: run| container| instance)?)[)\]]?)?$"#,
    );
    static CONTAINER: Pattern = Pattern::new(
        r#"^(?i)(?:init )?container:?\s+[`'"]?(?<a>[a-z0-9][a-z0-9-]*)[`'"]?(?:\s*[(\[]?(?<prev4>--previous|previous)[)\]]?)?$"#,
    );
    let found = LOGS.captures(core).or_else(|| CONTAINER.captures(core))?;
    let fact = |name: &str| found.get(name).map(|part| Fact::new(part.to_owned(), line.span_of(part)));
    let mut typed = heading(line);
    typed.container = fact("b").or_else(|| fact("a")).filter(|name| is_name(&name.value));
    typed.name = fact("pod");
    typed.previous = ["prev", "prev2", "prev3", "prev4"].iter().any(|name| found.get(name).is_some());
    Some(typed)
}

/// `== api ==`, `== api-0/api (previous) ==`.
fn a_name(core: &str, line: &Line<'_>) -> Option<Typed> {
    static NAME: Pattern = Pattern::new(
        r"^(?:pod/)?(?:(?<pod>[a-z0-9][a-z0-9.-]*)/)?(?<container>[a-z0-9][a-z0-9-]*)(?:\s*[(\[,-]?\s*(?<previous>--previous|-p|previous)[)\]]?)?$",
    );
    let found = NAME.captures(core)?;
    let fact = |name: &str| found.get(name).map(|part| Fact::new(part.to_owned(), line.span_of(part)));
    let mut typed = heading(line);
    typed.container = fact("container").filter(|name| is_name(&name.value));
    typed.container.as_ref()?;
    typed.name = fact("pod");
    typed.previous = found.get("previous").is_some();
    Some(typed)
}

/// Whether a word in a heading can be the name of a container.
fn is_name(word: &str) -> bool {
    const OTHERS: [&str; 28] = [
        "a",
        "all",
        "and",
        "are",
        "container",
        "containers",
        "current",
        "error",
        "events",
        "for",
        "full",
        "here",
        "in",
        "it",
        "its",
        "last",
        "my",
        "of",
        "our",
        "output",
        "pod",
        "pods",
        "previous",
        "some",
        "the",
        "these",
        "this",
        "your",
    ];
    word.len() < 64 && word.bytes().any(|byte| byte.is_ascii_lowercase()) && !OTHERS.contains(&word)
        // Names are written in lower case only.
        && !word.bytes().any(|byte| byte.is_ascii_uppercase())
}

/// A heading of a log that says nothing yet.
fn heading(line: &Line<'_>) -> Typed {
    Typed { verb: "log".to_owned(), is_heading: true, span: line.trimmed(), ..Typed::default() }
}

#[cfg(test)]
mod tests {
    use super::{READER, Seen, Typed};
    use crate::text::Source;

    fn typed(paste: &str) -> Option<Typed> {
        let source = Source::new(paste);
        (READER.form.claims)(&source.lines)?;
        let mut seen = Vec::new();
        (READER.read)(&source.lines[..1], &mut seen);
        match seen.pop() {
            Some(Seen::Command(typed)) => Some(*typed),
            other => panic!("{other:?}"),
        }
    }

    #[track_caller]
    fn check(paste: &str, pod: Option<&str>, container: Option<&str>, previous: bool) {
        let typed = typed(paste).unwrap_or_else(|| panic!("no heading: {paste}"));
        let value = |fact: &Option<crate::text::Fact<String>>| fact.as_ref().map(|fact| fact.value.clone());
        assert_eq!(value(&typed.name).as_deref(), pod, "{paste}");
        assert_eq!(value(&typed.container).as_deref(), container, "{paste}");
        assert_eq!(typed.previous, previous, "{paste}");
    }

    #[test]
    fn headings_in_words() {
        check("Previous logs:", None, None, true);
        check("Logs:", None, None, false);
        check("logs of container api:", None, Some("api"), false);
        check("Logs from the previous container:", None, None, true);
        check("## Logs (previous)", None, None, true);
        check("### api logs", None, Some("api"), false);
        check("**Previous logs of container `api`:**", None, Some("api"), true);
        check("Previous log of container api in pod api-0:", Some("api-0"), Some("api"), true);
        check("Container api:", None, Some("api"), false);
        check("Logs of container API:", None, None, false);
        check("Logs of the container:", None, None, false);
        check("Logs of container 404:", None, None, false);
    }

    #[test]
    fn names_in_frames() {
        check("== api ==", None, Some("api"), false);
        check("=== api (previous) ===", None, Some("api"), true);
        check("--- api-0/api ---", Some("api-0"), Some("api"), false);
    }

    #[test]
    fn titles_of_windows() {
        check("Logs(prod/api-0:web)[tail]", Some("api-0"), Some("web"), false);
        check("Previous Logs(prod/api-7c9d8f6b4d-2xqlk)[5m]", Some("api-7c9d8f6b4d-2xqlk"), None, true);
        check("Logs(prod/api:web)[head] </error>", None, Some("web"), false);
        assert_eq!(typed("Logs(prod/api)[head]").unwrap().hint.as_deref(), Some("api"));
    }

    #[test]
    fn files_of_logs() {
        check(
            "==> /var/log/pods/prod_api-0_1f2e3d4c-1f2e-1f2e-1f2e-1f2e3d4c5b6a/api/3.log <==",
            Some("api-0"),
            Some("api"),
            false,
        );
        check("# namespaces/prod/pods/api-0/api/api/logs/previous.log", Some("api-0"), Some("api"), true);
        check("previous.log:", None, None, true);
        let hint = typed("==> api-7f9c8d6b5-x2k4p_api_previous.log <==").unwrap();
        assert_eq!(
            (hint.hint.as_deref(), hint.previous),
            (Some("api-7f9c8d6b5-x2k4p_api_previous.log"), true)
        );
    }

    #[test]
    fn lines_of_logs_and_prose_are_no_headings() {
        for line in [
            "=== RUN   TestShop",
            "Traceback (most recent call last):",
            "fatal error:",
            "== Info: connected",
            "--- FAIL: TestShop (0.00s)",
            "Here is what I see in the logs after the upgrade:",
            "-----",
            "Caused by: x:",
            "Error: cannot write /var/log/shop.log:",
            "# kubectl get pods",
            "=====================",
            "*** Terminating ***",
            "Reading logs from the queue failed with:",
            "- api -",
            "Logs(x) are written to /var/log",
            "Logs(api)[0] = nil",
            "== 404 ==",
            "== all ==",
            "== Api ==",
            "== an-api-whose-name-has-more-characters-than-kubernetes-lets-a-container-have ==",
        ] {
            assert!(typed(line).is_none(), "{line}: {:?}", typed(line));
        }
    }
}
