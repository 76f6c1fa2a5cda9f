//! What JavaScript gets is what Rust gives, and so is what the command line prints.

use super::{CUT, Target, parts, text};
use crate::{cases, sound};
use std::io::{self, Cursor, Read};
use unloop::cli::{self, Entry, Host, Opened};
use unloop::report::{json, markdown, sarif, text as plain};
use unloop::wasm::{Session, render};
use unloop::{Diagnoser, Input, diagnose_all};

pub(super) const TARGET: Target = Target { name: "door", try_with, seeds };

/// Each part is a file: its first line is its name.
fn try_with(bytes: &[u8]) {
    let files: Vec<(String, &[u8])> = parts(bytes)
        .iter()
        .map(|part| {
            let end = part.iter().position(|byte| *byte == b'\n').unwrap_or(part.len());
            let (name, rest) = part.split_at(end);
            (text(name), rest.get(1..).unwrap_or_default())
        })
        .collect();
    javascript(&files);
    command_line(&files);
}

fn javascript(files: &[(String, &[u8])]) {
    let texts: Vec<(&str, String)> = files.iter().map(|(name, bytes)| (name.as_str(), text(bytes))).collect();
    let inputs: Vec<_> = texts.iter().map(|(name, text)| Input { name, text }).collect();
    let answer = diagnose_all(&inputs);
    let said = |utf16: bool| {
        let mut session = Session::new();
        for (name, bytes) in files {
            session.begin(name);
            session.push(bytes);
        }
        session.diagnosis(utf16, None).unwrap_or_default()
    };
    let bytes = said(false);
    assert_eq!(bytes, serde_json::to_string(&answer).unwrap());
    let mut diagnoser = Diagnoser::new();
    for (name, bytes) in files {
        diagnoser.begin(name);
        diagnoser.push(bytes);
    }
    let units = said(true);
    let whole = diagnoser.into_text();
    assert_eq!(units, serde_json::to_string(&answer.clone().in_utf16(&whole)).unwrap());
    for (form, rust) in [
        ("markdown", markdown::render(&answer)),
        ("text", plain::render(&answer, plain::Colour::Never)),
        ("sarif", sarif::render(&answer)),
    ] {
        assert_eq!(render(&bytes, form).unwrap_or_default(), rust, "{form}");
        if form != "sarif" {
            assert_eq!(render(&units, form).unwrap_or_default(), rust, "{form} from UTF-16");
        }
    }
}

/// The first file is standard input, the others are named.
fn command_line(files: &[(String, &[u8])]) {
    let Some(((_, input), named)) = files.split_first() else { return };
    let mut machine = Machine { input, files: named, said: String::new(), complaints: String::new() };
    let names = named.iter().map(|(name, _)| name.clone()).filter(|name| !name.starts_with('-'));
    let arguments = ["--redacted", "-", "--"].map(str::to_owned).into_iter().chain(names);
    let status = cli::run(arguments, &mut machine);
    assert!(status <= 2, "{status}");
    for shown in [&machine.said, &machine.complaints] {
        assert!(!shown.contains(sound::steers), "{shown:?}");
    }
    let mut machine = Machine { input, files: &[], said: String::new(), complaints: String::new() };
    let status = cli::run(["--json".to_owned()], &mut machine);
    assert_eq!(status, 0, "{}", machine.complaints);
    if is_plain(input) {
        let paste = text(input);
        let answer = diagnose_all(&[Input { name: "", text: &paste }]);
        assert_eq!(machine.said, json::render(&answer));
    }
}

/// Whether bytes are taken for a text as it stands, not for an archive or for another encoding.
fn is_plain(bytes: &[u8]) -> bool {
    !bytes.is_empty() && bytes.iter().all(|byte| matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~'))
}

/// A machine with a few files in memory.
struct Machine<'a> {
    input: &'a [u8],
    files: &'a [(String, &'a [u8])],
    said: String,
    complaints: String,
}

impl Host for Machine<'_> {
    fn print(&mut self, text: &str) -> io::Result<()> {
        self.said += text;
        Ok(())
    }

    fn complain(&mut self, text: &str) {
        self.complaints += text;
    }

    fn wants_colour(&self) -> bool {
        false
    }

    fn input_is_terminal(&self) -> bool {
        false
    }

    fn input(&mut self) -> Box<dyn Read> {
        Box::new(Cursor::new(self.input.to_vec()))
    }

    fn open(&mut self, path: &str) -> io::Result<Opened> {
        let found = self.files.iter().find(|(name, _)| name == path).ok_or(io::ErrorKind::NotFound)?;
        Ok(Opened::File(Box::new(Cursor::new(found.1.to_vec()))))
    }

    fn list(&mut self, _: &str) -> io::Result<Vec<Entry>> {
        Err(io::ErrorKind::NotADirectory.into())
    }
}

/// Golden pastes under names that say nothing, and under names that tell what is in them.
fn seeds() -> Vec<Vec<u8>> {
    let names = ["notes.txt", "pods/logs/shop/web-0/web-previous.log", "pod.yaml", "web-0.log", ""];
    cases::all()
        .iter()
        .zip(names.iter().cycle())
        .map(|(case, name)| {
            let mut seed = format!("a.txt\n{}", case.paste).into_bytes();
            let log = "FATAL environment variable SHOP_DSN is not set\n";
            seed.push(CUT);
            seed.extend(format!("{name}\n{log}").bytes());
            seed
        })
        .collect()
}
