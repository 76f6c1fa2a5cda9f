//! A volume cannot be attached or mounted.

use crate::knowledge::signature::Strength;
use crate::text::Pattern;
use crate::weigh::reports::Reports;
use crate::weigh::{Case, Cause, Evidence, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "filesystem/mount-failed", weigh };

static REPORTS: Reports = Reports {
    events: &[("FailedMount", ""), ("FailedAttachVolume", ""), ("FailedMapVolume", "")],
    waiting: &[],
    strength: Strength::Strong,
    row: Strength::Strong,
    why: "a volume is not there",
};

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    let unsaid = unsaid(case);
    REPORTS.weigh(case, &CAUSE).map(|found| found.and(unsaid))
}

/// Where a row was cut before it says why, the volume may as well be that of a Secret that does not exist.
fn unsaid(case: &Case<'_>) -> Option<Evidence> {
    static CUT: Pattern = Pattern::new(r#"failed for volume \\*"[^"]*(?:\\*"(?: ?:(?: +\S+){0,2})?)?\s*$"#);
    let event = case.event("FailedMount", "failed for volume")?;
    let message = event.message.as_ref()?.value.lines().next()?;
    CUT.is_match(message)
        .then(|| Evidence::con(event.span, Strength::Strong, "the text ends before it says why"))
}

#[cfg(test)]
mod tests {
    #[track_caller]
    fn confidence(message: &str) -> f64 {
        let paste = format!("  Warning  FailedMount  7s (x90 over 29m)  kubelet  {message}\n");
        crate::diagnose(&paste)
            .causes
            .iter()
            .find(|cause| cause.id == super::CAUSE.id)
            .map_or(0.0, |cause| cause.confidence)
    }

    #[test]
    fn a_row_without_its_end_is_less_sure() {
        let whole = "MountVolume.SetUp failed for volume \"ledger\" : rpc error: code = Internal desc = no such device";
        assert!(confidence(whole) > confidence("MountVolume.SetUp failed for volume \"ledger\" : rpc"));
        assert!(confidence("MountVolume.SetUp failed for volume \"led") < 0.5);
    }
}
