//! Every form of a report shows every golden case.

use unloop::report::share::{Addresses, shareable};
use unloop::report::{markdown, sarif, text};
use unloop_tests::{cases, sarif as schema};

/// Fails with every case of which `fault` finds something.
#[track_caller]
fn no_case(fault: impl Fn(&cases::Case, &unloop::Diagnosis) -> Option<String>) {
    let faults: Vec<String> = cases::all()
        .iter()
        .filter_map(|case| Some(format!("{}: {}", case.name, fault(case, &unloop::diagnose(&case.paste))?)))
        .collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn every_form_tells_the_likeliest_cause_and_its_evidence() {
    no_case(|_, diagnosis| {
        let forms = [
            text::render(diagnosis, text::Colour::Never),
            markdown::render(diagnosis),
            sarif::render(diagnosis),
            serde_json::to_string(diagnosis).ok()?,
        ];
        let cause = diagnosis.causes.first()?;
        // Each form escapes in its own way; words are the same in all.
        let word = |text: &str| {
            text.split(|c: char| !c.is_ascii_alphabetic()).max_by_key(|word| word.len()).map(str::to_owned)
        };
        let words: Vec<String> =
            [word(&cause.title), word(&cause.evidence.first()?.why)].into_iter().flatten().collect();
        let silent = forms
            .iter()
            .enumerate()
            .find(|(_, form)| words.iter().any(|word| !form.contains(word.as_str())))?;
        Some(format!("form {} lacks one of {words:?}", silent.0))
    });
}

#[test]
fn every_sarif_log_follows_the_schema() {
    no_case(|_, diagnosis| {
        let faults = schema::faults(&sarif::render(diagnosis));
        (!faults.is_empty()).then(|| faults.join("; "))
    });
}

#[test]
fn what_is_shared_holds_together_and_holds_no_secret() {
    no_case(|case, diagnosis| {
        let shared = shareable(&case.paste, diagnosis, Addresses { emails: true, ips: true });
        let json = serde_json::to_string(&shared.diagnosis).ok()?;
        let told = shared.aliases.iter().find(|alias| alias.value.len() > 7 && json.contains(&alias.value));
        let loose = shared
            .diagnosis
            .causes
            .iter()
            .flat_map(|cause| &cause.evidence)
            .find(|evidence| shared.paste.get(evidence.start..evidence.end) != Some(&evidence.quote));
        told.map(|alias| format!("{} is told", alias.alias)).or_else(|| loose.map(|one| format!("{one:?}")))
    });
}
