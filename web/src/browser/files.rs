//! The browser's handles on files. The page passes them on to the reader's thread, and never opens them itself.

use std::cell::RefCell;
use std::collections::BTreeMap;

use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::File;

use crate::input::Files;

thread_local! {
    /// The files that were given, with their paths, each group under the key that the page's state knows it by.
    static KEPT: RefCell<BTreeMap<u32, Vec<(String, File)>>> = const { RefCell::new(BTreeMap::new()) };
}

/// Keeps the handles on a file, or on all files of a folder.
pub(crate) fn keep(name: &str, mut files: Vec<(String, File)>) -> Files {
    // A folder lists its files in no order; the paste has one.
    files.sort_by(|a, b| a.0.cmp(&b.0));
    let (count, bytes) = (files.len(), files.iter().map(|(_, file)| file.size() as u64).sum());
    let key = KEPT.with_borrow_mut(|kept| {
        let key = kept.last_key_value().map_or(0, |(last, _)| last.wrapping_add(1));
        kept.insert(key, files);
        key
    });
    Files { key, name: name.into(), count, bytes }
}

/// The files under a key, as a message to the thread.
pub(crate) fn handles(key: u32) -> Array {
    KEPT.with_borrow(|kept| {
        let files = kept.get(&key).into_iter().flatten();
        files.map(|(path, file)| Array::of2(&JsValue::from(&**path), file)).collect()
    })
}
