//! Where a text ends that kubectl prints as it is: its lines have no indentation, and may look like anything.

use super::{key_of, keys};
use crate::text::Line;

/// The kubelet keeps 4096 bytes of a message, which are hardly more lines than this.
const LONGEST: usize = 400;

/// The lines that still belong to the message of a run: those before its exit code. None if that was cut off.
///
/// `indent` is that of the message's first line.
pub(super) fn before_exit_code(indent: usize, rest: &[Line<'_>]) -> Option<usize> {
    let is_code = |line: &Line<'_>| key_is(line, "Exit Code").is_some_and(|code| code.parse::<i64>().is_ok());
    let as_deep = |at: usize| rest.get(at).is_some_and(|line| line.indent() == indent);
    let is_ours = |at: usize| {
        let follows = |key| rest.get(at + 1).is_some_and(|line| key_is(line, key).is_some());
        as_deep(at) && ["Started", "Signal", "Finished"].into_iter().any(follows)
    };
    let codes: Vec<usize> =
        rest.iter().take(LONGEST).enumerate().filter(|(_, line)| is_code(line)).map(|(at, _)| at).collect();
    let ours = codes.iter().copied().filter(|at| is_ours(*at));
    last_of_its_own(indent, rest, ours)
        .or_else(|| codes.iter().copied().find(|at| as_deep(*at)))
        .or_else(|| codes.first().copied())
}

/// Which of these exit codes is that of the run whose message began above all of them.
///
/// A message may hold a describe, whole or in part. Each exit code in it follows the state that it belongs to, so
/// one that follows none has its state above the message, and all before it is a part of the message.
fn last_of_its_own(indent: usize, rest: &[Line<'_>], codes: impl Iterator<Item = usize>) -> Option<usize> {
    let is_state = |at: usize| {
        let ended = |line: &Line<'_>| {
            ["State", "Last State"].iter().any(|key| key_is(line, key) == Some("Terminated"))
        };
        let has_parts = |line: &Line<'_>| {
            let parts = ["Reason", "Message", "Exit Code"];
            line.indent() == indent && parts.iter().any(|key| key_is(line, key).is_some())
        };
        rest.get(at).is_some_and(ended) && rest.get(at + 1).is_some_and(has_parts)
    };
    let mut found = None;
    let (mut open, mut from) = (0_usize, 0);
    for code in codes {
        let states = (from..code).filter(|at| is_state(*at)).count();
        from = code + 1;
        match found {
            // Nothing like a state stands in the message, so nothing behind the first exit code does.
            None if states == 0 => return Some(code),
            None => found = Some(code),
            Some(_) if open + states == 0 => found = Some(code),
            Some(_) => open = (open + states).saturating_sub(1),
        }
    }
    found
}

/// The lines that still belong to the message of a pod: those before its address, which is always printed, or before
/// what stands behind the address, should that have been cut out. Whatever stands before the address, the lists of a
/// describe among it, is a part of the message.
pub(super) fn before_address(indent: usize, rest: &[Line<'_>]) -> usize {
    let rest = rest.get(..LONGEST).unwrap_or(rest);
    let address = rest.iter().position(|line| is_any(indent, line, &["IP", "SeccompProfile"]));
    let before = rest.get(..address.unwrap_or(rest.len())).unwrap_or_default();
    match address {
        Some(at) if !is_of_the_next_pod(indent, before) => at,
        _ => before_containers(indent, before),
    }
}

/// Whether an address is that of another pod, whose describe begins among these lines: all that is printed behind the
/// message stands before it.
fn is_of_the_next_pod(indent: usize, before: &[Line<'_>]) -> bool {
    let begins = |at: &usize| keys::is_object_start(before.get(*at..).unwrap_or_default());
    let Some(start) = (0..before.len()).rev().find(begins) else { return false };
    let (ours, theirs) = before.split_at(start);
    !theirs.iter().any(|line| is_any(indent, line, &["Containers"]))
        && ours.iter().any(|line| is_any(indent, line, &["Node-Selectors", "Tolerations"]))
}

/// The lines before the owner or the containers of the pod; none without them. A message that names a pod may show
/// all of that one.
fn before_containers(indent: usize, rest: &[Line<'_>]) -> usize {
    let mut names_a_pod = false;
    let mut is_next = |at: usize| {
        let Some(line) = rest.get(at) else { return false };
        names_a_pod |= is_any(indent, line, &["Name", "Namespace"]);
        // What really lists containers has them below it.
        let has_more = rest.get(at + 1).is_some_and(|next| next.indent() > indent);
        !names_a_pod
            && (is_any(indent, line, &["Controlled By"])
                || has_more && is_any(indent, line, &["Init Containers", "Containers"]))
    };
    (0..rest.len()).find(|at| is_next(*at)).unwrap_or(0)
}

/// The lines that still belong to the command of a probe; none if it ends on its first line, or not at all.
pub(super) fn before_thresholds(value: &str, rest: &[Line<'_>]) -> usize {
    if !value.starts_with("exec [") || value.contains("] delay=") {
        return 0;
    }
    rest.iter().take(LONGEST).position(|line| line.text.contains("] delay=")).map_or(0, |at| at + 1)
}

/// Whether a line stands as deep as the pod's own keys and has one of these.
fn is_any(indent: usize, line: &Line<'_>, keys: &[&str]) -> bool {
    line.indent() == indent && keys.iter().any(|key| key_is(line, key).is_some())
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
        let below = format!("first\n{rest}");
        assert_eq!(before_exit_code(6, &Source::new(&below).lines[1..]), lines, "{rest}");
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
    fn a_state_in_a_message_may_lack_its_end() {
        let message = "    Last State:  Terminated\nName: other\n    Last State:  Terminated\n      Reason:  Error\n      Exit Code:  137\n      Started:  y\nEvents:  <none>";
        let own = "      Exit Code:  1\n      Started:  x\n    Last State:  Terminated\n      Reason:  Error\n      Exit Code:  2\n      Started:  z";
        check(&format!("{message}\n{own}"), Some(7));
    }

    #[test]
    fn a_pods_message_ends_at_its_address() {
        let rest = Source::new("and more\n  IP: in it\nIP:  10.1.2.3");
        assert_eq!(before_address(0, &rest.lines), 2);
        let shown =
            "Name: b\nNamespace: c\nContainers:\n  web:\nTolerations: <none>\nEvents: <none>\nIP: 10.1.2.3";
        assert_eq!(before_address(0, &Source::new(shown).lines), 6, "the message is a describe");
        let begun = "Name: b\nNamespace: c\nStatus: Failed\nIP: 10.1.2.3";
        assert_eq!(before_address(0, &Source::new(begun).lines), 3, "the message is the beginning of one");
        let lists = "Containers:\n  web:\nQoS Class: Burstable\nIP: 10.1.2.3";
        assert_eq!(before_address(0, &Source::new(lists).lines), 3, "the message is a piece of one");
    }

    #[test]
    fn a_pods_message_ends_before_its_containers_where_the_address_was_cut_out() {
        let ours = "and more\nControlled By: Job/a\nContainers:\n  web:\nTolerations: <none>\nEvents: <none>";
        for rest in [ours.to_owned(), format!("{ours}\nName: b\nNamespace: c\nStatus: Running\nIP: 10.1.2.3")]
        {
            assert_eq!(before_address(0, &Source::new(&rest).lines), 1, "{rest}");
        }
    }

    #[test]
    fn a_script_in_a_probe_ends_with_its_thresholds() {
        let rest = Source::new("fi] delay=0s timeout=1s\n    Readiness: exec [true] delay=0s");
        assert_eq!(before_thresholds("exec [sh -c if", &rest.lines), 1);
        assert_eq!(before_thresholds("exec [true] delay=0s", &rest.lines), 0);
        assert_eq!(before_thresholds("http-get http://:80/", &rest.lines), 0);
    }
}
