//! The box to paste into. It keeps its own text; the page is told when the user pasted or paused.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::browser::dom;
use crate::state::Action;
use crate::words::paste as words;

/// How long a pause is, in milliseconds.
const PAUSE: u32 = 150;

#[derive(PartialEq, Properties)]
pub(crate) struct PasteBoxProps {
    pub(crate) text: Rc<str>,
    /// How often the page itself set the text: the box takes it over when this changes.
    pub(crate) loads: u32,
    pub(crate) hidden: bool,
    /// The text is too large for the box, which stays empty.
    pub(crate) large: bool,
    pub(crate) tell: Callback<Action>,
}

#[component]
pub(crate) fn PasteBox(props: &PasteBoxProps) -> Html {
    let the_box = use_node_ref();
    let pause = use_mut_ref(|| None::<Timeout>);

    {
        let (the_box, pause) = (the_box.clone(), pause.clone());
        let text = if props.large { Rc::from("") } else { props.text.clone() };
        use_effect_with(props.loads, move |loads| {
            pause.take();
            if *loads > 0 {
                dom::fill(&the_box, &text);
            }
            if text.is_empty() {
                // Started over: the button that did it is gone.
                dom::focus(&the_box);
            }
        });
    }
    {
        let the_box = the_box.clone();
        use_effect_with(props.hidden, move |hidden| {
            if !hidden {
                dom::focus(&the_box);
            }
        });
    }

    let oninput = {
        let (the_box, pause, tell) = (the_box.clone(), pause, props.tell.clone());
        Callback::from(move |event: InputEvent| {
            let pasted = matches!(event.input_type().as_str(), "insertFromPaste" | "insertFromDrop");
            let (the_box, tell) = (the_box.clone(), tell.clone());
            let tell_now = move || {
                let text = Rc::from(dom::text_in(&the_box).unwrap_or_default());
                tell.emit(if pasted { Action::Pasted(text) } else { Action::Typed(text) });
            };
            if pasted {
                pause.take();
                tell_now();
            } else {
                *pause.borrow_mut() = Some(Timeout::new(PAUSE, tell_now));
            }
        })
    };
    html! {
        <textarea
            ref={the_box}
            class={classes!("box", props.hidden.then_some("hidden"))}
            hidden={props.hidden}
            aria-labelledby="paste-title"
            placeholder={words::PLACEHOLDER}
            spellcheck="false"
            autocomplete="off"
            autocapitalize="off"
            {oninput}
        />
    }
}
