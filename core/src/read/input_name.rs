//! What the name of a file says about its text: tools that collect logs put pod and container into the path.
//!
//! - the kubelet: `pods/shop_cart-0_<uid>/cart/0.log`, `containers/cart-0_shop_cart-<id>.log`
//! - must-gather: `namespaces/shop/pods/cart-0/cart/cart/logs/previous.log`
//! - support bundles: `pods/logs/shop/cart-0/cart-previous.log`, `podlogs/shop/cart-0/logs/cart.txt`
//! - people: `cart-0.log`, `previous.txt`, `pod.yaml`; with them, only a name that the paste itself tells counts

use super::facts::{Seen, Typed};
use crate::text::{Fact, Source, Span};

/// What the names of all inputs say.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// The lines before which the text is cut: a file that tells by its name what it holds is a text of its own.
    pub(crate) cuts: Vec<usize>,
    /// For each of these lines, what begins there.
    pub(crate) told: Vec<(usize, Seen)>,
}

/// Reads the names of all inputs. Files whose names say nothing are one text with those around them.
pub(crate) fn all(source: &Source<'_>) -> Names {
    let mut names = Names::default();
    let mut before = false;
    for input in &source.inputs {
        let typed = of(input.name, Span::new(input.start, input.start));
        if typed.is_some() || before {
            let line = source.line_at(input.start);
            before = typed.is_some();
            names.cuts.push(line);
            names.told.push((line, Seen::Input(typed.map(Box::new))));
        }
    }
    names
}

/// Whether `name` stands in a file's name as a word of its own.
pub(crate) fn holds(file: &str, name: &str) -> bool {
    let part_of_word = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    !name.is_empty()
        && file.match_indices(name).any(|(at, found)| {
            let (before, behind) = (file.get(..at), file.get(at + found.len()..));
            !part_of_word(before.and_then(|text| text.as_bytes().last()))
                && !part_of_word(behind.and_then(|text| text.as_bytes().first()))
        })
}

/// The command that would have printed the file, as far as its name tells one.
pub(super) fn of(path: &str, span: Span) -> Option<Typed> {
    let path = path.strip_suffix(".gz").unwrap_or(path);
    let mut parts: Vec<&str> = path.split(['/', '\\']).filter(|part| !part.is_empty()).collect();
    let file = parts.pop()?;
    let (stem, ending) = file.rsplit_once('.').unwrap_or((file, ""));
    let text = |text: &str| Some(Fact::new(text.to_owned(), span));
    let log = Typed { verb: "log".to_owned(), span, ..Typed::default() };
    match ending.to_ascii_lowercase().as_str() {
        "yaml" | "yml" | "json" => return Some(Typed { verb: "get".to_owned(), span, ..Typed::default() }),
        "log" | "txt" | "" => {}
        _ => return None,
    }
    let previous = is_previous(stem);
    let container = stem.strip_suffix("-previous").or_else(|| stem.strip_suffix("_previous")).unwrap_or(stem);
    let told = match parts.as_slice() {
        [.., "pods", pod, name, again, "logs"] if name == again => {
            let at = parts.iter().rposition(|part| *part == "namespaces");
            let namespace = at.and_then(|at| parts.get(at + 1)).and_then(|name| text(name));
            Typed { name: text(pod), namespace, container: text(name), previous, ..log }
        }
        [.., "podlogs", namespace, pod, "logs"] | [.., "pods", "logs", namespace, pod] => {
            let (name, namespace) = (text(pod), text(namespace));
            Typed { name, namespace, container: text(container), previous, ..log }
        }
        [.., pod, container] if of_kubelet(pod).is_some() => {
            let (namespace, pod) = of_kubelet(pod)?;
            Typed { name: text(pod), namespace: text(namespace), container: text(container), ..log }
        }
        _ => match of_runtime(stem) {
            Some([pod, namespace, container]) => {
                Typed { name: text(pod), namespace: text(namespace), container: text(container), ..log }
            }
            None if ending == "log" || stem == "logs" || previous => {
                Typed { previous, hint: Some(path.to_owned()), ..log }
            }
            None => return None,
        },
    };
    Some(told)
}

fn is_previous(stem: &str) -> bool {
    stem.split(|letter: char| !letter.is_ascii_alphanumeric())
        .any(|word| word.eq_ignore_ascii_case("previous") || word.eq_ignore_ascii_case("prev"))
}

/// Namespace and pod in `shop_cart-0_1c3a5d7e-...`, a folder of the kubelet.
fn of_kubelet(folder: &str) -> Option<(&str, &str)> {
    let mut parts = folder.split('_');
    let (namespace, pod, uid) = (parts.next()?, parts.next()?, parts.next()?);
    let is_uid = uid.len() >= 32 && uid.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    (parts.next().is_none() && is_uid).then_some((namespace, pod))
}

/// Pod, namespace and container in `cart-0_shop_cart-<64 digits>`, a file beside the runtime.
fn of_runtime(stem: &str) -> Option<[&str; 3]> {
    let mut parts = stem.split('_');
    let (pod, namespace, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let (container, id) = rest.rsplit_once('-')?;
    let is_id = id.len() == 64 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    (parts.next().is_none() && is_id).then_some([pod, namespace, container])
}

#[cfg(test)]
mod tests {
    use super::{Typed, holds, of};
    use crate::Input;
    use crate::text::{Fact, Span};

    /// Namespace, pod and container, with a `!` for the run before.
    #[track_caller]
    fn check(path: &str, expected: &str) {
        let name = |fact: &Option<Fact<String>>| fact.as_ref().map_or("", Fact::as_str).to_owned();
        let told =
            of(path, Span::default()).map(|Typed { name: pod, namespace, container, previous, .. }| {
                let mark = if previous { "!" } else { "" };
                format!("{} {} {}{mark}", name(&namespace), name(&pod), name(&container))
            });
        assert_eq!(told.as_deref().unwrap_or("nothing"), expected, "{path}");
    }

    #[test]
    fn collectors_name_pod_and_container() {
        let uid = "1c3a5d7e-0b2d-4f6a-8c9e-1a3b5c7d9e0f";
        let id = "0123456789abcdef".repeat(4);
        check("ns/namespaces/shop/pods/cart-0/web/web/logs/previous.log", "shop cart-0 web!");
        check("namespaces/shop/pods/cart-0/web/web/logs/current.log.gz", "shop cart-0 web");
        check("bundle/cluster-resources/pods/logs/shop/cart-0/web-previous.log", "shop cart-0 web!");
        check("podlogs/shop/cart-0/logs/web.txt", "shop cart-0 web");
        check(&format!("var/log/pods/shop_cart-0_{uid}/web/3.log"), "shop cart-0 web");
        check(&format!("var/log/containers/cart-0_shop_web-{id}.log"), "shop cart-0 web");
        check(r"podlogs\shop\cart-0\logs\web.txt", "shop cart-0 web");
    }

    #[test]
    fn people_say_less() {
        check("web.log", "  ");
        check("logs/2026/incident/web.log", "  ");
        check("dump/shop/cart-0/logs.txt", "  ");
        check("cart-0-previous.txt", "  !");
        check("pod.yaml", "  ");
        // A container's folder stands in one of its own name.
        check("namespaces/shop/pods/cart-0/web/old/logs/current.log", "  ");
        for path in ["", "notes.txt", "part-aa", "describe.txt", "picture.png", "/", "..", "a/b/c"] {
            check(path, "nothing");
        }
    }

    #[test]
    fn a_name_is_found_as_a_word() {
        assert!(holds("cart-0-previous", "cart-0") && holds("web", "web") && holds("my_web.old", "web"));
        assert!(!holds("website", "web") && !holds("cobweb", "web") && !holds("x", ""));
    }

    #[test]
    fn a_file_is_placed_by_its_name() {
        let pods = "NAME     READY   STATUS             RESTARTS   AGE\n\
            cart-0   0/2     CrashLoopBackOff   7          9m\nsite-0   1/1     Running            0          9m\n";
        let log = "FATAL environment variable CART_DSN is not set\n";
        for (name, container) in [
            ("cart-0.log", None),
            ("cart-0-previous.txt", None),
            ("shop/cart-0/logs.txt", None),
            ("pods/logs/shop/cart-0/web.log", Some("web")),
        ] {
            let inputs =
                [Input { name: "pods.txt", text: pods }, Input { name, text: log }, Input::default()];
            let diagnosis = crate::diagnose_all(&inputs);
            let first = &diagnosis.causes[0];
            assert!(first.pod.as_deref().unwrap().ends_with("cart-0"), "{name}: {:?}", first.pod);
            assert_eq!(first.container.as_deref(), container, "{name}");
        }
    }

    #[test]
    fn what_a_name_says_holds_for_its_own_file_only() {
        let log = "FATAL environment variable CART_DSN is not set\n";
        let inputs = [Input { name: "shop/cart-0/logs.txt", text: log }, Input { name: "b.txt", text: log }];
        let labels: Vec<_> =
            crate::diagnose_all(&inputs).artifacts.iter().map(|artifact| artifact.input).collect();
        assert_eq!(labels, [0, 1]);
    }
}
