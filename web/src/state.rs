//! What the page knows and how it changes: a reducer that needs no browser.

use std::ops::{Deref, Range};
use std::rc::Rc;

use unloop::Diagnosis;
use unloop::report::share::{Addresses, Shareable};
use yew::Reducible;

use crate::extract::{self, Extract};
use crate::fill_in::Values;
use crate::input::{Body, Input, InputId};
use crate::link::Opened;
use crate::marks::{self, EvidenceId};
use crate::rules::RuleBook;

/// Numbers the questions, so that a late answer is known as one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Ticket(pub(crate) u32);

/// Everything the page shows depends on this and on nothing else.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct State {
    /// What the user gave, in order.
    pub(crate) inputs: Vec<Input>,
    /// The input in view. It need not exist: then nothing was given yet.
    pub(crate) open: InputId,
    /// How many inputs there ever were: the number of the next one.
    pub(crate) given: u32,
    /// How often the page itself set the text in the box: then the box must take it over.
    pub(crate) loads: u32,
    /// The newest question.
    pub(crate) asked: Ticket,
    /// What there is to see.
    pub(crate) shown: Shown,
    /// What of the answer the browser may draw by now.
    pub(crate) drawn: Drawn,
    /// Whether the box is open for typing or shows the paste with its marks.
    pub(crate) pane: Pane,
    /// Whether the marks come up by themselves when the answer is there.
    pub(crate) turn_page: bool,
    /// The piece of evidence that the user looks at.
    pub(crate) pointed: Option<Pointed>,
    /// How often the user was led to a piece of evidence: also to the same one again.
    pub(crate) led: u32,
    /// What was added last to something that stood there before.
    pub(crate) added: Vec<InputId>,
    /// How far the reader is with the newest question.
    pub(crate) progress: Progress,
    /// What is wrong with the reader that runs in the background.
    pub(crate) trouble: Option<Trouble>,
    /// What the user filled into commands.
    pub(crate) filled: Rc<Values>,
    /// Whether the paste is folded up where the answer stands below it: on a phone the answer comes first.
    pub(crate) folded: bool,
    /// Whether what stands for a secret is shown instead of it.
    pub(crate) hides_secrets: bool,
    /// Whether keys with a single letter do something.
    pub(crate) letter_keys: bool,
    /// The user's own rules.
    pub(crate) rules: Rc<RuleBook>,
    /// What else is to be masked in a paste that only the reader holds, if the user wants to share or keep it.
    pub(crate) wants_to_share: Option<Addresses>,
    /// What can be shared of it; nothing, if the reader does not hold it any more.
    pub(crate) shared: Option<(Addresses, Option<Shared<Shareable>>)>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            inputs: Vec::new(),
            open: InputId::default(),
            given: 1,
            loads: 0,
            asked: Ticket::default(),
            shown: Shown::Empty,
            drawn: Drawn::All,
            pane: Pane::Edit,
            turn_page: false,
            pointed: None,
            led: 0,
            added: Vec::new(),
            progress: Progress::default(),
            trouble: None,
            filled: Rc::default(),
            folded: false,
            hides_secrets: true,
            letter_keys: true,
            rules: Rc::default(),
            wants_to_share: None,
            shared: None,
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

/// How far a new answer is drawn, one step a frame: the verdict waits for nothing else, and no step takes long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Drawn {
    /// The verdict and what it rests on.
    Verdict,
    /// The paste with its marks as well.
    Marks,
    All,
}

/// A diagnosis and what the page holds of the very paste that it speaks of: its byte offsets fit no other.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Answer {
    pub(crate) extract: Shared<Extract>,
    pub(crate) diagnosis: Shared<Diagnosis>,
    /// The inputs that were asked about, each with its part in the diagnosis.
    pub(crate) sources: Shared<Vec<Source>>,
}

/// One of the inputs that a diagnosis speaks of.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Source {
    pub(crate) input: Input,
    /// Which of the diagnosis' inputs it is: many, if it is a folder or an archive.
    pub(crate) parts: Range<usize>,
    /// What of it was not read, and why, in sentences.
    pub(crate) left_out: Vec<String>,
}

/// How far the reader is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Progress {
    pub(crate) stage: Stage,
    pub(crate) done: u64,
    /// None is known before there is something to do.
    pub(crate) total: u64,
    /// For how long it has been at this stage.
    pub(crate) milliseconds: u32,
    /// What was recognised so far.
    pub(crate) recognised: Vec<(InputId, Rc<str>)>,
}

/// What the reader does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Stage {
    /// It takes the texts out of files and archives.
    #[default]
    Opening,
    /// It looks through large texts for what matters in them.
    Looking,
    /// It reads the texts.
    Reading,
}

/// What came back for one question.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    pub(crate) diagnosis: Shared<Diagnosis>,
    pub(crate) extract: Shared<Extract>,
    /// For each input asked about, its part in the diagnosis and what was not read of it.
    pub(crate) sources: Vec<(InputId, Range<usize>, Vec<String>)>,
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
    /// The link that opened the page holds nothing that can be read.
    BadLink(Opened),
}

/// Everything that can happen to the page.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    /// The user typed, and paused.
    Typed(Rc<str>),
    /// The user pasted into the box.
    Pasted(Rc<str>),
    /// An example was chosen: it stands alone.
    Loaded(Rc<str>),
    /// The user pasted while the marks were in view, or gave files: it is more of the same.
    Added(Vec<Body>),
    /// What was added last is a new matter; what stood before it goes.
    KeptOnlyTheAddition,
    /// The user takes one input away.
    Removed(InputId),
    /// The user wants to see another input.
    Opened(InputId),
    /// The user wants an empty page.
    Cleared,
    /// The user wants the same text read again.
    AskedAgain,
    /// The user does not want to wait: back to what was answered last.
    Cancelled,
    /// The reader is at work on this question.
    Progressed(Ticket, Stage, u64, u64, u32),
    /// The reader recognised a part of an input.
    Recognised(Ticket, InputId, Rc<str>),
    /// The reader answered.
    Answered(Ticket, Shared<Reply>),
    /// The browser has drawn what it was to draw of the answer.
    Drawn,
    /// The user wants to share a paste that only the reader holds, with these masked as well.
    WantsToShare(Addresses),
    /// The history is to keep a paste that only the reader holds.
    WantsToKeep,
    /// The reader says what can be shared.
    Shared(Ticket, Addresses, Option<Shared<Shareable>>),
    /// The reader has trouble.
    Troubled(Trouble),
    /// The user turned the box over.
    Turned(Pane),
    /// The user followed a piece of evidence to its characters, or back.
    Pointed(EvidenceId, Side),
    /// Back to where the user came from.
    WentBack,
    /// The user went on to the next piece of evidence, or back to the one before.
    Stepped(Step),
    /// The user filled in a blank.
    FilledIn(Rc<str>, String),
    /// The user folded the paste up, or unfolded it.
    Folded(bool),
    /// The user wants secrets hidden, or shown.
    SecretsHidden(bool),
    /// The user switched the keys with a single letter on or off.
    LetterKeys(bool),
    /// The page was opened by a link that holds a paste.
    LinkOpened(Opened),
    /// The user gave rule files, each with its name.
    RulesGiven(Vec<(Rc<str>, Rc<str>)>),
    /// The user takes a rule file out of use.
    RulesRemoved(Rc<str>),
}

/// A direction in which to go through the evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Next,
    Previous,
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        match action {
            // The same `Rc`: Yew renders nothing.
            Action::Answered(ticket, _)
            | Action::Progressed(ticket, ..)
            | Action::Recognised(ticket, ..)
            | Action::Shared(ticket, ..)
                if ticket != self.asked =>
            {
                self
            }
            Action::Typed(text) | Action::Pasted(text) if text == self.text() => self,
            Action::Answered(_, reply) => Rc::new(self.answered(&reply)),
            Action::Drawn => {
                let drawn = if self.drawn == Drawn::Verdict { Drawn::Marks } else { Drawn::All };
                Rc::new(Self { drawn, ..(*self).clone() })
            }
            Action::Typed(text) => Rc::new(self.writing(text)),
            Action::Pasted(text) => Rc::new(Self { turn_page: true, ..self.writing(text) }),
            Action::Loaded(text) => Rc::new(self.loading(vec![Body::Text(text)])),
            Action::Added(bodies) if bodies.is_empty() => self,
            Action::Added(bodies) => Rc::new(self.adding(bodies)),
            Action::KeptOnlyTheAddition => Rc::new(self.keeping(|id| self.added.contains(&id))),
            Action::Removed(gone) => Rc::new(self.keeping(|id| id != gone)),
            Action::Opened(id) => Rc::new(self.opening(id)),
            Action::Cleared => Rc::new(Self { pane: Pane::Edit, ..self.loading(Vec::new()) }),
            Action::AskedAgain => Rc::new(Self { turn_page: true, ..self.asking(self.inputs.clone()) }),
            Action::Cancelled => Rc::new(self.cancelled()),
            Action::Progressed(_, stage, done, total, milliseconds) => {
                let recognised = self.progress.recognised.clone();
                let progress = Progress { stage, done, total, milliseconds, recognised };
                Rc::new(Self { progress, ..(*self).clone() })
            }
            Action::Recognised(_, id, label) => {
                let mut state = (*self).clone();
                state.progress.recognised.push((id, label));
                Rc::new(state)
            }
            Action::WantsToShare(also) => Rc::new(Self { wants_to_share: Some(also), ..(*self).clone() }),
            // Whatever else is masked for sharing, it can be kept as well.
            Action::WantsToKeep if self.wants_to_share.is_some() => self,
            Action::WantsToKeep => self.reduce(Action::WantsToShare(Addresses::default())),
            Action::Shared(_, also, made) => Rc::new(Self { shared: Some((also, made)), ..(*self).clone() }),
            Action::Troubled(trouble) => Rc::new(Self { trouble: Some(trouble), ..(*self).clone() }),
            Action::Turned(pane) => Rc::new(Self { pane, folded: false, pointed: None, ..(*self).clone() }),
            Action::Folded(folded) => Rc::new(Self { folded, ..(*self).clone() }),
            Action::SecretsHidden(hides_secrets) => Rc::new(Self { hides_secrets, ..(*self).clone() }),
            Action::Pointed(id, side) => Rc::new(self.pointing(id, side)),
            Action::WentBack => match self.pointed {
                Some(Pointed { id, side: Side::Paste }) => Rc::new(self.pointing(id, Side::Answer)),
                _ => self,
            },
            Action::Stepped(step) => match self.stepped(step) {
                Some(id) => Rc::new(self.pointing(id, Side::Paste)),
                None => self,
            },
            Action::FilledIn(name, value) => {
                let mut filled = (*self.filled).clone();
                filled.insert(name.to_string(), value);
                Rc::new(Self { filled: Rc::new(filled), ..(*self).clone() })
            }
            Action::LetterKeys(letter_keys) => Rc::new(Self { letter_keys, ..(*self).clone() }),
            Action::LinkOpened(Opened::Paste(text)) => {
                Rc::new(self.loading(vec![Body::Text(Rc::from(text))]))
            }
            Action::RulesGiven(files) => Rc::new(self.ruled_by(self.rules.with(files))),
            Action::RulesRemoved(name) => Rc::new(self.ruled_by(self.rules.without(&name))),
            Action::LinkOpened(refused) => {
                Rc::new(Self { trouble: Some(Trouble::BadLink(refused)), ..(*self).clone() })
            }
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

    /// The text of the input in view, if it can be typed into; empty if nothing was given yet.
    pub(crate) fn text(&self) -> Rc<str> {
        self.input(self.open).and_then(Input::text).cloned().unwrap_or_else(|| Rc::from(""))
    }

    /// Whether what is in view cannot be typed into: a file, or a text too large for the box.
    pub(crate) fn is_large(&self) -> bool {
        match self.input(self.open).map(|input| &input.body) {
            None => false,
            Some(Body::Text(text)) => extract::is_large(text),
            Some(Body::Files(_)) => true,
        }
    }

    /// Whether a question is on its way.
    pub(crate) fn is_reading(&self) -> bool {
        matches!(self.shown, Shown::Reading(_))
    }

    fn input(&self, id: InputId) -> Option<&Input> {
        self.inputs.iter().find(|input| input.id == id)
    }

    /// Reads the same inputs again, if the rules in use are others.
    fn ruled_by(&self, rules: RuleBook) -> Self {
        let same = self.rules.files == rules.files;
        let state = Self { rules: Rc::new(rules), ..self.clone() };
        if same || self.inputs.is_empty() { state } else { state.asking(self.inputs.clone()) }
    }

    fn asking(&self, inputs: Vec<Input>) -> Self {
        let shown = if inputs.iter().all(Input::is_blank) {
            Shown::Empty
        } else {
            Shown::Reading(self.answer().cloned())
        };
        let folded = self.folded && shown != Shown::Empty;
        Self {
            inputs,
            folded,
            asked: Ticket(self.asked.0.wrapping_add(1)),
            shown,
            turn_page: false,
            pointed: None,
            added: Vec::new(),
            progress: Progress::default(),
            wants_to_share: None,
            shared: None,
            trouble: self.trouble.clone().filter(|trouble| matches!(trouble, Trouble::CannotStart(_))),
            ..self.clone()
        }
    }

    /// The box holds another text.
    fn writing(&self, text: Rc<str>) -> Self {
        let mut inputs = self.inputs.clone();
        match inputs.iter_mut().find(|input| input.id == self.open) {
            Some(input) if input.text().is_some() => {
                input.body = Body::Text(text);
                self.asking(inputs)
            }
            _ => self.with(inputs, vec![Body::Text(text)]),
        }
    }

    /// Asks about these inputs and new ones, the first of which comes into view.
    fn with(&self, mut inputs: Vec<Input>, bodies: Vec<Body>) -> Self {
        let ids = self.given..;
        let new: Vec<Input> = ids.zip(bodies).map(|(id, body)| Input { id: InputId(id), body }).collect();
        let open = new.first().map_or(InputId::default(), |input| input.id);
        let given = self.given.wrapping_add(u32::try_from(new.len()).unwrap_or_default());
        inputs.extend(new);
        Self { open, given, ..self.asking(inputs) }
    }

    fn loading(&self, bodies: Vec<Body>) -> Self {
        Self { loads: self.loads.wrapping_add(1), turn_page: true, ..self.with(Vec::new(), bodies) }
    }

    fn adding(&self, bodies: Vec<Body>) -> Self {
        let before: Vec<Input> = self.inputs.iter().filter(|input| !input.is_blank()).cloned().collect();
        if before.is_empty() {
            return self.loading(bodies);
        }
        let added = (self.given..).take(bodies.len()).map(InputId).collect();
        let state = self.with(before, bodies);
        Self { added, loads: self.loads.wrapping_add(1), turn_page: true, ..state }
    }

    fn keeping(&self, keep: impl Fn(InputId) -> bool) -> Self {
        let inputs: Vec<Input> = self.inputs.iter().filter(|input| keep(input.id)).cloned().collect();
        if inputs.len() == self.inputs.len() || inputs.is_empty() {
            return if inputs.is_empty() {
                Self { pane: Pane::Edit, ..self.loading(Vec::new()) }
            } else {
                self.clone()
            };
        }
        let open = inputs.iter().find(|input| input.id == self.open).or(inputs.last());
        let open = open.map_or(self.open, |input| input.id);
        Self { open, loads: self.loads.wrapping_add(1), turn_page: true, ..self.asking(inputs) }
    }

    fn opening(&self, id: InputId) -> Self {
        if self.input(id).is_none() || self.open == id {
            return self.clone();
        }
        let loads = self.loads.wrapping_add(1);
        Self { open: id, loads, pane: self.pane_for_marks(), folded: false, pointed: None, ..self.clone() }
    }

    fn pane_for_marks(&self) -> Pane {
        let marked = self.answer().is_some_and(|answer| has_marks(&answer.diagnosis));
        if marked { Pane::Read } else { Pane::Edit }
    }

    fn answered(&self, reply: &Reply) -> Self {
        if self.shown == Shown::Empty {
            return self.clone();
        }
        let has_marks = has_marks(&reply.diagnosis);
        let pane = match self.pane {
            Pane::Edit if self.turn_page && has_marks => Pane::Read,
            Pane::Read if !has_marks => Pane::Edit,
            pane => pane,
        };
        let source = |(id, parts, left_out): &(InputId, Range<usize>, Vec<String>)| {
            let input = self.input(*id)?.clone();
            Some(Source { input, parts: parts.clone(), left_out: left_out.clone() })
        };
        let answer = Answer {
            extract: reply.extract.clone(),
            diagnosis: reply.diagnosis.clone(),
            sources: Shared::new(reply.sources.iter().filter_map(source).collect()),
        };
        let open = match (self.turn_page, self.pane) {
            (true, _) => answer.first_in_view().unwrap_or(self.open),
            _ => self.open,
        };
        let loads = if open == self.open { self.loads } else { self.loads.wrapping_add(1) };
        // Whoever types keeps the box, and what there is of the answer.
        let folded = self.folded || self.turn_page;
        let goes_on = !self.turn_page && self.answer().is_some();
        let drawn = if goes_on { Drawn::All } else { Drawn::Verdict };
        let shown = Shown::Answered(answer);
        Self { shown, drawn, pane, open, loads, folded, turn_page: false, ..self.clone() }
    }

    /// Back to the inputs of the answer in view.
    fn cancelled(&self) -> Self {
        let Shown::Reading(before) = &self.shown else { return self.clone() };
        let Some(answer) = before else {
            return Self { pane: Pane::Edit, ..self.loading(Vec::new()) };
        };
        let inputs: Vec<Input> = answer.sources.iter().map(|source| source.input.clone()).collect();
        let open = inputs.iter().find(|input| input.id == self.open).or(inputs.last());
        let open = open.map_or(self.open, |input| input.id);
        Self {
            open,
            loads: self.loads.wrapping_add(1),
            shown: Shown::Answered(answer.clone()),
            ..self.asking(inputs)
        }
    }

    /// The next piece of evidence, or the one before.
    fn stepped(&self, step: Step) -> Option<EvidenceId> {
        let way = marks::walk(&self.answer()?.diagnosis);
        marks::step(&way, self.pointed.map(|pointed| pointed.id), step == Step::Next)
    }

    fn pointing(&self, id: EvidenceId, side: Side) -> Self {
        let pane = if side == Side::Paste { Pane::Read } else { self.pane };
        let source = self.answer().and_then(|answer| answer.input_of(id));
        let open = source.filter(|_| side == Side::Paste).unwrap_or(self.open);
        let loads = if open == self.open { self.loads } else { self.loads.wrapping_add(1) };
        let led = self.led.wrapping_add(1);
        let folded = self.folded && side == Side::Answer;
        Self { pointed: Some(Pointed { id, side }), led, pane, open, loads, folded, ..self.clone() }
    }
}

impl Answer {
    /// The input that holds a piece of evidence.
    pub(crate) fn input_of(&self, id: EvidenceId) -> Option<InputId> {
        let evidence = self.diagnosis.causes.get(id.cause)?.evidence.get(id.evidence)?;
        let source = self.sources.iter().find(|source| source.parts.contains(&evidence.input))?;
        Some(source.input.id)
    }

    /// The input with the loudest evidence.
    fn first_in_view(&self) -> Option<InputId> {
        let first = marks::first(&self.diagnosis)?;
        self.input_of(first.id)
    }

    /// The part of the diagnosis that is about this input.
    pub(crate) fn source(&self, id: InputId) -> Option<&Source> {
        self.sources.iter().find(|source| source.input.id == id)
    }
}

fn has_marks(diagnosis: &Diagnosis) -> bool {
    diagnosis.causes.iter().any(|cause| !cause.evidence.is_empty())
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
    use crate::input::Files;
    use crate::link::Refused;
    use crate::sample;

    fn after(actions: impl IntoIterator<Item = Action>) -> State {
        (*on(Rc::new(State::default()), actions)).clone()
    }

    fn on(state: Rc<State>, actions: impl IntoIterator<Item = Action>) -> Rc<State> {
        actions.into_iter().fold(state, |state, action| state.reduce(action))
    }

    fn text(text: &str) -> Rc<str> {
        Rc::from(text)
    }

    fn body(words: &str) -> Body {
        Body::Text(text(words))
    }

    fn added(words: &str) -> Action {
        Action::Added(vec![body(words)])
    }

    fn file(name: &str) -> Body {
        Body::Files(Files { key: 7, name: text(name), count: 1, bytes: 9_000_000 })
    }

    fn summary(state: &State) -> Option<&str> {
        state.answer().map(|answer| answer.diagnosis.summary.as_str())
    }

    /// The answer to a question about these inputs, whose evidence stands in the one with this place.
    fn reply(diagnosis: Diagnosis, ids: &[u32], place: usize) -> Shared<Reply> {
        let mut diagnosis = diagnosis;
        diagnosis.causes.iter_mut().flat_map(|cause| &mut cause.evidence).for_each(|one| one.input = place);
        let sources = ids.iter().enumerate().map(|(at, id)| (InputId(*id), at..at + 1, Vec::new())).collect();
        let extract = Shared::new(Extract::of(sample::TEXT, &diagnosis));
        Shared::new(Reply { diagnosis: Shared::new(diagnosis), extract, sources })
    }

    fn says(summary: &str) -> Shared<Reply> {
        reply(Diagnosis { summary: summary.to_owned(), ..sample::missing_variable() }, &[1], 0)
    }

    /// The inputs in short, the one in view in brackets.
    fn drawn(state: &State) -> String {
        let draw = |input: &Input| {
            let words = match &input.body {
                Body::Text(text) => text.to_string(),
                Body::Files(files) => files.name.to_string(),
            };
            if input.id == state.open { format!("[{words}]") } else { words }
        };
        state.inputs.iter().map(draw).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn of_a_new_answer_the_verdict_comes_first_but_whoever_types_keeps_all_of_it() {
        let pasted = after([Action::Pasted(text("a")), Action::Answered(Ticket(1), says("new"))]);
        assert_eq!(pasted.drawn, Drawn::Verdict);
        let marked = on(Rc::new(pasted), [Action::Drawn]);
        assert_eq!(marked.drawn, Drawn::Marks);
        let drawn = on(marked, [Action::Drawn]);
        assert_eq!(drawn.drawn, Drawn::All);
        let typed = on(drawn, [Action::Typed(text("ab")), Action::Answered(Ticket(2), says("newer"))]);
        assert_eq!(typed.drawn, Drawn::All);
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
        assert_eq!(
            state.answer().unwrap().sources[0].input.text().map(|text| &**text),
            Some("a"),
            "offsets fit the text that was asked about"
        );
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
    fn a_paste_folds_up_below_its_answer_and_unfolds_for_its_evidence() {
        let typed = after([Action::Typed(text("a")), Action::Answered(Ticket(1), says("x"))]);
        assert!(!typed.folded, "whoever types keeps the box");
        let pasted = Rc::new(after([Action::Pasted(text("a")), Action::Answered(Ticket(1), says("x"))]));
        assert!(pasted.folded);
        assert!(!pasted.clone().reduce(Action::Stepped(Step::Next)).folded);
        assert!(!pasted.reduce(Action::Cleared).folded);
    }

    #[test]
    fn without_marks_the_box_stays_open_for_typing() {
        let unmarked = reply(sample::nothing_recognised(), &[1], 0);
        let state = after([Action::Pasted(text("a novel")), Action::Answered(Ticket(1), unmarked)]);
        assert_eq!(state.pane, Pane::Edit);
    }

    #[test]
    fn what_is_given_to_what_stands_there_stays_an_input_of_its_own() {
        let both =
            after([Action::Pasted(text("describe")), added("logs"), Action::Added(vec![file("a.log")])]);
        assert_eq!(drawn(&both), "describe logs [a.log]");
        assert_eq!((both.added.as_slice(), both.loads), ([InputId(3)].as_slice(), 2));

        let alone = Rc::new(both).reduce(Action::KeptOnlyTheAddition);
        assert_eq!((drawn(&alone).as_str(), alone.added.len(), alone.loads), ("[a.log]", 0, 3));
    }

    #[test]
    fn what_is_given_to_an_empty_page_is_no_addition() {
        let state = after([Action::Typed(text(" ")), Action::Added(vec![file("a"), file("b")])]);
        assert_eq!((drawn(&state).as_str(), state.added.len()), ("[a] b", 0));
        assert!(state.is_reading() && state.is_large());
    }

    #[test]
    fn each_input_can_be_taken_away_and_the_rest_is_read_again() {
        let three = Rc::new(after([Action::Pasted(text("a")), added("b"), added("c")]));
        let gone = |id| three.clone().reduce(Action::Removed(InputId(id)));
        assert_eq!(drawn(&gone(3)), "a [b]");
        assert_eq!(drawn(&gone(1)), "b [c]");
        assert!(gone(1).is_reading() && gone(1).asked > three.asked);
        assert!(Rc::new((*gone(9)).clone()) == three, "what is not there cannot be taken away");
        let none = on(three, [1, 2, 3].map(|id| Action::Removed(InputId(id))));
        assert_eq!((drawn(&none).as_str(), &none.shown), ("", &Shown::Empty));
    }

    #[test]
    fn typing_changes_the_input_in_view_only() {
        let state = after([
            Action::Pasted(text("a")),
            added("b"),
            Action::Opened(InputId(1)),
            Action::Typed(text("ab")),
        ]);
        assert_eq!(drawn(&state), "[ab] b");
        let beside_a_file = after([Action::Added(vec![file("f")]), Action::Typed(text("typed"))]);
        assert_eq!(drawn(&beside_a_file), "f [typed]");
    }

    #[test]
    fn a_cancelled_question_leaves_what_was_answered_before() {
        let answered = [Action::Pasted(text("a")), Action::Answered(Ticket(1), says("first"))];
        let state = after(answered.into_iter().chain([Action::Added(vec![file("big")]), Action::Cancelled]));
        assert_eq!((drawn(&state).as_str(), summary(&state)), ("[a]", Some("first")));
        assert!(!state.is_reading());
        let late = Rc::new(state).reduce(Action::Answered(Ticket(2), says("late")));
        assert_eq!(summary(&late), Some("first"));

        let first = after([Action::Added(vec![file("big")]), Action::Cancelled]);
        assert_eq!((drawn(&first).as_str(), &first.shown), ("", &Shown::Empty));
    }

    #[test]
    fn progress_is_of_the_newest_question_only() {
        let told = |ticket, label| Action::Recognised(Ticket(ticket), InputId(1), text(label));
        let state = after([
            Action::Added(vec![file("big")]),
            told(1, "log"),
            Action::Progressed(Ticket(1), Stage::Reading, 3, 10, 50),
            Action::Progressed(Ticket(0), Stage::Reading, 9, 10, 50),
        ]);
        assert_eq!((state.progress.done, state.progress.recognised.len()), (3, 1));
        let next = Rc::new(state).reduce(added("more"));
        assert_eq!(next.progress, Progress::default());
    }

    #[test]
    fn evidence_leads_into_the_paste_and_back() {
        let id = EvidenceId { cause: 0, evidence: 1 };
        let there = after([Action::Pointed(id, Side::Paste)]);
        assert_eq!((there.pane, there.pointed), (Pane::Read, Some(Pointed { id, side: Side::Paste })));

        let again = Rc::new(there.clone()).reduce(Action::Pointed(id, Side::Paste));
        assert_ne!(again.led, there.led, "who scrolled away is led there again");

        let back = Rc::new(there).reduce(Action::WentBack);
        assert_eq!(back.pointed, Some(Pointed { id, side: Side::Answer }));
    }

    #[test]
    fn the_input_with_the_evidence_comes_into_view() {
        let in_the_first = Action::Answered(Ticket(2), reply(sample::missing_variable(), &[1, 2], 0));
        let answered = after([Action::Pasted(text("a")), added("b"), in_the_first]);
        assert_eq!(drawn(&answered), "[a] b");

        let id = EvidenceId { cause: 0, evidence: 0 };
        let away = on(Rc::new(answered), [Action::Opened(InputId(2)), Action::Pointed(id, Side::Paste)]);
        assert_eq!((drawn(&away).as_str(), away.pane), ("[a] b", Pane::Read));
    }

    #[test]
    fn trouble_goes_with_the_next_question_and_the_text_stays() {
        let stopped = after([Action::Typed(text("a")), Action::Troubled(Trouble::GaveUp)]);
        assert_eq!((&*stopped.text(), &stopped.trouble), ("a", &Some(Trouble::GaveUp)));

        let again = Rc::new(stopped).reduce(Action::AskedAgain);
        assert_eq!((again.asked, &again.trouble), (Ticket(2), &None));
    }

    #[test]
    fn steps_go_through_the_evidence_and_show_it_in_the_paste() {
        let answered = [Action::Typed(text("a")), Action::Answered(Ticket(1), says("x"))];
        let steps = [Action::Stepped(Step::Next), Action::Stepped(Step::Next), Action::Stepped(Step::Next)];
        let there = after(answered.into_iter().chain(steps));
        let first = Pointed { id: EvidenceId { cause: 0, evidence: 0 }, side: Side::Paste };
        assert_eq!(
            (there.pane, there.pointed),
            (Pane::Read, Some(first)),
            "there are two, and it goes round"
        );
        assert_eq!(after([Action::Stepped(Step::Next)]).pointed, None, "nothing is there to step to");
    }

    #[test]
    fn what_was_filled_in_stays_for_the_next_paste() {
        let filled = Action::FilledIn(text("pod"), "web-0".to_owned());
        let state = after([filled, Action::Typed(text("a")), Action::Cleared]);
        assert_eq!(state.filled.get("pod").map(String::as_str), Some("web-0"));
    }

    #[test]
    fn a_link_shows_its_paste_or_says_why_not() {
        let opened = after([Action::LinkOpened(Opened::Paste("describe".to_owned()))]);
        assert_eq!((drawn(&opened).as_str(), opened.turn_page), ("[describe]", true));
        let refused = Opened::Refused(Refused::Newer);
        let state = after([Action::LinkOpened(refused.clone())]);
        assert_eq!((drawn(&state).as_str(), state.trouble), ("", Some(Trouble::BadLink(refused))));
    }

    #[test]
    fn what_can_be_shared_belongs_to_its_question() {
        let also = Addresses { ips: true, ..Addresses::default() };
        let asked = [Action::Typed(text("a")), Action::WantsToShare(also)];
        let shared = after(asked.into_iter().chain([Action::Shared(Ticket(1), also, None)]));
        assert_eq!((shared.wants_to_share, &shared.shared), (Some(also), &Some((also, None))));
        let next = Rc::new(shared).reduce(Action::Typed(text("ab")));
        assert_eq!((next.wants_to_share, &next.shared), (None, &None));
        assert_eq!(next.reduce(Action::Shared(Ticket(1), also, None)).shared, None, "it came late");
    }

    #[test]
    fn who_keeps_a_paste_takes_what_is_made_for_sharing() {
        let also = Addresses { ips: true, ..Addresses::default() };
        let wanted = |actions: [Action; 2]| after(actions).wants_to_share;
        assert_eq!(wanted([Action::Typed(text("a")), Action::WantsToKeep]), Some(Addresses::default()));
        assert_eq!(wanted([Action::WantsToShare(also), Action::WantsToKeep]), Some(also));
        assert_eq!(wanted([Action::WantsToKeep, Action::WantsToShare(also)]), Some(also));
    }

    #[test]
    fn the_same_text_is_not_asked_about_twice() {
        let state = Rc::new(after([Action::Typed(text("a"))]));
        assert!(Rc::ptr_eq(&state, &state.clone().reduce(Action::Typed(text("a")))));
    }

    #[test]
    fn other_rules_have_the_same_text_read_again() {
        let ruled = |text: &str| Action::RulesGiven(vec![("mint.yaml".into(), text.into())]);
        let state = after([Action::Typed(text("a")), ruled(crate::rules::tests::CAUSES)]);
        assert_eq!((state.asked, state.rules.files.len()), (Ticket(2), 1));
        let state = Rc::new(state).reduce(ruled(crate::rules::tests::CAUSES));
        assert_eq!(state.asked, Ticket(2), "nothing changed");
        let state = state.reduce(Action::RulesRemoved("mint.yaml".into()));
        assert_eq!((state.asked, state.rules.files.len()), (Ticket(3), 0));
        assert_eq!(after([ruled("technology: 7")]).asked, Ticket(0), "there is nothing to read");
    }
}
