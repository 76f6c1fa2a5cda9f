//! Which view the address asks for, by what stands behind its `#`.

use gloo::events::EventListener;
use yew::Callback;

use super::window;

/// The address of the catalogue.
pub(crate) const CATALOGUE: &str = "#/catalogue";
/// The address of the page without it.
pub(crate) const HOME: &str = "#/";

/// Whether the address asks for the catalogue.
pub(crate) fn is_catalogue() -> bool {
    window().and_then(|window| window.location().hash().ok()).is_some_and(|hash| hash == CATALOGUE)
}

/// Hears when that changes; for as long as the listener is kept.
pub(crate) fn on_change(heard: Callback<bool>) -> Option<EventListener> {
    Some(EventListener::new(&window()?.into(), "hashchange", move |_| heard.emit(is_catalogue())))
}
