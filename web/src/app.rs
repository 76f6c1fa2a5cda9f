//! The page as a whole: its state, the reader behind it, and where everything stands.

use yew::prelude::*;

use crate::browser::{dom, given, keys};
use crate::engine::use_engine;
use crate::state::{Action, Side, State};
use crate::view::answer::Answer;
use crate::view::examples::examples;
use crate::view::first_steps::first_steps;
use crate::view::frame::{footer, header};
use crate::view::open_files::DropZone;
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

    {
        let inputs = state.inputs.clone();
        use_effect_with((state.asked, state.is_reading()), move |(ticket, reading)| {
            if *reading {
                engine.ask(*ticket, inputs);
            } else {
                engine.stop();
            }
        });
    }
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
        let listeners = (keys::on_escape(escaped), given::on_paste(tell.reform(Action::Added)));
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
                    <Paste state={(*state).clone()} tell={tell.clone()} />
                    if let Some(answer) = answer {
                        <Answer {answer} reading={state.is_reading()} pointed={state.pointed} tell={tell.clone()} />
                    } else {
                        { first_steps() }
                    }
                </div>
                { examples(if asked { "Other examples" } else { "Or try an example" }, &tell) }
            </main>
            { footer() }
            <DropZone tell={tell} />
        </>
    }
}
