//! The page's first and last line.

use yew::prelude::*;

/// What this is, and the promise that matters.
pub(crate) fn header() -> Html {
    html! {
        <header class="header">
            <h1 class="brand">
                <span class="name">{ "unloop" }</span>
                <span class="claim">{ "says why the pod is in CrashLoopBackOff" }</span>
            </h1>
            <p class="promise">
                <span class="dot" aria-hidden="true"></span>
                { "Nothing leaves this page. It works offline." }
            </p>
        </header>
    }
}

/// What the promise rests on.
pub(crate) fn footer() -> Html {
    html! {
        <footer class="footer">
            <p>
                { "Everything is read in your browser, by the same engine as the " }
                <code>{ "unloop" }</code>
                { " command. No server, no storage, no telemetry, no model: the same text gets the same answer." }
            </p>
        </footer>
    }
}
