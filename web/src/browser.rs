//! Everything that only a browser can do. Nothing outside this folder touches the document.

pub(crate) mod clipboard;
pub(crate) mod dom;
pub(crate) mod files;
pub(crate) mod given;
pub(crate) mod highlight;
pub(crate) mod keys;
pub(crate) mod link;
pub(crate) mod message;
pub(crate) mod own_file;
pub(crate) mod route;
pub(crate) mod rule_files;
pub(crate) mod slices;
pub(crate) mod storage;
pub(crate) mod worker;

use web_sys::{Document, Window};

fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<Document> {
    window()?.document()
}
