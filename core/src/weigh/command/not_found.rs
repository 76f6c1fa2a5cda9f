//! The command does not exist in the image.

use crate::knowledge::signature::Strength;
use crate::weigh::hypothesis::both;
use crate::weigh::{Case, Cause, Evidence, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "command/not-found", weigh };

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    both(case.clues_for(&CAUSE), by_code(case))
}

fn by_code(case: &Case<'_>) -> Option<Hypothesis> {
    let (_, span) = case.code().filter(|(code, _)| *code == 127)?;
    let strength = if case.log_names_a_cause() { Strength::Hint } else { Strength::Strong };
    Some(Hypothesis::because(
        &CAUSE,
        Evidence::pro(span, strength, "127: the shell or the loader did not find a program"),
    ))
}
