//! What a hypothesis can be about: a cause of ours, or one that a user's rules define.

use super::{Case, Hypothesis};
use crate::knowledge::own::OwnCause;
use std::sync::Arc;

/// One reason for which a container can fail.
#[derive(Debug)]
pub struct Cause {
    /// `family/name`. Once released, it never changes its meaning.
    pub id: &'static str,
    /// What the facts of one container say to it; none if they do not concern it.
    pub weigh: fn(&Case<'_>) -> Option<Hypothesis>,
}

impl Cause {
    /// The part of the id before the slash.
    pub fn family(&self) -> &'static str {
        family(self.id)
    }
}

/// A cause of ours, with its own reasoning, or one of the user's, for which only known texts speak.
#[derive(Clone, Debug)]
pub enum AnyCause {
    BuiltIn(&'static Cause),
    Own(Arc<OwnCause>),
}

impl AnyCause {
    /// `family/name`.
    pub fn id(&self) -> &str {
        match self {
            Self::BuiltIn(cause) => cause.id,
            Self::Own(cause) => &cause.id,
        }
    }

    /// The part of the id before the slash.
    pub fn family(&self) -> &str {
        family(self.id())
    }
}

impl From<&'static Cause> for AnyCause {
    fn from(cause: &'static Cause) -> Self {
        Self::BuiltIn(cause)
    }
}

fn family(id: &str) -> &str {
    id.split('/').next().unwrap_or_default()
}
