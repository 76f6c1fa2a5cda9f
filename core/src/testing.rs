//! Ways in for tests of other crates: what the engine reads, as plain data, and a sieve that works on small texts. Nobody
//! else should depend on them; they follow the inside from day to day.

use crate::knowledge::Knowledge;
use crate::sieve::Mesh;
use crate::text::Source;
use crate::{Diagnoser, Rules};
use serde_json::Value;

/// The pods of a paste with all that is known of them. What the paste does not say is null or an empty list.
pub fn pods(paste: &str) -> Value {
    let (_, model) = crate::model_of(&Source::new(paste), Knowledge::with(None), None);
    // Maps in the model have names for keys, which is all that JSON asks for.
    serde_json::to_value(model.pods).unwrap_or_default()
}

/// As [`Diagnoser::letting_go`], with a sieve that lets go of lines in texts of a page already.
pub fn letting_go_early() -> Diagnoser {
    let mesh = Mesh { least: 800, block: 300, slack: 600, margin: 3, tail: 6, gap: 2 };
    Diagnoser::through(mesh, Rules::default().into())
}
