//! The words of a cause: the YAML file beside its reasoning.
//!
//! Texts hold placeholders: `{key}` stands for a fact of the paste and makes the text unusable without it;
//! `{key|what to look up}` falls back to `<what to look up>`. `{-n}` and `{-c}` are the namespace and
//! container flags with a leading blank, or nothing. The build script uses this file as well.

use serde::{Deserialize, Serialize};

/// Everything a person reads about one cause.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Fix {
    /// What it does, in a few words.
    pub title: String,
    /// Facts without which it makes no sense, each a key, `key=value` or `key=value|value`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<String>,
    /// Facts with which it makes no sense, in the same form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unless: Vec<String>,
    /// The commands, in the order in which to run them.
    #[serde(default)]
    pub commands: Vec<Command>,
    /// A fragment to merge into the owner's manifest.
    pub patch: Option<String>,
}

/// A command to type.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Command {
    /// The command line.
    pub run: String,
    /// Whether it only looks.
    #[serde(default)]
    pub reads: bool,
    /// The command that takes it back.
    pub undo: Option<String>,
}

/// Something to run, and what each outcome means.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// A command that only looks.
    pub run: String,
    /// What it shows.
    pub why: String,
    /// What it means when it shows that, and what to do.
    pub if_so: String,
    /// What it means when it does not.
    pub if_not: String,
    /// Facts without which it makes no sense, as for a fix.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<String>,
    /// Facts with which it makes no sense.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unless: Vec<String>,
}

/// A cause that looks alike.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Neighbour {
    /// Its id, `family/name`.
    pub id: String,
    /// What is there and not here, or the reverse.
    pub tell_apart: String,
}
