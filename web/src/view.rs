//! What the user sees: one piece a file, named after what it is on the page.

pub(crate) mod answer;
pub(crate) mod blanks;
pub(crate) mod catalogue;
pub(crate) mod cause;
pub(crate) mod clock;
pub(crate) mod code;
pub(crate) mod commands;
pub(crate) mod confidence;
pub(crate) mod copy_button;
pub(crate) mod evidence;
pub(crate) mod examples;
pub(crate) mod exit_codes;
pub(crate) mod finding;
pub(crate) mod frame;
pub(crate) mod guide;
pub(crate) mod history;
pub(crate) mod inputs;
pub(crate) mod marked_text;
pub(crate) mod next_steps;
pub(crate) mod open_files;
pub(crate) mod other_causes;
pub(crate) mod own_file;
pub(crate) mod paste;
pub(crate) mod paste_box;
pub(crate) mod paste_tools;
pub(crate) mod pods_table;
pub(crate) mod progress;
#[cfg(test)]
mod rendered;
pub(crate) mod rules;
pub(crate) mod secrets;
pub(crate) mod share;
pub(crate) mod status;
pub(crate) mod verdict;
pub(crate) mod what_was_read;
