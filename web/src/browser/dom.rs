//! Finding things on the page, bringing them into view, and the text in the box.

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{
    Element, Event, FocusOptions, HtmlDetailsElement, HtmlElement, HtmlInputElement, HtmlTextAreaElement,
    ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition, ScrollToOptions,
};
use yew::NodeRef;

use super::{document, window};

/// The element with this id.
pub(crate) fn by_id(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

/// Tells the page's shell that it can put its start-up card away.
pub(crate) fn page_is_up() {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        // It fails only for a malformed name.
        let _ = root.set_attribute("data-up", "");
    }
}

/// What stands in the box.
pub(crate) fn text_in(the_box: &NodeRef) -> Option<String> {
    the_box.cast::<HtmlTextAreaElement>().map(|area| area.value())
}

/// What was typed into a field of one line.
pub(crate) fn value_of(field: &NodeRef) -> Option<String> {
    field.cast::<HtmlInputElement>().map(|field| field.value())
}

/// Fills the box.
pub(crate) fn fill(the_box: &NodeRef, text: &str) {
    if let Some(area) = the_box.cast::<HtmlTextAreaElement>() {
        area.set_value(text);
    }
}

/// Puts the cursor into the box, or the focus on anything else that takes it.
pub(crate) fn focus(place: &NodeRef) {
    if let Some(element) = place.cast::<HtmlElement>() {
        focus_quietly(&element);
    }
}

/// Puts the focus on something or, if that is not shown, on the element with this id.
pub(crate) fn focus_or(place: &NodeRef, id: &str) {
    focus(place);
    let focused = document().and_then(|document| document.active_element());
    if focused.is_none_or(|focused| !place.cast::<Element>().is_some_and(|place| place == focused)) {
        focus_on(id);
    }
}

/// Puts the focus on the element with this id, if it is where nobody can see it.
pub(crate) fn rescue_focus(id: &str) {
    let focused = document().and_then(|document| document.active_element());
    let is_lost = |element: &Element| {
        let is_shown = element.get_client_rects().length() > 0;
        element.tag_name() == "BODY" || !is_shown
    };
    if focused.as_ref().is_none_or(is_lost) {
        focus_on(id);
    }
}

/// Puts the focus on the element with this id.
pub(crate) fn focus_on(id: &str) {
    if let Some(element) = by_id(id) {
        focus_quietly(element.unchecked_ref());
    }
}

/// Presses a button, or opens the dialog of a file field.
pub(crate) fn click(place: &NodeRef) {
    if let Some(element) = place.cast::<HtmlElement>() {
        element.click();
    }
}

/// Back to the beginning of the page, where the verdict stands.
pub(crate) fn to_the_top() {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Whether the element that an event comes from, and that folds, is open.
pub(crate) fn is_open(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<HtmlDetailsElement>().ok());
    target.is_some_and(|folded| folded.open())
}

/// Does something once the browser has drawn what the page shows by now.
pub(crate) fn when_drawn(then: impl FnOnce() + 'static) {
    // What is called before a frame is drawn sets the clock for what is to be done behind it.
    let drawing = Closure::once_into_js(move || Timeout::new(0, then).forget());
    if let Some(window) = window() {
        // It fails only for what is no function.
        let _ = window.request_animation_frame(drawing.unchecked_ref());
    }
}

/// Prints the page.
pub(crate) fn print() {
    if let Some(window) = window() {
        // A browser that cannot print does nothing.
        let _ = window.print();
    }
}

/// Whether some text is selected.
pub(crate) fn has_selection() -> bool {
    let selection = window().and_then(|window| window.get_selection().ok().flatten());
    selection.is_some_and(|selection| !selection.is_collapsed())
}

/// Brings an element into view and unfolds it; it, or the first heading or summary in it, has the focus then.
pub(crate) fn open(id: &str) {
    let Some(element) = by_id(id) else { return };
    if let Some(folded) = element.dyn_ref::<HtmlDetailsElement>() {
        folded.set_open(true);
    }
    scroll_to(&element, ScrollLogicalPosition::Start);
    let place = element.query_selector("summary, [tabindex]").ok().flatten().unwrap_or(element);
    focus_quietly(place.unchecked_ref());
}

/// Scrolls the marked text, and nothing else, to a piece of evidence.
pub(crate) fn peek_at_mark(evidence: &str) {
    if let Some(mark) = find_mark(evidence) {
        scroll_text_to(&mark, ScrollBehavior::Instant);
    }
}

/// Brings the marked characters of a piece of evidence into view.
pub(crate) fn show_mark(evidence: &str) {
    let Some(mark) = find_mark(evidence) else { return };
    scroll_text_to(&mark, ScrollBehavior::Auto);
    // On a phone the text itself may be out of view.
    if let Some(pane) = mark.closest(".text").ok().flatten() {
        scroll_to(&pane, ScrollLogicalPosition::Nearest);
    }
    focus_link_in(&mark);
}

/// Brings a piece of evidence in the answer into view, and unfolds what it stands in.
pub(crate) fn show_evidence(evidence: &str) {
    let Some(item) = by_id(&format!("evidence-{evidence}")) else { return };
    if let Some(folded) = item.closest("details").ok().flatten() {
        folded.unchecked_into::<HtmlDetailsElement>().set_open(true);
    }
    scroll_to(&item, ScrollLogicalPosition::Center);
    focus_link_in(&item);
}

fn find_mark(evidence: &str) -> Option<Element> {
    document()?.query_selector(&format!("[data-evidence~=\"{evidence}\"]")).ok().flatten()
}

fn scroll_text_to(mark: &Element, behavior: ScrollBehavior) {
    let Some(pane) = mark.closest(".text").ok().flatten() else { return };
    let (mark, frame) = (mark.get_bounding_client_rect(), pane.get_bounding_client_rect());
    let middle = (mark.top() + mark.bottom() - frame.top() - frame.bottom()) / 2.0;
    let options = ScrollToOptions::new();
    options.set_top(f64::from(pane.scroll_top()) + middle);
    options.set_behavior(behavior);
    pane.scroll_to_with_scroll_to_options(&options);
}

fn scroll_to(element: &Element, block: ScrollLogicalPosition) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(block);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

fn focus_link_in(element: &Element) {
    let is_link = element.matches("a").unwrap_or(false);
    let link = if is_link { Some(element.clone()) } else { element.query_selector("a").ok().flatten() };
    if let Some(link) = link {
        focus_quietly(link.unchecked_ref());
    }
}

/// Without the browser's own scrolling, which would undo ours.
fn focus_quietly(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}
