//! What the engine answers, and the forms in which it is shown.

pub mod diagnosis;
