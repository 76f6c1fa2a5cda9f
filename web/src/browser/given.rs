//! What a user gives with the mouse or the keyboard: a paste, something dropped, files chosen in a dialog.

use gloo::events::{EventListener, EventListenerOptions};
use js_sys::{Array, Function, JsString, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, Element, Event, File, FileList, HtmlInputElement};
use yew::Callback;

use super::{document, files, window};
use crate::extract::{LARGE, is_large};
use crate::input::Body;

/// Hears every paste that is more than a text for a field; for as long as the listener is kept.
pub(crate) fn on_paste(heard: Callback<Vec<Body>>) -> Option<EventListener> {
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&document()?.into(), "paste", options, move |event| {
        let data = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
        let field = field(event);
        if field.as_deref() == Some("INPUT") {
            return;
        }
        let Some(given) = data.and_then(|data| of_clipboard(&data)) else { return };
        // A box takes a text by itself, unless it would take seconds to lay it out.
        if field.is_some() && matches!(given.as_slice(), [Body::Text(_)]) {
            return;
        }
        event.prevent_default();
        heard.emit(given);
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

fn of_clipboard(data: &DataTransfer) -> Option<Vec<Body>> {
    let text = Reflect::get(data, &"getData".into()).ok()?.dyn_into::<Function>().ok()?;
    let text: JsString = text.call1(data, &"text/plain".into()).ok()?.dyn_into().ok()?;
    if text.length() > 0 {
        return Some(vec![of_text(&text)?]);
    }
    let files = each(&data.files()?);
    (!files.is_empty()).then(|| files.into_iter().map(alone).collect())
}

/// A pasted text. A large one becomes a file, so that this thread need not copy it.
fn of_text(text: &JsString) -> Option<Body> {
    if text.length() as usize <= LARGE {
        let text = String::from(text);
        if !is_large(&text) {
            return Some(Body::Text(text.into()));
        }
    }
    let file = File::new_with_str_sequence(&Array::of1(text), "").ok()?;
    Some(Body::Files(files::keep("Pasted text", vec![(String::new(), file)])))
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

/// The kind of field that an event goes into.
fn field(event: &Event) -> Option<String> {
    let element = event.target()?.dyn_into::<Element>().ok()?;
    Some(element.tag_name()).filter(|name| matches!(name.as_str(), "TEXTAREA" | "INPUT"))
}
