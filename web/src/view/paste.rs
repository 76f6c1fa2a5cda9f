//! The paste: open for typing, or shown with its marks; and what was recognised in it.

use std::rc::Rc;

use yew::prelude::*;

use super::marked_text::MarkedText;
use super::paste_box::PasteBox;
use super::paste_tools::paste_tools;
use super::what_was_read::parts;
use crate::state::{Action, Answer, Pane, Pointed};

#[derive(PartialEq, Properties)]
pub(crate) struct PasteProps {
    pub(crate) text: Rc<str>,
    /// How often the page itself set the text.
    pub(crate) loads: u32,
    /// Whether the text is too large for the box.
    pub(crate) large: bool,
    pub(crate) pane: Pane,
    pub(crate) pointed: Option<Pointed>,
    pub(crate) reading: bool,
    /// Whether the newest paste was added to what stood there.
    pub(crate) added: bool,
    pub(crate) answer: Option<Answer>,
    pub(crate) tell: Callback<Action>,
}

#[component]
pub(crate) fn Paste(props: &PasteProps) -> Html {
    let reads = props.pane == Pane::Read || props.large;
    html! {
        <section class="paste" id="paste" aria-labelledby="paste-title">
            { paste_tools(props) }
            <PasteBox
                text={props.text.clone()}
                loads={props.loads}
                hidden={reads}
                large={props.large}
                tell={props.tell.clone()}
            />
            if reads {
                if let Some(answer) = &props.answer {
                    <MarkedText answer={answer.clone()} pointed={props.pointed} tell={props.tell.clone()} />
                }
            }
            if props.added {
                <p class="added">
                    { "Added to what was there. " }
                    <button type="button" class="quiet" onclick={props.tell.reform(|_: MouseEvent| Action::KeptOnlyTheAddition)}>
                        { "Keep only the new text" }
                    </button>
                </p>
            }
            if let Some(answer) = &props.answer {
                { parts(&answer.diagnosis.artifacts) }
            }
        </section>
    }
}
