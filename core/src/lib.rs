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
//! assert_eq!(diagnosis.causes[0].evidence[0].quote, "Reason:       OOMKilled");
//! ```
//!
//! The engine does no I/O, knows no clock and never panics: any text in, an answer out.

#![warn(missing_docs)]
#![cfg_attr(test, allow(clippy::string_slice, reason = "tests cut texts of their own"))]

mod advise;
pub mod catalogue;
#[cfg(feature = "cli")]
pub mod cli;
mod diagnoser;
pub mod diagnosis;
pub mod knowledge;
pub mod limits;
mod model;
mod paste;
mod read;
pub mod report;
mod rules;
#[cfg(feature = "schema")]
pub mod schema;
mod sieve;
mod split;
#[cfg(feature = "testing")]
#[doc(hidden)]
pub mod testing;
mod text;
#[cfg(feature = "wasm")]
pub mod wasm;
mod weigh;

pub use catalogue::{Catalogue, catalogue};
pub use diagnoser::Diagnoser;
pub use diagnosis::Diagnosis;
pub use paste::{Input, Paste, Stretch};
pub use report::redact::redact;
pub use rules::{CauseEntry, RuleError, RuleFile, Rules};

use diagnosis::Artifact;
use knowledge::Knowledge;
use model::Model;
use std::ops::ControlFlow;
use text::Source;

/// Reads a paste and says why the pod in it fails.
///
/// Offsets in the answer are byte offsets into `paste`. The same text always gives the same answer.
pub fn diagnose(paste: &str) -> Diagnosis {
    paste::diagnose_text(paste, None, None)
}

/// As [`diagnose`], with signatures of your own beside those that come with unloop.
pub fn diagnose_with(paste: &str, rules: &Rules) -> Diagnosis {
    paste::diagnose_text(paste, Some(rules), None)
}

/// As [`diagnose`], for several texts: the paste is all of them in order, each ended by a line break.
///
/// Names that tell what a file holds help to place it; files with other names are read as one text.
///
/// ```
/// use unloop::Input;
/// let inputs = [
///     Input { name: "pods/shop.json", text: "" },
///     Input { name: "pods/logs/prod/shop-0/web.log", text: "FATAL environment variable SHOP_DSN is not set" },
/// ];
/// let diagnosis = unloop::diagnose_all(&inputs);
/// assert_eq!(diagnosis.causes[0].pod.as_deref(), Some("prod/shop-0"));
/// assert_eq!(diagnosis.causes[0].evidence[0].input, 1);
/// ```
pub fn diagnose_all(inputs: &[Input<'_>]) -> Diagnosis {
    let mut diagnoser = Diagnoser::new();
    for input in inputs {
        diagnoser.begin(input.name);
        diagnoser.push(input.text.as_bytes());
    }
    diagnoser.finish()
}

/// How far the reading of a paste is.
#[derive(Clone, Copy, Debug)]
pub enum Progress<'a> {
    /// It has been read up to about this byte.
    Read(usize),
    /// This stretch was recognised. Its label says what the text up to here tells; the final one may say more.
    Recognised(&'a Artifact),
}

/// Who is told how far the reading is, and may say that it is enough.
type Watch<'a> = dyn FnMut(Progress<'_>) -> ControlFlow<()> + 'a;

fn answer(source: &Source<'_>, rules: Option<&Rules>, watch: Option<&mut Watch<'_>>) -> Diagnosis {
    let knowledge = Knowledge::with(rules.map(|rules| &rules.own));
    let mut tell = watch.map(|watch| {
        move |step: read::Step<'_>| match step {
            read::Step::Line(end) => watch(Progress::Read(source.gaps.end(end))),
            read::Step::Artifact(artifact, facts) => {
                watch(Progress::Recognised(&report::recognised(source, artifact, facts)))
            }
        }
    });
    let tell = tell.as_mut().map(|tell| tell as &mut read::Tell<'_>);
    let (artifacts, model) = model_of(source, knowledge, tell);
    let weighed = weigh::rank(&model, knowledge);
    report::diagnosis(source, &artifacts, &model, &weighed)
}

/// The artifacts of a paste, and what they say.
fn model_of(
    source: &Source<'_>,
    knowledge: Knowledge<'_>,
    tell: Option<&mut read::Tell<'_>>,
) -> (Vec<read::Artifact>, Model) {
    let forms: Vec<_> = read::READERS.iter().map(|reader| &reader.form).collect();
    let names = read::input_name::all(source);
    let artifacts = split::artifacts(&source.lines, &forms, &names.cuts);
    let read = read::all(source, &artifacts, names, knowledge, tell);
    let mut model = model::join(read.facts);
    let counted = &source.gaps.counted;
    model.well.clone_from(&counted.well);
    model.alike = counted.alike.iter().map(|(name, pods)| (source.gaps.place(*name), *pods)).collect();
    (read.artifacts, model)
}
