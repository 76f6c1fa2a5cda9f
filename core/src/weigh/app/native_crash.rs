//! Native code crashes: SIGSEGV, SIGABRT, SIGILL, SIGBUS.

use super::exception;
use crate::knowledge::exit_codes::signed;
use crate::knowledge::signature::Strength;
use crate::weigh::clues::Clue;
use crate::weigh::hypothesis::both;
use crate::weigh::{Case, Cause, Evidence, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "app/native-crash", weigh };

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    // The abort is only how a runtime ends after an exception that it has told.
    if exception::explains_abort(case)
        && case.clues.iter().filter(|clue| clue.speaks_for(CAUSE.id)).all(is_abort)
    {
        return None;
    }
    both(case.clues_for(&CAUSE), by_signal(case))
}

/// Whether it says no more than that a process called abort(), as a shell does of its child.
fn is_abort(clue: &Clue<'_>) -> bool {
    clue.captures
        .iter()
        .any(|(name, value)| name == "value" && ["Aborted", "SIGABRT"].contains(&value.as_str()))
}

fn by_signal(case: &Case<'_>) -> Option<Hypothesis> {
    let (code, span) = case.code()?;
    let why = match signed(code) {
        132 => "SIGILL: an instruction that this processor does not have",
        133 => "SIGTRAP: the program stopped itself at a check",
        134 => "SIGABRT: the program or its runtime gave up",
        135 => "SIGBUS: memory behind a mapped file is gone",
        136 => "SIGFPE: a division by zero",
        139 => "SIGSEGV: native code touched memory that is not its own",
        -1_073_741_819 => "ACCESS_VIOLATION: native code touched memory that is not its own",
        -1_073_740_791 | -1_073_740_940 => "the program ended itself over damaged memory",
        _ => return None,
    };
    Some(Hypothesis::because(&CAUSE, Evidence::pro(span, Strength::Strong, why)))
}
