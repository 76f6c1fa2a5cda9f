//! What to do about a cause: commands and patches, each with what it does to the cluster and how to take it back.

use unloop::diagnosis::{Command, Effect, Fix};
use yew::prelude::*;

use super::blanks::{fields_for, use_values};
use super::code;
use super::copy_button::CopyButton;
use crate::fill_in::{self, Target, Values};
use crate::words;

/// The best way to fix a cause, and the others folded below it.
pub(crate) fn fixes(fixes: &[Fix]) -> Html {
    let Some((best, others)) = fixes.split_first() else { return html! {} };
    html! {
        <section class="fixes">
            <h4>{ words::answer::FIXES }</h4>
            <div class="fix">
                <h5>{ best.title.clone() }</h5>
                { steps(best) }
            </div>
            for (number, about) in others.iter().enumerate() {
                <details class="fix" key={number}>
                    <summary>{ words::commands::OR }{ about.title.clone() }</summary>
                    { steps(about) }
                </details>
            }
        </section>
    }
}

fn steps(about: &Fix) -> Html {
    let commands = in_order(&about.commands);
    let texts = commands.iter().flat_map(|command| [Some(command.run.as_str()), command.undo.as_deref()]);
    let blanks = fill_in::blanks(texts.chain([about.patch.as_deref()]).flatten());
    html! {
        <>
            { fields_for(blanks) }
            if !commands.is_empty() {
                <ol class="commands">
                    for (number, about) in commands.iter().enumerate() {
                        { command(number, about) }
                    }
                </ol>
            }
            if commands.len() > 1 {
                <CopyAll commands={commands.into_iter().cloned().collect::<Vec<_>>()} />
            }
            { patch(about) }
        </>
    }
}

/// What only reads comes first.
fn in_order(commands: &[Command]) -> Vec<&Command> {
    let of = |effect| commands.iter().filter(move |command| command.effect == effect);
    of(Effect::ReadOnly).chain(of(Effect::ChangesCluster)).collect()
}

/// The YAML is folded where a command does the same.
fn patch(about: &Fix) -> Html {
    match &about.patch {
        None => html! {},
        Some(patch) if about.commands.is_empty() => html! {
            <>
                <p class="label">{ words::commands::MERGE }</p>
                { code::block(patch) }
            </>
        },
        Some(patch) => html! {
            <details class="yaml">
                <summary>{ words::commands::AS_YAML }</summary>
                { code::block(patch) }
            </details>
        },
    }
}

fn command(number: usize, about: &Command) -> Html {
    let (class, says) = match about.effect {
        Effect::ReadOnly => ("reads", words::commands::READS),
        Effect::ChangesCluster => ("changes", words::commands::CHANGES),
    };
    html! {
        <li key={number} class={class}>
            <span class={classes!("effect", class)}>{ says }</span>
            { code::command(&about.run) }
            if let Some(undo) = &about.undo {
                <div class="undo">
                    <span class="label">{ words::commands::UNDO }</span>
                    { code::command(undo) }
                </div>
            }
        </li>
    }
}

#[derive(PartialEq, Properties)]
struct CopyAllProps {
    commands: Vec<Command>,
}

#[component]
fn CopyAll(props: &CopyAllProps) -> Html {
    let values = use_values();
    html! {
        <div class="copy-all">
            <CopyButton text={script(&props.commands, &values)} word={words::commands::COPY_ALL} />
            <p class="hint">{ words::commands::COPY_ALL_HINT }</p>
        </div>
    }
}

/// All commands as a script that only reads as long as nobody edits it.
fn script(commands: &[Command], values: &Values) -> String {
    let fill = |text: &str| fill_in::filled(text, values, Target::Shell);
    let commented = |text: &str| fill(text).lines().map(|line| format!("# {line}\n")).collect::<String>();
    let mut script = String::new();
    for command in commands {
        match command.effect {
            Effect::ReadOnly => script += &format!("{}\n", fill(&command.run)),
            Effect::ChangesCluster => {
                script += &format!("# {}\n{}", words::commands::SCRIPT_CHANGES, commented(&command.run));
            }
        }
        if let Some(undo) = &command.undo {
            script += &commented(&format!("{} {undo}", words::commands::SCRIPT_UNDO));
        }
    }
    script
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

    #[test]
    fn what_only_reads_comes_first_and_what_is_open_has_a_field() {
        let mut fix = sample::missing_variable().causes[0].fixes[0].clone();
        fix.commands.reverse();
        let text = text_of(fixes(&[fix]));
        let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part} is missing in {text}"));
        assert!(
            at("Fill in value") < at("only reads") && at("only reads") < at("changes the cluster"),
            "{text}"
        );
    }

    #[test]
    fn the_script_changes_nothing_until_somebody_edits_it() {
        let commands = &sample::missing_variable().causes[0].fixes[0].commands;
        let values = Values::from([("value".to_owned(), "db 1".to_owned())]);
        let script = script(commands, &values);
        let runs: Vec<&str> = script.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(runs, ["kubectl get deployment ledger -n bank -o yaml"]);
        assert!(
            script.contains("# kubectl set env deployment/ledger -n bank LEDGER_URL='db 1'\n"),
            "{script}"
        );
        assert!(script.contains("# undo: kubectl rollout undo"), "{script}");
    }
}
