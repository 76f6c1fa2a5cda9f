//! A command or a piece of YAML, with the button that copies it.

use yew::prelude::*;

use super::copy_button::CopyButton;

/// A command line.
pub(crate) fn command(run: &str) -> Html {
    html! {
        <div class="code">
            <code>{ words(run) }</code>
            <CopyButton text={run.to_owned()} />
        </div>
    }
}

/// The words one by one, so that a long line breaks between them and not behind the dashes of an option.
fn words(run: &str) -> Html {
    html! {
        for (number, word) in run.split(' ').enumerate() {
            <>
                if number > 0 {
                    { " " }
                }
                <span class="word-whole">{ word.to_owned() }</span>
            </>
        }
    }
}

/// A text of several lines.
pub(crate) fn block(text: &str) -> Html {
    html! {
        <div class="code">
            <pre tabindex="0" role="group" aria-label="YAML patch"><code>{ text.to_owned() }</code></pre>
            <CopyButton text={text.to_owned()} />
        </div>
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
        let shown = shown.replace("<span class=\"word-whole\">", "").replace("</span>", "");
        let escaped = run.replace('<', "&lt;").replace('>', "&gt;");
        assert_eq!(shown.replace("&#x27;", "'"), escaped);
        assert!(html.contains("Copy: kubectl logs"), "{html}");
    }
}
