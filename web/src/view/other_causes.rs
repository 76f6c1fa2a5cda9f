//! The hypotheses that are less likely, folded, with what speaks for and against each.

use unloop::diagnosis::Cause;
use yew::prelude::*;

use super::{cause, commands, confidence, next_steps};
use crate::state::{Action, Pointed};

/// The causes with these numbers; nothing when there are none.
pub(crate) fn other_causes(
    numbers: &[usize],
    causes: &[Cause],
    pointed: Option<Pointed>,
    tell: &Callback<Action>,
) -> Html {
    if numbers.is_empty() {
        return html! {};
    }
    html! {
        <section class="others">
            <h3>{ "Also considered" }</h3>
            for number in numbers.iter().copied() {
                if let Some(about) = causes.get(number) {
                    { other(number, about, pointed, tell) }
                }
            }
        </section>
    }
}

fn other(number: usize, about: &Cause, pointed: Option<Pointed>, tell: &Callback<Action>) -> Html {
    html! {
        <details class="other" key={number}>
            <summary>
                <span class="title">{ about.title.clone() }</span>
                { confidence::confidence(about.confidence) }
            </summary>
            if !about.explanation.is_empty() {
                <p class="explanation">{ about.explanation.clone() }</p>
            }
            { cause::proof(number, about, pointed, tell) }
            { commands::fixes(&about.fixes) }
            { next_steps::next_steps(html! { <h4>{ "To be sure" }</h4> }, &about.next) }
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::super::rendered::{rendered, text_of};
    use super::*;
    use crate::sample;

    #[test]
    fn another_cause_is_folded_and_shows_how_likely_it_is() {
        let causes = sample::missing_variable().causes;
        let html = rendered(other_causes(&[1], &causes, None, &Callback::noop()));
        assert!(html.contains("<details class=\"other\"><summary>"), "{html}");
        let text = text_of(other_causes(&[1], &causes, None, &Callback::noop()));
        assert!(text.contains("The application throws an error Unlikely, 4 %"), "{text}");
    }
}
