//! What the script in the container's own command prints before it ends with the code that was seen.
//!
//! ```text
//! sh -c 'echo "FATAL: no MODE"; exit 42'
//! ```

use crate::model::Container;
use crate::read::facts::Text;
use crate::text::{Fact, Span};

/// The end of a run as the script has it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Ending {
    /// The statement that ends it: `exit 42`.
    pub(super) exit: Text,
    /// What is printed just before, in the order of the script.
    pub(super) said: Vec<Text>,
}

/// How the script ended, if the code of the last run is that of one of its statements and of nothing else: a command
/// that fails gives small numbers as well, unless the script has come to its last line.
pub(super) fn ending(container: &Container) -> Option<Ending> {
    /// What commands and shells end with by themselves.
    const COMMON: [i64; 6] = [0, 1, 2, 126, 127, 255];
    let code = container.last_run()?.0.exit_code.as_ref()?.value;
    let words = || container.facts.command.iter().chain(&container.facts.args);
    if code == 0 || !words().any(|word| is_shell(&word.value)) {
        return None;
    }
    let statements: Vec<Text> = words().flat_map(statements).collect();
    let wanted = format!("exit {code}");
    let mut exits = statements.iter().enumerate().filter(|(_, statement)| statement.value == wanted);
    let (at, exit) = exits.next()?;
    let is_last = at + 1 == statements.len();
    if exits.next().is_some() || code > 128 || COMMON.contains(&code) && !is_last {
        return None;
    }
    let mut said: Vec<Text> = statements.iter().take(at).rev().map_while(printed).collect();
    said.reverse();
    Some(Ending { exit: exit.clone(), said })
}

fn is_shell(word: &str) -> bool {
    let program = word.rsplit('/').next().unwrap_or(word);
    ["sh", "bash", "ash", "dash"].contains(&program)
}

/// The statements of a script, as far as they are told apart by what stands between them.
fn statements(script: &Text) -> Vec<Text> {
    let lines = script.value.split(['\n', ';']);
    let parts = lines
        .flat_map(after_what_succeeds)
        .map(|part| part.trim_matches([' ', '\t', '\r', '{', '}', '(', ')']));
    let statements = parts.map(|part| {
        ["then ", "else ", "do "].iter().find_map(|word| part.strip_prefix(word)).unwrap_or(part)
    });
    statements.filter(|part| !part.is_empty()).map(|part| within(script, part)).collect()
}

/// `echo a && exit 1` is two statements; `test -f a || exit 1` is one, which may do something else.
fn after_what_succeeds(line: &str) -> impl Iterator<Item = &str> {
    let succeeds =
        |part: &str| ["echo ", "sleep ", "printf "].iter().any(|word| part.trim_start().starts_with(word));
    let at = line.rfind("&&").filter(|at| line.get(..*at).is_some_and(succeeds));
    let (first, rest) = match at {
        Some(at) => (line.get(..at), line.get(at + 2..)),
        None => (Some(line), None),
    };
    first.into_iter().chain(rest)
}

/// What a statement prints; none if it does something else.
fn printed(statement: &Text) -> Option<Text> {
    let words = statement.value.strip_prefix("echo ").or_else(|| statement.value.strip_prefix("printf "))?;
    let words = words.trim_start_matches("-e ");
    let to_stderr = [" 1>&2", " >&2", " > /dev/stderr", " >/dev/stderr"];
    let words = to_stderr.iter().find_map(|end| words.strip_suffix(end)).unwrap_or(words);
    Some(within(statement, words.trim_matches(['"', '\''])))
}

/// A part of a text, at its place; at that of the whole where the text was put together from pieces.
fn within(whole: &Text, part: &str) -> Text {
    let is_verbatim = whole.value.len() == whole.span.end() - whole.span.start();
    let span = match whole.value.find(part).filter(|_| is_verbatim) {
        Some(at) => Span::new(whole.span.start() + at, whole.span.start() + at + part.len()),
        None => whole.span,
    };
    Fact::new(part.to_owned(), span)
}

#[cfg(test)]
mod tests {
    use super::{Ending, ending};
    use crate::model::Container;
    use crate::read::facts::{Phase, State};
    use crate::text::{Fact, Span};

    fn ends(code: i64, script: &str) -> Option<Ending> {
        let mut container = Container::default();
        let word = |word: &str| Fact::new(word.to_owned(), Span::new(10, 10 + word.len()));
        container.facts.command = ["/bin/sh", "-c", script].map(word).to_vec();
        let exit_code = Some(Fact::new(code, Span::default()));
        container.facts.last_state = Some(State { phase: Phase::Terminated, exit_code, ..State::default() });
        ending(&container)
    }

    fn said(code: i64, script: &str) -> Option<Vec<String>> {
        Some(ends(code, script)?.said.into_iter().map(|text| text.value).collect())
    }

    #[test]
    fn an_exit_explains_the_code_that_nothing_else_would() {
        for (code, script, explains) in [
            (42, "exit 42", true),
            (42, "run; exit 42; run", true),
            (42, "exit 42; run; exit 42", false),
            (42, "exit 43", false),
            (0, "exit 0", false),
            (128, "exit 128", true),
            (129, "exit 129", false),
            (1, "exit 1", true),
            (1, "test -f a && exit 1; run", false),
        ] {
            assert_eq!(ends(code, script).is_some(), explains, "{code}: {script}");
        }
    }

    #[test]
    fn what_is_printed_before_the_exit_was_said() {
        let said = |code, script| said(code, script).unwrap();
        assert_eq!(said(1, "echo 'no MODE' >&2; exit 1"), ["no MODE"]);
        assert_eq!(said(1, "sleep 3; exit 1"), [""; 0]);
        assert_eq!(said(1, "sleep 3\necho \"no MODE\" && exit 1"), ["no MODE"]);
        assert_eq!(said(42, "if [ -z \"$A\" ]; then\n  echo a\n  echo b\n  exit 42\nfi\nexit 1"), ["a", "b"]);
    }

    #[test]
    fn each_part_is_at_its_place() {
        let ending = ends(3, "echo why; exit 3").unwrap();
        assert_eq!(ending.exit.span, Span::new(20, 26));
        assert_eq!(ending.said[0].span, Span::new(15, 18));
    }

    #[test]
    fn another_code_or_two_ways_out_tell_nothing() {
        assert_eq!(ends(2, "exit 1"), None);
        assert_eq!(ends(1, "exit 1; exit 1"), None);
        assert_eq!(ends(0, "exit 0"), None);
    }

    #[test]
    fn a_command_that_fails_ends_with_a_small_number_as_well() {
        assert_eq!(ends(1, "if ! test -f a; then exit 1; fi; serve"), None);
        assert_eq!(ends(1, ". ./lib.sh || exit 1"), None);
        assert_eq!(ends(1, "test -f a && exit 1"), None);
        assert!(ends(42, "if ! test -f a; then exit 42; fi; serve").is_some());
    }
}
