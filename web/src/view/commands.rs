//! What to do about a cause: commands and patches, each with what it does to the cluster and how to take it back.

use unloop::diagnosis::{Command, Effect, Fix};
use yew::prelude::*;

use super::code;

/// All ways to fix a cause, the best first.
pub(crate) fn fixes(fixes: &[Fix]) -> Html {
    if fixes.is_empty() {
        return html! {};
    }
    html! {
        <section class="fixes">
            <h4>{ "What to type" }</h4>
            for (number, about) in fixes.iter().enumerate() {
                { fix(number, about) }
            }
        </section>
    }
}

fn fix(number: usize, about: &Fix) -> Html {
    html! {
        <div class="fix" key={number}>
            <h5>{ about.title.clone() }</h5>
            if !about.commands.is_empty() {
                <ol class="commands">
                    for (number, about) in about.commands.iter().enumerate() {
                        { command(number, about) }
                    }
                </ol>
            }
            if let Some(patch) = &about.patch {
                <p class="label">{ "Merge into the manifest:" }</p>
                { code::block(patch) }
            }
        </div>
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
    use super::super::rendered::text_of;
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
}
