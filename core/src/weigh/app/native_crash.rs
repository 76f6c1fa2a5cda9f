//! Native code crashes: SIGSEGV, SIGABRT, SIGILL, SIGBUS.

use crate::weigh::{Case, Cause, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "app/native-crash", weigh };

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    case.from_clues(&CAUSE)
}
