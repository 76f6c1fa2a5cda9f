//! What each exit code means here.

use unloop::diagnosis::ExitCode;
use yew::prelude::*;

use crate::words::exit_code as words;

/// A card for each code under a heading of the given rank (`h3`, `h4`); nothing when there are none.
pub(crate) fn exit_codes(heading: &'static str, codes: &[&ExitCode]) -> Html {
    if codes.is_empty() {
        return html! {};
    }
    html! {
        <section class="exit-codes" aria-label={words::LIST}>
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
                { words::CODE }<span class="number">{ about.code }</span>
                if !about.name.is_empty() {
                    <span class="code-name">{ about.name.clone() }</span>
                }
            </@>
            if !about.meaning.is_empty() {
                <p>{ about.meaning.clone() }</p>
            }
            <p class="sender">
                if let Some(container) = &about.container {
                    { words::CONTAINER }<code>{ container.clone() }</code>{ ". " }
                }
                if !about.sender.is_empty() {
                    { words::ended_by(&about.sender) }
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
