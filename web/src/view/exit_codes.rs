//! What each exit code means here.

use unloop::diagnosis::ExitCode;
use yew::prelude::*;

/// A card for each code under a heading of the given rank (`h3`, `h4`); nothing when there are none.
pub(crate) fn exit_codes(heading: &'static str, codes: &[&ExitCode]) -> Html {
    if codes.is_empty() {
        return html! {};
    }
    html! {
        <section class="exit-codes" aria-label="Exit codes">
            for (number, about) in codes.iter().enumerate() {
                { card(heading, number, about) }
            }
        </section>
    }
}

fn card(heading: &'static str, number: usize, about: &ExitCode) -> Html {
    html! {
        <article class="exit-code" key={number}>
            <@{heading} class="code-title">
                { "Exit code " }<span class="number">{ about.code }</span>
                if !about.name.is_empty() {
                    <span class="code-name">{ about.name.clone() }</span>
                }
            </@>
            if !about.meaning.is_empty() {
                <p>{ about.meaning.clone() }</p>
            }
            <p class="sender">
                if let Some(container) = &about.container {
                    { "Container " }<code>{ container.clone() }</code>{ ". " }
                }
                if !about.sender.is_empty() {
                    { "Ended by " }{ about.sender.clone() }{ "." }
                }
            </p>
        </article>
    }
}

#[cfg(test)]
mod tests {
    use super::super::rendered::text_of;
    use super::*;
    use crate::sample;

    #[test]
    fn a_code_alone_is_explained() {
        let text = text_of(exit_codes("h3", &[&sample::only_an_exit_code().exit_codes[0]]));
        assert!(text.starts_with("Exit code 139 SIGSEGV"), "{text}");
        assert!(text.contains("memory that is not its own"), "{text}");
        assert!(text.contains("Ended by the kernel"), "{text}");
    }
}
