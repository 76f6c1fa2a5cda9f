//! What was recognised in the paste: its parts, and the pods in it.

use unloop::Diagnosis;
use unloop::diagnosis::{Container, Pod};
use yew::prelude::*;

/// How many parts are named one by one.
const NAMED: usize = 6;

/// The parts of an input, in a line.
pub(crate) fn parts<'a>(labels: impl Iterator<Item = &'a str>) -> Html {
    let told: Vec<&str> = labels.filter(|label| !label.is_empty()).collect();
    if told.is_empty() {
        return html! {};
    }
    html! {
        <ul class="parts" aria-label="Recognised in your paste">
            for (number, label) in told.iter().take(NAMED).enumerate() {
                <li key={number}>{ label.to_string() }</li>
            }
            if told.len() > NAMED {
                <li key="more">{ "and " }{ told.len() - NAMED }{ " more" }</li>
            }
        </ul>
    }
}

/// The pods, folded; nothing when there are none.
pub(crate) fn what_was_read(diagnosis: &Diagnosis) -> Html {
    let pods: Vec<&Pod> = diagnosis.pods.iter().filter(|pod| is_worth_telling(pod)).collect();
    if pods.is_empty() {
        return html! {};
    }
    html! {
        <details class="read">
            <summary>{ "What was read about the pods" }</summary>
            for (number, about) in pods.iter().enumerate() {
                { pod(number, about) }
            }
        </details>
    }
}

/// Whether anything is known about it beyond that it must exist.
fn is_worth_telling(pod: &Pod) -> bool {
    !pod.name.is_empty() || pod.containers.iter().any(|container| *container != bare(container))
}

fn bare(container: &Container) -> Container {
    Container { kind: container.kind.clone(), ..Container::default() }
}

fn pod(number: usize, about: &Pod) -> Html {
    let name = if about.name.is_empty() { "a pod without a name" } else { &about.name };
    html! {
        <div class="pod" key={number}>
            <h3><code>{ name.to_owned() }</code></h3>
            <dl>
                { told("Namespace", about.namespace.as_deref()) }
                { told("Owner", about.owner.as_deref()) }
                { told("Node", about.node.as_deref()) }
                { told("Status", about.status.as_deref()) }
            </dl>
            for (number, about) in about.containers.iter().enumerate() {
                { container(number, about) }
            }
        </div>
    }
}

fn container(number: usize, about: &Container) -> Html {
    let ready = about.ready.map(|ready| if ready { "yes" } else { "no" });
    let restarts = about.restarts.map(|restarts| restarts.to_string());
    html! {
        <div class="container" key={number}>
            <h4>
                { "Container " }<code>{ about.name.clone() }</code>
                if !matches!(about.kind.as_str(), "" | "app") {
                    { " (" }{ about.kind.clone() }{ ")" }
                }
            </h4>
            <dl>
                { told("Image", about.image.as_deref()) }
                { told("State", about.state.as_deref()) }
                { told("Last state", about.last_state.as_deref()) }
                { told("Ready", ready) }
                { told("Restarts", restarts.as_deref()) }
                for (number, probe) in about.probes.iter().enumerate() {
                    <div key={number}><dt>{ "Probe" }</dt><dd>{ probe.clone() }</dd></div>
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
    fn a_pod_of_which_nothing_is_known_is_not_told() {
        let unknown = Container { kind: "app".to_owned(), ..Container::default() };
        let pods = vec![Pod { containers: vec![unknown], ..Pod::default() }];
        let diagnosis = Diagnosis { pods, ..sample::missing_variable() };
        assert_eq!(text_of(what_was_read(&diagnosis)), "");
    }
}
