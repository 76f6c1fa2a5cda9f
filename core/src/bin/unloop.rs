//! The command line: reads files or standard input, says why the pod fails.

#[path = "unloop/inputs.rs"]
mod inputs;

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use unloop::report::{markdown, reading, sarif, text};
use unloop::{Diagnosis, Rules};

const USAGE: &str = "\
Says why a Kubernetes pod crash-loops, from what kubectl printed about it.

Usage: unloop [OPTIONS] [FILE]...

Reads the files, or standard input if there are none; `-` is standard input. A file may be an archive (.gz, .tar,
.tar.gz, .zip) or a folder, such as that of `kubectl cluster-info dump`.
  kubectl describe pod api-0 | unloop

Options:
  --json          print the diagnosis as JSON
  --markdown      print it as Markdown, for a ticket
  --sarif         print it as SARIF 2.1.0, for tools that collect findings
  --explain-reading
                  print as what each part of the paste was read, and what was not recognised
  --redact        print the paste itself, its secrets masked, and nothing else
  --rules FILE    know the signatures and causes in this YAML file as well; may be given again
  --schema        print the JSON Schema of what --json prints
  --rules-schema  print the JSON Schema of rule files
  -h, --help      print this
  --version       print the version

Status: 0 when a text was read, 1 when a file could not be read, 2 on bad usage or a bad rule file.
";

/// How to print the answer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    Json,
    Markdown,
    Sarif,
    Reading,
    Redacted,
}

fn main() -> ExitCode {
    match run(std::env::args().skip(1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err((status, problem)) => {
            // Nobody is left to tell when standard error is closed.
            let _ = writeln!(io::stderr(), "unloop: {problem}");
            ExitCode::from(status)
        }
    }
}

/// Runs the command, or says what is wrong, with the status for it.
fn run(arguments: impl Iterator<Item = String>) -> Result<(), (u8, String)> {
    let mut form = Form::Text;
    let mut files = Vec::new();
    let mut rules = Vec::new();
    let mut only_files = false;
    let mut arguments = arguments;
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            _ if only_files => files.push(argument),
            "--" => only_files = true,
            "--json" => form = Form::Json,
            "--markdown" => form = Form::Markdown,
            "--sarif" => form = Form::Sarif,
            "--explain-reading" => form = Form::Reading,
            "--redact" => form = Form::Redacted,
            "--rules" => {
                rules
                    .push(arguments.next().ok_or((2, "--rules needs a file; see unloop --help".to_owned()))?);
            }
            "--schema" => return print(include_str!("../../schema/diagnosis.json")),
            "--rules-schema" => return print(include_str!("../../schema/rules.json")),
            "-h" | "--help" => return print(USAGE),
            "--version" => return print(concat!("unloop ", env!("CARGO_PKG_VERSION"), "\n")),
            flag if flag.starts_with('-') && flag != "-" => {
                return Err((2, format!("unknown option `{flag}`; see unloop --help")));
            }
            _ => files.push(argument),
        }
    }
    let rules = load(&rules)?;
    let paste = inputs::read(&files)?;
    if form == Form::Redacted {
        let paste = paste.into_text();
        return print(&unloop::redact(&paste, &unloop::diagnose(&paste)));
    }
    let diagnosis = paste.finish_with(&rules);
    print(&rendered(&diagnosis, form).map_err(|error| (1, error))?)
}

/// The rules in these files, together.
fn load(files: &[String]) -> Result<Rules, (u8, String)> {
    let mut all = Rules::default();
    for file in files {
        let yaml =
            std::fs::read_to_string(file).map_err(|error| (1, format!("cannot read {file}: {error}")))?;
        all.add(&yaml, file).map_err(|error| (2, error.to_string()))?;
    }
    Ok(all)
}

fn rendered(diagnosis: &Diagnosis, form: Form) -> Result<String, String> {
    match form {
        Form::Json => serde_json::to_string_pretty(diagnosis)
            .map(|json| json + "\n")
            .map_err(|error| format!("cannot write JSON: {error}")),
        Form::Markdown => Ok(markdown::render(diagnosis)),
        Form::Sarif => Ok(sarif::render(diagnosis)),
        Form::Reading => Ok(reading::render(diagnosis)),
        Form::Text | Form::Redacted => {
            let colour = if io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none() {
                text::Colour::Always
            } else {
                text::Colour::Never
            };
            Ok(text::render(diagnosis, colour))
        }
    }
}

/// Prints to standard output. A reader that went away, as `head` does, is no problem.
fn print(text: &str) -> Result<(), (u8, String)> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err((1, format!("cannot print: {error}"))),
        _ => Ok(()),
    }
}
