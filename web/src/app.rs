//! The page as a whole: its state, the reader behind it, and where everything stands.

use yew::prelude::*;

use crate::browser::{dom, given, keys, link, route};
use crate::engine::use_engine;
use crate::state::{Action, Drawn, Pointed, Shown, Side, State, Step};
use crate::view::answer::Answer;
use crate::view::blanks::Blanks;
use crate::view::catalogue::Catalogue;
use crate::view::examples::examples;
use crate::view::frame::{Footer, header};
use crate::view::guide::Guide;
use crate::view::history::History;
use crate::view::open_files::DropZone;
use crate::view::paste::Paste;
use crate::view::rules::OwnRules;
use crate::view::status::{status, trouble};
use crate::view::verdict::VERDICT;
use crate::words;

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
    let tell = use_callback(state.dispatcher(), |action: Action, state| {
        // The button that did it goes; whoever uses the keyboard stays where it was.
        if matches!(action, Action::Removed(_) | Action::Cancelled | Action::KeptOnlyTheAddition) {
            dom::focus_on("paste");
        }
        state.dispatch(action);
    });
    let engine = use_engine(state.dispatcher());

    {
        let engine = engine.clone();
        let (inputs, rules) = (state.inputs.clone(), state.rules.clone());
        use_effect_with((state.asked, state.is_reading()), move |(ticket, reading)| {
            if *reading {
                engine.ask(*ticket, inputs, rules);
            } else {
                engine.stop();
            }
        });
    }
    {
        let ticket = state.asked;
        use_effect_with((state.wants_to_share, ticket), move |(wanted, ticket)| {
            if let Some(also) = wanted {
                engine.share(*ticket, *also);
            }
        });
    }
    {
        let pointed = state.pointed;
        use_effect_with(state.led, move |_| match pointed {
            Some(Pointed { id, side: Side::Paste }) => dom::show_mark(&id.to_string()),
            Some(Pointed { id, side: Side::Answer }) => dom::show_evidence(&id.to_string()),
            None => {}
        });
    }
    use_effect_with((state.folded, state.pane, state.drawn), |(folded, _, drawn)| {
        // What had the focus may be folded away.
        if *folded && *drawn > Drawn::Verdict {
            dom::rescue_focus(VERDICT);
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
    use_effect_with((tell.clone(), state.letter_keys), |(tell, letter_keys)| {
        let step = tell.clone();
        let heard = Callback::from(move |key: String| match key.as_str() {
            "n" => step.emit(Action::Stepped(Step::Next)),
            "p" => step.emit(Action::Stepped(Step::Previous)),
            _ => {}
        });
        let listener = if *letter_keys { keys::on_letter(heard) } else { None };
        move || drop(listener)
    });
    use_effect_with(tell.clone(), |tell| {
        let opened = tell.reform(Action::LinkOpened);
        link::open(opened.clone());
        let listener = link::on_change(opened);
        move || drop(listener)
    });

    let in_catalogue = use_state_eq(route::is_catalogue);
    {
        let in_catalogue = in_catalogue.setter();
        use_effect_with((), move |()| {
            let listener = route::on_change(Callback::from(move |is| in_catalogue.set(is)));
            move || drop(listener)
        });
    }

    {
        let tell = tell.clone();
        use_effect_with((state.drawn, state.asked), move |(drawn, _)| {
            if *drawn < Drawn::All {
                dom::when_drawn(move || tell.emit(Action::Drawn));
            }
        });
    }

    let blanks = Blanks { values: state.filled.clone(), tell: tell.clone() };
    let answer = state.answer().cloned();
    let newest = if let Shown::Answered(answer) = &state.shown { Some(answer.clone()) } else { None };
    let asked = answer.is_some();
    let layout = if asked { "answered" } else { "empty" };
    html! {
        <ContextProvider<Blanks> context={blanks}>
            { header() }
            { status(&state) }
            if *in_catalogue {
                <Catalogue />
            }
            // The paste and its answer stay as they are behind it.
            <main class={classes!("page", layout)} hidden={*in_catalogue}>
                { trouble(&state, &tell) }
                <div class="desk">
                    <Paste state={(*state).clone()} tell={tell.clone()} />
                    if let Some(answer) = answer {
                        <Answer {answer} whole={state.drawn == Drawn::All} shared={state.shared.clone()} reading={state.is_reading()} pointed={state.pointed} hides={state.hides_secrets} tell={tell.clone()} />
                    } else {
                        <Guide />
                    }
                </div>
                { examples(if asked { words::examples::OTHERS } else { words::examples::TRY }, &tell) }
                <OwnRules book={state.rules.clone()} tell={tell.clone()} />
                <History answer={newest} made={state.shared.clone().map(|(_, made)| made)} tell={tell.clone()} />
            </main>
            <Footer letter_keys={state.letter_keys} tell={tell.clone()} />
            <DropZone tell={tell} />
        </ContextProvider<Blanks>>
    }
}
