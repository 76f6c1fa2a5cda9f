//! The history that the user can switch on: what was pasted before, and the button that wipes it.

use std::rc::Rc;

use unloop::report::share::Shareable;
use yew::prelude::*;

use crate::browser::storage;
use crate::history::{self, Entry, Place};
use crate::state::{Action, Answer, Shared};
use crate::words::history as words;

/// The name under which the browser keeps it.
const NAME: &str = "unloop-history";

#[derive(PartialEq, Properties)]
pub(crate) struct HistoryProps {
    /// The answer to the newest question.
    pub(crate) answer: Option<Answer>,
    /// What the reader made of its paste, for sharing or keeping.
    #[prop_or_default]
    pub(crate) made: Option<Option<Shared<Shareable>>>,
    pub(crate) tell: Callback<Action>,
}

#[component]
pub(crate) fn History(props: &HistoryProps) -> Html {
    // None: it is switched off, and nothing is kept.
    let kept = use_state_eq(|| None::<Rc<Vec<Entry>>>);
    let refused = use_state_eq(|| None::<&'static str>);
    {
        let kept = kept.clone();
        use_effect_with((), move |()| {
            kept.set(storage::load(NAME).map(|stored| Rc::new(history::read(&stored))));
        });
    }
    let is_on = kept.is_some();
    {
        let (kept, refused, tell) = (kept.clone(), refused.clone(), props.tell.clone());
        use_effect_with((props.answer.clone(), props.made.clone(), is_on), move |(answer, made, _)| {
            let (Some(answer), Some(known)) = (answer, &*kept) else { return refused.set(None) };
            let entry = match (history::place(answer), made) {
                (Place::Here(entry), _) => entry,
                (Place::AtTheReader, Some(Some(made))) => history::entry(made),
                (Place::AtTheReader, Some(None)) => return refused.set(Some(words::GONE)),
                (Place::AtTheReader, None) => return tell.emit(Action::WantsToKeep),
                (Place::TooLong, _) => return refused.set(Some(words::TOO_LONG)),
                (Place::Nowhere, _) => return refused.set(None),
            };
            let new = history::with(known, entry);
            if storage::keep(NAME, &history::written(&new)) {
                kept.set(Some(Rc::new(new)));
                refused.set(None);
            } else {
                refused.set(Some(words::NO_ROOM));
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
                if let Some(why) = *refused {
                    <p class="refused">{ why }</p>
                }
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
