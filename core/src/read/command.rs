//! A command line, with or without a prompt before it: `user@host:~$ kubectl logs api-0 -c web -p`.

use super::facts::{Seen, Typed};
use super::{Reader, fields, quoted};
use crate::split::Form;
use crate::text::{AnyOf, Fact, Line, Pattern};
use std::ops::Range;

pub(super) static READER: Reader = Reader { form: Form { kind: "command", claims }, read };

/// A prompt may be anything that ends in one of the usual signs.
static COMMAND: Pattern = Pattern::new(
    r"^\s*(?:[-*]\s+)?(?:[^\s|{].{0,80}?[$#>%\]]\s*|[^\s|{].{0,80}?[^\x00-\x7f]{1,6}\s+|[$#>%]\s*|(?:[^\x00-\x7f]|[$#>%~\s]){1,24}|\S{0,12}\s{1,2}\S{0,40}\s|[^`]{0,160}`)??`{0,3}(?:sudo )?(?<tool>kubectl|oc|k|kc|k3s kubectl|microk8s kubectl|microk8s\.kubectl|minikube kubectl --|docker(?:[ -]compose)?|podman|nerdctl|crictl|helm|stern|k9s)\s+(?<rest>(?:-\S+\s+(?:[\w./-]+\s+)??)*?(?:logs?|describe|get|events?|top|exec|apply|create|delete|edit|rollout|set|patch|explain|run|config|version|cluster-info|scale|auth|debug|alpha|inspect|ps|inspecti|inspectp|upgrade|install|status|list|history)\b.*)$",
);

/// It follows all pods whose names match, and has no verb.
static STERN: Pattern = Pattern::new(r"^\s*(?:[^\s|{].{0,80}?[$#>%]\s*|[$#>%]\s*)??stern\s+(?<rest>\S.*)$");

fn claims(lines: &[Line<'_>]) -> Option<usize> {
    let first = &lines.first()?.text;
    static TOOLS: AnyOf = AnyOf::new(&[
        "kubectl",
        "oc ",
        "kc ",
        "k ",
        "docker ",
        "docker-compose ",
        "podman ",
        "nerdctl ",
        "crictl ",
        "helm ",
        "stern ",
        "k9s ",
    ]);
    let may_be = first.len() <= 2000 && TOOLS.is_in(first);
    if !may_be || !COMMAND.is_match(first) && !STERN.is_match(first) {
        return None;
    }
    // What a sentence says beside the command would be lost.
    let is_answered = !first.contains('|') && quoted::reason_in(first) == Some("Failed");
    if is_answered || first.split('`').skip(2).any(|beside| beside.len() > 60 || beside.contains("rror")) {
        return None;
    }
    let continued = lines.iter().take(8).take_while(|line| line.text.trim_end().ends_with('\\')).count();
    Some(1 + continued.min(lines.len() - 1))
}

fn read(lines: &[Line<'_>], seen: &mut Vec<Seen>) {
    let Some(first) = lines.first() else { return };
    let (found, follows) = match COMMAND.captures(&first.text) {
        Some(found) => (found, false),
        None => match STERN.captures(&first.text) {
            Some(found) => (found, true),
            None => return,
        },
    };
    let mut typed = Typed { span: first.trimmed(), many: follows, ..Typed::default() };
    let rest = found.get("rest").unwrap_or_default();
    let tool = found.get("tool").unwrap_or_default();
    let on_node = ["docker", "podman", "nerdctl", "crictl"].iter().any(|name| tool.starts_with(name));
    // A command within a sentence ends where its quotes do.
    let is_quoted =
        first.text.find(rest).is_some_and(|at| first.text.get(..at).unwrap_or_default().contains('`'));
    let rest = if is_quoted { rest.split('`').next().unwrap_or(rest) } else { rest };
    let more = lines.iter().skip(1).map(|line| line.text.trim());
    let all: Vec<&str> = std::iter::once(rest).chain(more).flat_map(|line| words_of(line)).collect();
    let mut words = all.into_iter();
    let fact = |word: &str| {
        let line = lines.iter().find(|line| !line.span_of(word).is_empty()).unwrap_or(first);
        Fact::new(word.to_owned(), line.span_of(word))
    };
    // A prompt of the next line, or a comment, may stand behind.
    let is_name = |word: &&str| {
        word.starts_with('-')
            || word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-./_:=,".contains(&byte))
    };
    let mut plain = Vec::new();
    let mut selected = None;
    while let Some(word) = words.next() {
        let (flag, attached) = word.split_once('=').map_or((word, None), |(flag, value)| (flag, Some(value)));
        match flag {
            "-n" | "--namespace" => typed.namespace = attached.or_else(|| words.next()).map(fact),
            "-c" | "--container" => typed.container = attached.or_else(|| words.next()).map(fact),
            "-p" | "--previous" => typed.previous = attached != Some("false"),
            "--field-selector" | "--for" => selected = attached.or_else(|| words.next()).and_then(pod_in),
            "--all-containers" => typed.many = attached != Some("false"),
            "-l" | "--selector" => {
                let label = attached.or_else(|| words.next()).and_then(|label| label.split_once('='));
                typed.selector =
                    label.map(|(key, value)| (key.to_owned(), value.trim_start_matches('=').to_owned()));
                typed.many = true;
            }
            "-o" | "--output" | "--tail" | "--since" | "--context" | "--sort-by" | "--kubeconfig"
                if attached.is_none() =>
            {
                words.next();
            }
            _ if word.starts_with('-') => {}
            _ if is_name(&word) => plain.push(word),
            // `<pod>` or `<failing pod>`: a name that the reader is to fill in.
            _ if word.starts_with('<') => {
                plain.push("");
                if !word.ends_with('>') {
                    words.find(|word| word.ends_with('>'));
                }
            }
            _ => break,
        }
    }
    typed.verb = plain.first().copied().unwrap_or_default().trim_end_matches('s').to_owned();
    let object = plain.get(1).copied().filter(|word| !word.is_empty());
    if follows {
        typed.verb = "log".to_owned();
    } else if typed.verb == "log" && on_node {
        typed.namespace = None;
        container_of(object, &mut typed, &fact);
    } else if typed.verb == "log" {
        name_of(object, &mut typed, &fact);
        typed.container = typed.container.or_else(|| plain.get(2).copied().map(fact));
    } else {
        typed.resource = object.map(|word| word.split('/').next().unwrap_or(word).to_owned());
        let named = object.filter(|word| word.contains('/')).or_else(|| plain.get(2).copied());
        name_of(named, &mut typed, &fact);
    }
    // Events are asked for by the pod that they are about.
    if let (None, Some(pod)) = (&typed.name, selected) {
        typed.resource = Some("pod".to_owned());
        typed.name = Some(fact(pod));
    }
    seen.push(Seen::Command(Box::new(typed)));
}

/// The words of a line of a command; the programs behind it or that it is piped into no longer name objects, nor does
/// the answer that lost its line break, and what a shell puts in place of `$(...)` is not known.
fn words_of(line: &str) -> Vec<&str> {
    // What fields are asked for may hold any sign.
    let own = |place: &Range<usize>| line.get(..place.start).is_some_and(|before| !before.contains("$("));
    let fields = fields::written_in(line).map(|(place, _)| place).filter(own);
    let fields = fields.unwrap_or(line.len()..line.len());
    let part = |range| plain_words_of(line.get(range).unwrap_or_default());
    part(0..fields.start).chain(part(fields.end..line.len())).collect()
}

fn plain_words_of(line: &str) -> impl Iterator<Item = &str> {
    let ends = [" | ", "; ", " && ", " || ", " Defaulted container "].iter().filter_map(|end| line.find(end));
    let line = line.get(..ends.min().unwrap_or(line.len())).unwrap_or(line).trim_end_matches(['\\', ';']);
    let (before, after) = match line.split_once("$(") {
        Some((before, rest)) => (before, rest.rsplit_once(')').map_or("", |(_, after)| after)),
        None => (line, ""),
    };
    let words = before.split_whitespace().chain(after.split_whitespace());
    words.map(|word| word.trim_matches(['\'', '"', '`'])).filter(|word| !word.is_empty())
}

/// The pod in `involvedObject.kind=Pod,involvedObject.name=api-0` or `pod/api-0`.
fn pod_in(selector: &str) -> Option<&str> {
    const NAME: [&str; 4] = ["involvedObject.name=", "regarding.name=", "metadata.name=", "pod/"];
    let parts = || selector.split(',').map(|part| part.trim_matches(['\'', '"']));
    let other = |part: &str| part.starts_with("involvedObject.kind=") && !part.ends_with("=Pod");
    let name = || parts().find_map(|part| NAME.iter().find_map(|key| part.strip_prefix(key)));
    name().filter(|name| !name.is_empty() && !name.starts_with(['<', '$']) && !parts().any(other))
}

/// Reads what runtimes on a node call a container: an id, a name, or `k8s_CONTAINER_POD_NAMESPACE_UID_ATTEMPT`.
fn container_of(word: Option<&str>, typed: &mut Typed, fact: &dyn Fn(&str) -> Fact<String>) {
    let Some(word) = word else { return };
    let parts: Vec<&str> = word.split('_').collect();
    if let ["k8s", container, pod, namespace, _, _] = parts.as_slice() {
        typed.container = Some(fact(container));
        typed.name = Some(fact(pod));
        typed.namespace = Some(fact(namespace));
    } else if word.len() >= 10 && word.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        typed.container_id = Some(word.to_owned());
    } else {
        typed.container = Some(fact(word));
    }
}

/// Words that go on a sentence about a command rather than name its object.
const PROSE: [&str; 10] =
    ["and", "for", "gives", "is", "output", "prints", "returns", "says", "showed", "shows"];

/// Reads `name` or `kind/name`.
fn name_of(word: Option<&str>, typed: &mut Typed, fact: &dyn Fn(&str) -> Fact<String>) {
    let Some(word) = word.filter(|word| !PROSE.contains(word)) else { return };
    match word.split_once('/') {
        Some((kind, name)) => {
            typed.resource = Some(kind.to_owned());
            typed.name = Some(fact(name));
        }
        None => typed.name = Some(fact(word)),
    }
}

#[cfg(test)]
mod tests {
    use super::{READER, Seen, Typed};
    use crate::text::Source;

    #[test]
    fn an_answer_on_the_same_line_is_no_argument() {
        let found =
            typed("kubectl logs -n bank api-0      Defaulted container \"api\" out of: api, wait (init)");
        assert_eq!((found.name.unwrap().value.as_str(), found.container), ("api-0", None));
    }

    #[test]
    fn a_sentence_may_go_on_behind_a_command() {
        assert_eq!(typed("kubectl describe pod shows").name, None);
        assert_eq!(typed("kubectl logs api-0 says").name.unwrap().value, "api-0");
    }

    #[test]
    fn what_fields_are_asked_for_may_hold_any_sign() {
        let found = typed("k get po api-0 -o jsonpath='{range .a[*]}{.b}{\"; \"}{.c} | {.d}{end}' -n bank");
        assert_eq!(
            (found.name.unwrap().value, found.namespace.unwrap().value),
            ("api-0".into(), "bank".into())
        );
        let found =
            typed("kubectl logs $(kubectl get po -o jsonpath='{.items[0].metadata.name}') -n bank -c web");
        assert_eq!((found.name, found.container.unwrap().value.as_str()), (None, "web"));
    }

    #[test]
    fn a_command_may_stand_in_a_sentence_or_on_several_lines() {
        let found = typed("3. Look with `kubectl logs <pod> -n bank -c tls` at the log");
        assert_eq!((found.name, found.container.unwrap().value.as_str()), (None, "tls"));
        let found = typed("kubectl logs \\\n  $(kubectl get pod -l app=a -o name) \\\n  --container init-a");
        assert_eq!(found.container.unwrap().value, "init-a");
    }

    #[track_caller]
    fn typed(paste: &str) -> Typed {
        let source = Source::new(paste);
        assert!((READER.form.claims)(&source.lines).is_some(), "not claimed: {paste}");
        let mut seen = Vec::new();
        (READER.read)(&source.lines, &mut seen);
        match seen.pop() {
            Some(Seen::Command(typed)) => *typed,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn prompts_do_no_harm() {
        for prompt in
            ["", "$ ", "# ", "> ", "[root@node-1 ~]# ", "me@box:~/src$ ", "PS C:\\> ", "~ % ", "➜  ~ ", "$"]
        {
            let typed = typed(&format!("{prompt}kubectl logs api-0 -c web --previous -n prod"));
            assert_eq!(typed.verb, "log", "{prompt}");
            assert_eq!(typed.name.unwrap().value, "api-0", "{prompt}");
            assert_eq!(typed.container.unwrap().value, "web");
            assert_eq!(typed.namespace.unwrap().value, "prod");
            assert!(typed.previous);
        }
    }

    #[test]
    fn what_stands_behind_is_no_name() {
        let typed = typed("❯ kubectl logs -n ops api-0 ✔");
        assert_eq!(typed.name.unwrap().value, "api-0");
        assert_eq!(typed.container, None);
    }

    #[test]
    fn flags_may_stand_anywhere() {
        let typed = typed("kubectl -n prod describe pod/api-0 | grep -A6 'Last State'");
        assert_eq!(typed.verb, "describe");
        assert_eq!(typed.resource.as_deref(), Some("pod"));
        assert_eq!(typed.name.unwrap().value, "api-0");
    }

    #[test]
    fn tools_on_a_node_name_containers() {
        let name = |fact: Option<crate::text::Fact<String>>| fact.map(|fact| fact.value);
        let docker = typed("$ docker logs k8s_web_api-0_prod_1f2e_3");
        assert_eq!((name(docker.name), name(docker.container)), (Some("api-0".into()), Some("web".into())));
        assert_eq!(typed("# crictl logs 4ea5ee68fea05").container_id.as_deref(), Some("4ea5ee68fea05"));
        assert_eq!(name(typed("$ docker logs -n 50 web").container), Some("web".into()));
        assert_eq!(name(typed("$ docker compose logs web").container), Some("web".into()));
    }

    #[test]
    fn events_are_asked_for_by_their_pod() {
        for (flag, pod) in [
            ("--field-selector involvedObject.name=api-0", Some("api-0")),
            ("--field-selector=involvedObject.kind=Pod,involvedObject.name=api-0", Some("api-0")),
            ("--field-selector 'regarding.name=api-0'", Some("api-0")),
            ("--for pod/api-0", Some("api-0")),
            ("--field-selector involvedObject.kind=Node,involvedObject.name=node-1", None),
            ("--field-selector involvedObject.name=<pod>", None),
            ("--field-selector involvedObject.name=$POD", None),
            ("--field-selector involvedObject.name=", None),
            ("--field-selector type=Warning", None),
        ] {
            let typed = typed(&format!("$ kubectl get events -n prod {flag}"));
            assert_eq!(typed.name.as_ref().map(|name| name.value.as_str()), pod, "{flag}");
            assert_eq!(
                typed.resource.as_deref(),
                Some(if pod.is_some() { "pod" } else { "events" }),
                "{flag}"
            );
        }
    }

    #[test]
    fn a_flag_takes_its_value_with_and_without_a_sign() {
        for flags in ["-n prod -c web", "--namespace=prod --container=web", "--container web -n=prod"] {
            let typed = typed(&format!("$ kubectl logs api-0 {flags} --tail 50 --since=5m --previous=false"));
            let name = |fact: Option<crate::text::Fact<String>>| fact.map(|fact| fact.value);
            assert_eq!(
                (name(typed.name), name(typed.namespace), name(typed.container)),
                (Some("api-0".into()), Some("prod".into()), Some("web".into())),
                "{flags}"
            );
            assert!(!typed.previous && !typed.many, "{flags}");
        }
        assert!(!typed("$ kubectl logs api-0 --all-containers=false").many);
    }

    #[test]
    fn several_logs_at_once() {
        let stern = typed("$ stern api -n prod");
        assert!(stern.many && stern.name.is_none() && stern.verb == "log");
        assert_eq!(stern.namespace.unwrap().value, "prod");
        let selected = typed("$ kubectl logs -l app=web -n prod --tail=50");
        assert_eq!(selected.selector, Some(("app".to_owned(), "web".to_owned())));
        assert!(selected.name.is_none());
        assert!(typed("$ kubectl logs api-0 --all-containers").many);
    }

    #[test]
    fn a_command_ends_where_the_next_begins() {
        for line in [
            "$ kubectl rollout restart deploy/api -n prod; sleep 40; kubectl get pods",
            "$ kubectl rollout restart deploy/api -n prod && kubectl get pods -n other",
            "$ kubectl rollout restart deploy/api -n prod;",
        ] {
            assert_eq!(typed(line).namespace.unwrap().value, "prod", "{line}");
        }
    }

    #[test]
    fn what_the_reader_is_to_fill_in_is_no_name() {
        let typed = typed("$ kubectl logs -n prod <pod that fails> -c migrate --previous");
        assert_eq!((typed.name, typed.container.unwrap().value.as_str()), (None, "migrate"));
        assert!(typed.previous);
    }

    #[test]
    fn a_sentence_is_no_command() {
        for line in ["the kubectl tool is fine", "2026-01-01 INFO kubectl found", "ok get this"] {
            let source = Source::new(line);
            assert_eq!((READER.form.claims)(&source.lines), None, "{line}");
        }
    }

    #[test]
    fn what_a_runtime_calls_a_container() {
        for (word, id, container, pod) in [
            ("3f4a5b6c7d8e", Some("3f4a5b6c7d8e"), None, None),
            ("facade", None, Some("facade"), None),
            ("checkout-service", None, Some("checkout-service"), None),
            ("k8s_till_till-0_shop_1f2e3d_4", None, Some("till"), Some("till-0")),
        ] {
            let typed = typed(&format!("docker logs {word}"));
            let text =
                |fact: &Option<crate::text::Fact<String>>| fact.as_ref().map(|fact| fact.value.clone());
            assert_eq!(typed.container_id.as_deref(), id, "{word}");
            assert_eq!(text(&typed.container).as_deref(), container, "{word}");
            assert_eq!(text(&typed.name).as_deref(), pod, "{word}");
        }
    }
}
