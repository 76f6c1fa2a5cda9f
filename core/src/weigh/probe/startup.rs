//! The startup probe has the container killed.

use crate::weigh::{Case, Cause, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "probe/startup", weigh };

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    super::killed_by(case, &CAUSE, "startup")
}
