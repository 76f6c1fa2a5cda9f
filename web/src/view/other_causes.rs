//! The hypotheses that are less likely, folded, with what speaks for and against each.

use yew::prelude::*;

use super::finding::Finding;
use super::{cause, commands, confidence, next_steps};
use crate::words::answer as words;

/// The causes with these numbers; nothing when there are none.
pub(crate) fn other_causes(numbers: &[usize], finding: &Finding<'_>) -> Html {
    if numbers.is_empty() {
        return html! {};
    }
    html! {
        <section class="others">
            <h3>{ words::OTHERS }</h3>
            for number in numbers.iter().copied() {
                { other(number, finding) }
            }
        </section>
    }
}

fn other(number: usize, finding: &Finding<'_>) -> Html {
    let Some(about) = finding.causes.get(number) else { return html! {} };
    html! {
        <details class="other" key={number}>
            <summary>
                <span class="title">{ about.title.clone() }</span>
                { confidence::confidence(about.confidence) }
            </summary>
            if !about.explanation.is_empty() {
                <p class="explanation">{ about.explanation.clone() }</p>
            }
            { cause::proof(number, about, finding) }
            { commands::fixes(&about.fixes) }
            { next_steps::next_steps(html! { <h4>{ words::TO_BE_SURE }</h4> }, &about.next) }
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
        let diagnosis = sample::missing_variable();
        let tell = Callback::noop();
        let others = || other_causes(&[1], &Finding::new(&diagnosis, true, None, &tell));
        let html = rendered(others());
        assert!(html.contains("<details class=\"other\"><summary>"), "{html}");
        let text = text_of(others());
        assert!(text.contains("The application throws an error Unlikely, 4 %"), "{text}");
    }
}
