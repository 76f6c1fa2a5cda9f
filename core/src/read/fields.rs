//! Fields that somebody asked for by their paths, behind the command that alone tells which they are.
//!
//! ```text
//! $ kubectl get pod api-0 -n prod -o jsonpath='{.status.containerStatuses[*].lastState.terminated}'
//! {"exitCode":137,"reason":"OOMKilled", ...}
//!
//! $ kubectl get pods -o custom-columns=NAME:.metadata.name,EXIT:.status.containerStatuses[*].lastState.terminated.exitCode
//! NAME    EXIT
//! api-0   137
//! ```
//! The values are put where their paths say, and read as the object of which they are a part.

mod columns;
mod meaning;
mod path;
mod place;
mod template;
mod values;

use super::facts::Seen;
use super::{Reader, command};
use crate::split::Form;
use crate::text::Line;
use columns::Columns;
use place::Object;
use template::Template;
pub(super) use template::written_in;

/// Reads a command and the fields below it; without these, it is a command like any other.
pub(super) static READER: Reader = Reader { form: Form { kind: "fields", claims }, read };

fn claims(lines: &[Line<'_>]) -> Option<usize> {
    let first = lines.first()?.text.as_bytes();
    let may_be = first.len() <= 2000 && memchr::memmem::find(first, b"-o").is_some();
    if may_be { walk(lines, &mut Vec::new()) } else { None }
}

fn read(lines: &[Line<'_>], seen: &mut Vec<Seen>) {
    walk(lines, seen);
}

/// Reads commands that ask for fields, each with its answer; gives the number of lines, if there is an answer at all.
///
/// What kubectl prints has no end of line: behind it stands the prompt, and often the next command.
fn walk(lines: &[Line<'_>], seen: &mut Vec<Seen>) -> Option<usize> {
    let mut taken = None;
    let mut head = lines.first()?.clone();
    let mut at = 1;
    let mut prompt = String::new();
    loop {
        let Some(answer) = answer(&head, lines.get(at..).unwrap_or_default(), &mut prompt, seen) else {
            // The next command, whose own lines others read.
            if taken.is_some() {
                (command::READER.read)(&[head], seen);
            }
            return taken;
        };
        at += answer.lines;
        taken = Some(at);
        match answer.next {
            Some(next) => head = next,
            None => return taken,
        }
    }
}

/// What stands below a command.
struct Answer<'a> {
    objects: Vec<Object>,
    lines: usize,
    /// The command on its last line.
    next: Option<Line<'a>>,
}

/// Reads a command and its answer.
fn answer<'a>(
    head: &Line<'_>,
    below: &[Line<'a>],
    prompt: &mut String,
    seen: &mut Vec<Seen>,
) -> Option<Answer<'a>> {
    let text = head.text.as_ref();
    let template = written_in(text);
    let columns = || columns::written_in(text).map(|(place, columns)| (place, columns.into()));
    let is_template = template.is_some();
    let (place, asked) = template.or_else(columns)?;
    // Another program changes what is printed, or another command adds to it.
    let before = text.get(..place.start).unwrap_or_default();
    let behind = text.get(place.end..).unwrap_or_default();
    let changes = |byte: u8| b"|`<>\\".contains(&byte);
    if behind.bytes().any(changes) || behind.contains("kubectl") || before.contains('`') {
        return None;
    }
    let head = std::slice::from_ref(head);
    (command::READER.form.claims)(head)?;
    let mut own = Vec::new();
    (command::READER.read)(head, &mut own);
    let Some(Seen::Command(typed)) = own.first() else { return None };
    let kind = kind_of(typed.resource.as_deref()?).filter(|_| typed.verb == "get")?;
    let name = typed.name.clone();
    if let Some((before, _)) = before.split_once("kubectl ").filter(|(before, _)| !before.trim().is_empty()) {
        before.trim().clone_into(prompt);
    }
    let mut answer = if is_template {
        values::below(&Template::parse(&asked)?, below, prompt)
    } else {
        Columns::parse(&asked)?.below(below)
    }?;
    seen.append(&mut own);
    for object in std::mem::take(&mut answer.objects) {
        object.read(kind, name.as_ref(), seen);
    }
    Some(answer)
}

/// The kind of object that a command names; none for those that hold no pods.
fn kind_of(resource: &str) -> Option<&'static str> {
    let name = resource.split('.').next().unwrap_or_default();
    Some(match name.strip_suffix('s').unwrap_or(name) {
        "po" | "pod" => "Pod",
        "deploy" | "deployment" => "Deployment",
        "st" | "statefulset" => "StatefulSet",
        "d" | "daemonset" => "DaemonSet",
        "r" | "replicaset" => "ReplicaSet",
        "job" => "Job",
        "cj" | "cronjob" => "CronJob",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{READER, kind_of};
    use crate::read::facts::{Pod, Seen};
    use crate::text::Source;

    fn seen(paste: &str) -> Option<(usize, Vec<Seen>)> {
        let source = Source::new(paste);
        let taken = (READER.form.claims)(&source.lines)?;
        let mut seen = Vec::new();
        (READER.read)(&source.lines[..taken], &mut seen);
        Some((taken, seen))
    }

    fn pods(seen: &[Seen]) -> Vec<&Pod> {
        seen.iter()
            .filter_map(|seen| match seen {
                Seen::Pod(pod) => Some(pod.as_ref()),
                _ => None,
            })
            .collect()
    }

    const CODE: &str =
        "kubectl get pod till-0 -o jsonpath='{.status.containerStatuses[*].lastState.terminated.exitCode}'";

    #[test]
    fn the_next_command_may_stand_behind_an_answer() {
        let again = "kubectl get pod till-0 -o jsonpath='{.spec.containers[*].command}'";
        let paste = format!(
            "me@box:~$ {CODE}\n137me@box:~$ {again}\n[\"/bin/till\"]me@box:~$ kubectl logs till-0\nopening\n"
        );
        let (taken, seen) = seen(&paste).unwrap();
        assert_eq!(taken, 3);
        let verbs: Vec<&str> = seen
            .iter()
            .filter_map(|seen| match seen {
                Seen::Command(typed) => Some(typed.verb.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(verbs, ["get", "get", "log"]);
        let pods = pods(&seen);
        let code = pods[0].containers[0].last_state.as_ref().unwrap().exit_code.as_ref().unwrap();
        assert_eq!((code.value, code.span.of(&paste)), (137, "137"));
        assert_eq!(pods[1].containers[0].command[0].span.of(&paste), "/bin/till");
    }

    #[test]
    fn what_the_spec_and_what_the_status_say_is_told_apart() {
        let paste = "$ kubectl get pod till-0 -o jsonpath='{.spec.containers[*].securityContext} {.status.containerStatuses[*].restartCount}'\n\
                     {\"runAsUser\":0} 4\n";
        let (_, seen) = seen(paste).unwrap();
        let pods = pods(&seen);
        assert_eq!(pods[0].containers[0].security[0].0, "runAsUser");
        assert_eq!(pods[1].containers[0].restarts.as_ref().unwrap().value, 4);
        assert_eq!(pods.iter().map(|pod| pod.containers.len()).collect::<Vec<_>>(), [1, 1]);
    }

    #[test]
    fn a_list_gives_each_pod_its_own() {
        let paste = "$ kubectl get pods -o jsonpath='{range .items[*]}{.metadata.name}{\"\\t\"}{.status.containerStatuses[0].restartCount}{\"\\n\"}{end}'\n\
                     till-0\t4\nmill-0\t0\nopening the till\n";
        let (taken, seen) = seen(paste).unwrap();
        let names: Vec<&str> =
            pods(&seen).iter().map(|pod| pod.name.as_ref().unwrap().span.of(paste)).collect();
        assert_eq!((taken, names), (3, vec!["till-0", "mill-0"]));
    }

    #[test]
    fn other_commands_and_objects_are_left_to_others() {
        for paste in [
            CODE.to_owned(),
            format!("{CODE} | tr -d 7\n137\n"),
            format!("{CODE}; kubectl get nodes\n137\n"),
            format!("Run `{CODE}` and look\n137\n"),
            format!("{CODE}\n\n137\n"),
            format!("{CODE}\nerror: no\n"),
            format!("{}\n137\n", CODE.replace("get pod", "get service")),
            format!("{}\n137\n", CODE.replace("get", "describe")),
            format!("{}\n137\n", CODE.replace("jsonpath=", "json=")),
        ] {
            assert!(seen(&paste).is_none(), "{paste}");
        }
        assert!(seen(&format!("{CODE}; echo\n137\n")).is_some());
    }

    #[test]
    fn kinds_are_known_by_their_names() {
        for (resource, kind) in [
            ("po", Some("Pod")),
            ("pods", Some("Pod")),
            ("deploy", Some("Deployment")),
            ("deployments.apps", Some("Deployment")),
            ("sts", Some("StatefulSet")),
            ("ds", Some("DaemonSet")),
            ("rs", Some("ReplicaSet")),
            ("cj", Some("CronJob")),
            ("jobs", Some("Job")),
            ("svc", None),
            ("", None),
        ] {
            assert_eq!(kind_of(resource), kind, "{resource}");
        }
    }

    #[test]
    fn hostile_texts_end_in_time() {
        let ask = |template: &str| format!("$ kubectl get pod a -o jsonpath='{template}'\n");
        let many = "{.a[*].b} ".repeat(100);
        for paste in [
            format!("{}{}", ask(&many), "x ".repeat(1 << 15)),
            format!("{}{}", ask(&many), "[1] ".repeat(4_000)),
            format!("{}{}", ask("{.a}"), "[".repeat(1 << 18)),
            ask(&"{".repeat(900)),
            ask(&"{range .a[*]}".repeat(90)),
            format!("{}{}", ask("{range .a[*]}{.exitCode}{\"\\n\"}{end}"), "1\n".repeat(1 << 14)),
            format!("{}1", ask(&format!("{{{}}}", ".a[255]".repeat(8)))),
            format!("{}1", ask(&format!("{{{}}}", ".a".repeat(400)))),
            ask("{.exitCode}").repeat(4_000),
            format!("$ {CODE}\n137$ kubectl {}", "kubectl -o jsonpath=".repeat(60)),
        ] {
            seen(&paste);
        }
    }
}
