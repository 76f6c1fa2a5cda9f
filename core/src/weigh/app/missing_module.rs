//! A module, class or shared library is missing in the image.

use crate::knowledge::exit_codes::signed;
use crate::knowledge::signature::Strength;
use crate::weigh::hypothesis::both;
use crate::weigh::{Case, Cause, Evidence, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "app/missing-module", weigh };

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    both(case.clues_for(&CAUSE), by_code(case))
}

/// Windows' loader ends a process that it cannot put together with a code of its own.
fn by_code(case: &Case<'_>) -> Option<Hypothesis> {
    let (code, span) = case.code()?;
    let why = match signed(code) {
        -1_073_741_515 => "DLL_NOT_FOUND: a library that the program needs is not in the image",
        -1_073_741_511 => "ENTRYPOINT_NOT_FOUND: a library lacks a function that the program needs",
        _ => return None,
    };
    Some(Hypothesis::because(&CAUSE, Evidence::pro(span, Strength::Decisive, why)))
}
