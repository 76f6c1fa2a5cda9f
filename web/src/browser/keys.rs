//! Keys that are meant for the page as a whole.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
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
