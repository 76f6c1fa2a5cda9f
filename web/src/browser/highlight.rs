//! Paints stretches of text that stand in no element of their own, by the browser's registry of highlights.

use js_sys::{Array, Function, Map, Reflect, Set};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node, Range};

use super::document;
use crate::marks::{Layer, Stroke};

/// Whether the browser has such a registry.
pub(crate) fn is_supported() -> bool {
    cfg!(target_arch = "wasm32") && registry().is_some() && constructor().is_some()
}

/// What was painted; dropped, it is gone.
#[derive(Debug)]
pub(crate) struct Painted(Vec<(Set, Range)>);

impl Drop for Painted {
    fn drop(&mut self) {
        for (layer, range) in &self.0 {
            layer.delete(range);
        }
    }
}

/// Paints strokes on the lines below an element, each of which shows its text in one `.chars`.
pub(crate) fn paint(pane: &Element, strokes: &[Stroke]) -> Painted {
    Painted(if strokes.is_empty() { Vec::new() } else { ranges(pane, strokes).unwrap_or_default() })
}

fn ranges(pane: &Element, strokes: &[Stroke]) -> Option<Vec<(Set, Range)>> {
    let lines = pane.query_selector_all(".chars").ok()?;
    let painted = strokes.iter().filter_map(|stroke| {
        let text = lines.get(u32::try_from(stroke.line).ok()?)?.first_child()?;
        let range = document()?.create_range().ok()?;
        range.set_start(&text, stroke.start).ok()?;
        range.set_end(&text, stroke.end).ok()?;
        let layer = layer(stroke.layer)?;
        layer.add(&range);
        Some((layer, range))
    });
    Some(painted.collect())
}

/// The highlight of a layer, made when it is first asked for. It behaves as a set of ranges.
fn layer(layer: Layer) -> Option<Set> {
    let name = JsValue::from(match layer {
        Layer::Secret => "secret",
        Layer::Lesser => "evidence-lesser",
        Layer::Against => "evidence-against",
        Layer::For => "evidence-for",
        Layer::Current => "evidence-current",
    });
    let registry = registry()?;
    let known = registry.get(&name);
    if known.is_object() {
        return Some(known.unchecked_into());
    }
    let new = Reflect::construct(&constructor()?, &Array::new()).ok()?;
    // An `enum` of a handful of layers.
    Reflect::set(&new, &JsValue::from("priority"), &JsValue::from(layer as u8)).ok()?;
    registry.set(&name, &new);
    Some(new.unchecked_into())
}

/// `CSS.highlights`, which behaves as a map.
fn registry() -> Option<Map> {
    let css = Reflect::get(&js_sys::global(), &JsValue::from("CSS")).ok()?;
    let registry = Reflect::get(&css, &JsValue::from("highlights")).ok()?;
    registry.is_object().then(|| registry.unchecked_into())
}

fn constructor() -> Option<Function> {
    Reflect::get(&js_sys::global(), &JsValue::from("Highlight")).ok()?.dyn_into().ok()
}

/// Which character a point of the window lies on: the number of its `.chars` below an element, and how far into its text.
pub(crate) fn letter_at(pane: &Element, x: i32, y: i32) -> Option<(usize, u32)> {
    let document = document()?;
    let find = Reflect::get(&document, &JsValue::from("caretPositionFromPoint")).ok()?;
    let find: Function = find.dyn_into().ok()?;
    let found = find.call2(&document, &JsValue::from(x), &JsValue::from(y)).ok()?;
    let node: Node = Reflect::get(&found, &JsValue::from("offsetNode")).ok()?.dyn_into().ok()?;
    let letter = Reflect::get(&found, &JsValue::from("offset")).ok()?.as_f64()?;
    let chars = node.parent_element()?.closest(".chars").ok()??;
    // Behind the last letter of a line lies nothing.
    let length = node.text_content()?.encode_utf16().count() as f64;
    let lines = pane.query_selector_all(".chars").ok()?;
    let number =
        (0..lines.length()).find(|at| lines.get(*at).is_some_and(|line| line.is_same_node(Some(&chars))))?;
    // Below the length of a text, which is a small whole number.
    (letter < length).then_some((usize::try_from(number).ok()?, letter as u32))
}
