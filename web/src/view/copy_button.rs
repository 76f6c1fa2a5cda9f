//! The button that copies, and says so.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::browser::clipboard;

/// How long it says so, in milliseconds.
const LONG_ENOUGH: u32 = 2_000;

#[derive(PartialEq, Properties)]
pub(crate) struct CopyButtonProps {
    /// What it copies.
    pub(crate) text: AttrValue,
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
        None => ("Copy", ""),
        Some(true) => ("Copied", "Copied."),
        Some(false) => ("Not copied", "The browser did not allow it. Select the text and copy it by hand."),
    };
    html! {
        <>
            <button type="button" class="copy" {onclick} aria-label={format!("{word}: {}", props.text)}>
                { word }
            </button>
            <span class="visually-hidden" role="status">{ said }</span>
        </>
    }
}
