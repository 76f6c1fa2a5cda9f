//! A command or a piece of YAML, with the button that copies it.

use yew::prelude::*;

use super::copy_button::CopyButton;

/// A command line.
pub(crate) fn command(run: &str) -> Html {
    html! {
        <div class="code">
            <code>{ run.to_owned() }</code>
            <CopyButton text={run.to_owned()} />
        </div>
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
