//! The button that copies, and says so.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::browser::clipboard;
use crate::words::code as words;

/// How long it says so, in milliseconds.
const LONG_ENOUGH: u32 = 2_000;

#[derive(PartialEq, Properties)]
pub(crate) struct CopyButtonProps {
    /// What it copies.
    pub(crate) text: AttrValue,
    /// What it says when there is more than one thing to copy; then its text is not read out.
    #[prop_or_default]
    pub(crate) word: Option<AttrValue>,
}

#[component]
pub(crate) fn CopyButton(props: &CopyButtonProps) -> Html {
    let copied = use_state_eq(|| None::<bool>);
    let again = use_mut_ref(|| None::<Timeout>);
    let onclick = {
        let (text, copied) = (props.text.clone(), copied.clone());
        Callback::from(move |_: MouseEvent| {
            let (copied, again) = (copied.clone(), again.clone());
            let done = Callback::from(move |worked| {
                copied.set(Some(worked));
                let copied = copied.clone();
                *again.borrow_mut() = Some(Timeout::new(LONG_ENOUGH, move || copied.set(None)));
            });
            clipboard::copy(text.to_string(), done);
        })
    };
    let (word, said) = match *copied {
        None => (props.word.as_deref().unwrap_or(words::COPY), ""),
        Some(true) => (words::COPIED, words::SAY_COPIED),
        Some(false) => (words::NOT_COPIED, words::SAY_NOT_COPIED),
    };
    let name = if props.word.is_none() { Some(format!("{word}: {}", props.text)) } else { None };
    html! {
        <>
            <button type="button" class="copy" {onclick} aria-label={name}>
                { word.to_owned() }
            </button>
            <span class="visually-hidden" role="status">{ said }</span>
        </>
    }
}
