//! Takes the text out of rule files that were chosen or dropped. They are small, so this thread reads them.

use std::rc::Rc;

use unloop::Rules;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, Event, File, FileList, HtmlInputElement};
use yew::Callback;

/// Names and texts of files.
pub(crate) type Texts = Vec<(Rc<str>, Rc<str>)>;

/// What was chosen in a dialog, which can then be used again.
pub(crate) fn chosen(event: &Event, done: Callback<Texts>) {
    let dialog = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    if let Some(dialog) = dialog {
        read(dialog.files(), done);
        dialog.set_value("");
    }
}

/// What was dropped.
pub(crate) fn dropped(event: &DragEvent, done: Callback<Texts>) {
    event.prevent_default();
    read(event.data_transfer().and_then(|data| data.files()), done);
}

fn read(list: Option<FileList>, done: Callback<Texts>) {
    let Some(list) = list else { return };
    let files: Vec<File> = (0..list.length()).filter_map(|at| list.get(at)).collect();
    yew::platform::spawn_local(async move {
        let mut texts = Texts::new();
        for file in files {
            // One byte more than is allowed is enough to be refused.
            let most = Rules::LARGEST as i32 + 1;
            let Ok(begin) = file.slice_with_i32_and_i32(0, most) else { continue };
            let text = JsFuture::from(begin.text()).await.ok().and_then(|text| text.as_string());
            texts.push((file.name().into(), text.unwrap_or_default().into()));
        }
        if !texts.is_empty() {
            done.emit(texts);
        }
    });
}
