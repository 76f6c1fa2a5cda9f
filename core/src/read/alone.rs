//! What a line tells alone, of which the neighbours are not known: whether a reader may want it.

use super::{READERS, block, describe, exit_code, log, object, panel, quoted, yaml};
use crate::limits::LINE;
use crate::text::Line;

/// Whether a reader may claim this line, or others because it stands among them. Of many it only seems so.
pub(crate) fn is_structural(line: &Line<'_>) -> bool {
    let text = line.text.trim();
    let alone = std::slice::from_ref(line);
    // Brackets, keys and dashes are parts of what other lines began.
    let is_bracket =
        !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| b"{}[](),".contains(&byte));
    let is_json_key = text.starts_with('"') && text.contains("\":") || text.ends_with(['{', '[']);
    let is_yaml = text == "---"
        || block::key_of(yaml::without_dashes(text)).is_some_and(|(key, _)| object::is_key(key));
    // Only what stands alone in its paste is an exit code.
    let readers = READERS.iter().filter(|reader| reader.form.kind != exit_code::READER.form.kind);
    is_bracket
        || is_json_key
        || is_yaml
        || describe::key_of(&line.text).is_some()
        || panel::may_begin(alone)
        || readers.into_iter().any(|reader| (reader.form.claims)(alone).is_some())
}

/// Whether a line begins with a key of `kubectl describe pod`.
pub(crate) fn is_described(text: &str) -> bool {
    describe::key_of(text).is_some()
}

/// Whether a line repeats what Kubernetes reported.
pub(crate) fn is_report(line: &Line<'_>) -> bool {
    quoted::reason_in(log::within(&line.text, LINE)).is_some()
}

#[cfg(test)]
mod tests {
    use super::{is_described, is_report, is_structural};
    use crate::text::Source;

    #[test]
    fn a_line_that_a_reader_may_want_is_told_from_others() {
        let is = |line: &str| is_structural(&Source::new(line).lines[0]);
        for line in [
            "}",
            "  ],",
            "})",
            "\"exitCode\": 1",
            "status: {",
            "args: [",
            "---",
            "- name: till",
            "  exitCode: 1",
            "    Exit Code:    1",
            "Last Status",
            "$ kubectl logs till-0",
            "7s   Warning   BackOff   pod/till-0   Back-off restarting failed container",
        ] {
            assert!(is(line), "{line}");
        }
        for line in ["  ", "}}}}}", "a}", "opening the till", "137", "till: open", "\"opened\""] {
            assert!(!is(line), "{line}");
        }
        assert!(is_described("  Exit Code:  1") && !is_described("exit code: 1"));
        let report = |line: &str| is_report(&Source::new(line).lines[0]);
        assert!(report("> Back-off restarting failed container till") && !report("opening the till"));
    }
}
