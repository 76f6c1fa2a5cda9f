//! A likely cause: how sure, why, its evidence, and what to type.

use unloop::diagnosis::{Cause, ExitCode};
use yew::prelude::*;

use super::{commands, confidence, evidence, exit_codes, next_steps};
use crate::state::{Action, Pointed};

/// The card of the cause with this number, with the exit codes of its container.
pub(crate) fn cause(
    number: usize,
    about: &Cause,
    codes: &[&ExitCode],
    pointed: Option<Pointed>,
    tell: &Callback<Action>,
) -> Html {
    html! {
        <article class="card cause" key={number} aria-labelledby={format!("cause-{number}")}>
            <h3 id={format!("cause-{number}")}>{ about.title.clone() }</h3>
            <div class="cause-head">
                { confidence::confidence(about.confidence) }
                { place(about) }
            </div>
            if !about.explanation.is_empty() {
                <p class="explanation">{ about.explanation.clone() }</p>
            }
            { proof(number, about, pointed, tell) }
            { exit_codes::exit_codes("h4", codes) }
            { commands::fixes(&about.fixes) }
            { next_steps::next_steps(html! { <h4>{ "To be sure" }</h4> }, &about.next) }
            { prevention(&about.prevention) }
        </article>
    }
}

/// The evidence under its heading.
pub(crate) fn proof(number: usize, about: &Cause, pointed: Option<Pointed>, tell: &Callback<Action>) -> Html {
    html! {
        <section class="proof">
            <h4>{ "Evidence in your paste" }</h4>
            { evidence::evidence(number, &about.evidence, pointed, tell) }
        </section>
    }
}

/// Which container of which pod.
pub(crate) fn place(about: &Cause) -> Html {
    html! {
        if about.container.is_some() || about.pod.is_some() {
            <p class="where">
                if let Some(container) = &about.container {
                    <span>{ "container " }<code>{ container.clone() }</code></span>
                }
                if let Some(pod) = &about.pod {
                    <span>{ "pod " }<code>{ pod.clone() }</code></span>
                }
            </p>
        }
    }
}

fn prevention(advice: &[String]) -> Html {
    if advice.is_empty() {
        return html! {};
    }
    html! {
        <details class="prevention">
            <summary>{ "Keep it from happening again" }</summary>
            <ul>
                for (number, sentence) in advice.iter().enumerate() {
                    <li key={number}>{ sentence.clone() }</li>
                }
            </ul>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::super::rendered::{rendered, text_of};
    use super::*;
    use crate::sample;

    #[test]
    fn the_card_tells_how_sure_where_why_and_what_to_type() {
        let about = &sample::missing_variable().causes[0];
        let text = text_of(cause(0, about, &[], None, &Callback::noop()));
        for part in [
            "Almost certain, 94 %",
            "container ledger",
            "pod bank/ledger-6f7c9d-x2k4p",
            "LEDGER_URL is not set",
            "Evidence in your paste",
            "What to type",
            "Keep it from happening again",
        ] {
            assert!(text.contains(part), "{part:?} is missing in {text}");
        }
    }

    #[test]
    fn the_card_is_named_after_the_cause() {
        let html = rendered(cause(3, &sample::missing_variable().causes[0], &[], None, &Callback::noop()));
        assert!(html.contains(r#"aria-labelledby="cause-3""#) && html.contains(r#"id="cause-3""#), "{html}");
    }
}
