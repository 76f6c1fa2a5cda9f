//! The row above the paste: its two faces, steps from one piece of evidence to the next, and a way to start over.

use yew::prelude::*;

use crate::marks::{self, EvidenceId};
use crate::state::{Action, Pane, Side, State};

/// The title and the buttons.
pub(crate) fn paste_tools(state: &State, tell: &Callback<Action>) -> Html {
    html! {
        <div class="tools">
            <h2 id="paste-title">{ "Your paste" }</h2>
            if state.is_reading() && state.progress.total == 0 {
                <p class="reading">{ "Reading …" }</p>
            }
            if state.answer().is_some() {
                { faces(state, tell) }
                { steps(state, tell) }
            }
            if state.answer().is_some() || state.inputs.iter().any(|input| !input.is_blank()) {
                <button type="button" class="quiet clear" onclick={tell.reform(|_: MouseEvent| Action::Cleared)}>
                    { "Start over" }
                </button>
            }
        </div>
    }
}

fn faces(state: &State, tell: &Callback<Action>) -> Html {
    if state.is_large() {
        let whole = state.answer().is_some_and(|answer| answer.extract.whole().is_some());
        return html! { if !whole { <span class="size">{ "shown around the evidence" }</span> } };
    }
    let face = |pane, word| {
        let pressed = (state.pane == pane).to_string();
        let onclick = tell.reform(move |_: MouseEvent| Action::Turned(pane));
        html! { <button type="button" aria-pressed={pressed} {onclick}>{ word }</button> }
    };
    html! {
        <div class="faces" role="group" aria-label="Show the paste">
            { face(Pane::Read, "Marked") }
            { face(Pane::Edit, "Edit") }
        </div>
    }
}

fn steps(state: &State, tell: &Callback<Action>) -> Html {
    let order = state.answer().map(|answer| in_order(&marks::of(&answer.diagnosis))).unwrap_or_default();
    if order.is_empty() {
        return html! {};
    }
    let at = state.pointed.and_then(|pointed| order.iter().position(|id| *id == pointed.id));
    let (before, after) = around(at, order.len());
    let step = |to: usize, name: &'static str, sign: &'static str| {
        let onclick = order
            .get(to)
            .copied()
            .map(|id| tell.reform(move |_: MouseEvent| Action::Pointed(id, Side::Paste)));
        html! { <button type="button" class="quiet" aria-label={name} {onclick}>{ sign }</button> }
    };
    html! {
        <div class="walk" role="group" aria-label="Evidence">
            { step(before, "Previous evidence", "‹") }
            <span class="place">{ place(at, order.len()) }</span>
            { step(after, "Next evidence", "›") }
        </div>
    }
}

/// The evidence of the likeliest cause, in the order in which the paste has it.
fn in_order(marks: &[marks::Mark]) -> Vec<EvidenceId> {
    let mut first: Vec<&marks::Mark> = marks.iter().filter(|mark| mark.id.cause == 0).collect();
    first.sort_by_key(|mark| (mark.start, mark.end));
    first.iter().map(|mark| mark.id).collect()
}

fn around(at: Option<usize>, count: usize) -> (usize, usize) {
    match at {
        Some(at) => ((at + count - 1) % count, (at + 1) % count),
        None => (count - 1, 0),
    }
}

fn place(at: Option<usize>, count: usize) -> String {
    match at {
        Some(at) => format!("{} of {count}", at + 1),
        None => format!("{count} marked"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn steps_follow_the_paste_and_go_round() {
        let order = in_order(&marks::of(&sample::missing_variable()));
        let ids: Vec<String> = order.iter().map(ToString::to_string).collect();
        assert_eq!(ids, ["0-1", "0-0"], "the reason stands above the log");
        assert_eq!((around(None, 2), around(Some(0), 2), around(Some(1), 2)), ((1, 0), (1, 1), (0, 0)));
    }
}
