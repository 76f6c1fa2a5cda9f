//! This machine, as the command line needs it: files, standard streams, the terminal.

use std::fs::{self, File};
use std::io::{self, IsTerminal, Read, Write};
use unloop::cli::{Entry, Host, Kind, Opened};

/// Lends its files and its terminal.
pub(crate) struct ThisMachine;

impl Host for ThisMachine {
    fn print(&mut self, text: &str) -> io::Result<()> {
        let mut output = io::stdout().lock();
        output.write_all(text.as_bytes())?;
        output.flush()
    }

    fn complain(&mut self, text: &str) {
        let _ = io::stderr().write_all(text.as_bytes());
    }

    fn wants_colour(&self) -> bool {
        io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none()
    }

    fn input_is_terminal(&self) -> bool {
        io::stdin().is_terminal()
    }

    fn input(&mut self) -> Box<dyn Read> {
        Box::new(io::stdin().lock())
    }

    fn open(&mut self, path: &str) -> io::Result<Opened> {
        // Windows opens no folder.
        let about = fs::metadata(path)?;
        if about.is_dir() {
            return Ok(Opened::Folder);
        }
        let file = File::open(path)?;
        Ok(if about.is_file() { Opened::File(Box::new(file)) } else { Opened::Stream(Box::new(file)) })
    }

    fn list(&mut self, folder: &str) -> io::Result<Vec<Entry>> {
        let entry = |entry: io::Result<fs::DirEntry>| {
            let entry = entry?;
            let kind = entry.file_type()?;
            let kind = if kind.is_dir() {
                Kind::Folder
            } else if kind.is_file() {
                Kind::File
            } else {
                Kind::Other
            };
            Ok(Entry { name: entry.file_name().to_string_lossy().into_owned(), kind })
        };
        fs::read_dir(folder)?.map(entry).collect()
    }
}
