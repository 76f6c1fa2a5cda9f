//! The command is there, but not executable.

use crate::knowledge::signature::Strength;
use crate::weigh::hypothesis::both;
use crate::weigh::{Case, Cause, Evidence, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "command/not-executable", weigh };

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    both(case.clues_for(&CAUSE), by_code(case))
}

fn by_code(case: &Case<'_>) -> Option<Hypothesis> {
    let (_, span) = case.code().filter(|(code, _)| *code == 126)?;
    let strength = if case.log_names_a_cause() { Strength::Hint } else { Strength::Strong };
    Some(Hypothesis::because(
        &CAUSE,
        Evidence::pro(span, strength, "126: what should run cannot be executed"),
    ))
}
