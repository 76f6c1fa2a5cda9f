//! What a cause is asked about: one container, its pod, and everything they say.

use super::clues::{self, Clue};
use super::reading::{self, ProbeFailure};
use super::stage;
use super::{Cause, Evidence, Hypothesis, kill};
use crate::knowledge::Knowledge;
use crate::knowledge::signature::Strength;
use crate::model::{Container, Model, Pod};
use crate::read::facts::{Condition, Event, Probe};
use crate::text::Span;

/// One container of one pod. A pod that fails before its containers begin has a case without a container.
#[derive(Debug)]
pub struct Case<'a> {
    pub(super) knowledge: Knowledge<'a>,
    pub model: &'a Model,
    pub pod: &'a Pod,
    pub container: Option<&'a Container>,
    /// The known texts in its log, messages and events, the most telling first.
    pub(super) clues: Vec<Clue<'a>>,
    /// What its probes complained about.
    pub probes: Vec<ProbeFailure<'a>>,
    /// The events that complain about what it has since come past, in the order in which they lie in memory.
    overcome: Vec<*const Event>,
}

impl<'a> Case<'a> {
    pub(super) fn new(
        knowledge: Knowledge<'a>,
        model: &'a Model,
        pod: &'a Pod,
        container: Option<&'a Container>,
    ) -> Self {
        let (clues, probes, overcome) = (Vec::new(), Vec::new(), Vec::new());
        let mut case = Self { knowledge, model, pod, container, clues, probes, overcome };
        case.overcome = stage::overcome(&case).map(std::ptr::from_ref).collect();
        case.probes = reading::probe_failures(&case);
        case.clues = clues::of(&case);
        case
    }

    /// The events about this container or its whole pod.
    pub fn events(&self) -> Box<dyn Iterator<Item = &'a Event> + 'a> {
        match self.container {
            Some(container) => Box::new(self.pod.events_of(container)),
            None => Box::new(self.pod.events.iter()),
        }
    }

    /// The newest event with this reason whose message contains a text.
    pub fn event(&self, reason: &str, containing: &str) -> Option<&'a Event> {
        let matching =
            |event: &&Event| crate::model::is_event(event, reason, containing) && !self.is_overcome(event);
        self.events().filter(matching).last()
    }

    /// The condition of the pod of this kind, if it has this status: `True`, `False` or `Unknown`.
    pub fn condition(&self, kind: &str, status: &str) -> Option<&'a Condition> {
        self.pod.facts.conditions.iter().find(|one| one.kind == kind && one.status.value == status)
    }

    /// Whether the pod has since come past what this event complains about.
    pub fn is_overcome(&self, event: &Event) -> bool {
        self.overcome.binary_search(&std::ptr::from_ref(event)).is_ok()
    }

    /// What the known texts say to a cause.
    pub(super) fn clues_for(&self, cause: &'static Cause) -> Option<Hypothesis> {
        clues::hypothesis(self, cause.into())
    }

    /// The reason of the last run, and where it stands.
    pub fn reason(&self) -> Option<(&'a str, Span)> {
        let reason = self.container?.last_run()?.0.reason.as_ref()?;
        Some((reason.value.as_str(), reason.span))
    }

    /// The exit code of the last run, and where it stands.
    pub fn code(&self) -> Option<(i64, Span)> {
        let code = self.container?.last_run()?.0.exit_code.as_ref()?;
        Some((code.value, code.span))
    }

    /// What the container waits for, and where it stands.
    pub fn waiting(&self) -> Option<(&'a str, Span)> {
        let reason = self.container?.waiting()?;
        Some((reason.value.as_str(), reason.span))
    }

    /// The STATUS of the pod, and where it stands.
    pub fn status(&self) -> Option<(&'a str, Span)> {
        let status = self.pod.facts.status.as_ref()?;
        Some((status.value.as_str(), status.span))
    }

    /// Whether a probe had its last run killed: `liveness` or `startup`, and the event that says so.
    pub fn killed_by_probe(&self) -> Option<(&'static str, &'a Event)> {
        kill::of_last_run(self)
    }

    /// Whether a probe that kills explains how it ended: it complained, or the length of the run fits it.
    pub fn suspects_a_probe(&self) -> bool {
        let complained = self.probes.iter().any(ProbeFailure::may_kill);
        complained || self.killed_by_probe().is_some() || self.fitting_probe().is_some()
    }

    /// The probe that needs as long to have a container stopped as its last run took.
    pub fn fitting_probe(&self) -> Option<&'a Probe> {
        let container = self.container?;
        let run = container.last_run()?;
        let grace = self.pod.facts.grace.as_ref().map(|grace| grace.value);
        let mut probes = ["liveness", "startup"].into_iter().filter_map(|probe| container.probe(probe));
        probes.find(|probe| run.fits(probe, grace))
    }

    /// The line with which the program itself named a cause at the end of its log.
    pub fn last_words(&self) -> Option<Span> {
        let worth = super::strength::worth(Strength::Strong) + super::strength::LAST_WORDS;
        self.clues.iter().find(|clue| clue.from_log && clue.weight >= worth).map(|clue| clue.span)
    }

    /// Whether the program itself named a cause, other than that it was asked to stop.
    pub fn log_names_a_cause(&self) -> bool {
        self.clues.iter().any(|clue| clue.from_log && clue.weight >= super::strength::worth(Strength::Strong))
    }

    /// An event as evidence.
    pub fn says(&self, event: &Event, strength: Strength, why: &str) -> Evidence {
        let message = event.message.as_ref().map(|message| message.span).filter(|span| !span.is_empty());
        let span = message.unwrap_or(event.span);
        // What somebody repeats may be about another time, or another pod.
        let strength = if event.quoted { strength.min(Strength::Strong) } else { strength };
        Evidence::pro(span, strength, why)
    }
}
