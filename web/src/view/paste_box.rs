//! The box to paste into. It keeps its own text; the page is told when the user pasted or paused.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::browser::dom;
use crate::state::Action;
use crate::words::paste as words;

/// How long a pause is, in milliseconds.
const PAUSE: u32 = 150;
/// How long the box waits for a text that the page gives it, in milliseconds: to lay it out takes the browser longer than
/// the reader needs for its answer, which then shows the text with its marks.
const SOON: u32 = 100;

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
    // The text that it is to hold soon.
    let due = use_mut_ref(|| None::<(Rc<str>, Timeout)>);
    let fill = {
        let (the_box, due) = (the_box.clone(), due.clone());
        Callback::from(move |()| {
            if let Some((text, _)) = due.take() {
                dom::fill(&the_box, &text);
            }
        })
    };

    {
        let (the_box, pause, due, fill) = (the_box.clone(), pause.clone(), due, fill.clone());
        let text = if props.large { Rc::from("") } else { props.text.clone() };
        use_effect_with(props.loads, move |loads| {
            pause.take();
            due.take();
            if text.is_empty() {
                if *loads > 0 {
                    dom::fill(&the_box, "");
                }
                // Started over: the button that did it is gone.
                dom::focus(&the_box);
            } else {
                *due.borrow_mut() = Some((text, Timeout::new(SOON, move || fill.emit(()))));
            }
        });
    }
    {
        let (the_box, fill) = (the_box.clone(), fill.clone());
        use_effect_with(props.hidden, move |hidden| {
            if !hidden {
                fill.emit(());
                dom::focus(&the_box);
            }
        });
    }
    // Whatever is typed stands behind it.
    let onkeydown = fill.reform(|_: KeyboardEvent| ());

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
            {onkeydown}
            {oninput}
        />
    }
}
