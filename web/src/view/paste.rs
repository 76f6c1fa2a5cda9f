//! The paste: open for typing, or shown with its marks; and what was recognised in it.

use yew::prelude::*;

use super::inputs::inputs;
use super::marked_text::MarkedText;
use super::open_files::OpenFiles;
use super::paste_box::PasteBox;
use super::paste_tools::{PASTE_BODY, paste_tools};
use super::progress::progress;
use super::secrets::secrets;
use crate::state::{Action, Drawn, Pane, State};
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
    // The box turns over behind the verdict: what takes the focus must be laid out, and the verdict need not wait for it.
    let turned = use_mut_ref(|| false);
    let reads = large || (state.pane == Pane::Read && (state.drawn > Drawn::Verdict || *turned.borrow()));
    *turned.borrow_mut() = reads;
    let shown = state.answer().filter(|answer| answer.source(state.open).is_some());
    html! {
        <section class={classes!("paste", state.folded.then_some("folded"))} id="paste" tabindex="-1" aria-labelledby="paste-title">
            { paste_tools(state, tell) }
            { progress(state, tell) }
            // Always there: what stands before it may be put in anew in the same step.
            <div class="secrets-room">{ secrets(state, tell) }</div>
            <div class="paste-body" id={PASTE_BODY}>
            <PasteBox text={state.text()} loads={state.loads} hidden={reads} {large} tell={tell.clone()} />
            if reads {
                if let Some(answer) = shown {
                    <MarkedText
                        answer={answer.clone()}
                        input={state.open}
                        whole={state.drawn > Drawn::Verdict}
                        pointed={state.pointed}
                        hides={state.hides_secrets}
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
            </div>
        </section>
    }
}
