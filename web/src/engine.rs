//! Asks the reader in the background and brings its answers: the only file that knows there is one.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use unloop::Diagnosis;
use unloop::report::share::Addresses;
use yew::prelude::*;

use crate::browser::message::Heard;
use crate::browser::worker::{Said, Worker};
use crate::input::{Body, Input};
use crate::rules::RuleBook;
use crate::state::{Action, Reply, Shared, State, Ticket, Trouble};

/// How long the reader may take to start, in milliseconds.
const START: u32 = 30_000;
/// How long it may be silent over a question: this, and as much again for each megabyte of text.
const READ: u32 = 6_000;
/// How long it may be silent over files, of which it says how far it is.
const FILES: u32 = 60_000;
/// A question with less text than this is answered before a new reader would be there.
const SHORT: usize = 2_000_000;

/// A handle on the reader that starts with the page and is started anew whenever it stops.
#[derive(Clone)]
pub(crate) struct Engine(Rc<RefCell<Room>>);

impl Engine {
    /// Asks for a diagnosis of these inputs; the answer comes as an [`Action`].
    pub(crate) fn ask(&self, ticket: Ticket, inputs: Vec<Input>, rules: Rc<RuleBook>) {
        self.happened(Event::Asked(Question { ticket, inputs, rules }));
    }

    /// Asks for what can be shown to others of the paste of this question; it comes as an [`Action`].
    pub(crate) fn share(&self, ticket: Ticket, also: Addresses) {
        if let Some(worker) = &self.0.borrow().worker {
            worker.share(ticket.0, also);
        }
    }

    /// Ends all work at once.
    pub(crate) fn stop(&self) {
        self.happened(Event::Stopped);
    }

    fn happened(&self, event: Event) {
        let steps = self.0.borrow_mut().desk.happened(event);
        for step in steps {
            self.carry_out(step);
        }
    }

    fn carry_out(&self, step: Step) {
        match step {
            Step::Start => self.start(),
            Step::Post(question) => self.post(&question),
            Step::Wait(milliseconds) => self.wait(milliseconds),
            Step::Rest => self.0.borrow_mut().patience = None,
            Step::Tell(action) => {
                let tell = self.0.borrow().tell.clone();
                tell.dispatch(action);
            }
        }
    }

    fn start(&self) {
        // The worker before is dropped first: it must not speak any more.
        self.0.borrow_mut().worker = None;
        let engine = self.clone();
        let heard = Callback::from(move |said| {
            engine.happened(match said {
                Said::Ready => Event::Ready,
                Said::Told(ticket, heard) => Event::Heard(Ticket(ticket), heard),
                Said::Died(why) => Event::Died(why),
            });
        });
        match Worker::start(heard) {
            Ok(worker) => {
                self.0.borrow_mut().worker = Some(worker);
                self.wait(START);
            }
            Err(why) => self.happened(Event::Died(why)),
        }
    }

    fn post(&self, question: &Question) {
        if let Some(worker) = &self.0.borrow().worker {
            worker.post(question.ticket.0, &question.inputs, &question.rules);
        }
        self.wait(question.patience());
    }

    fn wait(&self, milliseconds: u32) {
        let engine = self.clone();
        let patience = Timeout::new(milliseconds, move || {
            engine.happened(Event::Died("it did not answer in time".to_owned()));
        });
        self.0.borrow_mut().patience = Some(patience);
    }
}

/// Starts the reader with the page.
#[hook]
pub(crate) fn use_engine(tell: UseReducerDispatcher<State>) -> Engine {
    let engine = use_memo((), |()| {
        Engine(Rc::new(RefCell::new(Room { desk: Desk::default(), worker: None, patience: None, tell })))
    });
    let starting = engine.clone();
    use_effect_with((), move |()| starting.start());
    (*engine).clone()
}

/// The desk, and what it needs to have its decisions carried out.
struct Room {
    desk: Desk,
    worker: Option<Worker>,
    patience: Option<Timeout>,
    tell: UseReducerDispatcher<State>,
}

/// Decides what to do when something happens to the reader; does nothing itself.
#[derive(Debug, Default)]
struct Desk {
    work: Work,
    /// The newest question, when it could not be posted yet. An older one is of no interest any more.
    waiting: Option<Question>,
    /// Whether the reader has stopped over the question at hand before.
    second_try: bool,
    /// Whether it was ever ready: if not, starting again will not help.
    ever_ready: bool,
}

#[derive(Debug, Default)]
enum Work {
    #[default]
    Starting,
    Idle,
    Reading(Question),
    /// It cannot run in this browser.
    Never,
}

#[derive(Clone, Debug, PartialEq)]
struct Question {
    ticket: Ticket,
    inputs: Vec<Input>,
    rules: Rc<RuleBook>,
}

impl Question {
    /// How much text the page hands over with it, and whether there are files to open.
    fn load(&self) -> (usize, bool) {
        let texts = self.inputs.iter().filter_map(Input::text).map(|text| text.len()).sum();
        (texts, self.inputs.iter().any(|input| matches!(input.body, Body::Files(_))))
    }

    /// How long the reader may be silent over it.
    fn patience(&self) -> u32 {
        let (texts, files) = self.load();
        let megabytes = u32::try_from(texts / 1_000_000).unwrap_or(u32::MAX);
        READ.saturating_mul(megabytes.saturating_add(1)).max(if files { FILES } else { 0 })
    }

    /// Whether a newer question should not wait until it is answered.
    fn is_long(&self) -> bool {
        let (texts, files) = self.load();
        files || texts > SHORT
    }
}

#[derive(Debug)]
enum Event {
    Asked(Question),
    Ready,
    Heard(Ticket, Heard),
    Died(String),
    Stopped,
}

#[derive(Debug)]
enum Step {
    Start,
    Post(Question),
    /// It has so many milliseconds more.
    Wait(u32),
    /// Nothing is waited for.
    Rest,
    Tell(Action),
}

impl Desk {
    fn happened(&mut self, event: Event) -> Vec<Step> {
        match event {
            Event::Asked(question) => {
                self.waiting = Some(question);
                self.second_try = false;
                match &self.work {
                    Work::Reading(before) if before.is_long() => self.start_anew(),
                    _ => self.then_post(Vec::new()),
                }
            }
            Event::Ready => {
                self.work = Work::Idle;
                self.ever_ready = true;
                self.then_post(vec![Step::Rest])
            }
            Event::Heard(ticket, Heard::Answer(json, extract, sources)) => {
                self.work = Work::Idle;
                let told = match serde_json::from_str::<Diagnosis>(&json) {
                    Ok(diagnosis) => {
                        let (diagnosis, extract) = (Shared::new(diagnosis), Shared::new(extract));
                        let reply = Reply { diagnosis, extract, sources };
                        Step::Tell(Action::Answered(ticket, Shared::new(reply)))
                    }
                    Err(_) => Step::Tell(Action::Troubled(Trouble::GaveUp)),
                };
                self.then_post(vec![Step::Rest, told])
            }
            Event::Heard(ticket, Heard::Shared(also, made)) => {
                vec![Step::Tell(Action::Shared(ticket, also, made.map(|made| Shared::new(*made))))]
            }
            Event::Heard(ticket, heard) => {
                let told = match heard {
                    Heard::Recognised(input, label) => Action::Recognised(ticket, input, label),
                    Heard::Progress { stage, done, total, milliseconds } => {
                        Action::Progressed(ticket, stage, done, total, milliseconds)
                    }
                    Heard::Answer(..) | Heard::Shared(..) => return Vec::new(),
                };
                match &self.work {
                    Work::Reading(question) => vec![Step::Wait(question.patience()), Step::Tell(told)],
                    _ => Vec::new(),
                }
            }
            Event::Died(why) => self.died(why),
            Event::Stopped => {
                self.waiting = None;
                match self.work {
                    Work::Reading(_) => self.start_anew(),
                    _ => Vec::new(),
                }
            }
        }
    }

    /// Ends what the reader is at.
    fn start_anew(&mut self) -> Vec<Step> {
        self.work = Work::Starting;
        vec![Step::Rest, Step::Start]
    }

    fn died(&mut self, why: String) -> Vec<Step> {
        if !self.ever_ready {
            self.work = Work::Never;
            return vec![Step::Rest, Step::Tell(Action::Troubled(Trouble::CannotStart(why)))];
        }
        let trouble = match std::mem::take(&mut self.work) {
            Work::Reading(question) if self.waiting.is_none() => {
                if self.second_try {
                    Trouble::GaveUp
                } else {
                    self.second_try = true;
                    self.waiting = Some(question);
                    Trouble::Restarted
                }
            }
            _ => Trouble::Restarted,
        };
        vec![Step::Rest, Step::Tell(Action::Troubled(trouble)), Step::Start]
    }

    fn then_post(&mut self, mut steps: Vec<Step>) -> Vec<Step> {
        if matches!(self.work, Work::Idle)
            && let Some(question) = self.waiting.take()
        {
            self.work = Work::Reading(question.clone());
            steps.push(Step::Post(question));
        }
        steps
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Extract;
    use crate::input::{Files, InputId};
    use crate::sample;
    use crate::state::Stage;

    fn asked(ticket: u32) -> Event {
        let text = Input { id: InputId(1), body: Body::Text(Rc::from("text")) };
        Event::Asked(Question { ticket: Ticket(ticket), inputs: vec![text], rules: Rc::default() })
    }

    fn asked_about_a_file(ticket: u32) -> Event {
        let files = Files { key: 1, name: "a.tar.gz".into(), count: 1, bytes: 9_000_000_000 };
        let inputs = vec![Input { id: InputId(2), body: Body::Files(files) }];
        Event::Asked(Question { ticket: Ticket(ticket), inputs, rules: Rc::default() })
    }

    fn answered(ticket: u32) -> Event {
        let json = serde_json::to_string(&sample::missing_variable()).unwrap();
        Event::Heard(Ticket(ticket), Heard::Answer(json, Extract::default(), Vec::new()))
    }

    fn progressed(ticket: u32) -> Event {
        let progress = Heard::Progress { stage: Stage::Reading, done: 1, total: 2, milliseconds: 3 };
        Event::Heard(Ticket(ticket), progress)
    }

    fn died() -> Event {
        Event::Died("out of memory".to_owned())
    }

    /// What the last of the events leads to, in short.
    fn last(events: impl IntoIterator<Item = Event>) -> Vec<String> {
        let mut desk = Desk::default();
        let mut steps = Vec::new();
        for event in events {
            steps = desk.happened(event);
        }
        let short = |step: &Step| match step {
            Step::Start => "start".to_owned(),
            Step::Post(question) => format!("post {}", question.ticket.0),
            Step::Wait(_) => "wait".to_owned(),
            Step::Rest => "rest".to_owned(),
            Step::Tell(Action::Answered(ticket, _)) => format!("answer {}", ticket.0),
            Step::Tell(Action::Progressed(ticket, ..)) => format!("progress {}", ticket.0),
            Step::Tell(Action::Troubled(trouble)) => format!("{trouble:?}"),
            Step::Tell(other) => format!("{other:?}"),
        };
        steps.iter().map(short).collect()
    }

    #[test]
    fn what_can_be_shared_is_told_while_nothing_is_asked() {
        let shared = Event::Heard(Ticket(1), Heard::Shared(Addresses::default(), None));
        let told = last([Event::Ready, asked(1), answered(1), shared]);
        assert!(matches!(told.as_slice(), [told] if told.starts_with("Shared(Ticket(1)")), "{told:?}");
    }

    #[test]
    fn a_question_waits_until_the_reader_is_ready() {
        assert!(last([asked(1)]).is_empty());
        assert_eq!(last([asked(1), Event::Ready]), ["rest", "post 1"]);
    }

    #[test]
    fn of_the_questions_that_wait_only_the_newest_is_asked() {
        let busy = [Event::Ready, asked(1), asked(2), asked(3), answered(1)];
        assert_eq!(last(busy), ["rest", "answer 1", "post 3"]);
    }

    #[test]
    fn after_a_death_the_same_question_is_asked_once_more_and_not_for_ever() {
        assert_eq!(last([Event::Ready, asked(1), died()]), ["rest", "Restarted", "start"]);
        assert_eq!(last([Event::Ready, asked(1), died(), Event::Ready]), ["rest", "post 1"]);
        assert_eq!(last([Event::Ready, asked(1), died(), Event::Ready, died()]), ["rest", "GaveUp", "start"]);
        let next = [Event::Ready, asked(1), died(), Event::Ready, died(), Event::Ready, asked(2)];
        assert_eq!(last(next), ["post 2"]);
    }

    #[test]
    fn a_newer_question_survives_the_death_over_an_older_one() {
        assert_eq!(last([Event::Ready, asked(1), asked(2), died(), Event::Ready]), ["rest", "post 2"]);
    }

    #[test]
    fn a_reader_that_never_came_up_is_not_started_for_ever() {
        assert_eq!(last([died()]), ["rest", r#"CannotStart("out of memory")"#]);
        assert!(last([died(), asked(1)]).is_empty());
    }

    #[test]
    fn what_is_stopped_ends_at_once_and_the_next_question_finds_a_new_reader() {
        assert_eq!(last([Event::Ready, asked_about_a_file(1), Event::Stopped]), ["rest", "start"]);
        let next = [Event::Ready, asked_about_a_file(1), Event::Stopped, asked(2), Event::Ready];
        assert_eq!(last(next), ["rest", "post 2"]);
        assert!(last([Event::Ready, Event::Stopped]).is_empty(), "nothing to stop");
    }

    #[test]
    fn nobody_waits_for_files_that_are_no_longer_asked_about() {
        assert_eq!(last([Event::Ready, asked_about_a_file(1), asked(2)]), ["rest", "start"]);
        let restarted = [Event::Ready, asked_about_a_file(1), asked(2), Event::Ready];
        assert_eq!(last(restarted), ["rest", "post 2"]);
    }

    #[test]
    fn whoever_says_how_far_it_is_has_more_time() {
        assert_eq!(last([Event::Ready, asked_about_a_file(1), progressed(1)]), ["wait", "progress 1"]);
        assert!(last([Event::Ready, progressed(1)]).is_empty());
    }
}
