//! Something that the program needs at start does not serve it.

use super::Cause;

mod auth;
mod dns;
mod not_ready;
mod tls;
mod unreachable;

pub(super) static CAUSES: &[&Cause] =
    &[&unreachable::CAUSE, &dns::CAUSE, &auth::CAUSE, &tls::CAUSE, &not_ready::CAUSE];
