//! The history that the user can switch on: what was pasted before, and the button that wipes it.

use std::rc::Rc;

use yew::prelude::*;

use crate::browser::storage;
use crate::history::{self, Entry};
use crate::state::{Action, Answer};
use crate::words::history as words;

/// The name under which the browser keeps it.
const NAME: &str = "unloop-history";

#[derive(PartialEq, Properties)]
pub(crate) struct HistoryProps {
    /// The answer to the newest question.
    pub(crate) answer: Option<Answer>,
    pub(crate) tell: Callback<Action>,
}

#[component]
pub(crate) fn History(props: &HistoryProps) -> Html {
    // None: it is switched off, and nothing is kept.
    let kept = use_state_eq(|| None::<Rc<Vec<Entry>>>);
    {
        let kept = kept.clone();
        use_effect_with((), move |()| {
            kept.set(storage::load(NAME).map(|stored| Rc::new(history::read(&stored))));
        });
    }
    let is_on = kept.is_some();
    {
        let kept = kept.clone();
        use_effect_with((props.answer.clone(), is_on), move |(answer, _)| {
            if let (Some(answer), Some(known)) = (answer, &*kept) {
                let new = history::with(known, answer);
                storage::keep(NAME, &history::written(&new));
                kept.set(Some(Rc::new(new)));
            }
        });
    }
    let switch = {
        let kept = kept.clone();
        Callback::from(move |_: Event| {
            storage::keep(NAME, &history::written(&[]));
            kept.set(Some(Rc::default()));
        })
    };
    let wipe = {
        let kept = kept.clone();
        Callback::from(move |_: MouseEvent| {
            storage::forget(NAME);
            kept.set(None);
        })
    };
    html! {
        <section class="history" aria-labelledby="history">
            <h2 id="history">{ words::TITLE }</h2>
            if let Some(entries) = &*kept {
                { list(entries, &props.tell) }
                <button type="button" class="wipe" onclick={wipe}>{ words::WIPE }</button>
                <span class="hint">{ words::KEPT }</span>
            } else {
                <label class="choice"><input type="checkbox" checked={false} onchange={switch} />{ words::KEEP }</label>
                <p class="hint">{ words::OFF }</p>
            }
        </section>
    }
}

fn list(entries: &[Entry], tell: &Callback<Action>) -> Html {
    html! {
        <ul>
            for (number, (summary, paste)) in entries.iter().enumerate() {
                { entry(number, summary, paste, tell) }
            }
        </ul>
    }
}

fn entry(number: usize, summary: &str, paste: &str, tell: &Callback<Action>) -> Html {
    let paste: Rc<str> = Rc::from(paste);
    let onclick = tell.reform(move |_: MouseEvent| Action::Loaded(paste.clone()));
    html! { <li key={number}><button type="button" {onclick}>{ summary.to_owned() }</button></li> }
}
