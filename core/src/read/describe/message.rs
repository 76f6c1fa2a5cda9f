//! Where a text ends that kubectl prints as it is: its lines have no indentation, and may look like anything.

use super::key_of;
use crate::text::Line;

/// The kubelet keeps 4096 bytes of a message, which are hardly more lines than this.
const LONGEST: usize = 400;

/// The lines that still belong to the message of a run: those before its exit code. None if that was cut off.
///
/// `indent` is that of the message's first line.
pub(super) fn before_exit_code(indent: usize, rest: &[Line<'_>]) -> Option<usize> {
    let is_code = |line: &Line<'_>| key_is(line, "Exit Code").is_some_and(|code| code.parse::<i64>().is_ok());
    let is_ours = |at: usize| {
        let follows = |key| rest.get(at + 1).is_some_and(|line| key_is(line, key).is_some());
        ["Started", "Signal", "Finished"].into_iter().any(follows)
    };
    let codes = || rest.iter().take(LONGEST).enumerate().filter(|(_, line)| is_code(line));
    let as_deep = |at: &usize| rest.get(*at).is_some_and(|line| line.indent() == indent);
    // A message may hold a describe. Whoever prints that an inner run ended prints its exit code as well.
    let mut open = 1_u32;
    for (at, line) in rest.iter().take(LONGEST).enumerate() {
        if ["State", "Last State"].iter().any(|key| key_is(line, key) == Some("Terminated")) {
            open += 1;
        } else if is_code(line) && line.indent() == indent && is_ours(at) {
            open -= 1;
            if open == 0 {
                return Some(at);
            }
        }
    }
    let places = || codes().map(|(at, _)| at);
    places()
        .find(|at| as_deep(at) && is_ours(*at))
        .or_else(|| places().find(as_deep))
        .or_else(|| places().next())
}

/// The lines that still belong to the message of a pod: those before its address, which is always printed.
pub(super) fn before_address(indent: usize, rest: &[Line<'_>]) -> usize {
    let is_next = |line: &Line<'_>| {
        line.indent() == indent && ["IP", "SeccompProfile"].iter().any(|key| key_is(line, key).is_some())
    };
    rest.iter().take(LONGEST).position(is_next).unwrap_or(0)
}

/// The lines that still belong to the command of a probe; none if it ends on its first line, or not at all.
pub(super) fn before_thresholds(value: &str, rest: &[Line<'_>]) -> usize {
    if !value.starts_with("exec [") || value.contains("] delay=") {
        return 0;
    }
    rest.iter().take(LONGEST).position(|line| line.text.contains("] delay=")).map_or(0, |at| at + 1)
}

fn key_is<'l>(line: &'l Line<'_>, key: &str) -> Option<&'l str> {
    key_of(&line.text).filter(|(found, _)| *found == key).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::{before_address, before_exit_code, before_thresholds};
    use crate::text::Source;

    #[track_caller]
    fn check(rest: &str, lines: Option<usize>) {
        assert_eq!(before_exit_code(6, &Source::new(rest).lines), lines, "{rest}");
    }

    #[test]
    fn a_message_ends_at_the_exit_code_that_has_times_behind_it() {
        check("      Exit Code:  1\n      Started:  x", Some(0));
        check("Exit Code: 7\n      Exit Code:  1\n      Started:  x", Some(1));
        check("      Exit Code:  7\nand so on\n      Exit Code:  1\n      Started:  x", Some(2));
    }

    #[test]
    fn what_was_cut_below_the_exit_code_ends_there() {
        check("two\n      Exit Code:  1", Some(1));
        check("two\nExit Code:  1", Some(1));
        check("two\nthree", None);
    }

    #[test]
    fn a_describe_in_a_message_is_a_part_of_it() {
        let inner =
            "    Last State:  Terminated\n      Exit Code:  137\n      Started:  y\n    Ready:  False";
        check(&format!("{inner}\n      Exit Code:  1\n      Started:  x\n    Ready:  True"), Some(4));
        let next = format!("      Exit Code:  1\n      Started:  x\n    Ready:  True\n  web:\n{inner}");
        check(&next, Some(0));
    }

    #[test]
    fn a_pods_message_ends_at_its_address() {
        let rest = Source::new("and more\n  IP: in it\nIP:  10.1.2.3");
        assert_eq!(before_address(0, &rest.lines), 2);
    }

    #[test]
    fn a_script_in_a_probe_ends_with_its_thresholds() {
        let rest = Source::new("fi] delay=0s timeout=1s\n    Readiness: exec [true] delay=0s");
        assert_eq!(before_thresholds("exec [sh -c if", &rest.lines), 1);
        assert_eq!(before_thresholds("exec [true] delay=0s", &rest.lines), 0);
        assert_eq!(before_thresholds("http-get http://:80/", &rest.lines), 0);
    }
}
