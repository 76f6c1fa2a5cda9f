//! How JSON of Kubernetes is told from a program's own.

use crate::read::scalar::quoted_length;
use crate::read::{flow, object};
use crate::text::{Line, Pattern};

/// Whether the outermost keys are those of an object of Kubernetes, and none is that of a log line.
pub(super) fn is_kubernetes(lines: &[Line<'_>], at: usize) -> bool {
    const BYTES: usize = 8192;
    let whole =
        lines.first().and_then(|line| line.text.get(at..)).is_some_and(|text| text.starts_with(['{', '[']));
    let in_list =
        lines.first().and_then(|line| line.text.get(at..)).is_some_and(|text| text.starts_with('['));
    let mut depth: i32 = 0;
    let mut outermost = if whole { 1 } else { 0 } + i32::from(in_list);
    let mut start = at;
    let mut budget = BYTES;
    // Keys such as `metadata` stand in logs as well: on one line they need a more telling one inside.
    let one_line = whole && lines.first().is_some_and(|line| line.text.len() > at + 2);
    let mut inside = false;
    // Where the beginning is missing, the next line is asked as well, so a short look will do.
    let ahead = if whole { 60 } else { 16 };
    let mut before = b' ';
    for line in lines.iter().take(ahead) {
        if start == 0 && !line.is_blank() && !flow::looks_like_json(line.text.trim()) {
            return false;
        }
        let bytes = line.text.as_bytes();
        let mut here = start;
        start = 0;
        while let Some(byte) = bytes.get(here) {
            budget = budget.saturating_sub(1);
            if budget == 0 {
                return false;
            }
            match byte {
                // An object begins with a key.
                b'{' if before == b'{' => return false,
                b'{' | b'[' => depth += 1,
                b'}' | b']' => {
                    depth -= 1;
                    if !whole {
                        outermost = outermost.min(depth);
                    } else if depth <= 0 {
                        // Values side by side: the first decides.
                        return false;
                    }
                }
                b'"' => {
                    let rest = line.text.get(here..).unwrap_or_default();
                    let Some(length) = quoted_length(rest) else { break };
                    let after = rest.get(length..).unwrap_or_default().trim_start();
                    if let Some(value) = after.strip_prefix(':') {
                        let key = rest.get(1..length - 1).unwrap_or_default();
                        let value = value.trim_start();
                        if depth == outermost && is_log_key(key) && !value.starts_with(['{', '[']) {
                            return false;
                        }
                        let telling = object::is_telling(key, value);
                        if telling && (depth <= outermost || !whole || inside) {
                            if !one_line
                                || !matches!(
                                    key,
                                    "metadata" | "spec" | "status" | "state" | "resources" | "template"
                                )
                            {
                                return !is_refusal(lines);
                            }
                            inside = true;
                        }
                    }
                    budget = budget.saturating_sub(length);
                    here += length;
                    before = b'"';
                    continue;
                }
                _ => {}
            }
            if !byte.is_ascii_whitespace() {
                before = *byte;
            }
            here += 1;
        }
    }
    false
}

/// Whether it is what the API answers to a program that it refuses: that program printed it.
fn is_refusal(lines: &[Line<'_>]) -> bool {
    const LINES: usize = 10;
    static FAILURE: Pattern = Pattern::new(r#""status": ?"Failure""#);
    lines.iter().take(LINES).any(|line| FAILURE.is_match(&line.text))
}

fn is_log_key(key: &str) -> bool {
    matches!(
        key,
        "level"
            | "msg"
            | "severity"
            | "ts"
            | "timestamp"
            | "@timestamp"
            | "time"
            | "logger"
            | "log"
            | "levelname"
    )
}

/// Whether a line is nothing but the words of a command: `["/app/server","--serve"]`.
pub(super) fn is_command(text: &str) -> bool {
    let text = text.trim();
    let Some(inner) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) else { return false };
    let mut rest = inner.trim();
    let mut words = 0;
    let mut command = false;
    while let Some(length) = quoted_length(rest).filter(|_| rest.starts_with('"')) {
        let word = rest.get(1..length - 1).unwrap_or_default();
        command |= if words == 0 {
            word.starts_with(['/', '.']) || is_interpreter(word)
        } else {
            word.starts_with('-') && word.len() > 1
        };
        words += 1;
        rest = rest.get(length..).unwrap_or_default().trim_start();
        rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
    }
    words > 0 && rest.is_empty() && command
}

fn is_interpreter(word: &str) -> bool {
    matches!(
        word,
        "sh" | "bash"
            | "ash"
            | "node"
            | "npm"
            | "yarn"
            | "python"
            | "python3"
            | "java"
            | "dotnet"
            | "ruby"
            | "bundle"
            | "php"
            | "perl"
            | "tini"
            | "dumb-init"
            | "gunicorn"
            | "uvicorn"
            | "nginx"
            | "sleep"
    )
}

#[cfg(test)]
mod tests {
    use super::{is_command, is_kubernetes};
    use crate::text::Source;

    #[test]
    fn the_words_of_a_command() {
        for line in [
            r#"["/app/till","--serve"]"#,
            r#"["./till"]"#,
            r#"["sleep","3600"]"#,
            r#"["java"]"#,
            r#" [ "till" , "-v" ] "#,
        ] {
            assert!(is_command(line), "{line}");
        }
        for line in [
            "[]",
            r#"["till"]"#,
            r#"["till","-"]"#,
            r#"["sleepy"]"#,
            r#"["sleep",3600]"#,
            r#"["sleep""#,
            r#""sleep""#,
            r#"[3600]"#,
            "['sleep']",
        ] {
            assert!(!is_command(line), "{line}");
        }
    }

    #[track_caller]
    fn check(text: &str, expected: bool) {
        assert_eq!(is_kubernetes(&Source::new(text).lines, 0), expected, "{text}");
    }

    #[test]
    fn an_object_of_kubernetes_and_a_line_of_a_log() {
        check("{\"apiVersion\":\"v1\",\"kind\":\"Pod\"}", true);
        check("[{\"apiVersion\":\"v1\",\"kind\":\"Pod\"}]", true);
        check("{\n  \"metadata\": {\n    \"name\": \"till-0\"\n  }\n}", true);
        check("{\"metadata\":{\"name\":\"till-0\"},\"spec\":{\"containers\":[{\"name\":\"till\"}]}}", true);
        // Log lines have objects with such names as well.
        check("{\"level\":\"error\",\"spec\":{\"containers\":[{\"name\":\"till\"}]}}", false);
        check("{\"metadata\":{\"name\":\"till-0\"}}", false);
        check("{\"msg\":\"no\",\"kind\":\"Pod\"}", false);
        check("{\"answer\":{\"a\":1}}", false);
        check("{{ \"kind\": \"Pod\" }}", false);
        check("{\"a\":1} {\"kind\":\"Pod\"}", false);
        check("opening\n{\"kind\":\"Pod\"}", false);
    }

    #[test]
    fn the_end_of_an_object_whose_beginning_is_missing() {
        check("    \"restartCount\": 4,\n    \"lastState\": {\n      \"terminated\": {\n", true);
        check("  },\n  \"restartCount\": 4,\n", true);
        check("  \"total\": 4,\n", false);
        // How deep it lies is not known then.
        check("  \"till\": {\n    \"restartCount\": 4,\n", true);
        check("{\n  \"till\": {\n    \"restartCount\": 4\n  }\n}\n", false);
    }

    #[test]
    fn objects_of_kubernetes_begin_in_more_ways_than_templates_do() {
        let is_object = |paste: &str| is_kubernetes(&Source::new(paste).lines, 0);
        assert!(is_object("[{\n  \"metadata\": {\"name\": \"till-0\"}\n}]"));
        assert!(is_object("{\"apiVersion\": \"v1\", \"kind\": \"Pod\"}"));
        assert!(!is_object("{{\"apiVersion\": \"v1\", \"kind\": \"Pod\"}}"));
    }
}
