//! No signature stands in the shadow of another: the whole engine, given nothing but a line that a signature
//! names as its own, says the cause of that signature.

use std::fmt::Write as _;
use std::fs;
use unloop::diagnose;
use unloop::knowledge::signature::{File, Place, Role};
use unloop_tests::house;

/// Signatures whose line alone does not tell their cause, each with the reason.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("django/allowed-hosts", "says why a probe is refused; that the probe kills, only the kubelet can say"),
    (
        "generic/access-log-failing",
        "says why a probe is refused; that the probe kills, only the kubelet can say",
    ),
    ("kubernetes-api/forbidden-short", "alone, it is an object of the API and no line of a log"),
    ("kubernetes-api/unauthorized", "alone, it is what kubectl answers to the person who types"),
    ("kubernetes-api/apiserver-store", "the same line is noise of the gRPC library in every other program"),
];

#[test]
fn a_line_alone_tells_its_cause() {
    let mut report = String::new();
    let mut lines = 0;
    for path in house::files(&house::root().join("core/knowledge/logs"), "yaml") {
        let file: File = serde_yaml::from_str(&fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for entry in file.signatures.iter().filter(|entry| entry.role == Role::Cause) {
            if EXCEPTIONS.iter().any(|exception| exception.0 == entry.id) {
                continue;
            }
            for hit in &entry.hits {
                lines += 1;
                let answer = diagnose(&match entry.place {
                    Place::Event => format!("  Warning  Failed  12s (x4 over 3m)  kubelet  {hit}\n"),
                    Place::Log | Place::Any => format!("{hit}\n"),
                });
                let wanted = entry.cause.as_deref().unwrap_or_default();
                if !answer.causes.iter().take(2).any(|cause| cause.id == wanted) {
                    let said: Vec<_> = answer
                        .causes
                        .iter()
                        .map(|cause| format!("{} {:.2}", cause.id, cause.confidence))
                        .collect();
                    let _ = writeln!(report, "{}: {wanted} wanted, {said:?} said of\n    {hit}", entry.id);
                }
            }
        }
    }
    assert!(lines > 500, "only {lines} lines were found");
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn an_exception_is_about_a_signature() {
    let known: Vec<String> = house::files(&house::root().join("core/knowledge/logs"), "yaml")
        .iter()
        .flat_map(|path| serde_yaml::from_str::<File>(&fs::read_to_string(path).unwrap()).unwrap().signatures)
        .map(|entry| entry.id)
        .collect();
    for (id, reason) in EXCEPTIONS {
        assert!(known.iter().any(|known| known == id), "{id}");
        assert!(!reason.is_empty());
    }
}
