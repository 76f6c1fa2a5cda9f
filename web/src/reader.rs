//! What runs in the background: opens what the user gave, reads it, and says how far it is.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::{ControlFlow, Range};
use std::rc::Rc;
use std::sync::Arc;

use unloop::report::share::{Addresses, shareable};
use unloop::{Diagnoser, Diagnosis, Paste, Progress, Rules};
use unloop_unpack::{Budget, Part, Take};
use web_sys::File;

use crate::browser::message::{Asked, AskedBody, Heard, Question, Request};
use crate::browser::slices::Slices;
use crate::extract::{Extract, is_large};
use crate::input::InputId;
use crate::link::MOST;
use crate::state::Stage;
use crate::view::examples;

/// How often the page hears how far the work is, in milliseconds.
const OFTEN: f64 = 60.0;

/// So much of a text is handed to the engine at once, in bytes.
const PIECE: usize = 1 << 18;
/// What files gave is kept for the next question, if it is no more than this, in bytes.
const KEPT: usize = 64 << 20;
/// The longest reading, in milliseconds; then the answer is that of what was read so far.
const LONGEST: f64 = 60_000.0;

/// The reader, and what it keeps between two questions.
#[derive(Default)]
pub(crate) struct Reader {
    opened: BTreeMap<u32, Opened>,
    rules: Arc<Rules>,
    /// The files that the rules stand in.
    rule_files: Vec<(String, String)>,
    /// The number of the last question, its paste and its answer, if the page may want to share or keep it and does not
    /// hold it.
    last: Option<(u32, Paste, Diagnosis)>,
}

/// The texts in a group of files.
#[derive(Default)]
struct Opened {
    texts: Vec<(String, Vec<u8>)>,
    left_out: Vec<String>,
}

impl Reader {
    /// Does what the page asks for; `say` takes what the page is to hear.
    pub(crate) fn serve(&mut self, request: &Request, say: &dyn Fn(Heard)) {
        match request {
            Request::Question(question) => self.answer(question, say),
            Request::Share(number, also) => self.share(*number, *also, say),
        }
    }

    fn share(&self, number: u32, also: Addresses, say: &dyn Fn(Heard)) {
        let last = self.last.as_ref().filter(|(last, ..)| *last == number);
        let made = last.map(|(_, paste, diagnosis)| Box::new(shareable(paste.text(), diagnosis, also)));
        say(Heard::Shared(also, made));
    }

    fn answer(&mut self, question: &Question, say: &dyn Fn(Heard)) {
        self.learn(&question.rules);
        let all: u64 = question.inputs.iter().map(|asked| size(asked, &self.opened)).sum();
        // What is read through once is not kept: it may be larger than the memory.
        let is_huge = all > KEPT as u64;
        let mut budget = Budget::default();
        let opening = Meter::new(Stage::Opening, all, say);
        let mut kept = std::mem::take(&mut self.opened);
        for asked in &question.inputs {
            let AskedBody::Files(key, files) = &asked.body else { continue };
            let opened = match kept.remove(key) {
                Some(opened) => {
                    budget.charge(opened.size());
                    opened
                }
                None if is_huge => continue,
                None => Opened::all(files, &mut budget, &opening),
            };
            self.opened.insert(*key, opened);
        }
        drop(kept);

        let texts: usize = question.inputs.iter().map(|asked| self.texts_in(asked)).sum();
        // What can be shared must be there as it came.
        let mut diagnoser = if is_huge || texts > MOST {
            Diagnoser::letting_go(Arc::clone(&self.rules))
        } else {
            Diagnoser::new()
        };
        let looking = Meter::new(Stage::Looking, texts as u64, say);
        let mut sources: Vec<(InputId, Range<usize>, Vec<String>)> = Vec::new();
        let mut parts = 0;
        for asked in &question.inputs {
            let first = parts;
            let mut take = |name: &str, bytes: &[u8]| {
                diagnoser.begin(name);
                for piece in bytes.chunks(PIECE) {
                    diagnoser.push(piece);
                    looking.add(piece.len() as u64);
                }
                parts += 1;
            };
            let left_out = match &asked.body {
                AskedBody::Text(text) => {
                    take("", text.as_bytes());
                    Vec::new()
                }
                AskedBody::Files(key, files) => match self.opened.get(key) {
                    Some(opened) => {
                        opened.texts.iter().for_each(|(name, bytes)| take(name, bytes));
                        opened.left_out.clone()
                    }
                    None => open(files, &mut budget, &opening, &mut |part| match part {
                        Part::Begin(name) => {
                            diagnoser.begin(name);
                            parts += 1;
                        }
                        Part::Piece(bytes) => diagnoser.push(bytes),
                    }),
                },
            };
            sources.push((asked.id, first..parts, left_out));
        }
        if diagnoser.len() > KEPT {
            self.opened.clear();
        }
        self.last = None;
        let paste = diagnoser.into_paste();
        let diagnosis = answer(&paste, &self.rules, sources, say);
        if is_large(paste.text()) && paste.len() <= MOST {
            self.last = Some((question.number, paste, diagnosis));
        }
    }

    /// How much text is at hand for an input.
    fn texts_in(&self, asked: &Asked) -> usize {
        match &asked.body {
            AskedBody::Text(text) => text.len(),
            AskedBody::Files(key, _) => self.opened.get(key).map_or(0, Opened::size),
        }
    }

    /// Reads the user's rules, if they are not those of the question before.
    fn learn(&mut self, files: &[(String, String)]) {
        if self.rule_files != files {
            let mut rules = Rules::default();
            for (name, text) in files {
                // The page gives only files that it has read itself.
                let _ = rules.add(text, name);
            }
            self.rules = Arc::new(rules);
            self.rule_files = files.to_vec();
        }
    }
}

fn answer(
    paste: &Paste,
    rules: &Rules,
    sources: Vec<(InputId, Range<usize>, Vec<String>)>,
    say: &dyn Fn(Heard),
) -> Diagnosis {
    let reading = Meter::new(Stage::Reading, paste.len() as u64, say);
    let last = js_sys::Date::now() + LONGEST;
    let diagnosis = paste.diagnose_while(Some(rules), &mut |progress| {
        match progress {
            Progress::Read(bytes) => reading.reached(bytes as u64),
            Progress::Recognised(artifact) => {
                let source = sources.iter().find(|(_, parts, _)| parts.contains(&artifact.input));
                if let Some((id, ..)) = source.filter(|_| reading.shows() && artifact.kind != "command") {
                    say(Heard::Recognised(*id, Rc::from(&*artifact.label)));
                }
            }
        }
        if js_sys::Date::now() < last { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    let extract = Extract::of_paste(paste, &diagnosis);
    say(Heard::Answer(json(&diagnosis), extract, sources));
    diagnosis
}

/// Reads an example that nobody waits for, so that the first real paste finds everything in its place, and what it takes
/// compiled for speed: the browser does so with what was called often. Says whether there are more steps.
pub(crate) fn warm_up(step: usize) -> bool {
    const STEPS: usize = 48;
    let diagnosis = examples::text(step).map(unloop::diagnose);
    let _ = diagnosis.as_ref().map(json);
    step < STEPS
}

/// The diagnosis as the page takes it.
fn json(diagnosis: &Diagnosis) -> String {
    serde_json::to_string(diagnosis).unwrap_or_default()
}

/// How much there is to open.
fn size(asked: &Asked, kept: &BTreeMap<u32, Opened>) -> u64 {
    match &asked.body {
        AskedBody::Text(text) => text.len() as u64,
        AskedBody::Files(key, _) if kept.contains_key(key) => 0,
        AskedBody::Files(_, files) => files.iter().map(|(_, file)| file.size() as u64).sum(),
    }
}

/// Takes the texts out of files. Gives back what was left out.
fn open(
    files: &[(String, File)],
    budget: &mut Budget,
    meter: &Meter<'_>,
    take: &mut Take<'_>,
) -> Vec<String> {
    for (path, file) in files {
        let before = meter.done.get();
        match Slices::of(file) {
            Ok(slices) => unloop_unpack::unpack(path, Metered { inner: slices, meter }, budget, take),
            Err(error) => budget.unreadable(path, &error),
        }
        // What was skipped is done with as well.
        meter.reached(before + file.size() as u64);
    }
    let mut left_out = budget.left_out();
    if files.is_empty() {
        left_out.push("Nothing in it could be opened.".to_owned());
    }
    left_out
}

impl Opened {
    fn all(files: &[(String, File)], budget: &mut Budget, meter: &Meter<'_>) -> Self {
        let mut texts: Vec<(String, Vec<u8>)> = Vec::new();
        let left_out = open(files, budget, meter, &mut |part| match part {
            Part::Begin(name) => texts.push((name.to_owned(), Vec::new())),
            Part::Piece(bytes) => {
                if let Some((_, text)) = texts.last_mut() {
                    text.extend_from_slice(bytes);
                }
            }
        });
        Self { texts, left_out }
    }

    /// How much text there is, in bytes.
    fn size(&self) -> usize {
        self.texts.iter().map(|(_, bytes)| bytes.len()).sum()
    }
}

/// Tells the page now and then how much is done.
struct Meter<'a> {
    stage: Stage,
    done: Cell<u64>,
    total: u64,
    began: f64,
    told: Cell<f64>,
    say: &'a dyn Fn(Heard),
}

impl<'a> Meter<'a> {
    fn new(stage: Stage, total: u64, say: &'a dyn Fn(Heard)) -> Self {
        let now = js_sys::Date::now();
        Self { stage, done: Cell::new(0), total, began: now, told: Cell::new(now), say }
    }

    fn add(&self, bytes: u64) {
        self.reached(self.done.get() + bytes);
    }

    fn reached(&self, done: u64) {
        self.done.set(done.min(self.total));
        let now = js_sys::Date::now();
        if now - self.told.get() >= OFTEN {
            self.told.set(now);
            let milliseconds = (now - self.began) as u32;
            (self.say)(Heard::Progress {
                stage: self.stage,
                done: self.done.get(),
                total: self.total,
                milliseconds,
            });
        }
    }

    /// Whether the work takes long enough for anybody to look on.
    fn shows(&self) -> bool {
        js_sys::Date::now() - self.began >= OFTEN
    }
}

/// A file whose reading is measured.
struct Metered<'a, R> {
    inner: R,
    meter: &'a Meter<'a>,
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.meter.add(read as u64);
        Ok(read)
    }
}

impl<R: Seek> Seek for Metered<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}
