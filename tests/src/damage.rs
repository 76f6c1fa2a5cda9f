//! What happens to a text between the terminal and the paste box.

mod blanks;
mod chats;
mod company;
mod cuts;
mod letters;
mod line_ends;
mod marks;
mod markup;
mod nests;
mod wraps;

/// One way in which a paste is damaged.
#[derive(Clone, Copy, Debug)]
pub struct Damage {
    /// What was done to it.
    pub name: &'static str,
    /// How much of what it says is left.
    pub loss: Loss,
    /// Does it. A text that it does not apply to stays as it is.
    pub to: fn(&str) -> String,
}

/// How much a damage takes away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loss {
    /// Nothing: the answer must be the same for every paste.
    Nothing,
    /// The layout, or what tells artifacts apart: nearly every answer must be the same.
    Layout,
    /// Text: the answer may become less sure, but never another sure one.
    Text,
}

/// Every damage, by the kind of program or person that does it.
pub fn all() -> impl Iterator<Item = &'static Damage> {
    [
        line_ends::ALL,
        letters::ALL,
        blanks::ALL,
        wraps::ALL,
        marks::ALL,
        markup::ALL,
        chats::ALL,
        nests::ALL,
        company::ALL,
        cuts::ALL,
    ]
    .into_iter()
    .flatten()
}

/// Every line changed.
fn each(text: &str, change: impl Fn(&str) -> String) -> String {
    text.lines().map(|line| change(line) + "\n").collect()
}

/// Every line changed, given its number from 1.
fn numbered(text: &str, change: impl Fn(usize, &str) -> String) -> String {
    text.lines().enumerate().map(|(index, line)| change(index + 1, line) + "\n").collect()
}

/// The commands of a paste, each with what it printed; what stands before the first is one as well.
fn artifacts(text: &str) -> Vec<String> {
    let mut artifacts: Vec<String> = Vec::new();
    for line in text.lines() {
        if line.starts_with("$ ") || artifacts.is_empty() {
            artifacts.push(String::new());
        }
        if let Some(last) = artifacts.last_mut() {
            last.push_str(line);
            last.push('\n');
        }
    }
    artifacts
}

/// Another text after every so many lines.
fn interleaved(text: &str, every: usize, other: impl Fn(usize) -> String) -> String {
    numbered(text, |number, line| {
        if number % every == 1 { format!("{}{line}", other(number / every)) } else { line.to_owned() }
    })
}
