//! What a user adds to the knowledge: signatures, and causes that only they speak for.

use super::signatures::Signatures;
use crate::weigh::words::Words;
use std::sync::Arc;

/// The rules of a user.
#[derive(Debug, Default)]
pub struct Own {
    pub signatures: Signatures,
    pub causes: Vec<Arc<OwnCause>>,
}

/// A cause that a rule file defines.
#[derive(Debug)]
pub struct OwnCause {
    /// `family/name`, in a family that is none of ours.
    pub id: String,
    pub words: Words,
    /// A page to read about it, unless the signature that speaks for it names a better one.
    pub runbook: Option<String>,
}
