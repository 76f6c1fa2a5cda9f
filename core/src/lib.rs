//! unloop reads what `kubectl` printed about a crash-looping pod and says why it fails.

mod advise;
pub mod knowledge;
mod model;
mod read;
pub mod report;
mod split;
mod text;
mod weigh;

pub use report::diagnosis::{self, Diagnosis};

/// Reads a paste and says why the pod in it fails.
pub fn diagnose(_paste: &str) -> Diagnosis {
    Diagnosis {
        schema: diagnosis::SCHEMA,
        verdict: diagnosis::Verdict::Insufficient,
        summary: String::new(),
        causes: Vec::new(),
        exit_codes: Vec::new(),
        pods: Vec::new(),
        timeline: Vec::new(),
        artifacts: Vec::new(),
        secrets: Vec::new(),
        next: Vec::new(),
    }
}
