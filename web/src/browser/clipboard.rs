//! Putting a text on the clipboard, also where the browser offers only the old way.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlDocument, HtmlElement, HtmlTextAreaElement};
use yew::Callback;

use super::{document, window};

/// Copies a text and says whether it worked. Must be called while a click or key is handled.
pub(crate) fn copy(text: String, done: Callback<bool>) {
    yew::platform::spawn_local(async move {
        let copied = copy_the_new_way(&text).await || copy_the_old_way(&text).is_some();
        done.emit(copied);
    });
}

async fn copy_the_new_way(text: &str) -> bool {
    let Some(navigator) = window().map(|window| window.navigator()) else { return false };
    // Absent on pages that came over plain http from elsewhere.
    let offered = Reflect::get(&navigator, &JsValue::from("clipboard"));
    if !offered.is_ok_and(|clipboard| clipboard.is_object()) {
        return false;
    }
    JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}

fn copy_the_old_way(text: &str) -> Option<()> {
    let document = document()?;
    let focused = document.active_element();
    let area: HtmlTextAreaElement = document.create_element("textarea").ok()?.unchecked_into();
    area.set_value(text);
    area.set_class_name("visually-hidden");
    document.body()?.append_child(&area).ok()?;
    area.select();
    let copied = document.unchecked_ref::<HtmlDocument>().exec_command("copy").unwrap_or(false);
    area.remove();
    if let Some(focused) = focused {
        let _ = focused.unchecked_into::<HtmlElement>().focus();
    }
    copied.then_some(())
}
