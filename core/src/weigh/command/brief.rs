//! Commands that end soon and without an error, whatever they are told.

use crate::model::Container;
use crate::read::facts::Text;

/// What the container is told to run, if that is nothing but such commands.
pub(super) fn brief(container: &Container) -> Option<&Text> {
    let is_told = |word: &&Text| !word.value.trim().is_empty();
    // Arguments alone go to a program that only the image names.
    container.facts.command.iter().find(is_told)?;
    let words: Vec<&Text> =
        container.facts.command.iter().chain(&container.facts.args).filter(is_told).collect();
    let last = *words.last()?;
    let is_brief = match words.as_slice() {
        [shell, flag, script] if is_shell(&shell.value) && is_command_flag(&flag.value) => script
            .value
            .split(['\n', ';'])
            .flat_map(|line| line.split("&&"))
            .map(str::trim)
            .filter(|statement| !statement.is_empty())
            .all(|statement| {
                let mut words = statement.split_whitespace();
                ends_soon(words.next().unwrap_or_default(), words.next())
            }),
        [program, rest @ ..] => ends_soon(&program.value, rest.first().map(|word| word.value.as_str())),
        [] => false,
    };
    is_brief.then_some(last)
}

fn is_shell(program: &str) -> bool {
    ["sh", "bash", "ash", "dash"].contains(&name(program))
}

/// `-c`, `-ec` and the like.
fn is_command_flag(flag: &str) -> bool {
    flag.starts_with('-') && flag.ends_with('c')
}

fn ends_soon(program: &str, argument: Option<&str>) -> bool {
    match name(program) {
        "echo" | "printf" | "date" | "env" | "printenv" | "true" | "hostname" | "whoami" | "uname" => true,
        // `sleep infinity` never ends.
        "sleep" => argument.is_some_and(|time| {
            let number = time.trim_end_matches(['s', 'm', 'h']);
            !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        }),
        _ => false,
    }
}

fn name(program: &str) -> &str {
    program.rsplit('/').next().unwrap_or(program)
}

#[cfg(test)]
mod tests {
    use super::brief;
    use crate::model::Container;
    use crate::text::{Fact, Span};

    fn is_brief(command: &[&str], args: &[&str]) -> bool {
        let mut container = Container::default();
        let word = |word: &&str| Fact::new((*word).to_owned(), Span::default());
        container.facts.command = command.iter().map(word).collect();
        container.facts.args = args.iter().map(word).collect();
        brief(&container).is_some()
    }

    #[test]
    fn what_ends_soon_is_told_from_what_stays() {
        assert!(is_brief(&["/bin/sleep", "30s"], &[]));
        assert!(is_brief(&["echo"], &["ready"]));
        assert!(is_brief(&["sh", "-c", "echo ready; sleep 5 && date"], &[]));
        assert!(is_brief(&["/bin/bash", "-ec"], &["echo ready\n"]));
        for stays in [
            &["sleep", "infinity"] as &[_],
            &["sh", "-c", "while true; do sleep 5; done"],
            &["sh", "-c", "echo ready; exec server"],
            &["sh"],
            &["server"],
            &["server", "-c", "echo ready"],
        ] {
            assert!(!is_brief(stays, &[]), "{stays:?}");
        }
        assert!(!is_brief(&[], &["echo", "ready"]), "the image's own program gets these words");
    }
}
