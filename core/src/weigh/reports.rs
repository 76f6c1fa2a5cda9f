//! How Kubernetes reports a cause that never reaches a log: by an event, or by what a container waits for.

use super::hypothesis::both;
use super::{Case, Cause, Evidence, Hypothesis};
use crate::knowledge::signature::Strength;

/// The reports of one cause.
pub(super) struct Reports {
    /// Events, by reason and a part of the message.
    pub(super) events: &'static [(&'static str, &'static str)],
    /// What a container waits for, or a pod's STATUS says.
    pub(super) waiting: &'static [&'static str],
    /// What an event, or the state of a container, proves.
    pub(super) strength: Strength,
    /// What a row in a table proves: that something is wrong, seldom what.
    pub(super) row: Strength,
    /// What the report tells.
    pub(super) why: &'static str,
}

impl Reports {
    /// What the reports and the known texts say to the cause.
    pub(super) fn weigh(&self, case: &Case<'_>, cause: &'static Cause) -> Option<Hypothesis> {
        both(case.clues_for(cause), self.found(case, cause))
    }

    fn found(&self, case: &Case<'_>, cause: &'static Cause) -> Option<Hypothesis> {
        if let Some(event) = self.events.iter().find_map(|(reason, text)| case.event(reason, text)) {
            return Some(Hypothesis::because(cause, case.says(event, self.strength, self.why)));
        }
        let (strength, (reason, span)) = match case.waiting() {
            Some(waits) => (self.strength, waits),
            None => (self.row, case.status()?),
        };
        self.waiting
            .contains(&reason.trim_start_matches("Init:"))
            .then(|| Hypothesis::because(cause, Evidence::pro(span, strength, self.why)))
    }
}
