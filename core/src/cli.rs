//! The command line, without the machine that it runs on: the native program and the npm package each lend it theirs.

mod arguments;
mod completions;
mod host;
mod inputs;
mod manual;
mod program;

pub use arguments::{program, usage};
pub use host::{Entry, Host, Kind, Opened, ReadSeek, plainly};
pub use program::{Flag, Program};

use crate::diagnosis::Verdict;
use crate::report::{json, markdown, reading, sarif, text};
use crate::{Diagnoser, Diagnosis, Rules, redact};
use arguments::{Form, Wanted};
use std::io;
use std::sync::Arc;

/// What went wrong, with the status for it.
type Problem = (u8, String);

/// Runs the command with these arguments, the program's own name not among them. Gives back its status.
pub fn run(arguments: impl IntoIterator<Item = String>, host: &mut dyn Host) -> u8 {
    match carry_out(arguments, host) {
        Ok(status) => status,
        Err((status, problem)) => {
            host.complain(&format!("unloop: {}\n", text::safe(&problem)));
            status
        }
    }
}

fn carry_out(arguments: impl IntoIterator<Item = String>, host: &mut dyn Host) -> Result<u8, Problem> {
    let asked = match arguments::parse(arguments).map_err(|problem| (2, problem))? {
        Wanted::Text(text) => return print(host, &text).map(|()| 0),
        Wanted::Diagnosis(asked) => asked,
    };
    let rules = Arc::new(load(&asked.rules, host)?);
    let diagnoser = match asked.form {
        // All of it is to be printed again.
        Form::Redacted => Diagnoser::new(),
        _ => Diagnoser::letting_go(Arc::clone(&rules)),
    };
    let paste = inputs::read(&asked.files, diagnoser, host)?.into_paste();
    let diagnosis = paste.diagnose(Some(&rules), &mut |_| ());
    let shown = match asked.form {
        Form::Redacted => text::safe_lines(&redact(paste.text(), &diagnosis)),
        form => rendered(&diagnosis, form, host),
    };
    print(host, &shown)?;
    Ok(if asked.exit_code { status(diagnosis.verdict) } else { 0 })
}

/// The status that tells the verdict, for scripts. 1 and 2 say that there is none.
pub fn status(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Healthy => 0,
        Verdict::Failing => 3,
        Verdict::Recovered => 4,
        Verdict::Insufficient => 5,
    }
}

/// The rules in these files, together.
fn load(files: &[String], host: &mut dyn Host) -> Result<Rules, Problem> {
    let mut all = Rules::default();
    for file in files {
        let yaml = inputs::text(file, host)?;
        all.add(&yaml, file).map_err(|error| (2, error.to_string()))?;
    }
    Ok(all)
}

fn rendered(diagnosis: &Diagnosis, form: Form, host: &dyn Host) -> String {
    match form {
        Form::Json => json::render(diagnosis),
        Form::Markdown => markdown::render(diagnosis),
        Form::Sarif => sarif::render(diagnosis),
        Form::Reading => reading::render(diagnosis),
        Form::Text | Form::Redacted => {
            let colour = if host.wants_colour() { text::Colour::Always } else { text::Colour::Never };
            text::render(diagnosis, colour)
        }
    }
}

/// A reader that went away, as `head` does, is no problem.
fn print(host: &mut dyn Host, text: &str) -> Result<(), Problem> {
    match host.print(text) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err((1, format!("cannot print: {}", plainly(&error))))
        }
        _ => Ok(()),
    }
}
