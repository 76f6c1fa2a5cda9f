//! What was recognised in the paste: its parts, and the pods in it.

use unloop::Diagnosis;
use unloop::diagnosis::{Artifact, Container, Pod};
use yew::prelude::*;

/// The parts of the paste, in a line.
pub(crate) fn parts(artifacts: &[Artifact]) -> Html {
    let told = artifacts.iter().enumerate().filter(|(_, about)| !about.label.is_empty());
    html! {
        <ul class="parts" aria-label="Recognised in your paste">
            for (number, about) in told {
                <li key={number}>{ about.label.clone() }</li>
            }
        </ul>
    }
}

/// The pods, folded; nothing when there are none.
pub(crate) fn what_was_read(diagnosis: &Diagnosis) -> Html {
    if diagnosis.pods.is_empty() {
        return html! {};
    }
    html! {
        <details class="read">
            <summary>{ "What was read about the pods" }</summary>
            for (number, about) in diagnosis.pods.iter().enumerate() {
                { pod(number, about) }
            }
        </details>
    }
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
        assert_eq!(text_of(parts(&diagnosis.artifacts)), "describe of bank/ledger-6f7c9d-x2k4p");
        let text = text_of(what_was_read(&diagnosis));
        assert!(text.contains("ledger-6f7c9d-x2k4p Namespace bank"), "{text}");
        assert!(text.contains("State Waiting: CrashLoopBackOff Restarts 6"), "{text}");
    }
}
