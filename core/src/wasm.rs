//! The door for JavaScript: texts and bytes in, JSON out. The npm package makes a friendlier one of it.

mod machine;

use crate::knowledge::exit_codes;
use crate::report::{markdown, sarif, text, utf16};
use crate::{Diagnoser, Diagnosis, Progress, Rules};
use std::io::Cursor;
use std::ops::ControlFlow;
use std::sync::Arc;
use unloop_unpack::{Budget, Part, unpack};
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

pub use machine::Machine;

#[wasm_bindgen]
extern "C" {
    /// Hears how far a diagnosis is.
    pub type Watch;

    /// The paste was read up to about this byte, of so many. Says whether to read on.
    #[wasm_bindgen(method, structural)]
    fn read(this: &Watch, byte: f64, all: f64) -> bool;
}

/// How much is read before the next word about it, in bytes.
const STRIDE: usize = 1 << 17;

/// A paste that arrives in pieces, and what is asked about it.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Session {
    /// None before the first text: the rules must be known by then.
    diagnoser: Option<Diagnoser>,
    budget: Budget,
    rules: Arc<Rules>,
}

#[wasm_bindgen]
impl Session {
    /// One that has seen nothing yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a rule file before the first text; `file` is its name for error messages.
    ///
    /// # Errors
    /// Names the file, the line and the field that is wrong.
    #[wasm_bindgen(js_name = addRules)]
    pub fn add_rules(&mut self, yaml: &str, file: &str) -> Result<(), JsError> {
        let Some(rules) = Arc::get_mut(&mut self.rules) else {
            return Err(JsError::new("rules are added before the first text"));
        };
        rules.add(yaml, file).map_err(|error| JsError::new(&error.to_string()))
    }

    /// Begins the next text of the paste, by the name of its file.
    pub fn begin(&mut self, name: &str) {
        begun(&mut self.diagnoser, &self.rules).begin(name);
    }

    /// Takes the next bytes, cut anywhere.
    pub fn push(&mut self, piece: &[u8]) {
        begun(&mut self.diagnoser, &self.rules).push(piece);
    }

    /// Takes a whole file, or the texts in it if it is an archive.
    pub fn open(&mut self, name: &str, file: &[u8]) {
        let diagnoser = begun(&mut self.diagnoser, &self.rules);
        unpack(name, Cursor::new(file), &mut self.budget, &mut |part| match part {
            Part::Begin(name) => diagnoser.begin(name),
            Part::Piece(text) => diagnoser.push(text),
        });
    }

    /// What of the opened files was left out, and why: a sentence each.
    #[wasm_bindgen(js_name = leftOut)]
    pub fn left_out(&mut self) -> Vec<String> {
        self.budget.left_out()
    }

    /// The diagnosis as JSON, its offsets in UTF-16 code units if so wished.
    ///
    /// # Errors
    /// Never, as far as is known.
    pub fn diagnosis(&mut self, utf16: bool, watch: Option<Watch>) -> Result<String, JsError> {
        let paste = self.diagnoser.take().unwrap_or_default().into_paste();
        let all = paste.len() as f64;
        let mut told = 0;
        let diagnosis = paste.diagnose_while(Some(&self.rules), &mut |progress| {
            if let (Progress::Read(byte), Some(watch)) = (progress, &watch)
                && byte >= told + STRIDE
            {
                told = byte;
                if !watch.read(byte as f64, all) {
                    return ControlFlow::Break(());
                }
            }
            ControlFlow::Continue(())
        });
        let diagnosis = if utf16 { paste.in_utf16(diagnosis) } else { diagnosis };
        Ok(serde_json::to_string(&diagnosis)?)
    }
}

/// The diagnoser, which is made for the first text.
fn begun<'s>(diagnoser: &'s mut Option<Diagnoser>, rules: &Arc<Rules>) -> &'s mut Diagnoser {
    diagnoser.get_or_insert_with(|| Diagnoser::letting_go(Arc::clone(rules)))
}

/// A diagnosis, given as JSON, in another form: `markdown`, `text` or `sarif`. Secrets are masked.
///
/// # Errors
/// When the JSON is no diagnosis.
#[wasm_bindgen]
pub fn render(diagnosis: &str, form: &str) -> Result<String, JsError> {
    let diagnosis: Diagnosis = serde_json::from_str(diagnosis)?;
    let diagnosis = utf16::masked(&diagnosis);
    Ok(match form {
        "markdown" => markdown::render(&diagnosis),
        "sarif" => sarif::render(&diagnosis),
        _ => text::render(&diagnosis, text::Colour::Never),
    })
}

/// A paste with its secrets masked.
#[wasm_bindgen]
pub fn redact(paste: &str) -> String {
    crate::redact(paste, &crate::diagnose(paste))
}

/// What an exit code means where nothing else is known, as JSON; nothing for a number that is none.
#[wasm_bindgen(js_name = explainExitCode)]
pub fn explain_exit_code(code: f64) -> Option<String> {
    let whole = (code.trunc() == code && code.abs() < 1e12).then_some(code as i64)?;
    serde_json::to_string(exit_codes::find(whole)?).ok()
}

/// Everything unloop knows, as JSON.
///
/// # Errors
/// Never, as far as is known.
#[wasm_bindgen]
pub fn catalogue() -> Result<String, JsError> {
    Ok(serde_json::to_string(&crate::catalogue())?)
}

/// Runs the command line with these arguments on a machine that JavaScript lends. Gives back the status.
#[wasm_bindgen(js_name = commandLine)]
pub fn command_line(arguments: Vec<String>, machine: &Machine) -> u8 {
    crate::cli::run(arguments, &mut machine::Lent::new(machine))
}
