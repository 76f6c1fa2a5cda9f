//! The file that the page is, where it was fetched from a server.

use js_sys::{Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use yew::Callback;

use super::{dom, window};

/// What it is called beside the page.
pub(crate) const FILE: &str = "unloop.html";
/// The file with its SHA-256.
pub(crate) const HASH_FILE: &str = "unloop.html.sha256";

/// Whether the page is the single file, and came from a server.
pub(crate) fn is_served() -> bool {
    let protocol = window().and_then(|window| window.location().protocol().ok());
    protocol.is_some_and(|protocol| protocol.starts_with("http")) && has_policy()
}

/// Whether the page itself carries the policy that forbids every connection: the single file does.
pub(crate) fn has_policy() -> bool {
    dom::by_id("wasm").is_some()
}

/// The SHA-256 of the page, once its service worker, whose version that is, is there.
pub(crate) fn hash(known: Callback<String>) {
    let version = window().and_then(|window| Reflect::get(&window, &"version".into()).ok());
    let Some(version) = version.and_then(|version| version.dyn_into::<Promise>().ok()) else { return };
    yew::platform::spawn_local(async move {
        if let Some(hash) = JsFuture::from(version).await.ok().and_then(|hash| hash.as_string()) {
            known.emit(hash);
        }
    });
}
