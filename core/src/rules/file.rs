//! A rule file as its author writes it: a file of signatures, and causes beside them.

use crate::knowledge::own::OwnCause;
use crate::knowledge::signature::{Entry, OneOrMany};
use crate::weigh::words::{Fix, Neighbour, Step, Words};
use serde::{Deserialize, Serialize};

/// A file of rules. Every file of `knowledge/logs` is one, without causes.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    /// The program that prints these lines, as people write it: `Billing`.
    pub technology: String,
    /// Causes of your own, for the signatures of this file and of files that are given after it.
    #[serde(default)]
    pub causes: Vec<CauseEntry>,
    /// The log lines and messages that speak for a cause.
    #[serde(default)]
    pub signatures: Vec<Entry>,
}

/// A cause of your own: why a program of yours ends, and what to do about it.
///
/// The texts hold placeholders: `{name}` stands for what a signature captured or the paste tells and makes the text
/// unusable without it; `{name|what to look up}` falls back to `<what to look up>`. `{-n}` and `{-c}` are the
/// namespace and container flags with a leading blank, or nothing.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CauseEntry {
    /// `family/name` in small letters, digits and dashes, such as `billing/ledger-closed`. The families that come
    /// with unloop are taken.
    pub id: String,
    /// The cause in a few words. Of several the first is used whose placeholders are all known; the last has none.
    pub title: OneOrMany,
    /// What it is, in a sentence or two.
    pub meaning: String,
    /// How it shows in what kubectl prints.
    #[serde(default)]
    pub shows: String,
    /// What speaks against it.
    #[serde(default)]
    pub against: String,
    /// How the facts lead to it. Of several the first is used whose placeholders are all known; the last has none.
    /// Without any, `meaning` is shown.
    #[serde(default)]
    pub explanation: Option<OneOrMany>,
    /// What to do, the best first.
    #[serde(default)]
    pub fixes: Vec<Fix>,
    /// What confirms or refutes it, the best first. Commands that only read.
    #[serde(default)]
    pub next: Vec<Step>,
    /// What keeps it from happening again.
    #[serde(default)]
    pub prevention: Vec<String>,
    /// Causes it is taken for, yours or ours, each with how to tell them apart.
    #[serde(default)]
    pub confused_with: Vec<Neighbour>,
    /// A page to read about it, unless the signature names a better one. It begins with `https://` or `http://`.
    #[serde(default)]
    pub runbook: Option<String>,
}

impl From<CauseEntry> for OwnCause {
    fn from(entry: CauseEntry) -> Self {
        let explanation = entry.explanation.unwrap_or_else(|| OneOrMany::One(entry.meaning.clone()));
        Self {
            id: entry.id,
            words: Words {
                title: entry.title.into_vec(),
                meaning: entry.meaning,
                shows: entry.shows,
                against: entry.against,
                explanation: explanation.into_vec(),
                fixes: entry.fixes,
                next: entry.next,
                prevention: entry.prevention,
                confused_with: entry.confused_with,
            },
            runbook: entry.runbook,
        }
    }
}
