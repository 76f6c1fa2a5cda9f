//! The places that a diagnosis tells of.

use crate::diagnosis::{Artifact, Diagnosis};
use crate::text::Gaps;

/// Every offset of a diagnosis.
pub(super) fn each(diagnosis: &mut Diagnosis, f: &mut dyn FnMut(&mut usize)) {
    ranges(diagnosis, &mut |start, end| {
        f(start);
        f(end);
    });
}

/// Makes places in what was kept of a paste those in the paste.
pub(super) fn of_paste(gaps: &Gaps, diagnosis: &mut Diagnosis) {
    if !gaps.is_empty() {
        ranges(diagnosis, &mut |start, end| lead_back(gaps, start, end));
    }
}

/// As [`of_paste`], of one artifact.
pub(super) fn of_artifact(gaps: &Gaps, artifact: &mut Artifact) {
    lead_back(gaps, &mut artifact.start, &mut artifact.end);
}

fn lead_back(gaps: &Gaps, start: &mut usize, end: &mut usize) {
    *end = if start == end { gaps.origin(*end) } else { gaps.end(*end) };
    *start = gaps.origin(*start);
}

/// Each pair of a start and an end.
fn ranges(diagnosis: &mut Diagnosis, f: &mut dyn FnMut(&mut usize, &mut usize)) {
    for one in diagnosis.causes.iter_mut().flat_map(|cause| &mut cause.evidence) {
        f(&mut one.start, &mut one.end);
    }
    for one in &mut diagnosis.artifacts {
        f(&mut one.start, &mut one.end);
    }
    for one in &mut diagnosis.inputs {
        f(&mut one.start, &mut one.end);
    }
    for one in &mut diagnosis.secrets {
        f(&mut one.start, &mut one.end);
    }
}
