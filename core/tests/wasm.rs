//! The engine as the page runs it: compiled to wasm, in a real browser.
#![cfg(target_arch = "wasm32")]

use unloop::diagnose;
use unloop::diagnosis::Verdict;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn text_that_says_nothing_about_a_pod_gets_an_answer_all_the_same() {
    for paste in ["", "It was a dark and stormy night.", "\u{0}\u{1}\u{fffd}", "{\"kind\":"] {
        assert_eq!(diagnose(paste).verdict, Verdict::Insufficient, "{paste:?}");
    }
}
