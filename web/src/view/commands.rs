//! What to do about a cause: commands and patches, each with what it does to the cluster and how to take it back.

use unloop::diagnosis::{Command, Effect, Fix};
use yew::prelude::*;

use super::code;

/// The best way to fix a cause, and the others folded below it.
pub(crate) fn fixes(fixes: &[Fix]) -> Html {
    let Some((best, others)) = fixes.split_first() else { return html! {} };
    html! {
        <section class="fixes">
            <h4>{ "What to type" }</h4>
            <div class="fix">
                <h5>{ best.title.clone() }</h5>
                { steps(best) }
            </div>
            for (number, about) in others.iter().enumerate() {
                <details class="fix" key={number}>
                    <summary>{ "Or: " }{ about.title.clone() }</summary>
                    { steps(about) }
                </details>
            }
        </section>
    }
}

fn steps(about: &Fix) -> Html {
    html! {
        <>
            if !about.commands.is_empty() {
                <ol class="commands">
                    for (number, about) in about.commands.iter().enumerate() {
                        { command(number, about) }
                    }
                </ol>
            }
            { patch(about) }
        </>
    }
}

/// The YAML is folded where a command does the same.
fn patch(about: &Fix) -> Html {
    match &about.patch {
        None => html! {},
        Some(patch) if about.commands.is_empty() => html! {
            <>
                <p class="label">{ "Merge into the manifest:" }</p>
                { code::block(patch) }
            </>
        },
        Some(patch) => html! {
            <details class="yaml">
                <summary>{ "As YAML, to merge into the manifest" }</summary>
                { code::block(patch) }
            </details>
        },
    }
}

fn command(number: usize, about: &Command) -> Html {
    let (class, words) = match about.effect {
        Effect::ReadOnly => ("reads", "only reads"),
        Effect::ChangesCluster => ("changes", "changes the cluster"),
    };
    html! {
        <li key={number}>
            <span class={classes!("effect", class)}>{ words }</span>
            { code::command(&about.run) }
            if let Some(undo) = &about.undo {
                <div class="undo">
                    <span class="label">{ "Undo:" }</span>
                    { code::command(undo) }
                </div>
            }
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::super::rendered::{rendered, text_of};
    use super::*;
    use crate::sample;

    #[test]
    fn each_command_says_what_it_does_to_the_cluster_and_how_to_undo_it() {
        let text = text_of(fixes(&sample::missing_variable().causes[0].fixes));
        assert!(text.contains("only reads kubectl get deployment ledger -n bank -o yaml"), "{text}");
        assert!(text.contains("changes the cluster kubectl set env"), "{text}");
        assert!(text.contains("Undo: kubectl rollout undo"), "{text}");
        assert!(text.contains("- name: LEDGER_URL"), "{text}");
    }

    #[test]
    fn the_best_fix_is_open_and_the_others_are_folded() {
        let best = sample::missing_variable().causes[0].fixes[0].clone();
        let other = Fix { title: "Go back".to_owned(), ..best.clone() };
        let html = rendered(fixes(&[best, other]));
        assert!(html.contains("<h5>Set the variable</h5>"), "{html}");
        assert!(html.contains("<summary>Or: Go back</summary>"), "{html}");
    }
}
