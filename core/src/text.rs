//! The paste as lines and spans. Cleaning happens here, and here only; every span points into the original.

mod any_of;
mod clean;
mod edit;
mod elision;
mod fact;
mod finder;
mod gaps;
mod pattern;
mod source;
mod span;
mod time;

pub use any_of::AnyOf;
pub use clean::without_escapes;
pub(crate) use elision::is_elision;
pub use fact::Fact;
pub use finder::Finder;
pub use gaps::{Amount, Counted, Gaps, Missing};
pub use pattern::{Groups, Pattern, Regex};
pub use source::{Input, Line, Source};
pub use span::Span;
pub use time::Time;
