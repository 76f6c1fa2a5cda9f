//! A command or a piece of YAML with its blanks filled in, and the button that copies it.

use yew::prelude::*;

use super::blanks::use_values;
use super::copy_button::CopyButton;
use crate::fill_in::{Part, Target, filled, parts};
use crate::words;

#[derive(PartialEq, Properties)]
pub(crate) struct CodeProps {
    pub(crate) text: AttrValue,
}

/// A command line.
pub(crate) fn command(run: &str) -> Html {
    html! { <CommandLine text={run.to_owned()} /> }
}

/// A text of several lines.
pub(crate) fn block(text: &str) -> Html {
    html! { <Block text={text.to_owned()} /> }
}

#[component]
fn CommandLine(props: &CodeProps) -> Html {
    let values = use_values();
    html! {
        <div class="code">
            <code>
                for part in parts(&props.text, &values, Target::Shell) {
                    { shown(&part) }
                }
            </code>
            <CopyButton text={filled(&props.text, &values, Target::Shell)} />
        </div>
    }
}

#[component]
fn Block(props: &CodeProps) -> Html {
    let values = use_values();
    html! {
        <div class="code">
            <pre tabindex="0" role="group" aria-label={words::code::PATCH}><code>
                for part in parts(&props.text, &values, Target::Yaml) {
                    { in_block(&part) }
                }
            </code></pre>
            <CopyButton text={filled(&props.text, &values, Target::Yaml)} />
        </div>
    }
}

fn in_block(part: &Part) -> Html {
    if let Part::Text(text) = part {
        html! { { text.clone() } }
    } else {
        shown(part)
    }
}

fn shown(part: &Part) -> Html {
    match part {
        Part::Text(text) => words_of(text),
        Part::Blank(name) => html! { <span class="blank">{ format!("<{name}>") }</span> },
        Part::Filled(value) => html! { <span class="filled">{ value.clone() }</span> },
    }
}

/// The words one by one, so that a long line breaks between them and not behind the dashes of an option.
pub(crate) fn words_of(run: &str) -> Html {
    html! {
        for (number, word) in run.split(' ').enumerate() {
            <>
                if number > 0 {
                    { " " }
                }
                if !word.is_empty() {
                    <span class="word-whole">{ word.to_owned() }</span>
                }
            </>
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::rendered::rendered;
    use super::*;

    #[test]
    fn a_command_keeps_every_character_and_is_copied_whole() {
        let run = "kubectl logs <pod>  --previous | grep 'a b'";
        let html = rendered(command(run));
        let shown = html.split_once("<code>").and_then(|(_, rest)| rest.split_once("</code>")).unwrap().0;
        let shown = ["<span class=\"word-whole\">", "<span class=\"blank\">", "</span>"]
            .into_iter()
            .fold(shown.to_owned(), |shown, tag| shown.replace(tag, ""));
        let escaped = run.replace('<', "&lt;").replace('>', "&gt;");
        assert_eq!(shown.replace("&#x27;", "'"), escaped);
        assert!(html.contains("Copy: kubectl logs"), "{html}");
    }
}
