//! What the browser keeps for this page between visits. Where it keeps nothing, nothing happens.

use web_sys::Storage;

use super::window;

/// What was kept under a name.
pub(crate) fn load(name: &str) -> Option<String> {
    storage()?.get_item(name).ok().flatten()
}

/// Keeps a text under a name. It fails where nothing may be stored, and when the room is used up: then the older text
/// stays.
pub(crate) fn keep(name: &str, text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(name, text).is_ok())
}

/// Forgets what was kept under a name.
pub(crate) fn forget(name: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(name);
    }
}

/// None where the page must not store anything, as in a sandbox.
fn storage() -> Option<Storage> {
    window()?.local_storage().ok().flatten()
}
