//! The words of a cause: the YAML file beside its reasoning.
//!
//! Texts hold placeholders: `{key}` stands for a fact of the paste and makes the text unusable without it;
//! `{key|what to look up}` falls back to `<what to look up>`. `{-n}` and `{-c}` are the namespace and
//! container flags with a leading blank, or nothing. The build script uses this file as well.

use serde::{Deserialize, Serialize};

/// Everything a person reads about one cause.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The cause in a few words; the first whose placeholders are all known is used. The last has none.
    pub title: Vec<String>,
    /// What it is, for the catalogue.
    pub meaning: String,
    /// How it shows in what kubectl prints.
    pub shows: String,
    /// What speaks against it.
    pub against: String,
    /// How the facts lead to it; the first whose placeholders are all known is used. The last has none.
    pub explanation: Vec<String>,
    /// What to do, the best first.
    pub fixes: Vec<Fix>,
    /// What confirms or refutes it, the best first. Read-only.
    pub next: Vec<Step>,
    /// What keeps it from happening again.
    pub prevention: Vec<String>,
    /// Causes it is taken for, each with how to tell them apart.
    pub confused_with: Vec<Neighbour>,
}

/// One way to fix it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fix {
    pub title: String,
    /// Facts without which it makes no sense, each a key, `key=value` or `key=value|value`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<String>,
    /// Facts with which it makes no sense, in the same form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unless: Vec<String>,
    #[serde(default)]
    pub commands: Vec<Command>,
    /// A fragment to merge into the owner's manifest.
    pub patch: Option<String>,
}

/// A command to type.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Command {
    pub run: String,
    /// Whether it only looks.
    #[serde(default)]
    pub reads: bool,
    /// The command that takes it back.
    pub undo: Option<String>,
}

/// Something to run, and what each outcome means.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub run: String,
    pub why: String,
    pub if_so: String,
    pub if_not: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unless: Vec<String>,
}

/// A cause that looks alike.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Neighbour {
    pub id: String,
    pub tell_apart: String,
}
