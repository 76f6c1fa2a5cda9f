//! A company's own signatures: the same schema as ours, loaded at run time.

use crate::knowledge::literals;
use crate::knowledge::signature::{self, Entry, File, Role};
use crate::knowledge::signatures::Signatures;
use crate::text::compile;
use crate::weigh;
use std::fmt;

/// Signatures of your own, for the log lines of your own programs.
///
/// ```
/// let yaml = r#"
/// technology: Billing
/// signatures:
/// - id: billing/ledger-closed
///   cause: dependency/not-ready
///   match: 'ledger (?<name>\w+) is closed'
///   strength: decisive
///   why: the ledger must be opened first
///   runbook: https://wiki.example.com/billing/ledger
///   hits: ['FATAL ledger q3 is closed']
///   misses: ['INFO ledger q3 was closed']
/// "#;
/// let rules = unloop::Rules::parse(yaml, "rules.yaml")?;
/// let diagnosis = unloop::diagnose_with("FATAL ledger q3 is closed", &rules);
/// assert_eq!(diagnosis.causes[0].id, "dependency/not-ready");
/// # Ok::<(), unloop::RuleError>(())
/// ```
#[derive(Debug, Default)]
pub struct Rules(pub(crate) Signatures);

/// What is wrong with a rule file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError {
    /// The file, as named by the caller.
    pub file: String,
    /// The line, from 1, as far as known.
    pub line: Option<usize>,
    /// The field: `signatures[2].match`; empty when the whole file is wrong.
    pub field: String,
    /// What is wrong, as the rest of a sentence.
    pub problem: String,
}

impl fmt::Display for RuleError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.file)?;
        if let Some(line) = self.line {
            write!(out, ":{line}")?;
        }
        if !self.field.is_empty() {
            write!(out, ": {}", self.field)?;
        }
        write!(out, ": {}", self.problem)
    }
}

impl std::error::Error for RuleError {}

/// The largest rule file, in bytes.
const LARGEST: usize = 4 * 1024 * 1024;
/// The most rules in a file.
const MOST: usize = 10_000;

impl Rules {
    /// Reads a rule file; `file` is its name for error messages.
    ///
    /// # Errors
    /// Names the line and the field when the YAML is broken, a field is unknown or missing, a cause does not
    /// exist, a pattern does not compile or has no fixed text, an example does not hold, or the file is larger
    /// than 4 MiB or 10,000 rules.
    pub fn parse(yaml: &str, file: &str) -> Result<Self, RuleError> {
        let mut rules = Self::default();
        rules.add(yaml, file)?;
        Ok(rules)
    }

    /// Adds the rules of another file.
    ///
    /// # Errors
    /// As [`Rules::parse`]; then nothing is added.
    pub fn add(&mut self, yaml: &str, file: &str) -> Result<(), RuleError> {
        let error =
            |line, field: String, problem: String| RuleError { file: file.to_owned(), line, field, problem };
        if yaml.len() > LARGEST {
            return Err(error(None, String::new(), format!("is larger than {} MiB", LARGEST >> 20)));
        }
        let parsed: File = serde_yaml::from_str(yaml).map_err(|problem| {
            let line = problem.location().map(|place| place.line());
            error(line, String::new(), problem.to_string())
        })?;
        if parsed.signatures.len() > MOST {
            return Err(error(None, "signatures".into(), format!("has more than {MOST} rules")));
        }
        let mut rows = Vec::with_capacity(parsed.signatures.len());
        for (index, entry) in parsed.signatures.into_iter().enumerate() {
            let needs = check(&entry).map_err(|(field, problem)| {
                error(line_of(yaml, &entry.id), format!("signatures[{index}].{field}"), problem)
            })?;
            rows.push((parsed.technology.clone(), needs, entry));
        }
        self.0.add(rows);
        Ok(())
    }
}

/// The texts that the patterns of an entry need; or the field that is wrong, and how.
fn check(entry: &Entry) -> Result<Vec<Vec<String>>, (&'static str, String)> {
    signature::check(entry)?;
    if let (Role::Cause, Some(cause)) = (entry.role, &entry.cause)
        && !weigh::causes().any(|known| known.id == cause)
    {
        return Err(("cause", format!("there is no cause `{cause}`")));
    }
    let mut needs = Vec::new();
    let mut patterns = Vec::new();
    for pattern in entry.patterns.as_slice() {
        patterns.push(compile(pattern).map_err(|problem| ("match", problem.to_string()))?);
        needs.push(literals::required(pattern).map_err(|problem| ("match", problem))?);
    }
    if let Some(near) = &entry.near {
        compile(near).map_err(|problem| ("near", problem.to_string()))?;
    }
    let matches = |text: &str| {
        patterns.iter().any(|pattern| text.lines().any(|line| pattern.is_match(line.as_bytes())))
    };
    if let Some(hit) = entry.hits.iter().find(|hit| !matches(hit)) {
        return Err(("hits", format!("the pattern does not match `{hit}`")));
    }
    if let Some(miss) = entry.misses.iter().find(|miss| matches(miss) && entry.near.is_none()) {
        return Err(("misses", format!("the pattern matches `{miss}`")));
    }
    Ok(needs)
}

/// The line, from 1, on which an entry begins.
fn line_of(yaml: &str, id: &str) -> Option<usize> {
    yaml.lines().position(|line| line.contains("id:") && line.contains(id)).map(|index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::Rules;

    const GOOD: &str = "\
technology: Billing
signatures:
- id: billing/closed
  cause: dependency/not-ready
  match: 'ledger (?<name>\\w+) is closed'
  strength: decisive
  why: the ledger must be opened first
  runbook: https://wiki.example.com/ledger
  hits: ['FATAL ledger q3 is closed']
  misses: ['INFO ledger q3 was closed']
";

    #[track_caller]
    fn refused(yaml: &str, expected: &str) {
        assert_eq!(Rules::parse(yaml, "rules.yaml").unwrap_err().to_string(), expected);
    }

    #[test]
    fn a_rule_of_ones_own_names_the_cause_and_the_runbook() {
        let rules = Rules::parse(GOOD, "rules.yaml").unwrap();
        let diagnosis = crate::diagnose_with("FATAL ledger q3 is closed", &rules);
        let first = &diagnosis.causes[0];
        assert_eq!(first.id, "dependency/not-ready");
        assert_eq!(first.runbook.as_deref(), Some("https://wiki.example.com/ledger"));
    }

    #[test]
    fn errors_name_the_line_and_the_field() {
        refused(
            &GOOD.replace("dependency/not-ready", "dependency/moon"),
            "rules.yaml:3: signatures[0].cause: there is no cause `dependency/moon`",
        );
        refused(
            &GOOD.replace("FATAL ledger q3 is closed", "FATAL"),
            "rules.yaml:3: signatures[0].hits: the pattern does not match `FATAL`",
        );
        refused(
            &GOOD.replace("was closed", "is closed"),
            "rules.yaml:3: signatures[0].misses: the pattern matches `INFO ledger q3 is closed`",
        );
        refused(
            &GOOD.replace("ledger (?<name>\\w+) is closed", "\\w+"),
            "rules.yaml:3: signatures[0].match: no fixed text of three characters that every match contains",
        );
        let unknown = Rules::parse(&GOOD.replace("why:", "wy:"), "rules.yaml").unwrap_err();
        assert!(unknown.problem.contains("wy"), "{unknown}");
        assert!(unknown.line.is_some(), "{unknown}");
    }

    #[test]
    fn anything_is_refused_with_a_reason() {
        for text in ["", "[", "a: b", "\u{0}", "technology: x\nsignatures: 3"] {
            assert!(!Rules::parse(text, "f").unwrap_err().problem.is_empty(), "{text:?}");
        }
    }
}
