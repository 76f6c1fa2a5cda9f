//! The row above the paste: its two faces, steps from one piece of evidence to the next, and a way to start over.

use yew::prelude::*;

use crate::marks;
use crate::state::{Action, Pane, State, Step};
use crate::words::evidence;
use crate::words::paste as words;

/// The name of all that is folded up with the paste.
pub(crate) const PASTE_BODY: &str = "paste-body";

/// The title and the buttons.
pub(crate) fn paste_tools(state: &State, tell: &Callback<Action>) -> Html {
    html! {
        <div class="tools">
            <h2 id="paste-title">{ words::TITLE }</h2>
            if state.answer().is_some() {
                { fold(state.folded, tell) }
            }
            if state.is_reading() && state.progress.total == 0 {
                <p class="reading">{ words::READING }</p>
            }
            if state.answer().is_some() {
                { faces(state, tell) }
                { steps(state, tell) }
            }
            if state.answer().is_some() || state.inputs.iter().any(|input| !input.is_blank()) {
                <button type="button" class="quiet clear" onclick={tell.reform(|_: MouseEvent| Action::Cleared)}>
                    { words::START_OVER }
                </button>
            }
        </div>
    }
}

/// Shows or folds the paste, where it stands above its answer.
fn fold(folded: bool, tell: &Callback<Action>) -> Html {
    let onclick = tell.reform(move |_: MouseEvent| Action::Folded(!folded));
    html! {
        <button type="button" class="fold" aria-expanded={(!folded).to_string()} aria-controls={PASTE_BODY} {onclick}>
            { if folded { words::UNFOLD } else { words::FOLD } }
        </button>
    }
}

fn faces(state: &State, tell: &Callback<Action>) -> Html {
    if state.is_large() {
        let whole = state.answer().is_some_and(|answer| answer.extract.is_shown_whole());
        return html! { if !whole { <span class="size">{ words::AROUND_THE_EVIDENCE }</span> } };
    }
    let face = |pane, word| {
        let pressed = (state.pane == pane).to_string();
        let onclick = tell.reform(move |_: MouseEvent| Action::Turned(pane));
        html! { <button type="button" aria-pressed={pressed} {onclick}>{ word }</button> }
    };
    html! {
        <div class="faces" role="group" aria-label={words::SHOW}>
            { face(Pane::Read, words::MARKED) }
            { face(Pane::Edit, words::EDIT) }
        </div>
    }
}

fn steps(state: &State, tell: &Callback<Action>) -> Html {
    let way = state.answer().map(|answer| marks::walk(&answer.diagnosis)).unwrap_or_default();
    if way.is_empty() {
        return html! {};
    }
    let at = state.pointed.and_then(|pointed| way.iter().position(|id| *id == pointed.id));
    let step = |step: Step, name: &'static str, sign: &'static str| {
        let onclick = tell.reform(move |_: MouseEvent| Action::Stepped(step));
        html! { <button type="button" class="quiet" aria-label={name} {onclick}>{ sign }</button> }
    };
    html! {
        <div class="walk" role="group" aria-label={evidence::WALK}>
            { step(Step::Previous, evidence::PREVIOUS, "‹") }
            <span class="place">{ place(at, way.len()) }</span>
            { step(Step::Next, evidence::NEXT, "›") }
        </div>
    }
}

fn place(at: Option<usize>, count: usize) -> String {
    match at {
        Some(at) => evidence::place(at + 1, count),
        None => evidence::marked(count),
    }
}
