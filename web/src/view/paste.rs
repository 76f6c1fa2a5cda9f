//! The paste: open for typing, or shown with its marks; and what was recognised in it.

use yew::prelude::*;

use super::inputs::inputs;
use super::marked_text::MarkedText;
use super::open_files::OpenFiles;
use super::paste_box::PasteBox;
use super::paste_tools::paste_tools;
use super::progress::progress;
use crate::state::{Action, Pane, State};
use crate::words::paste as words;

#[derive(PartialEq, Properties)]
pub(crate) struct PasteProps {
    pub(crate) state: State,
    pub(crate) tell: Callback<Action>,
}

#[component]
pub(crate) fn Paste(props: &PasteProps) -> Html {
    let PasteProps { state, tell } = props;
    let large = state.is_large();
    let reads = state.pane == Pane::Read || large;
    let shown = state.answer().filter(|answer| answer.source(state.open).is_some());
    html! {
        <section class="paste" id="paste" tabindex="-1" aria-labelledby="paste-title">
            { paste_tools(state, tell) }
            { progress(state, tell) }
            <PasteBox text={state.text()} loads={state.loads} hidden={reads} {large} tell={tell.clone()} />
            if reads {
                if let Some(answer) = shown {
                    <MarkedText
                        answer={answer.clone()}
                        input={state.open}
                        pointed={state.pointed}
                        tell={tell.clone()}
                    />
                }
            }
            // Always there: what stands before it may be put in anew in the same step.
            <div class="added-room">
                if !state.added.is_empty() {
                    <p class="added">
                        { words::ADDED }{ " " }
                        <button type="button" class="quiet" onclick={tell.reform(|_: MouseEvent| Action::KeptOnlyTheAddition)}>
                            { words::KEEP_ONLY_THE_NEW }
                        </button>
                    </p>
                }
            </div>
            { inputs(state, tell) }
            <OpenFiles tell={tell.clone()} />
        </section>
    }
}
