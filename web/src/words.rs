//! What the page says. Every text of it stands in one file a language; what the diagnosis says comes from the engine.

mod en;

pub(crate) use en::*;
