//! Pastes to try: one for each family of causes, and a whole case.

use std::rc::Rc;

use yew::prelude::*;

use crate::state::Action;

struct Example {
    title: &'static str,
    text: &'static str,
}

const EXAMPLES: [Example; 7] = [
    Example {
        title: "Missing configuration",
        text: include_str!("../../examples/missing-configuration.txt"),
    },
    Example {
        title: "Liveness probe on the wrong port",
        text: include_str!("../../examples/liveness-probe.txt"),
    },
    Example { title: "Database unreachable at start", text: include_str!("../../examples/dependency.txt") },
    Example { title: "Out of memory while starting", text: include_str!("../../examples/out-of-memory.txt") },
    Example { title: "Wrong command", text: include_str!("../../examples/wrong-command.txt") },
    Example {
        title: "Permission denied on a file",
        text: include_str!("../../examples/file-permission.txt"),
    },
    Example {
        title: "A whole case: renamed ConfigMap key",
        text: include_str!("../../examples/renamed-key.txt"),
    },
];

/// A button for each.
pub(crate) fn examples(heading: &'static str, tell: &Callback<Action>) -> Html {
    html! {
        <section class="examples" aria-labelledby="examples">
            <h2 id="examples">{ heading }</h2>
            <ul>
                for example in &EXAMPLES {
                    <li key={example.title}>
                        <button type="button" onclick={tell.reform(move |_: MouseEvent| Action::Loaded(Rc::from(example.text)))}>
                            { example.title }
                        </button>
                    </li>
                }
            </ul>
        </section>
    }
}
