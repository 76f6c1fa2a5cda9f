//! Keeps one section that stripping the module of its symbols would drop as well.

use std::env;

fn main() {
    // wasm-bindgen reads there what the target can do; without it, its glue is larger and slower.
    if env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm") {
        println!("cargo::rustc-link-arg-cdylib=--keep-section=target_features");
    }
    println!("cargo::rerun-if-changed=build.rs");
}
