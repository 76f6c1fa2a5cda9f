//! What a user gives with the mouse or the keyboard: a paste, something dropped, files chosen in a dialog.

use std::time::Duration;

use gloo::events::{EventListener, EventListenerOptions};
use js_sys::{Array, Function, JsString, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, ClipboardEvent, DataTransfer, DragEvent, Element, Event, File, FileList, HtmlInputElement,
    HtmlTextAreaElement,
};
use yew::Callback;
use yew::platform::time::sleep;

use super::{document, files, window};
use crate::extract::{LARGE, is_large};
use crate::input::Body;

/// So much of a large text is encoded at once, in UTF-16 code units.
const PIECE: u32 = 1 << 20;

/// Hears every paste that is more than a text for a field; for as long as the listener is kept.
pub(crate) fn on_paste(heard: Callback<Vec<Body>>) -> Option<EventListener> {
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&document()?.into(), "paste", options, move |event| {
        let data = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
        if is_for_a_field(event) {
            return;
        }
        let Some(given) = data.and_then(|data| of_clipboard(&data)) else { return };
        match given {
            Clipped::Text(_) if goes_into_text(event) => return,
            Clipped::Text(text) => heard.emit(vec![Body::Text(text.into())]),
            Clipped::LargeText(text) => kept(text, heard.clone()),
            Clipped::Files(files) => heard.emit(files.into_iter().map(alone).collect()),
        }
        event.prevent_default();
    });
    Some(listener)
}

/// What happens to files that are dragged over the page.
#[derive(Clone, Debug)]
pub(crate) enum Drag {
    /// They are over it, or not any more.
    Over(bool),
    /// They were dropped.
    Dropped(Vec<Body>),
}

/// Hears files that are dragged over the page; for as long as the listeners are kept.
pub(crate) fn on_drag(heard: Callback<Drag>) -> Option<[EventListener; 3]> {
    let target = document()?.into();
    let listen = |name: &'static str, heard: Callback<Drag>, act: fn(&DragEvent, &Callback<Drag>)| {
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&target, name, options, move |event| {
            if let Some(event) = event.dyn_ref::<DragEvent>().filter(|event| carries_files(event)) {
                act(event, &heard);
            }
        })
    };
    let over = listen("dragover", heard.clone(), |event, heard| {
        event.prevent_default();
        heard.emit(Drag::Over(true));
    });
    let leave = listen("dragleave", heard.clone(), |event, heard| {
        // It also leaves one element for another.
        if event.related_target().is_none() {
            heard.emit(Drag::Over(false));
        }
    });
    let drop = listen("drop", heard, |event, heard| {
        heard.emit(Drag::Over(false));
        if has_a_taker(event) {
            return;
        }
        event.prevent_default();
        if let Some(data) = event.data_transfer() {
            dropped(&data, heard.clone());
        }
    });
    Some([over, leave, drop])
}

/// What was chosen in a dialog: each file by itself, or a folder as a whole. The dialog can then be used again.
pub(crate) fn chosen(event: &Event) -> Vec<Body> {
    let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
        return Vec::new();
    };
    let chosen = input.files().map(|list| each(&list)).unwrap_or_default();
    let given = if input.has_attribute("webkitdirectory") {
        let named: Vec<(String, File)> = chosen.into_iter().map(|file| (path(&file), file)).collect();
        let folder = named.first().and_then(|(path, _)| path.split('/').next()).map(str::to_owned);
        folder.map(|folder| Body::Files(files::keep(&folder, named))).into_iter().collect()
    } else {
        chosen.into_iter().map(alone).collect()
    };
    input.set_value("");
    given
}

/// What is on the clipboard.
enum Clipped {
    Text(String),
    /// As the browser has it: this thread does not copy it.
    LargeText(JsString),
    Files(Vec<File>),
}

fn of_clipboard(data: &DataTransfer) -> Option<Clipped> {
    let text = Reflect::get(data, &"getData".into()).ok()?.dyn_into::<Function>().ok()?;
    let text: JsString = text.call1(data, &"text/plain".into()).ok()?.dyn_into().ok()?;
    if text.length() == 0 {
        let files = each(&data.files()?);
        return (!files.is_empty()).then_some(Clipped::Files(files));
    }
    if text.length() as usize <= LARGE {
        let copy = String::from(&text);
        if !is_large(&copy) {
            return Some(Clipped::Text(copy));
        }
    }
    Some(Clipped::LargeText(text))
}

/// Gives a large text as a file.
fn kept(text: JsString, heard: Callback<Vec<Body>>) {
    yew::platform::spawn_local(async move {
        if let Some(file) = file_of(&text).await {
            heard.emit(vec![Body::Files(files::keep("Pasted text", vec![(String::new(), file)]))]);
        }
    });
}

/// Makes a file of a text, piece by piece: the browser encodes each on this thread.
async fn file_of(text: &JsString) -> Option<File> {
    let pieces = Array::new();
    let mut start = 0;
    while start < text.length() {
        if start > 0 {
            sleep(Duration::ZERO).await;
        }
        let end = piece_end(text, start);
        let piece = Blob::new_with_str_sequence(&Array::of1(&text.slice(start, end))).ok()?;
        pieces.push(&piece);
        start = end;
    }
    File::new_with_blob_sequence(&pieces, "").ok()
}

/// Where the piece of a text ends that begins here: not between the two halves of a character.
fn piece_end(text: &JsString, start: u32) -> u32 {
    let end = start.saturating_add(PIECE);
    let last = text.char_code_at(end - 1);
    // Not a number behind the text's end.
    if (f64::from(0xd800)..f64::from(0xdc00)).contains(&last) { end - 1 } else { end.min(text.length()) }
}

fn dropped(data: &DataTransfer, heard: Callback<Drag>) {
    let groups = window()
        .and_then(|window| Reflect::get(&window, &"droppedFiles".into()).ok()?.dyn_into::<Function>().ok())
        .and_then(|take| take.call1(&JsValue::NULL, &data.items()).ok()?.dyn_into::<Promise>().ok());
    let Some(groups) = groups else { return };
    yew::platform::spawn_local(async move {
        let Ok(groups) = JsFuture::from(groups).await else { return };
        let groups: Array = groups.unchecked_into();
        heard.emit(Drag::Dropped(groups.iter().filter_map(group).collect()));
    });
}

/// A name and the files under it, as the page's script gives them.
fn group(group: JsValue) -> Option<Body> {
    let group: Array = group.dyn_into().ok()?;
    let pair = |pair: JsValue| {
        let pair: Array = pair.dyn_into().ok()?;
        Some((pair.get(0).as_string()?, pair.get(1).dyn_into().ok()?))
    };
    let found: Array = group.get(1).dyn_into().ok()?;
    Some(Body::Files(files::keep(&group.get(0).as_string()?, found.iter().filter_map(pair).collect())))
}

fn alone(file: File) -> Body {
    Body::Files(files::keep(&file.name(), vec![(file.name(), file)]))
}

fn each(list: &FileList) -> Vec<File> {
    (0..list.length()).filter_map(|at| list.get(at)).collect()
}

/// The path of a file within the folder that was chosen.
fn path(file: &File) -> String {
    let path = Reflect::get(file, &"webkitRelativePath".into()).ok().and_then(|path| path.as_string());
    path.filter(|path| !path.is_empty()).unwrap_or_else(|| file.name())
}

/// Whether the part of the page that they are dropped on takes files for itself.
fn has_a_taker(event: &DragEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| element.closest("[data-takes-files]").is_ok_and(|taker| taker.is_some()))
}

fn carries_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0))
}

/// Whether an event is that of a field for a few words.
fn is_for_a_field(event: &Event) -> bool {
    event.target().is_some_and(|target| target.has_type::<HtmlInputElement>())
}

/// Whether a paste is for a text that takes it by itself: one for rules, or what stands in the box for pastes. An empty
/// box would take its time to lay the text out while the answer waits, and one that has just turned over may still have
/// the focus.
fn goes_into_text(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
    target.is_some_and(|area| {
        let is_box = area.class_list().contains("box");
        !is_box || !area.hidden() && !area.value().is_empty()
    })
}
