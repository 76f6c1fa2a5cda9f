//! The forms in which Kubernetes text arrives: how each begins, and what it says.

mod command;
mod describe;
mod duration;
mod event_row;
mod events;
pub mod facts;
mod get_pods;
pub mod log;
mod notice;

use crate::split::Form;
use crate::text::Line;
use facts::Seen;

/// One form of text: how to recognise it, and what it says.
#[derive(Debug)]
pub struct Reader {
    /// How it begins and how far it reaches.
    pub form: Form,
    /// States what its lines say. Lines it does not understand are skipped, never an error.
    pub read: fn(&[Line<'_>], &mut Vec<Seen>),
}

/// Every form the engine can read, the most telling first.
pub static READERS: &[&Reader] =
    &[&command::READER, &describe::READER, &get_pods::READER, &events::READER, &notice::READER];
