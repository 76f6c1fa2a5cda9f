//! What `kubectl get -o json` and `-o jsonpath` print, whole or cut out.
//!
//! ```text
//! {                                         an object, or a list of them
//!     "apiVersion": "v1",
//!     "kind": "Pod", ...
//!
//! {"exitCode":1,"reason":"Error", ...}      a piece of one
//! api-0: {"terminated":{"exitCode":1}}      a piece behind its label
//! ["/app/server","--serve"]                 a command
//!
//!         "restartCount": 6,                the beginning is missing
//!         "state": {
//! ```
//! A log line in JSON is not an object of Kubernetes and is left to the reader of logs.

mod signs;

use super::facts::Seen;
use super::flow::{self, Style};
use super::tree::Node;
use super::{Reader, object};
use crate::limits::Bound;
use crate::split::Form;
use crate::text::{Fact, Line};

/// Reads objects in JSON.
pub(super) static READER: Reader = Reader { form: Form { kind: "json", claims }, read };

fn claims(lines: &[Line<'_>]) -> Option<usize> {
    let first = lines.first()?;
    let at = beginning(&first.text)?;
    if !signs::is_kubernetes(lines, at) && !signs::is_command(first.text.get(at..)?) {
        return None;
    }
    Some(flow::parse(lines, at, Style::Json).lines)
}

fn read(lines: &[Line<'_>], seen: &mut Vec<Seen>) {
    let Some(first) = lines.first() else { return };
    let Some(at) = beginning(&first.text) else { return };
    let flow = flow::parse(lines, at, Style::Json);
    if flow.is_too_deep {
        seen.push(Seen::Limit(Bound::Nesting, 1));
    }
    let mut roots = flow.roots;
    let label = first.text.get(..at).unwrap_or_default().trim().trim_end_matches([':', '=']).trim_end();
    let name = label.rsplit([' ', '.']).next().unwrap_or_default();
    if object::is_key(name) && roots.len() == 1 {
        roots =
            vec![Node::map(vec![(Fact::new(name.to_owned(), first.span_of(name)), roots.swap_remove(0))])];
    }
    for root in roots {
        object::read(root, seen);
    }
}

/// Where JSON begins on a line: at its start, or behind a short label.
fn beginning(line: &str) -> Option<usize> {
    let trimmed = line.trim_start();
    let at = line.len() - trimmed.len();
    match trimmed.bytes().next()? {
        b'{' | b'[' | b'"' if flow::looks_like_json(trimmed.trim_end()) => Some(at),
        b'}' | b']' if trimmed.trim_end().len() <= 2 => Some(at),
        first if first.is_ascii_alphanumeric() => {
            let brace = line.get(..line.len().min(90)).unwrap_or(line).find('{')?;
            let label = line.get(..brace)?;
            let plain =
                label.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" \t:=._-/".contains(&byte));
            (plain && flow::looks_like_json(line.get(brace..)?.trim_end())).then_some(brace)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{READER, beginning};
    use crate::read::facts::{Action, Pod, Seen};
    use crate::split;
    use crate::text::Source;

    fn seen(paste: &str) -> Vec<Seen> {
        let source = Source::new(paste);
        let mut seen = Vec::new();
        for artifact in split::artifacts(&source.lines, &[&READER.form], &[]) {
            if artifact.form.is_some() {
                (READER.read)(&source.lines[artifact.lines], &mut seen);
            }
        }
        seen
    }

    fn pods(paste: &str) -> Vec<Pod> {
        let pod = |seen| match seen {
            Seen::Pod(pod) => Some(*pod),
            _ => None,
        };
        seen(paste).into_iter().filter_map(pod).collect()
    }

    #[track_caller]
    fn pod(paste: &str) -> Pod {
        let mut pods = pods(paste);
        assert_eq!(pods.len(), 1, "{pods:#?}");
        pods.remove(0)
    }

    fn taken(paste: &str) -> Option<usize> {
        (READER.form.claims)(&Source::new(paste).lines)
    }

    #[test]
    fn lines_that_grep_let_through_are_one_piece() {
        // The last key of an object has no comma; the next line is of another object.
        let grepped = "\"reason\": \"CrashLoopBackOff\"\n\"exitCode\": 3,\n\"reason\": \"Error\",\n";
        assert_eq!(taken(grepped), Some(3));
    }

    #[test]
    fn a_bracket_that_code_goes_on_behind_begins_nothing() {
        assert_eq!(taken("} catch (problem) {\n  throw problem\n"), None);
        assert_eq!(taken("},\n\"exitCode\": 3\n"), Some(2));
    }

    #[test]
    fn an_object_ends_with_its_own_bracket() {
        let whole = "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"till-0\"}}\n";
        for (more, lines) in
            [("\"exitCode\": 1\n", 1), ("{\"a\": 1}\n", 1), ("opening\n", 1), ("}\n", 2), (",\n", 2)]
        {
            assert_eq!(taken(&format!("{whole}{more}")), Some(lines), "{more}");
        }
    }

    #[test]
    fn a_text_that_was_cut_off_ends_where_json_goes_on() {
        let paste = |message: &str| {
            format!(
                "{{\n  \"kind\": \"Pod\",\n  \"metadata\": {{\"name\": \"till-0\"}},\n  \"status\": {{\n    \"message\": {message}\n    \"phase\": \"Failed\"\n  }}\n}}\n"
            )
        };
        let read = |message: &str| {
            let pod = pod(&paste(message));
            (pod.status.map(|phase| phase.value), pod.message.map(|message| message.value))
        };
        let failed = || Some("Failed".to_owned());
        assert_eq!(read("\"low on memory\","), (failed(), Some("low on memory".to_owned())));
        assert_eq!(read("\"low on mem\nory\","), (failed(), Some("low on memory".to_owned())));
        assert_eq!(read("\"low on mem"), (failed(), Some("low on mem".to_owned())));
    }

    #[test]
    fn json_begins_a_line_or_stands_behind_a_label() {
        for (line, at) in [
            ("{", Some(0)),
            ("  {\"a\": 1}", Some(2)),
            ("\"a\": 1,", Some(0)),
            ("}", Some(0)),
            (" },", Some(1)),
            ("}}}", None),
            ("} else {", None),
            ("[INFO] opening", None),
            ("till.status = {\"a\": 1}", Some(14)),
            ("status: {", Some(8)),
            ("opening the till, {\"a\": 1}", None),
            ("status: {a}", None),
            ("opening", None),
            ("", None),
        ] {
            assert_eq!(beginning(line), at, "{line}");
        }
    }

    const WHOLE: &str = r#"{
    "apiVersion": "v1",
    "kind": "Pod",
    "metadata": {
        "annotations": {
            "level": "high",
            "note": "a {brace} and a \"quote\""
        },
        "name": "till-0",
        "namespace": "sales",
        "deletionTimestamp": "2026-03-01T10:00:00Z"
    },
    "spec": {
        "containers": [
            {
                "command": [
                    "/bin/till",
                    "--greeting=caf\u00e9"
                ],
                "image": "registry.example/till:4",
                "livenessProbe": {
                    "grpc": {
                        "port": 9000,
                        "service": ""
                    },
                    "terminationGracePeriodSeconds": 5
                },
                "name": "till"
            }
        ]
    },
    "status": {
        "containerStatuses": [
            {
                "lastState": {
                    "terminated": {
                        "exitCode": 137,
                        "finishedAt": "2026-03-01T10:20:09Z",
                        "reason": "OOMKilled",
                        "startedAt": "2026-03-01T10:20:07Z"
                    }
                },
                "name": "till",
                "ready": false,
                "restartCount": 9,
                "state": {
                    "waiting": {
                        "message": "back-off 5m0s restarting",
                        "reason": "CrashLoopBackOff"
                    }
                }
            }
        ],
        "phase": "Running"
    }
}
"#;

    #[test]
    fn a_whole_pod() {
        let paste = format!(
            "$ kubectl get pod -o json\n{WHOLE}$ kubectl logs till-0\n{{\"level\":\"info\",\"msg\":\"x\"}}\n"
        );
        let pod = pod(&paste);
        assert!(pod.span.of(&paste).starts_with('{') && pod.span.of(&paste).ends_with('}'));
        assert_eq!(pod.name.as_ref().unwrap().span.of(&paste), "till-0");
        assert!(pod.deleting.is_some());
        let till = &pod.containers[0];
        assert_eq!(till.command[1].value, "--greeting=caf\u{e9}");
        assert_eq!(till.command[1].span.of(&paste), "--greeting=caf\\u00e9");
        let liveness = till.liveness.as_ref().unwrap();
        assert_eq!(liveness.action, Action::Grpc { port: "9000".into(), service: String::new() });
        assert_eq!((liveness.grace, liveness.failure), (Some(5), 3));
        let last = till.last_state.as_ref().unwrap();
        assert_eq!(last.exit_code.as_ref().unwrap().span.of(&paste), "\"exitCode\": 137");
        assert_eq!(till.restarts.as_ref().unwrap().value, 9);
        assert_eq!(till.state.as_ref().unwrap().message.as_ref().unwrap().value, "back-off 5m0s restarting");
    }

    #[test]
    fn on_one_line_it_says_the_same() {
        let line: String = WHOLE.lines().map(str::trim).collect();
        let paste = format!("{line}[root@a ~]# kubectl logs till-0\n");
        let pod = pod(&paste);
        assert_eq!(pod.containers[0].last_state.as_ref().unwrap().exit_code.as_ref().unwrap().value, 137);
        assert_eq!(taken(&paste), Some(1));
    }

    #[test]
    fn jsonpath_prints_pieces() {
        let ended = pod(
            r#"{"containerID":"containerd://5","exitCode":1,"finishedAt":"2026-03-01T10:20:09Z","reason":"Error"}%"#,
        );
        assert_eq!(ended.containers[0].last_state.as_ref().unwrap().exit_code.as_ref().unwrap().value, 1);
        let states = pods(
            r#"{"terminated":{"exitCode":1,"reason":"Error"}} {"waiting":{"reason":"CrashLoopBackOff"}}"#,
        );
        assert_eq!(states.len(), 2);
        assert!(states[1].containers[0].state.is_some());
        let labelled = pod(r#"till-0: {"terminated":{"exitCode":2}}"#);
        assert_eq!(labelled.containers[0].last_state.as_ref().unwrap().exit_code.as_ref().unwrap().value, 2);
        let keyed = pod(r#"lastState: {"terminated":{"exitCode":3}}"#);
        assert_eq!(keyed.containers[0].last_state.as_ref().unwrap().exit_code.as_ref().unwrap().value, 3);
        let command = pod(r#"["/bin/till","--serve"]"#);
        assert_eq!(command.containers[0].command[1].value, "--serve");
    }

    #[test]
    fn crictl_speaks_of_one_container() {
        let paste = "{\n  \"status\": {\n    \"exitCode\": 137,\n    \"metadata\": {\n      \"attempt\": 3,\n      \"name\": \"till\"\n    },\n    \"reason\": \"OOMKilled\",\n    \"state\": \"CONTAINER_EXITED\"\n  }\n}\n";
        let pod = pod(paste);
        assert!(pod.reason.is_none() && pod.name.is_none());
        assert_eq!(pod.containers[0].name.as_ref().unwrap().value, "till");
        let ended = pod.containers[0].last_state.as_ref().unwrap();
        assert_eq!(ended.reason.as_ref().unwrap().value, "OOMKilled");
    }

    #[test]
    fn a_missing_head_is_guessed_from_what_follows() {
        let at = WHOLE.find("                        \"finishedAt\"").unwrap();
        let pod = pod(&WHOLE[at..]);
        let till = &pod.containers[0];
        assert_eq!(till.name.as_ref().unwrap().value, "till");
        assert_eq!(till.last_state.as_ref().unwrap().reason.as_ref().unwrap().value, "OOMKilled");
        assert_eq!(till.restarts.as_ref().unwrap().value, 9);
        assert_eq!(pod.status.as_ref().unwrap().value, "Running");
        let at = WHOLE.find("    \"status\"").unwrap();
        assert_eq!(taken(&WHOLE[at..]), Some(WHOLE[at..].lines().count()));
    }

    #[test]
    fn a_missing_tail_leaves_the_rest() {
        let at = WHOLE.find("                \"ready\"").unwrap();
        let paste = format!("{}panic: the ledger is gone\n", &WHOLE[..at]);
        let pod = pod(&paste);
        assert_eq!(pod.containers[0].last_state.as_ref().unwrap().exit_code.as_ref().unwrap().value, 137);
        assert_eq!(taken(&paste), Some(paste.lines().count() - 1));
    }

    #[test]
    fn a_text_broken_by_the_terminal_is_joined() {
        let paste = "{\"waiting\":{\"message\":\"secret \\\"till-led\nger\\\" not found\",\"reason\":\"CreateContainerConfigError\"}}\n";
        let pod = pod(paste);
        let state = pod.containers[0].state.as_ref().unwrap();
        assert_eq!(state.message.as_ref().unwrap().value, "secret \"till-ledger\" not found");
        assert_eq!(state.reason.as_ref().unwrap().value, "CreateContainerConfigError");
    }

    #[test]
    fn logs_in_json_are_left_alone() {
        for line in [
            r#"{"level":"error","msg":"boom","kind":"Pod"}"#,
            r#"{"metadata":{"service":"till"},"message":"boom"}"#,
            r#"{"ts":1,"status":{"phase":"Running"}}"#,
            r#"{"message":"boom","reason":"none"}"#,
            r#"["a","b"]"#,
            "[INFO] started",
            "{",
            "}",
            r#"Warning: {"status":500}"#,
        ] {
            assert_eq!(taken(line), None, "{line}");
        }
    }

    #[test]
    fn any_cut_is_survived() {
        for at in 0..WHOLE.len() {
            seen(&WHOLE[..at]);
            seen(&WHOLE[at..]);
        }
    }

    #[test]
    fn hostile_texts_end_in_time() {
        let head = "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"spec\":";
        for text in [
            format!("{head}{}", "[".repeat(1 << 18)),
            format!("{head}{}", "{\"a\":".repeat(1 << 16)),
            format!("{head}\"{}", "\\".repeat(1 << 18)),
            format!("{head}{}", "\n\"a\n".repeat(1 << 15)),
            format!("\"exitCode\": 1\n{}", "}]\n".repeat(1 << 15)),
            format!("{head}{{}}}}{}", ",{}\n".repeat(1 << 15)),
            "{\n".repeat(1 << 14),
            "{\"exitCode\":1}\n".repeat(1 << 14),
            "x{".repeat(1 << 16),
        ] {
            seen(&text);
        }
    }

    #[test]
    fn an_object_ends_where_it_is_closed() {
        let taken = |paste: &str| (READER.form.claims)(&Source::new(paste).lines);
        let pod = r#"{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "till-0"}}"#;
        assert_eq!(taken(&format!("{pod}\n\"note\": \"not of it\"\n")), Some(1));
        // On one line such a key may be any log's; over several it is that of an object.
        assert_eq!(taken("{\n  \"metadata\": {\"name\": \"till-0\"}\n}\n"), Some(3));
        assert_eq!(taken("{\"metadata\": {\"name\": \"till-0\"}}\n"), None);
    }
}
