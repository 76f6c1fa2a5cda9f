//! How facts speak for and against each cause.

mod case;
mod cause;
mod clues;
mod failing;
mod hypothesis;
mod kill;
mod prose;
mod rank;
mod reading;
mod reports;
mod runs;
mod script;
mod stage;
mod strength;
mod twins;
pub mod words;

mod app;
mod command;
mod config;
mod dependency;
mod filesystem;
mod image;
mod memory;
mod platform;
mod probe;
mod scheduling;
mod security;

pub use case::Case;
pub use cause::{AnyCause, Cause};
pub use failing::Health;
pub use hypothesis::{Evidence, Hypothesis};
pub(crate) use rank::rank;
pub use rank::{Ranked, Weighed};

/// Every cause, family by family.
pub fn causes() -> impl Iterator<Item = &'static Cause> {
    [
        config::CAUSES,
        probe::CAUSES,
        dependency::CAUSES,
        memory::CAUSES,
        command::CAUSES,
        filesystem::CAUSES,
        app::CAUSES,
        security::CAUSES,
        platform::CAUSES,
        image::CAUSES,
        scheduling::CAUSES,
    ]
    .into_iter()
    .flatten()
    .copied()
}
