//! Pastes to try: one for each family of causes, and a whole case.

use std::rc::Rc;

use yew::prelude::*;

use crate::state::Action;
use crate::words::examples as words;

struct Example {
    title: &'static str,
    text: &'static str,
}

const EXAMPLES: [Example; 7] = [
    Example {
        title: words::MISSING_CONFIGURATION,
        text: include_str!("../../examples/missing-configuration.txt"),
    },
    Example { title: words::LIVENESS, text: include_str!("../../examples/liveness-probe.txt") },
    Example { title: words::DEPENDENCY, text: include_str!("../../examples/dependency.txt") },
    Example { title: words::MEMORY, text: include_str!("../../examples/out-of-memory.txt") },
    Example { title: words::COMMAND, text: include_str!("../../examples/wrong-command.txt") },
    Example { title: words::PERMISSION, text: include_str!("../../examples/file-permission.txt") },
    Example { title: words::WHOLE, text: include_str!("../../examples/renamed-key.txt") },
];

/// The text of one of them; behind the last one follows the first.
pub(crate) fn text(number: usize) -> Option<&'static str> {
    EXAMPLES.get(number % EXAMPLES.len()).map(|example| example.text)
}

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

#[cfg(test)]
mod tests {
    use super::super::answer::Answer;
    use super::super::marked_text::MarkedText;
    use super::super::rendered::{rendered, text_of};
    use super::*;
    use crate::sample;
    use crate::state::Pointed;

    /// What each example is an example of.
    const SHOWS: [&str; EXAMPLES.len()] = [
        "config/missing-env",
        "probe/liveness",
        "dependency/unreachable",
        "memory/oom-limit",
        "command/not-found",
        "filesystem/permission",
        "config/missing-env",
    ];

    #[test]
    fn each_example_shows_what_its_title_promises_and_marks_the_evidence() {
        for (example, shows) in EXAMPLES.iter().zip(SHOWS) {
            let diagnosis = unloop::diagnose(example.text);
            let first = diagnosis.causes.first().unwrap();
            assert_eq!(first.id, shows, "{}", example.title);
            let title = first.title.clone();

            let answer = sample::answer(example.text, diagnosis);
            let (pointed, tell) = (None::<Pointed>, Callback::noop());
            let marked = rendered(
                html! { <MarkedText answer={answer.clone()} input={sample::INPUT} {pointed} hides=true tell={tell.clone()} /> },
            );
            assert!(
                marked.contains("data-evidence=\"0-0"),
                "{}: the first evidence is not marked",
                example.title
            );
            let text = text_of(html! { <Answer {answer} reading={false} {pointed} hides=true {tell} /> });
            let title = html_escape(&title);
            assert!(text.contains(&title), "{}: {title:?} is missing in {text}", example.title);
            assert!(text.contains("Exit code"), "{}: no exit code in {text}", example.title);
        }
    }

    fn html_escape(text: &str) -> String {
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
            .replace('\'', "&#x27;")
            .replace('"', "&quot;")
    }
}
