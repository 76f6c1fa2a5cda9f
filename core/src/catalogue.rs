//! Everything unloop knows, for people who want to read it: causes, exit codes, log lines.

mod markdown;

use crate::advise::{fill, keys, wording};
use crate::diagnosis::{Command, Effect, Fix, NextStep};
use crate::knowledge::exit_codes::{self, Row};
use crate::knowledge::signature::Role;
use crate::knowledge::signatures;
use crate::weigh::{self, words};
use serde::Serialize;
use std::collections::BTreeMap;

/// What unloop knows. Where a text of a cause depends on the paste, it holds `<what would stand there>`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Catalogue {
    /// Every cause, family by family.
    pub causes: Vec<Cause>,
    /// What each exit code means where nothing else is known, sorted by code.
    pub exit_codes: Vec<Row>,
    /// The programs whose log lines are known, sorted by name.
    pub technologies: Vec<Technology>,
    /// The facts that the words of a cause can name, in rules of your own as well.
    pub placeholders: Vec<Placeholder>,
}

/// A cause with all its words.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "KnownCause"))]
pub struct Cause {
    /// `family/name`.
    pub id: &'static str,
    /// The part of the id before the slash.
    pub family: &'static str,
    /// It in a few words.
    pub title: String,
    /// The same with what a paste may name, the most telling first.
    pub titles: Vec<String>,
    /// What it is.
    pub meaning: String,
    /// How it shows in what kubectl prints.
    pub shows: String,
    /// What speaks against it.
    pub against: String,
    /// How the facts lead to it, the most telling first.
    pub explanations: Vec<String>,
    /// What to do about it, the best first; each fits some pastes and not others.
    pub fixes: Vec<Fix>,
    /// What confirms or refutes it.
    pub next: Vec<NextStep>,
    /// What keeps it from happening again.
    pub prevention: Vec<String>,
    /// Causes it is taken for.
    pub confused_with: Vec<Neighbour>,
}

/// A cause that looks alike.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Neighbour {
    /// Its id.
    pub id: String,
    /// How to tell them apart.
    pub tell_apart: String,
}

/// A program or language, and what it prints when something is wrong.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Technology {
    /// Its name, as people write it.
    pub name: String,
    /// Its known lines.
    pub signatures: Vec<Signature>,
}

/// A known line.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "KnownLine"))]
pub struct Signature {
    /// `program/what-happened`.
    pub id: String,
    /// What the line is to a diagnosis.
    pub role: Role,
    /// The cause it speaks for.
    pub cause: Option<String>,
    /// What it looks like.
    pub patterns: Vec<String>,
    /// What it tells, as a clause.
    pub why: String,
    /// The cause in this case.
    pub title: Option<String>,
    /// A page to read about it.
    pub runbook: Option<String>,
}

/// A fact that the words of a cause can name.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Placeholder {
    /// The name between the braces.
    pub name: &'static str,
    /// What it stands for.
    pub meaning: &'static str,
}

/// Everything that comes with unloop.
///
/// ```
/// let catalogue = unloop::catalogue();
/// let cause = catalogue.causes.iter().find(|cause| cause.id == "memory/oom-limit").unwrap();
/// assert!(cause.meaning.contains("limit"));
/// ```
pub fn catalogue() -> Catalogue {
    let words = |cause: &'static weigh::Cause| Some((cause, wording::built_in(cause.id)?));
    Catalogue {
        causes: weigh::causes().filter_map(words).map(|(cause, words)| of_cause(cause, words)).collect(),
        exit_codes: exit_codes::rows().to_vec(),
        technologies: technologies(),
        placeholders: keys::KEYS
            .iter()
            .map(|key| Placeholder { name: key.name, meaning: key.meaning })
            .collect(),
    }
}

fn of_cause(cause: &'static weigh::Cause, words: &words::Words) -> Cause {
    let titles = generic(&words.title);
    Cause {
        id: cause.id,
        family: cause.family(),
        title: titles.last().cloned().unwrap_or_default(),
        titles,
        meaning: fill::generic(&words.meaning),
        shows: fill::generic(&words.shows),
        against: fill::generic(&words.against),
        explanations: generic(&words.explanation),
        fixes: words.fixes.iter().map(fix).collect(),
        next: words.next.iter().map(step).collect(),
        prevention: generic(&words.prevention),
        confused_with: words
            .confused_with
            .iter()
            .map(|other| Neighbour { id: other.id.clone(), tell_apart: fill::generic(&other.tell_apart) })
            .collect(),
    }
}

fn generic(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| fill::generic(text)).collect()
}

fn fix(fix: &words::Fix) -> Fix {
    Fix {
        title: fill::generic(&fix.title),
        commands: fix
            .commands
            .iter()
            .map(|command| Command {
                run: fill::generic(&command.run),
                effect: if command.reads { Effect::ReadOnly } else { Effect::ChangesCluster },
                undo: command.undo.as_deref().map(fill::generic),
            })
            .collect(),
        patch: fix.patch.as_deref().map(fill::generic),
    }
}

fn step(step: &words::Step) -> NextStep {
    NextStep {
        run: fill::generic(&step.run),
        why: fill::generic(&step.why),
        if_so: fill::generic(&step.if_so),
        if_not: fill::generic(&step.if_not),
    }
}

fn technologies() -> Vec<Technology> {
    let mut all: BTreeMap<String, Technology> = BTreeMap::new();
    for known in signatures::built_in().iter() {
        let entry = &known.entry;
        let signature = Signature {
            id: entry.id.clone(),
            role: entry.role,
            cause: entry.cause.clone(),
            patterns: entry.patterns.as_slice().to_vec(),
            why: entry.why.clone(),
            title: entry.title.as_deref().map(fill::generic),
            runbook: entry.runbook.clone(),
        };
        let technology = all
            .entry(known.technology.to_lowercase())
            .or_insert_with(|| Technology { name: known.technology.clone(), signatures: Vec::new() });
        technology.signatures.push(signature);
    }
    all.into_values().collect()
}

impl Catalogue {
    /// It as one page of Markdown. `examples` gives lines that a signature hits, by its id; the first one is shown.
    pub fn to_markdown(&self, examples: impl Fn(&str) -> Vec<String>) -> String {
        markdown::render(self, &examples)
    }
}
