//! What was recognised in the paste: its parts, and the pods in it.

use unloop::Diagnosis;
use unloop::diagnosis::{Artifact, Cause, Container, Pod};
use yew::prelude::*;

use crate::words::read as words;

/// How many parts are named one by one.
const NAMED: usize = 6;
/// How many pods are told one by one, and how many parts with their lines: thousands would keep the page from answering.
const PODS: usize = 20;
const PARTS: usize = 100;

/// The parts of an input, in a line.
pub(crate) fn parts<'a>(labels: impl Iterator<Item = &'a str>) -> Html {
    let told: Vec<&str> = labels.filter(|label| !label.is_empty()).collect();
    if told.is_empty() {
        return html! {};
    }
    html! {
        <ul class="parts" aria-label={words::RECOGNISED}>
            for (number, label) in told.iter().take(NAMED).enumerate() {
                <li key={number}>{ label.to_string() }</li>
            }
            if told.len() > NAMED {
                <li key="more">{ words::more(told.len() - NAMED) }</li>
            }
        </ul>
    }
}

/// The pods, and as what each part of the paste was read, both folded; nothing where there is nothing to tell.
pub(crate) fn what_was_read(diagnosis: &Diagnosis) -> Html {
    let mut pods: Vec<&Pod> = diagnosis.pods.iter().filter(|pod| is_worth_telling(pod)).collect();
    // Those that the findings are about come first.
    let is_found = |pod: &Pod| diagnosis.causes.iter().any(|cause| is_of(cause, pod));
    pods.sort_by_cached_key(|pod| !is_found(pod));
    html! {
        <>
            if !pods.is_empty() {
                <details class="read">
                    <summary>{ words::TITLE }</summary>
                    for (number, about) in pods.iter().take(PODS).enumerate() {
                        { pod(number, about) }
                    }
                    { and_more(pods.len(), PODS) }
                </details>
            }
            { reading(&diagnosis.artifacts) }
            if !diagnosis.limits.is_empty() {
                <ul class="limits">
                    for (number, limit) in diagnosis.limits.iter().enumerate() {
                        <li key={number}>{ limit.what.clone() }</li>
                    }
                </ul>
            }
        </>
    }
}

/// Every part of the paste with its lines, what was not recognised as well.
fn reading(artifacts: &[Artifact]) -> Html {
    if artifacts.is_empty() {
        return html! {};
    }
    let unknown = artifacts.iter().filter(|about| is_unknown(about)).count();
    html! {
        <details class="read">
            <summary>{ words::parts(unknown) }</summary>
            <dl>
                for (number, about) in artifacts.iter().take(PARTS).enumerate() {
                    <div key={number}>
                        <dt>{ words::lines(about.line, about.lines) }</dt>
                        <dd>
                            if is_unknown(about) {
                                { words::UNKNOWN }
                            }
                            { about.label.clone() }
                        </dd>
                    </div>
                }
            </dl>
            { and_more(artifacts.len(), PARTS) }
        </details>
    }
}

fn and_more(all: usize, most: usize) -> Html {
    if all <= most {
        return html! {};
    }
    html! { <p class="hint">{ words::more(all - most) }</p> }
}

/// Whether a cause is about this very pod.
fn is_of(cause: &Cause, pod: &Pod) -> bool {
    cause.pod.as_ref().is_some_and(|full| full.rsplit('/').next() == Some(pod.name.as_str()))
}

fn is_unknown(about: &Artifact) -> bool {
    matches!(about.kind.as_str(), "fragment" | "unread")
}

/// Whether anything is known about it beyond that it must exist.
fn is_worth_telling(pod: &Pod) -> bool {
    !pod.name.is_empty() || pod.containers.iter().any(|container| *container != bare(container))
}

fn bare(container: &Container) -> Container {
    Container { kind: container.kind.clone(), ..Container::default() }
}

fn pod(number: usize, about: &Pod) -> Html {
    let name = if about.name.is_empty() { words::NAMELESS } else { &about.name };
    html! {
        <div class="pod" key={number}>
            <h3><code>{ name.to_owned() }</code></h3>
            <dl>
                { told(words::NAMESPACE, about.namespace.as_deref()) }
                { told(words::OWNER, about.owner.as_deref()) }
                { told(words::NODE, about.node.as_deref()) }
                { told(words::STATUS, about.status.as_deref()) }
            </dl>
            for (number, about) in about.containers.iter().enumerate() {
                { container(number, about) }
            }
        </div>
    }
}

fn container(number: usize, about: &Container) -> Html {
    let ready = about.ready.map(|ready| if ready { words::YES } else { words::NO });
    let restarts = about.restarts.map(|restarts| restarts.to_string());
    html! {
        <div class="container" key={number}>
            <h4>
                { words::CONTAINER }<code>{ about.name.clone() }</code>
                if !matches!(about.kind.as_str(), "" | "app") {
                    { " (" }{ about.kind.clone() }{ ")" }
                }
            </h4>
            <dl>
                { told(words::IMAGE, about.image.as_deref()) }
                { told(words::STATE, about.state.as_deref()) }
                { told(words::LAST_STATE, about.last_state.as_deref()) }
                { told(words::READY, ready) }
                { told(words::RESTARTS, restarts.as_deref()) }
                for (number, probe) in about.probes.iter().enumerate() {
                    <div key={number}><dt>{ words::PROBE }</dt><dd>{ probe.clone() }</dd></div>
                }
            </dl>
        </div>
    }
}

fn told(what: &'static str, value: Option<&str>) -> Html {
    match value {
        Some(value) => html! { <div><dt>{ what }</dt><dd>{ value.to_owned() }</dd></div> },
        None => html! {},
    }
}

#[cfg(test)]
mod tests {
    use super::super::rendered::text_of;
    use super::*;
    use crate::sample;
    use unloop::diagnosis::Limit;

    #[test]
    fn names_the_parts_and_the_pods() {
        let diagnosis = sample::missing_variable();
        let named = text_of(parts(diagnosis.artifacts.iter().map(|about| about.label.as_str())));
        assert_eq!(named, "describe of bank/ledger-6f7c9d-x2k4p");
        let text = text_of(what_was_read(&diagnosis));
        assert!(text.contains("ledger-6f7c9d-x2k4p Namespace bank"), "{text}");
        assert!(text.contains("State Waiting: CrashLoopBackOff Restarts 6"), "{text}");
    }

    #[test]
    fn many_parts_are_counted_instead_of_named() {
        let logs: Vec<String> = (1..=9).map(|number| format!("log {number}")).collect();
        assert_eq!(
            text_of(parts(logs.iter().map(String::as_str))),
            "log 1 log 2 log 3 log 4 log 5 log 6 and 3 more"
        );
    }

    #[test]
    fn of_many_pods_those_with_a_cause_are_told_and_the_others_counted() {
        let mut diagnosis = sample::missing_variable();
        let other = |number| Pod { name: format!("web-{number}"), ..Pod::default() };
        diagnosis.pods = (0..PODS).map(other).chain(diagnosis.pods).collect();
        let text = text_of(what_was_read(&diagnosis));
        assert!(text.contains("What was read about the pods ledger-6f7c9d-x2k4p"), "{text}");
        assert!(text.contains("and 1 more"), "{text}");
    }

    #[test]
    fn a_pod_of_which_nothing_is_known_is_not_told() {
        let unknown = Container { kind: "app".to_owned(), ..Container::default() };
        let pods = vec![Pod { containers: vec![unknown], ..Pod::default() }];
        let diagnosis = Diagnosis { pods, artifacts: Vec::new(), ..sample::missing_variable() };
        assert_eq!(text_of(what_was_read(&diagnosis)), "");
    }

    #[test]
    fn what_was_left_out_is_told() {
        let what = "A part was not read.".to_owned();
        let limits = vec![Limit { kind: "line".to_owned(), what }];
        let diagnosis =
            Diagnosis { pods: Vec::new(), artifacts: Vec::new(), limits, ..sample::missing_variable() };
        assert_eq!(text_of(what_was_read(&diagnosis)), "A part was not read.");
    }

    #[test]
    fn every_part_is_told_with_its_lines() {
        let part = |kind: &str, label: &str, line, lines| Artifact {
            kind: kind.to_owned(),
            label: label.to_owned(),
            line,
            lines,
            ..Artifact::default()
        };
        let artifacts = vec![
            part("describe", "describe of prod/shop-0", 1, 40),
            part("fragment", "other text, 1 line", 42, 1),
        ];
        let diagnosis = Diagnosis { pods: Vec::new(), artifacts, ..sample::missing_variable() };
        let text = text_of(what_was_read(&diagnosis));
        assert!(text.contains("1 was not recognised"), "{text}");
        assert!(text.contains("lines 1 to 40 describe of prod/shop-0"), "{text}");
        assert!(text.contains("line 42 not recognised: other text, 1 line"), "{text}");
    }
}
