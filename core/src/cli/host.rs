//! The machine, as far as the command line needs it.

use std::io::{self, ErrorKind, Read, Seek};

/// Files, standard streams and terminals of the machine that the command line runs on.
pub trait Host {
    /// Prints to standard output.
    ///
    /// # Errors
    /// When it cannot be printed; `BrokenPipe` when nobody reads any more.
    fn print(&mut self, text: &str) -> io::Result<()>;

    /// Prints to standard error. If that is closed, nobody is left to tell.
    fn complain(&mut self, text: &str);

    /// Whether standard output is a terminal on which colour is welcome.
    fn wants_colour(&self) -> bool;

    /// Whether a person would have to type what is read from standard input.
    fn input_is_terminal(&self) -> bool;

    /// Standard input.
    fn input(&mut self) -> Box<dyn Read>;

    /// Opens what stands at a path.
    ///
    /// # Errors
    /// When it cannot be opened.
    fn open(&mut self, path: &str) -> io::Result<Opened>;

    /// What is in a folder, in any order.
    ///
    /// # Errors
    /// When it cannot be listed.
    fn list(&mut self, folder: &str) -> io::Result<Vec<Entry>>;
}

/// What stands at a path.
pub enum Opened {
    /// A folder.
    Folder,
    /// A file.
    File(Box<dyn ReadSeek>),
    /// What another program writes: it has no end to look at first.
    Stream(Box<dyn Read>),
}

impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Folder => "Folder",
            Self::File(_) => "File",
            Self::Stream(_) => "Stream",
        })
    }
}

/// A file that can be read in any order.
pub trait ReadSeek: Read + Seek {}

impl<T: Read + Seek> ReadSeek for T {}

/// One thing in a folder.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its name, without the folder.
    pub name: String,
    /// What it is.
    pub kind: Kind,
}

/// What a thing in a folder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A link, a device, a socket.
    Other,
}

/// An error in words that do not depend on the machine, where it is one of those that people meet.
pub fn plainly(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::NotADirectory => "a part of its path is a file".to_owned(),
        _ => error.to_string(),
    }
}
