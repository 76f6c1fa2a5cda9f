//! With nothing pasted: what to copy out of the terminal.

use yew::prelude::*;

use super::code;

const COMMANDS: [(&str, &str); 3] = [
    ("kubectl describe pod <pod> -n <namespace>", "How the last run ended, the probes, the events."),
    ("kubectl logs <pod> -n <namespace> --previous", "The last words of the run that crashed."),
    ("kubectl get events -n <namespace> --sort-by=.lastTimestamp", "What the cluster did about it."),
];

/// The three commands whose output says most.
pub(crate) fn first_steps() -> Html {
    html! {
        <section class="first-steps" aria-labelledby="first-steps">
            <h2 id="first-steps">{ "What to copy" }</h2>
            <ol>
                for (run, why) in COMMANDS {
                    <li key={run}>
                        <p class="why">{ why }</p>
                        { code::command(run) }
                    </li>
                }
            </ol>
            <p class="hint">
                { "Any mix, any order, in one paste; half of it will do. YAML and JSON of the pod are read too, and so is a bare exit code: try " }
                <kbd>{ "139" }</kbd>{ "." }
            </p>
        </section>
    }
}
