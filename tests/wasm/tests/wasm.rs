//! The engine as the page runs it: compiled to wasm, in a real browser.
#![cfg(target_arch = "wasm32")]

use unloop::diagnosis::Verdict;
use unloop::{Diagnoser, diagnose};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn text_that_says_nothing_about_a_pod_gets_an_answer_all_the_same() {
    for paste in ["", "It was a dark and stormy night.", "\u{0}\u{1}\u{fffd}", "{\"kind\":"] {
        assert_eq!(diagnose(paste).verdict, Verdict::Insufficient, "{paste:?}");
    }
}

#[wasm_bindgen_test]
fn a_pod_that_ran_out_of_memory_is_diagnosed_in_one_piece_and_in_many() {
    let whole = diagnose(POD);
    assert_eq!(whole.causes.first().map(|cause| cause.id.as_str()), Some("memory/oom-limit"));

    let mut diagnoser = Diagnoser::new();
    for piece in POD.as_bytes().chunks(7) {
        diagnoser.push(piece);
    }
    assert_eq!(diagnoser.finish(), whole);
}

const POD: &str = "\
Name:         api-7c9d8f6b4d-2xqlk
Namespace:    prod
Status:       Running
Containers:
  api:
    Image:          registry.example/api:1.4
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       OOMKilled
      Exit Code:    137
    Ready:          False
    Restart Count:  6
    Limits:
      memory:  256Mi
";
