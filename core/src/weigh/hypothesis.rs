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

#[cfg(test)]
mod tests {
    use super::*;

    fn because(id: &str, evidence: Evidence) -> Hypothesis {
        Hypothesis::because(crate::weigh::causes().find(|cause| cause.id == id).expect(id), evidence)
    }

    fn pro(start: usize, strength: Strength) -> Evidence {
        Evidence::pro(Span::new(start, start + 5), strength, "so it is")
    }

    fn con(start: usize, strength: Strength) -> Evidence {
        Evidence::con(Span::new(start, start + 5), strength, "it is not")
    }

    fn part(start: usize, part: &str) -> Evidence {
        Evidence { part: Some(part.to_owned()), ..pro(start, Strength::Hint) }
    }

    #[test]
    fn the_same_characters_prove_a_thing_once() {
        let found = || because("app/exception", pro(0, Strength::Hint));
        for (more, count) in [
            (pro(0, Strength::Strong), 1),
            (con(0, Strength::Strong), 2),
            (pro(9, Strength::Hint), 2),
            (Evidence::pro(Span::new(9, 9), Strength::Hint, "nothing stands there"), 1),
            // The whole holds its parts.
            (part(0, "a"), 1),
        ] {
            assert_eq!(found().and(Some(more.clone())).evidence.len(), count, "{more:?}");
        }
        assert_eq!(found().and(None).evidence.len(), 1);
        let named = found().and(Some(part(0, "a")));
        assert_eq!(named.evidence[0].part.as_deref(), Some("a"));
        let parts = because("app/exception", part(0, "a"));
        assert_eq!(parts.clone().and(Some(part(0, "a"))).evidence.len(), 1);
        assert_eq!(parts.and(Some(part(0, "b"))).evidence.len(), 2);
    }

    #[test]
    fn further_evidence_adds_a_part_and_what_speaks_against_it_counts_in_full() {
        let worth = strength::worth;
        let (hint, strong, decisive) =
            (worth(Strength::Hint), worth(Strength::Strong), worth(Strength::Decisive));
        let check = |found: &Hypothesis, expected: f64| {
            assert!((found.score() - expected).abs() < 1e-9, "{} {expected}", found.score());
        };
        let found = because("app/exception", pro(0, Strength::Hint));
        check(&found, hint);
        let found = found.and(Some(pro(9, Strength::Strong)));
        check(&found, strong + strength::FURTHER * hint);
        check(
            &found.clone().and(Some(con(9, Strength::Decisive))),
            strong + strength::FURTHER * hint - decisive,
        );
        let many = (2..9).fold(found, |found, place| found.and(Some(pro(9 * place, Strength::Strong))));
        check(&many, strong + strength::FURTHER * 4.0);
    }

    #[test]
    fn the_stronger_of_two_views_leads() {
        let mut weak =
            because("app/exception", pro(0, Strength::Hint)).naming("host", "a").naming("port", "1");
        weak.from_log = true;
        weak.runbook = Some("page".to_owned());
        weak.title = Some("weak".to_owned());
        let mut firm =
            because("app/exception", pro(9, Strength::Strong)).naming("host", "b").naming("host", "c");
        firm.title = Some("firm".to_owned());
        for found in
            [both(Some(weak.clone()), Some(firm.clone())), both(Some(firm.clone()), Some(weak.clone()))]
        {
            let found = found.unwrap();
            assert_eq!((found.title.as_deref(), found.runbook.as_deref()), (Some("firm"), Some("page")));
            assert_eq!((found.facts["host"].as_str(), found.facts["port"].as_str()), ("b", "1"));
            assert!(found.from_log);
            assert_eq!(found.evidence.iter().map(|one| one.span.start()).collect::<Vec<_>>(), [9, 0]);
        }
        assert_eq!(both(None, Some(weak)).unwrap().title.as_deref(), Some("weak"));
        assert_eq!(both(Some(firm), None).unwrap().title.as_deref(), Some("firm"));
        assert!(both(None, None).is_none());
    }
}
