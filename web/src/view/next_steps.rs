//! What to run and paste next, and what each outcome would mean.

use unloop::diagnosis::NextStep;
use yew::prelude::*;

use super::blanks::fields_for;
use super::code;
use crate::fill_in;
use crate::words::answer as words;

/// The steps under a heading; nothing when there are none.
pub(crate) fn next_steps(heading: Html, steps: &[NextStep]) -> Html {
    if steps.is_empty() {
        return html! {};
    }
    html! {
        <section class="next">
            { heading }
            { fields_for(fill_in::blanks(steps.iter().map(|step| step.run.as_str()))) }
            { list(steps) }
        </section>
    }
}

/// When the paste does not suffice: the one command that adds most, and the others after it.
pub(crate) fn paste_next(steps: &[NextStep]) -> Html {
    let Some((first, others)) = steps.split_first() else { return html! {} };
    html! {
        <section class="next paste-next">
            <h3>{ words::PASTE_NEXT }</h3>
            { fields_for(fill_in::blanks(steps.iter().map(|step| step.run.as_str()))) }
            <p class="label">{ words::PASTE_FIRST }</p>
            { list(std::slice::from_ref(first)) }
            if !others.is_empty() {
                <p class="label">{ words::THEN }</p>
                { list(others) }
            }
        </section>
    }
}

fn list(steps: &[NextStep]) -> Html {
    html! {
        <ol class="steps">
            for (number, about) in steps.iter().enumerate() {
                { step(number, about) }
            }
        </ol>
    }
}

fn step(number: usize, about: &NextStep) -> Html {
    html! {
        <li key={number}>
            <p class="why">{ about.why.clone() }</p>
            { code::command(&about.run) }
            if !about.if_so.is_empty() || !about.if_not.is_empty() {
                <dl class="outcomes">
                    { outcome(words::IF_SO, &about.if_so) }
                    { outcome(words::IF_NOT, &about.if_not) }
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
    fn one_command_stands_before_the_others_and_its_blanks_have_fields() {
        let mut steps = sample::nothing_recognised().next;
        steps.push(NextStep { run: "kubectl get events".to_owned(), ..steps[0].clone() });
        let text = text_of(paste_next(&steps));
        let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part} is missing in {text}"));
        let order = [
            "What to paste next",
            "Fill in Pod",
            "The one command",
            "describe pod",
            "If that does not",
            "get events",
        ];
        assert!(order.map(at).is_sorted(), "{text}");
    }

    #[test]
    fn without_steps_there_is_no_heading() {
        assert_eq!(text_of(next_steps(html! { <h3>{ "Paste next" }</h3> }, &[])), "");
    }
}
