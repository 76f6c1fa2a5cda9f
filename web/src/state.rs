//! What the page knows and how it changes: a reducer that needs no browser.

use std::ops::Deref;
use std::rc::Rc;

use unloop::Diagnosis;
use yew::Reducible;

use crate::marks::EvidenceId;

/// Above this many bytes the paste is neither edited nor shown whole: only the lines around the evidence are.
pub(crate) const LARGE: usize = 300_000;

/// Numbers the questions, so that a late answer is known as one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ticket(pub(crate) u32);

/// Everything the page shows depends on this and on nothing else.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct State {
    /// The paste that was last asked about.
    pub(crate) text: Rc<str>,
    /// How often the page itself set the text: then the box must take it over.
    pub(crate) loads: u32,
    /// The newest question.
    pub(crate) asked: Ticket,
    /// What there is to see.
    pub(crate) shown: Shown,
    /// Whether the box is open for typing or shows the paste with its marks.
    pub(crate) pane: Pane,
    /// Whether the marks come up by themselves when the answer is there.
    pub(crate) turn_page: bool,
    /// The piece of evidence that the user looks at.
    pub(crate) pointed: Option<Pointed>,
    /// Where the newest addition to the paste begins.
    pub(crate) added_at: Option<usize>,
    /// What is wrong with the reader that runs in the background.
    pub(crate) trouble: Option<Trouble>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            text: Rc::from(""),
            loads: 0,
            asked: Ticket::default(),
            shown: Shown::Empty,
            pane: Pane::Edit,
            turn_page: false,
            pointed: None,
            added_at: None,
            trouble: None,
        }
    }
}

/// What there is to see beside the paste.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shown {
    /// Nothing was pasted.
    Empty,
    /// A question is on its way; the answer to the one before stays in view until then.
    Reading(Option<Answer>),
    /// The answer to the newest question.
    Answered(Answer),
}

/// A diagnosis and the very text that it speaks of: its byte offsets fit no other.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Answer {
    pub(crate) text: Rc<str>,
    pub(crate) diagnosis: Shared<Diagnosis>,
}

/// The two faces of the box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pane {
    Edit,
    Read,
}

/// A piece of evidence, and on which side of the page it was asked to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pointed {
    pub(crate) id: EvidenceId,
    pub(crate) side: Side,
}

/// The two places where a piece of evidence is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// Its characters in the paste.
    Paste,
    /// Its line below the cause.
    Answer,
}

/// What happened to the reader in the background, in order of gravity.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Trouble {
    /// It stopped and was started anew, and reads the text again.
    Restarted,
    /// It stopped twice over this text. It runs again, but does not try a third time by itself.
    GaveUp,
    /// It cannot be started at all; the browser's own words say why.
    CannotStart(String),
}

/// Everything that can happen to the page.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    /// The user typed, and paused.
    Typed(Rc<str>),
    /// The user pasted into the box.
    Pasted(Rc<str>),
    /// An example was chosen, or a text too large for the box was pasted.
    Loaded(Rc<str>),
    /// The user pasted while the marks were in view: it is more of the same.
    Added(Rc<str>),
    /// What was added last is a new matter; what stood before it goes.
    KeptOnlyTheAddition,
    /// The user wants an empty page.
    Cleared,
    /// The user wants the same text read again.
    AskedAgain,
    /// The reader answered.
    Answered(Ticket, Shared<Diagnosis>),
    /// The reader has trouble.
    Troubled(Trouble),
    /// The user turned the box over.
    Turned(Pane),
    /// The user followed a piece of evidence to its characters, or back.
    Pointed(EvidenceId, Side),
    /// Back to where the user came from.
    WentBack,
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        match action {
            // The same `Rc`: Yew renders nothing.
            Action::Answered(ticket, _) if ticket != self.asked => self,
            Action::Typed(text) | Action::Pasted(text) if text == self.text => self,
            Action::Answered(_, diagnosis) => Rc::new(self.answered(diagnosis)),
            Action::Typed(text) => Rc::new(self.asking(text)),
            Action::Pasted(text) => Rc::new(Self { turn_page: true, ..self.asking(text) }),
            Action::Loaded(text) => Rc::new(self.loading(text)),
            Action::Added(more) => Rc::new(self.adding(&more)),
            Action::KeptOnlyTheAddition => match self.added_at.and_then(|at| self.text.get(at..)) {
                Some(addition) => Rc::new(self.loading(Rc::from(addition))),
                None => self,
            },
            Action::Cleared => Rc::new(Self { pane: Pane::Edit, ..self.loading(Rc::from("")) }),
            Action::AskedAgain => Rc::new(Self { turn_page: true, ..self.asking(self.text.clone()) }),
            Action::Troubled(trouble) => Rc::new(Self { trouble: Some(trouble), ..(*self).clone() }),
            Action::Turned(pane) => Rc::new(Self { pane, pointed: None, ..(*self).clone() }),
            Action::Pointed(id, side) => Rc::new(self.pointing(id, side)),
            Action::WentBack => match self.pointed {
                Some(Pointed { id, side: Side::Paste }) => Rc::new(self.pointing(id, Side::Answer)),
                _ => self,
            },
        }
    }
}

impl State {
    /// The answer in view, be it to the newest question or the one before.
    pub(crate) fn answer(&self) -> Option<&Answer> {
        match &self.shown {
            Shown::Empty => None,
            Shown::Reading(answer) => answer.as_ref(),
            Shown::Answered(answer) => Some(answer),
        }
    }

    /// Whether the paste is too large to be typed into.
    pub(crate) fn is_large(&self) -> bool {
        self.text.len() > LARGE
    }

    /// Whether a question is on its way.
    pub(crate) fn is_reading(&self) -> bool {
        matches!(self.shown, Shown::Reading(_))
    }

    fn asking(&self, text: Rc<str>) -> Self {
        let shown =
            if text.trim().is_empty() { Shown::Empty } else { Shown::Reading(self.answer().cloned()) };
        Self {
            text,
            asked: Ticket(self.asked.0.wrapping_add(1)),
            shown,
            turn_page: false,
            pointed: None,
            added_at: None,
            trouble: self.trouble.clone().filter(|trouble| matches!(trouble, Trouble::CannotStart(_))),
            ..self.clone()
        }
    }

    fn loading(&self, text: Rc<str>) -> Self {
        Self { loads: self.loads.wrapping_add(1), turn_page: true, ..self.asking(text) }
    }

    fn adding(&self, more: &str) -> Self {
        let before = self.text.trim_end_matches(['\r', '\n']);
        if before.is_empty() {
            return self.loading(Rc::from(more));
        }
        let at = before.len() + 1;
        Self { added_at: Some(at), ..self.loading(Rc::from(format!("{before}\n{more}"))) }
    }

    fn answered(&self, diagnosis: Shared<Diagnosis>) -> Self {
        if self.shown == Shown::Empty {
            return self.clone();
        }
        let has_marks = diagnosis.causes.iter().any(|cause| !cause.evidence.is_empty());
        let pane = match self.pane {
            Pane::Edit if self.turn_page && has_marks => Pane::Read,
            Pane::Read if !has_marks => Pane::Edit,
            pane => pane,
        };
        let answer = Answer { text: self.text.clone(), diagnosis };
        Self { shown: Shown::Answered(answer), pane, turn_page: false, ..self.clone() }
    }

    fn pointing(&self, id: EvidenceId, side: Side) -> Self {
        let pane = if side == Side::Paste { Pane::Read } else { self.pane };
        Self { pointed: Some(Pointed { id, side }), pane, ..self.clone() }
    }
}

/// Shared, and equal only to itself: comparing props costs one pointer.
#[derive(Debug)]
pub(crate) struct Shared<T>(Rc<T>);

impl<T> Shared<T> {
    pub(crate) fn new(value: T) -> Self {
        Self(Rc::new(value))
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    fn after(actions: impl IntoIterator<Item = Action>) -> State {
        let state = actions.into_iter().fold(Rc::new(State::default()), |state, action| state.reduce(action));
        (*state).clone()
    }

    fn text(text: &str) -> Rc<str> {
        Rc::from(text)
    }

    fn summary(state: &State) -> Option<&str> {
        state.answer().map(|answer| answer.diagnosis.summary.as_str())
    }

    fn says(summary: &str) -> Shared<Diagnosis> {
        Shared::new(Diagnosis { summary: summary.to_owned(), ..sample::missing_variable() })
    }

    #[test]
    fn a_late_answer_does_not_replace_a_newer_question() {
        let late = Action::Answered(Ticket(1), says("old"));
        let state = after([Action::Typed(text("a")), Action::Typed(text("ab")), late]);
        assert_eq!(summary(&state), None);
    }

    #[test]
    fn the_answer_before_stays_until_the_next_is_there() {
        let state = after([
            Action::Typed(text("a")),
            Action::Answered(Ticket(1), says("first")),
            Action::Typed(text("ab")),
        ]);
        assert!(state.is_reading());
        assert_eq!(summary(&state), Some("first"));
        assert_eq!(&*state.answer().unwrap().text, "a", "offsets fit the text that was asked about");
    }

    #[test]
    fn an_emptied_box_shows_the_empty_page_and_takes_no_answer() {
        let state = after([
            Action::Pasted(text("a")),
            Action::Typed(text("  \n")),
            Action::Answered(Ticket(2), says("late")),
        ]);
        assert_eq!(state.shown, Shown::Empty);
    }

    #[test]
    fn a_paste_turns_the_box_to_its_marks_but_typing_does_not() {
        let pasted = after([Action::Pasted(text("a")), Action::Answered(Ticket(1), says("x"))]);
        let typed = after([Action::Typed(text("a")), Action::Answered(Ticket(1), says("x"))]);
        assert_eq!((pasted.pane, typed.pane), (Pane::Read, Pane::Edit));
    }

    #[test]
    fn without_marks_the_box_stays_open_for_typing() {
        let unmarked = Shared::new(sample::nothing_recognised());
        let state = after([Action::Pasted(text("a novel")), Action::Answered(Ticket(1), unmarked)]);
        assert_eq!(state.pane, Pane::Edit);
    }

    #[test]
    fn what_is_pasted_beside_the_marks_is_added_and_can_stand_alone() {
        let added = after([Action::Pasted(text("describe\n")), Action::Added(text("logs"))]);
        assert_eq!((&*added.text, added.added_at, added.loads), ("describe\nlogs", Some(9), 1));

        let alone = Rc::new(added).reduce(Action::KeptOnlyTheAddition);
        assert_eq!((&*alone.text, alone.added_at, alone.loads), ("logs", None, 2));
    }

    #[test]
    fn evidence_leads_into_the_paste_and_back() {
        let id = EvidenceId { cause: 0, evidence: 1 };
        let there = after([Action::Pointed(id, Side::Paste)]);
        assert_eq!((there.pane, there.pointed), (Pane::Read, Some(Pointed { id, side: Side::Paste })));

        let back = Rc::new(there).reduce(Action::WentBack);
        assert_eq!(back.pointed, Some(Pointed { id, side: Side::Answer }));
    }

    #[test]
    fn trouble_goes_with_the_next_question_and_the_text_stays() {
        let stopped = after([Action::Typed(text("a")), Action::Troubled(Trouble::GaveUp)]);
        assert_eq!((&*stopped.text, &stopped.trouble), ("a", &Some(Trouble::GaveUp)));

        let again = Rc::new(stopped).reduce(Action::AskedAgain);
        assert_eq!((again.asked, &again.trouble), (Ticket(2), &None));
    }

    #[test]
    fn the_same_text_is_not_asked_about_twice() {
        let state = Rc::new(after([Action::Typed(text("a"))]));
        assert!(Rc::ptr_eq(&state, &state.clone().reduce(Action::Typed(text("a")))));
    }
}
