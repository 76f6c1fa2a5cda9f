//! The page's first and last line.

use yew::prelude::*;

use super::own_file::OwnFile;
use crate::browser::{own_file, route};
use crate::state::Action;
use crate::words::{frame as words, keys};

/// What this is, and the promise that matters.
pub(crate) fn header() -> Html {
    html! {
        <header class="header">
            <h1 class="brand">
                <svg class="loop" viewBox="0 0 32 32" aria-hidden="true">
                    <path d="M9 7 v10 a7 7 0 0 0 14 0 v-3" />
                    <path class="way-out" d="M23 14 V6 m-4 4 l4 -4 l4 4" />
                </svg>
                <span class="name">{ words::NAME }</span>
                <span class="claim">{ words::CLAIM }</span>
            </h1>
            <nav><a class="to-catalogue" href={route::CATALOGUE}>{ words::CATALOGUE }</a></nav>
            <p class="promise"><span class="dot" aria-hidden="true"></span>{ words::PROMISE }</p>
        </header>
    }
}

#[derive(PartialEq, Properties)]
pub(crate) struct FooterProps {
    pub(crate) letter_keys: bool,
    pub(crate) tell: Callback<Action>,
}

/// What the promise rests on, the page as a file, and the keys.
#[component]
pub(crate) fn Footer(props: &FooterProps) -> Html {
    let FooterProps { letter_keys, tell } = props;
    let letter_keys = *letter_keys;
    html! {
        <footer class="footer">
            <p>{ words::BEFORE_COMMAND }<code>{ words::NAME }</code>{ words::AFTER_COMMAND }</p>
            <OwnFile />
            if own_file::has_policy() {
                <details class="policy">
                    <summary>{ words::POLICY }</summary>
                    <p>{ words::STOPS }</p>
                    <p>{ words::STOPS_NOT }</p>
                </details>
            }
            <details class="keys">
                <summary>{ keys::TITLE }</summary>
                <dl>
                    for (key, does) in keys::LIST {
                        <div key={key}><dt><kbd>{ key }</kbd></dt><dd>{ does }</dd></div>
                    }
                </dl>
                <label class="choice">
                    <input type="checkbox" checked={letter_keys} onchange={tell.reform(move |_: Event| Action::LetterKeys(!letter_keys))} />
                    { keys::SWITCH }
                </label>
            </details>
        </footer>
    }
}
