//! Real kubectl, a stub of the API that it asks, generated objects, and what must be read from what it prints.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says so when something is not as it must be"
)]

pub mod compare;
pub mod cut;
pub mod diagnoses;
pub mod kubectl;
pub mod lacks;
pub mod objects;
pub mod stub;
pub mod table;
