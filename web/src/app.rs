//! The page as a whole: its state, the reader behind it, and where everything stands.

use std::rc::Rc;

use yew::prelude::*;

use crate::browser::{dom, keys};
use crate::engine::use_engine;
use crate::state::{Action, Side, State};
use crate::view::answer::Answer;
use crate::view::examples::examples;
use crate::view::first_steps::first_steps;
use crate::view::frame::{footer, header};
use crate::view::paste::Paste;
use crate::view::status::{status, trouble};

/// Puts the page where the document has left room for it.
pub(crate) fn mount() {
    if let Some(room) = dom::by_id("app") {
        yew::Renderer::<App>::with_root(room).render();
        dom::page_is_up();
    }
}

/// The whole page.
#[component]
pub(crate) fn App() -> Html {
    let state = use_reducer(State::default);
    let tell = use_callback(state.dispatcher(), |action: Action, state| state.dispatch(action));
    let engine = use_engine(state.dispatcher());

    use_effect_with((state.asked, state.text.clone()), move |(ticket, text)| {
        if !text.trim().is_empty() {
            engine.ask(*ticket, text.clone());
        }
    });
    use_effect_with(state.pointed, |pointed| {
        if let Some(pointed) = pointed {
            match pointed.side {
                Side::Paste => dom::show_mark(&pointed.id.to_string()),
                Side::Answer => dom::show_evidence(&pointed.id.to_string()),
            }
        }
    });
    use_effect_with(state.loads, |loads| {
        if *loads > 0 {
            dom::to_the_top();
        }
    });
    use_effect_with(tell.clone(), |tell| {
        let escaped = tell.reform(|()| Action::WentBack);
        let added = tell.reform(|text: String| Action::Added(Rc::from(text)));
        let listeners = (keys::on_escape(escaped), keys::on_paste_outside_the_box(added));
        move || drop(listeners)
    });

    let answer = state.answer().cloned();
    let asked = answer.is_some();
    let layout = if asked { "answered" } else { "empty" };
    html! {
        <>
            { header() }
            { status(&state) }
            <main class={classes!("page", layout)}>
                { trouble(&state, &tell) }
                <div class="desk">
                    <Paste
                        text={state.text.clone()}
                        loads={state.loads}
                        large={state.is_large()}
                        pane={state.pane}
                        pointed={state.pointed}
                        reading={state.is_reading()}
                        added={state.added_at.is_some()}
                        answer={answer.clone()}
                        tell={tell.clone()}
                    />
                    if let Some(answer) = answer {
                        <Answer {answer} reading={state.is_reading()} pointed={state.pointed} tell={tell.clone()} />
                    } else {
                        { first_steps() }
                    }
                </div>
                { examples(if asked { "Other examples" } else { "Or try an example" }, &tell) }
            </main>
            { footer() }
        </>
    }
}
