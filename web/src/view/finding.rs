//! What every part of the answer needs beside its own piece of the diagnosis.

use unloop::Diagnosis;
use unloop::diagnosis::{Cause, Evidence, Input, Secret};
use unloop::report::share;
use yew::Callback;

use crate::marks::{self, EvidenceId, Mark};
use crate::state::{Action, Pointed};
use crate::words::evidence as words;

/// The diagnosis as a whole, the numbers of its evidence, and what the user looks at.
#[derive(Debug)]
pub(crate) struct Finding<'a> {
    pub(crate) causes: &'a [Cause],
    inputs: &'a [Input],
    pub(crate) pointed: Option<Pointed>,
    pub(crate) tell: &'a Callback<Action>,
    marks: Vec<Mark>,
    /// The secrets that must not be shown.
    secrets: &'a [Secret],
}

impl<'a> Finding<'a> {
    pub(crate) fn new(
        diagnosis: &'a Diagnosis,
        hides: bool,
        pointed: Option<Pointed>,
        tell: &'a Callback<Action>,
    ) -> Self {
        Self {
            causes: &diagnosis.causes,
            inputs: &diagnosis.inputs,
            pointed,
            tell,
            marks: marks::of(diagnosis),
            secrets: if hides { &diagnosis.secrets } else { &[] },
        }
    }

    /// Where a piece of evidence stands: in which file, if it has a name, and on which of its lines.
    pub(crate) fn place(&self, about: &Evidence) -> String {
        match self.inputs.get(about.input).map(|input| input.name.as_str()) {
            None | Some("") => words::line(about.line),
            Some(name) => words::line_of(name, about.line),
        }
    }

    /// The characters of a piece of evidence, as far as they may be shown.
    pub(crate) fn quote(&self, about: &Evidence) -> String {
        share::quote(about, self.secrets)
    }

    /// What a piece of evidence is called on both sides of the page.
    pub(crate) fn number(&self, id: EvidenceId) -> Option<usize> {
        self.marks.iter().find(|mark| mark.id == id).map(|mark| mark.number)
    }
}
