//! With nothing pasted: what to copy, and the way from a loop to its cause in five steps, with the names typed once.

use yew::prelude::*;

use super::blanks::{Fields, use_values};
use super::code;
use crate::fill_in::Values;
use crate::words::guide as words;

/// The names, the three commands whose output says most, and the guide.
#[component]
pub(crate) fn Guide() -> Html {
    let values = use_values();
    let names: Vec<(AttrValue, AttrValue)> =
        words::BLANKS.iter().map(|(name, label)| (AttrValue::from(*name), AttrValue::from(*label))).collect();
    html! {
        <section class="first-steps" aria-labelledby="first-steps">
            <h2 id="first-steps">{ words::FIRST }</h2>
            <Fields {names} legend={words::NAMES} />
            { commands(&words::FIRST_COMMANDS, &values) }
            <p class="hint">{ words::FIRST_HINT }<kbd>{ "139" }</kbd>{ "." }</p>
            { steps(&values) }
            { reference(&values) }
        </section>
    }
}

fn steps(values: &Values) -> Html {
    html! {
        <details class="guide">
            <summary>{ words::TITLE }</summary>
            <p>{ words::INTRO }</p>
            <ol class="guide-steps">
                for step in &words::STEPS {
                    <li key={step.title}>
                        <h3>{ step.title }</h3>
                        { commands(step.commands, values) }
                        <p class="look-for">{ step.look_for }</p>
                    </li>
                }
            </ol>
        </details>
    }
}

fn reference(values: &Values) -> Html {
    html! {
        <details class="guide">
            <summary>{ words::REFERENCE }</summary>
            for step in &words::STEPS {
                <div key={step.title}>{ commands(step.commands, values) }</div>
            }
            <h3>{ words::AFTER }</h3>
            { commands(&words::LAST, values) }
        </details>
    }
}

fn commands(all: &[words::Command], values: &Values) -> Html {
    html! {
        <ul class="guide-commands">
            for (run, why) in all.iter().copied() {
                <li key={run}>
                    <p class="why">{ why }</p>
                    { code::command(&without_unused(run, values)) }
                </li>
            }
        </ul>
    }
}

/// The command without the parts in square brackets whose blank is empty. Brackets of other kinds stay.
fn without_unused(run: &str, values: &Values) -> String {
    let mut whole = String::new();
    let mut rest = run;
    while let Some((before, (option, after))) =
        rest.split_once("[ ").and_then(|(before, rest)| Some((before, rest.split_once(']')?)))
    {
        whole += before;
        let names = crate::fill_in::blanks([option]);
        let is_used = |name: &String| values.get(name).is_some_and(|value| !value.trim().is_empty());
        if names.iter().all(is_used) {
            whole += &format!(" {option}");
        }
        rest = after;
    }
    whole + rest
}

#[cfg(test)]
mod tests {
    use super::super::blanks::Blanks;
    use super::super::rendered::text_of;
    use super::*;
    use std::rc::Rc;

    #[test]
    fn names_typed_once_stand_in_every_command() {
        let values = [("pod", "web-0"), ("namespace", "shop"), ("container", "web"), ("app", "web")];
        let values: Values =
            values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let blanks = Blanks { values: Rc::new(values), tell: Callback::noop() };
        let text =
            text_of(html! { <ContextProvider<Blanks> context={blanks}><Guide /></ContextProvider<Blanks>> });
        let squeezed = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(squeezed.contains("kubectl logs web-0 -n shop -c web --previous"), "{squeezed}");
        for open in ["&lt;pod&gt;", "&lt;namespace&gt;", "&lt;container&gt;", "&lt;app&gt;"] {
            assert!(!squeezed.contains(open), "{open} is left in {squeezed}");
        }
    }

    #[test]
    fn options_without_a_value_are_left_out_and_other_brackets_stay() {
        let run = "kubectl logs <pod>[ -c <container>] -o jsonpath='{.a[*].b[0]}'";
        assert_eq!(without_unused(run, &Values::new()), "kubectl logs <pod> -o jsonpath='{.a[*].b[0]}'");
        let values = Values::from([("container".to_owned(), "web".to_owned())]);
        assert!(without_unused(run, &values).starts_with("kubectl logs <pod> -c <container> -o"));
    }

    #[test]
    fn each_step_says_what_to_look_for() {
        let text = text_of(html! { <Guide /> });
        for step in &words::STEPS {
            assert!(text.contains(step.title), "{}", step.title);
        }
    }
}
