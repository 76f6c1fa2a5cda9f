//! A cause for one container, with what speaks for and against it.

use super::{AnyCause, strength};
use crate::knowledge::signature::Strength;
use crate::text::Span;
use std::collections::BTreeMap;

/// A piece of the paste, and what it tells.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    pub span: Span,
    /// Log-odds: above zero for the cause, below against it.
    pub weight: f64,
    pub why: String,
    /// The decisive part, where the span covers a text of several lines.
    pub part: Option<String>,
}

/// A cause for one container. There is none without evidence.
#[derive(Clone, Debug)]
pub struct Hypothesis {
    pub cause: AnyCause,
    /// The first is what it rests on.
    pub evidence: Vec<Evidence>,
    /// What the evidence names, by placeholder: `host`, `port`, `name` ...
    pub facts: BTreeMap<String, String>,
    /// A title that fits this evidence better than those of the cause.
    pub title: Option<String>,
    /// A page to read about it.
    pub runbook: Option<String>,
    /// Whether it rests on what the program itself said.
    pub from_log: bool,
}

impl Evidence {
    /// Something that speaks for a cause.
    pub fn pro(span: Span, strength: Strength, why: &str) -> Self {
        Self { span, weight: strength::worth(strength), why: why.to_owned(), part: None }
    }

    /// Something that speaks against a cause.
    pub fn con(span: Span, strength: Strength, why: &str) -> Self {
        Self { span, weight: -strength::worth(strength), why: why.to_owned(), part: None }
    }
}

impl Evidence {
    /// Whether both show the same characters for the same side. The whole of a text holds each part of it.
    fn is_same(&self, other: &Self) -> bool {
        let whole = self.part.is_none() || other.part.is_none();
        self.span == other.span
            && (whole || self.part == other.part)
            && (self.weight < 0.0) == (other.weight < 0.0)
    }
}

impl Hypothesis {
    /// The cause, because of this.
    pub fn because(cause: impl Into<AnyCause>, evidence: Evidence) -> Self {
        Self {
            cause: cause.into(),
            evidence: vec![evidence],
            facts: BTreeMap::new(),
            title: None,
            runbook: None,
            from_log: false,
        }
    }

    /// And this as well; characters that are not there prove nothing.
    #[must_use]
    pub fn and(mut self, evidence: Option<Evidence>) -> Self {
        let Some(evidence) = evidence.filter(|evidence| !evidence.span.is_empty()) else { return self };
        match self.evidence.iter_mut().find(|known| known.is_same(&evidence)) {
            Some(known) => known.part = known.part.take().or(evidence.part),
            None => self.evidence.push(evidence),
        }
        self
    }

    /// What a piece of evidence names; the first to name it wins.
    #[must_use]
    pub fn naming(mut self, key: &str, value: impl Into<String>) -> Self {
        self.facts.entry(key.to_owned()).or_insert_with(|| value.into());
        self
    }

    /// Log-odds: the strongest evidence in full, the rest in part, and what speaks against it.
    pub fn score(&self) -> f64 {
        let strongest = self.evidence.iter().map(|one| one.weight).fold(0.0, f64::max);
        let pro: f64 = self.evidence.iter().map(|one| one.weight.max(0.0)).sum();
        let con: f64 = self.evidence.iter().map(|one| one.weight.min(0.0)).sum();
        strongest + (pro - strongest).min(4.0) * strength::FURTHER + con
    }
}

/// Two views of the same: `this` if there is one, with the evidence of `that`.
pub(super) fn both(this: Option<Hypothesis>, that: Option<Hypothesis>) -> Option<Hypothesis> {
    let (Some(mut this), Some(that)) = (this.clone(), that.clone()) else { return this.or(that) };
    // The stronger one leads: its title and its first evidence are what people read.
    let that = if that.score() > this.score() { std::mem::replace(&mut this, that) } else { that };
    for (key, value) in that.facts {
        this.facts.entry(key).or_insert(value);
    }
    this.title = this.title.or(that.title);
    this.runbook = this.runbook.or(that.runbook);
    this.from_log |= that.from_log;
    that.evidence.into_iter().fold(this, |this, evidence| this.and(Some(evidence))).into()
}
