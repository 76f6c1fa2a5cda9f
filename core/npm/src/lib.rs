//! The engine as a wasm module: its door for JavaScript, and nothing else.

pub use unloop::wasm::*;
