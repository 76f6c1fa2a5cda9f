//! The image cannot be pulled.

use crate::knowledge::signature::Strength;
use crate::weigh::reports::Reports;
use crate::weigh::{Case, Cause, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "image/pull", weigh };

static REPORTS: Reports = Reports {
    events: &[("Failed", "Failed to pull image"), ("BackOff", "Back-off pulling image")],
    waiting: &[
        "ErrImagePull",
        "ImagePullBackOff",
        "InvalidImageName",
        "ErrImageNeverPull",
        "ImageInspectError",
        "RegistryUnavailable",
        "SignatureValidationFailed",
    ],
    strength: Strength::Decisive,
    row: Strength::Decisive,
    why: "the kubelet does not get the image",
};

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    REPORTS.weigh(case, &CAUSE)
}
