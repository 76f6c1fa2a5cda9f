//! What every part of the answer needs beside its own piece of the diagnosis.

use unloop::Diagnosis;
use unloop::diagnosis::Cause;
use yew::Callback;

use crate::marks::{self, EvidenceId, Mark};
use crate::state::{Action, Pointed};

/// The diagnosis as a whole, the numbers of its evidence, and what the user looks at.
#[derive(Debug)]
pub(crate) struct Finding<'a> {
    pub(crate) causes: &'a [Cause],
    pub(crate) pointed: Option<Pointed>,
    pub(crate) tell: &'a Callback<Action>,
    marks: Vec<Mark>,
}

impl<'a> Finding<'a> {
    pub(crate) fn new(
        diagnosis: &'a Diagnosis,
        pointed: Option<Pointed>,
        tell: &'a Callback<Action>,
    ) -> Self {
        Self { causes: &diagnosis.causes, pointed, tell, marks: marks::of(diagnosis) }
    }

    /// What a piece of evidence is called on both sides of the page.
    pub(crate) fn number(&self, id: EvidenceId) -> Option<usize> {
        self.marks.iter().find(|mark| mark.id == id).map(|mark| mark.number)
    }
}
