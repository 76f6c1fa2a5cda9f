//! A golden case that took damage on its way gets the same answer, or a less sure one: never another sure one.

use unloop_tests::damage::Loss;
use unloop_tests::matrix::{self, Outcome};

/// What every damage that takes nothing but layout must leave of the diagnoses.
const KEPT: f64 = 0.95;

/// Checks the rows of the damages with this loss.
fn over_all(loss: Loss, complaint: impl Fn(&matrix::Row) -> Vec<String>) {
    let cases = matrix::cases();
    let damages: Vec<_> = matrix::all().into_iter().filter(|damage| damage.loss == loss).collect();
    assert!(!damages.is_empty());
    let report: Vec<String> = matrix::rows(&cases, &damages).iter().flat_map(complaint).collect();
    assert!(report.is_empty(), "\n{}", report.join("\n"));
}

/// What the row says of other sure answers.
fn wrong(row: &matrix::Row) -> Vec<String> {
    let mark = Outcome::Different.to_string();
    row.instead.iter().filter(|line| line.starts_with(&mark)).cloned().collect()
}

#[test]
fn damage_that_takes_nothing_changes_nothing() {
    over_all(Loss::Nothing, |row| row.instead.clone());
}

#[test]
fn damage_to_the_layout_changes_hardly_anything() {
    over_all(Loss::Layout, |row| {
        let mut complaints = wrong(row);
        if row.unchanged() < KEPT {
            complaints.push(format!("{}: {:.3} kept", row.damage.name, row.unchanged()));
            complaints.extend(row.instead.clone());
        }
        complaints
    });
}

#[test]
fn what_is_lost_makes_no_other_answer_sure() {
    over_all(Loss::Text, wrong);
}
