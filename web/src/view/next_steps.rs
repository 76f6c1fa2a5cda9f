//! What to run and paste next, and what each outcome would mean.

use unloop::diagnosis::NextStep;
use yew::prelude::*;

use super::code;

/// The steps under a heading; nothing when there are none.
pub(crate) fn next_steps(heading: Html, steps: &[NextStep]) -> Html {
    if steps.is_empty() {
        return html! {};
    }
    html! {
        <section class="next">
            { heading }
            <ol class="steps">
                for (number, about) in steps.iter().enumerate() {
                    { step(number, about) }
                }
            </ol>
        </section>
    }
}

fn step(number: usize, about: &NextStep) -> Html {
    html! {
        <li key={number}>
            <p class="why">{ about.why.clone() }</p>
            { code::command(&about.run) }
            if !about.if_so.is_empty() || !about.if_not.is_empty() {
                <dl class="outcomes">
                    { outcome("If so", &about.if_so) }
                    { outcome("If not", &about.if_not) }
                </dl>
            }
        </li>
    }
}

fn outcome(when: &'static str, what: &str) -> Html {
    if what.is_empty() {
        return html! {};
    }
    html! { <div><dt>{ when }</dt><dd>{ what.to_owned() }</dd></div> }
}

#[cfg(test)]
mod tests {
    use super::super::rendered::text_of;
    use super::*;
    use crate::sample;

    #[test]
    fn a_step_tells_the_command_and_what_each_outcome_means() {
        let text = text_of(next_steps(html! {}, &sample::nothing_recognised().next));
        assert!(text.contains("kubectl describe pod"), "{text}");
        assert!(text.contains("If so a reason and an exit code"), "{text}");
        assert!(text.contains("If not the pod is gone"), "{text}");
    }

    #[test]
    fn without_steps_there_is_no_heading() {
        assert_eq!(text_of(next_steps(html! { <h3>{ "Paste next" }</h3> }, &[])), "");
    }
}
