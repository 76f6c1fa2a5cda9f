//! Two diagnoses of one pod, compared.

use unloop::Diagnosis;
use unloop::diagnosis::Cause;

/// What two diagnoses of the same facts say differently. Only the quotes and their places may.
pub fn differences(one: &Diagnosis, other: &Diagnosis) -> Vec<(&'static str, String, String)> {
    let parts = |diagnosis: &Diagnosis| {
        let evidence = |cause: &Cause| {
            let mut why: Vec<String> =
                cause.evidence.iter().map(|one| format!("{} {}", one.supports, one.why)).collect();
            why.sort();
            why
        };
        let causes = |part: &dyn Fn(&Cause) -> String| {
            diagnosis.causes.iter().map(part).collect::<Vec<_>>().join("; ")
        };
        [
            ("verdict", format!("{:?}", diagnosis.verdict)),
            ("summary", diagnosis.summary.clone()),
            (
                "causes",
                causes(&|cause| {
                    format!("{} {} {:?} {:?}", cause.id, cause.confidence, cause.pod, cause.container)
                }),
            ),
            ("titles", causes(&|cause| cause.title.clone())),
            ("explanations", causes(&|cause| cause.explanation.clone())),
            ("evidence", causes(&|cause| format!("{} {:?}", cause.id, evidence(cause)))),
            ("fixes", causes(&|cause| format!("{:?}", cause.fixes))),
            ("next steps", causes(&|cause| format!("{:?}", cause.next))),
            ("what to paste", format!("{:?}", diagnosis.next)),
            ("exit codes", format!("{:?}", diagnosis.exit_codes)),
            ("timeline", runs(diagnosis)),
        ]
    };
    let pairs = parts(one).into_iter().zip(parts(other));
    pairs.filter(|(a, b)| a.1 != b.1).map(|(a, b)| (a.0, a.1, b.1)).collect()
}

/// Two causes of one container of which both are called sure.
pub fn contradiction(one: &Diagnosis, other: &Diagnosis) -> Option<(String, String)> {
    const SURE: f64 = 0.8;
    let sure = |diagnosis: &Diagnosis| {
        diagnosis
            .causes
            .first()
            .filter(|cause| cause.confidence >= SURE)
            .map(|cause| (cause.container.clone(), cause.id.clone()))
    };
    let (one, other) = sure(one).zip(sure(other))?;
    (one.0 == other.0 && one.1 != other.1).then_some((one.1, other.1))
}

/// The runs and waits with their times. When a text was printed, only ages tell.
fn runs(diagnosis: &Diagnosis) -> String {
    let told = diagnosis.timeline.iter().filter(|moment| ["run", "wait"].contains(&moment.kind.as_str()));
    told.map(|moment| format!("{} {:?} {:?} {}", moment.kind, moment.at, moment.seconds, moment.what))
        .collect::<Vec<_>>()
        .join("; ")
}
