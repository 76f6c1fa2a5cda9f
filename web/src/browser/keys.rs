//! Keys and pastes that are meant for the page as a whole.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, Event, KeyboardEvent};
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

/// Hears a paste that goes into no field; for as long as the listener is kept.
pub(crate) fn on_paste_outside_the_box(heard: Callback<String>) -> Option<EventListener> {
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&document()?.into(), "paste", options, move |event| {
        if goes_into_a_field(event) {
            return;
        }
        if let Some(text) = pasted(event) {
            event.prevent_default();
            heard.emit(text);
        }
    });
    Some(listener)
}

/// The text of a paste, if it has any.
pub(crate) fn pasted(event: &Event) -> Option<String> {
    let data = event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?;
    data.get_data("text/plain").ok().filter(|text| !text.is_empty())
}

fn goes_into_a_field(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| matches!(element.tag_name().as_str(), "TEXTAREA" | "INPUT"))
}
