//! A program of the command line, described once: its help, its completions and its page of the manual are made from it.

use super::completions;
use super::manual;
use std::fmt::Write as _;

/// An option, as people see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flag {
    /// Its name, with its dashes.
    pub name: &'static str,
    /// A shorter one.
    pub short: Option<&'static str>,
    /// What its value is called, if it takes one; `FILE` is a file.
    pub value: Option<&'static str>,
    /// What it does.
    pub help: &'static str,
}

/// What a program is and what may be typed behind its name.
#[derive(Clone, Debug)]
pub struct Program {
    /// Its name.
    pub name: &'static str,
    /// What it does, as a sentence.
    pub summary: &'static str,
    /// How it is called.
    pub usage: &'static str,
    /// What else is to be known of it, in paragraphs.
    pub about: &'static str,
    /// Its options, in the order of the help.
    pub options: Vec<Flag>,
    /// What its status says.
    pub status: &'static str,
    /// What may be typed.
    pub examples: &'static [&'static str],
}

/// The column in which the help of an option begins.
const COLUMN: usize = 18;

impl Program {
    /// What `--help` prints.
    pub fn help(&self) -> String {
        let mut text = format!("{}\n\nUsage: {}\n\n{}\n", self.summary, self.usage, self.about);
        text += "\nExamples:\n";
        for example in self.examples {
            text += &format!("  {example}\n");
        }
        text += "\nOptions:\n";
        for flag in &self.options {
            let names = format!("  {}", flag.names());
            // Writing to a String cannot fail.
            let _ = if names.len() < COLUMN {
                writeln!(text, "{names:COLUMN$}{}", flag.help)
            } else {
                writeln!(text, "{names}\n{:COLUMN$}{}", "", flag.help)
            };
        }
        text + "\nStatus: " + self.status + "\n"
    }

    /// Its page of the manual, in the language of `man`.
    pub fn manual(&self) -> String {
        manual::page(self)
    }

    /// What teaches a shell to complete its options; none if the shell is not known.
    pub fn completions(&self, shell: &str) -> Option<String> {
        completions::script(self, shell)
    }
}

impl Flag {
    /// `-h, --help` or `--rules FILE`.
    pub(super) fn names(&self) -> String {
        let short = self.short.map(|short| format!("{short}, ")).unwrap_or_default();
        let value = self.value.map(|value| format!(" {value}")).unwrap_or_default();
        format!("{short}{}{value}", self.name)
    }
}
