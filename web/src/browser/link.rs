//! The link that holds a paste behind its `#`: packing, unpacking, and the page's own address.

use gloo::events::EventListener;
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStream, ReadableStreamDefaultReader, ReadableWritablePair};
use yew::Callback;

use super::window;
use crate::link::{self, MOST, Opened, Refused};

const DAMAGED: Opened = Opened::Refused(Refused::Damaged);

/// Makes a link to this page that holds a text; none if the browser cannot pack it.
pub(crate) fn make(text: String, done: Callback<Option<String>>) {
    yew::platform::spawn_local(async move {
        done.emit(
            packed(&text).await.and_then(|packed| Some(format!("{}{}", address()?, link::fragment(&packed)))),
        );
    });
}

/// Hears when the address of the open page gets another link; for as long as the listener is kept.
pub(crate) fn on_change(found: Callback<Opened>) -> Option<EventListener> {
    Some(EventListener::new(&window()?.into(), "hashchange", move |_| open(found.clone())))
}

/// Reads the paste that the page's address holds, if it holds one, and takes it out of the address.
pub(crate) fn open(found: Callback<Opened>) {
    let Some(fragment) = window().and_then(|window| window.location().hash().ok()) else { return };
    let Some(read) = link::read(&fragment) else { return };
    forget();
    yew::platform::spawn_local(async move {
        found.emit(match read {
            Err(refused) => Opened::Refused(refused),
            Ok(packed) => unpacked(&packed).await,
        });
    });
}

/// What is behind the `#` stays in no history from here on.
fn forget() {
    if let (Some(window), Some(address)) = (window(), address())
        && let Ok(history) = window.history()
    {
        // A browser that refuses it keeps the address as it is.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

fn address() -> Option<String> {
    let address = window()?.location().href().ok()?;
    Some(address.split('#').next().unwrap_or_default().to_owned())
}

async fn packed(text: &str) -> Option<Vec<u8>> {
    let blob = Blob::new_with_str_sequence(&Array::of1(&JsValue::from(text))).ok()?;
    bytes(&through("CompressionStream", &blob)?).await.ok()
}

async fn unpacked(packed: &[u8]) -> Opened {
    let blob = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(packed))).ok();
    let Some(stream) = blob.and_then(|blob| through("DecompressionStream", &blob)) else { return DAMAGED };
    match bytes(&stream).await {
        Ok(bytes) => String::from_utf8(bytes).map_or(DAMAGED, Opened::Paste),
        Err(refused) => refused,
    }
}

/// A blob on its way through a packer or unpacker of raw deflate, if the browser has one.
fn through(packer: &str, blob: &Blob) -> Option<ReadableStream> {
    let packer: Function = Reflect::get(&js_sys::global(), &JsValue::from(packer)).ok()?.dyn_into().ok()?;
    let packer = Reflect::construct(&packer, &Array::of1(&JsValue::from("deflate-raw"))).ok()?;
    Some(blob.stream().pipe_through(packer.unchecked_ref::<ReadableWritablePair>()))
}

/// Everything that a stream gives, up to [`MOST`]: a few letters of a link may unpack to gigabytes.
async fn bytes(stream: &ReadableStream) -> Result<Vec<u8>, Opened> {
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    loop {
        let next: Promise = reader.read().unchecked_into();
        let next = JsFuture::from(next).await.map_err(|_| DAMAGED)?;
        let field = |name: &str| Reflect::get(&next, &JsValue::from(name)).map_err(|_| DAMAGED);
        if field("done")?.is_truthy() {
            return Ok(bytes);
        }
        bytes.extend(Uint8Array::from(field("value")?).to_vec());
        if bytes.len() > MOST {
            let _ = reader.cancel();
            return Err(Opened::TooLarge);
        }
    }
}
