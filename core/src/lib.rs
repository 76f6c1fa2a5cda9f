//! unloop reads what `kubectl` printed about a crash-looping pod and says why it fails.
//!
//! ```
//! let paste = "\
//! $ kubectl describe pod shop-0 | grep -A5 'Last State'
//!     Last State:     Terminated
//!       Reason:       OOMKilled
//!       Exit Code:    137
//! ";
//! let diagnosis = unloop::diagnose(paste);
//! assert_eq!(diagnosis.causes[0].id, "memory/oom-limit");
//! assert_eq!(diagnosis.causes[0].evidence[0].quote, "OOMKilled");
//! ```
//!
//! The engine does no I/O, knows no clock and never panics: any text in, an answer out.

#![cfg_attr(test, allow(clippy::string_slice, reason = "tests cut texts of their own"))]

mod advise;
mod diagnoser;
pub mod diagnosis;
pub mod knowledge;
mod model;
mod read;
pub mod report;
mod rules;
#[cfg(feature = "schema")]
pub mod schema;
mod split;
mod text;
mod weigh;

pub use diagnoser::Diagnoser;
pub use diagnosis::Diagnosis;
pub use report::redact::redact;
pub use rules::{CauseEntry, RuleError, RuleFile, Rules};

use knowledge::Knowledge;
use text::Source;

/// Reads a paste and says why the pod in it fails.
///
/// Offsets in the answer are byte offsets into `paste`. The same text always gives the same answer.
pub fn diagnose(paste: &str) -> Diagnosis {
    answer(paste, Knowledge::with(None))
}

/// As [`diagnose`], with signatures of your own beside those that come with unloop.
pub fn diagnose_with(paste: &str, rules: &Rules) -> Diagnosis {
    answer(paste, Knowledge::with(Some(&rules.own)))
}

fn answer(paste: &str, knowledge: Knowledge<'_>) -> Diagnosis {
    let source = Source::new(paste);
    let forms: Vec<_> = read::READERS.iter().map(|reader| &reader.form).collect();
    let artifacts = split::artifacts(&source.lines, &forms);
    let read = read::all(&source, &artifacts, knowledge);
    let model = model::join(read.facts);
    let weighed = weigh::rank(&model, knowledge);
    report::diagnosis(&source, &read.artifacts, &model, &weighed)
}
