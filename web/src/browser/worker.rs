//! The background thread: the page's side, which starts one, and the thread's own side.
//!
//! The thread runs the same WebAssembly module as the page, which is compiled once and handed over. Its script is
//! made of text that the page already holds, so that it also starts from a file and needs no request.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Blob, BlobPropertyBag, DedicatedWorkerGlobalScope, ErrorEvent, Event, HtmlLinkElement, MessageEvent, Url,
};
use yew::Callback;
use yew::platform::spawn_local;
use yew::platform::time::sleep;

use unloop::report::share::Addresses;

use super::message::{Heard, Question, Request};
use super::{document, window};
use crate::input::Input;
use crate::rules::RuleBook;

/// What the thread tells the page.
#[derive(Debug)]
pub(crate) enum Said {
    /// It runs and takes questions.
    Ready,
    /// It is at work on the question with this number, or has answered it.
    Told(u32, Heard),
    /// It stopped; the browser's words why.
    Died(String),
}

/// A running thread; dropped, it ends at once.
pub(crate) struct Worker {
    raw: web_sys::Worker,
    _hears: Closure<dyn FnMut(MessageEvent)>,
    _fails: Closure<dyn FnMut(Event)>,
}

impl Worker {
    /// Starts a thread and hands it the page's module. It must not be asked before it said that it is ready.
    pub(crate) fn start(said: Callback<Said>) -> Result<Self, String> {
        let raw = spawn().map_err(|error| reason(&error))?;
        let dies = said.clone();
        let hears = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(heard) = understood(&event.data()) {
                said.emit(heard);
            }
        });
        let fails = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            event.prevent_default();
            let why = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message).unwrap_or_default();
            dies.emit(Said::Died(why));
        });
        raw.set_onmessage(Some(hears.as_ref().unchecked_ref()));
        raw.set_onerror(Some(fails.as_ref().unchecked_ref()));
        raw.post_message(&wasm_bindgen::module()).map_err(|error| reason(&error))?;
        Ok(Self { raw, _hears: hears, _fails: fails })
    }

    /// Asks for the answer to these inputs.
    pub(crate) fn post(&self, number: u32, inputs: &[Input], rules: &RuleBook) {
        // It fails only for what cannot be copied; numbers, texts and files can.
        let _ = self.raw.post_message(&Question::message(number, inputs, rules));
    }

    /// Asks for what can be shown to others of the paste of the last question.
    pub(crate) fn share(&self, number: u32, also: Addresses) {
        let _ = self.raw.post_message(&Request::share(number, also));
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.raw.set_onmessage(None);
        self.raw.set_onerror(None);
        self.raw.terminate();
    }
}

/// Whether this code runs in the background thread.
pub(crate) fn inside() -> bool {
    js_sys::global().is_instance_of::<DedicatedWorkerGlobalScope>()
}

/// How long it is idle before and between the steps in which it warms up, in milliseconds.
const REST: Duration = Duration::from_millis(10);

/// The thread's own side: answers every question, one after the other, for as long as the page lives. As long as there
/// was none, it warms up, step by step.
pub(crate) fn serve(
    mut answer: impl FnMut(&Request, &dyn Fn(Heard)) + 'static,
    mut warm_up: impl FnMut(usize) -> bool + 'static,
) {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let page = scope.clone();
    let asked = Rc::new(Cell::new(false));
    let is_asked = asked.clone();
    let hears = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Some(request) = Request::understood(&event.data()) else { return };
        asked.set(true);
        answer(&request, &|heard| {
            let _ = page.post_message(&Array::of2(&JsValue::from(request.number()), &heard.message()));
        });
    });
    scope.set_onmessage(Some(hears.as_ref().unchecked_ref()));
    hears.forget();
    let _ = scope.post_message(&JsValue::from("ready"));
    spawn_local(async move {
        for step in 1.. {
            sleep(REST).await;
            if is_asked.get() || !warm_up(step) {
                break;
            }
        }
    });
}

fn understood(data: &JsValue) -> Option<Said> {
    if data.as_string().is_some_and(|word| word == "ready") {
        return Some(Said::Ready);
    }
    let told = data.dyn_ref::<Array>()?;
    // Tickets are small whole numbers, which a JavaScript number holds exactly.
    let number = told.get(0).as_f64()? as u32;
    Some(Said::Told(number, Heard::understood(told.get(1).dyn_ref()?)?))
}

fn spawn() -> Result<web_sys::Worker, JsValue> {
    let (script, kind) = script()?;
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&JsValue::from(script)), &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let options = Object::new();
    Reflect::set(&options, &"type".into(), &kind.into())?;
    Reflect::set(&options, &"name".into(), &"unloop reader".into())?;
    // Where the page's policy asks for it, an address must be vouched for before a script is taken from it.
    let window = window().ok_or("no window")?;
    let vouched = Reflect::get(&window, &"vouched".into())?;
    let address = match vouched.dyn_ref::<Function>() {
        Some(vouched) => vouched.call1(&JsValue::NULL, &JsValue::from(&*url))?,
        None => JsValue::from(&*url),
    };
    let class: Function = Reflect::get(&window, &"Worker".into())?.dyn_into()?;
    let worker = Reflect::construct(&class, &Array::of2(&address, &options));
    // The browser took hold of the script when the worker was made.
    Url::revoke_object_url(&url)?;
    worker?.dyn_into()
}

/// The thread's script. The single file carries the glue as text; the served page knows the glue's address.
fn script() -> Result<(String, &'static str), JsValue> {
    let document = document().ok_or("no document")?;
    if let Some(glue) = document.get_element_by_id("glue").and_then(|element| element.text_content()) {
        let begin = "self.onmessage=e=>{self.onmessage=null;wasm_bindgen.initSync({module:e.data})};";
        return Ok((format!("{glue}\n{begin}"), "classic"));
    }
    let link = document.query_selector("link[rel=modulepreload]")?.ok_or("the page is incomplete")?;
    let address = JsValue::from(link.unchecked_into::<HtmlLinkElement>().href());
    let address = js_sys::JSON::stringify(&address)?;
    let begin = format!(
        "import {{initSync}} from {address};\
         self.onmessage=e=>{{self.onmessage=null;initSync({{module:e.data}})}};"
    );
    Ok((begin, "module"))
}

fn reason(error: &JsValue) -> String {
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => String::from(error.message()),
        None => error.as_string().unwrap_or_else(|| "the browser did not say why".to_owned()),
    }
}
