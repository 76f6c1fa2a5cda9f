//! Teaches the log line of a program of one's own, with a runbook.
//!
//! ```text
//! The ledger q3 is closed: https://wiki.example.com/billing/ledger
//! refused: slip.yaml:4: signatures[0].match: is missing
//! ```

#![expect(clippy::print_stdout, reason = "an example shows what it found")]

use unloop::{RuleError, Rules};

const RULES: &str = r"
technology: Billing
causes:
- id: billing/ledger-closed
  title: ['The ledger {name} is closed', 'A ledger is closed']
  meaning: Billing books into a ledger that nobody has opened for this quarter.
  runbook: https://wiki.example.com/billing/ledger
signatures:
- id: billing/ledger-closed
  cause: billing/ledger-closed
  match: 'ledger (?<name>\w+) is closed'
  strength: decisive
  why: names the ledger that must be opened first
  hits: ['FATAL ledger q3 is closed']
  misses: ['INFO ledger q3 was closed']
";

const SLIP: &str = "\
technology: Billing

signatures:
- id: billing/no-pattern
  cause: config/invalid
  strength: decisive
  why: says so
  hits: [a line]
  misses: [another]
";

fn main() -> Result<(), RuleError> {
    let rules = Rules::parse(RULES, "rules.yaml")?;
    let diagnosis = unloop::diagnose_with("FATAL ledger q3 is closed", &rules);
    if let Some(cause) = diagnosis.causes.first() {
        println!("{}: {}", cause.title, cause.runbook.as_deref().unwrap_or("no runbook"));
    }
    if let Err(error) = Rules::parse(SLIP, "slip.yaml") {
        println!("refused: {error}");
    }
    Ok(())
}
