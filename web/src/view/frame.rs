//! The page's first and last line.

use yew::prelude::*;

use crate::browser::route;
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

/// What the promise rests on, and the keys.
pub(crate) fn footer(letter_keys: bool, tell: &Callback<Action>) -> Html {
    html! {
        <footer class="footer">
            <p>{ words::BEFORE_COMMAND }<code>{ words::NAME }</code>{ words::AFTER_COMMAND }</p>
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
