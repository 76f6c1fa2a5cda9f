//! Keys that are meant for the page as a whole.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};
use yew::Callback;

use super::document;

/// Hears the Escape key wherever the focus is; for as long as the listener is kept.
pub(crate) fn on_escape(heard: Callback<()>) -> Option<EventListener> {
    let listener = EventListener::new(&document()?.into(), "keydown", move |event| {
        if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
            heard.emit(());
        }
    });
    Some(listener)
}

/// Hears a key with a letter, where nobody types; for as long as the listener is kept.
pub(crate) fn on_letter(heard: Callback<String>) -> Option<EventListener> {
    let listener = EventListener::new(&document()?.into(), "keydown", move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        let is_for_others = goes_into_a_field(event) || key.ctrl_key() || key.alt_key() || key.meta_key();
        if !is_for_others {
            heard.emit(key.key());
        }
    });
    Some(listener)
}

fn goes_into_a_field(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| matches!(element.tag_name().as_str(), "TEXTAREA" | "INPUT"))
}
