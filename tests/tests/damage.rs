//! A golden case that took damage on its way gets the same answer, or a less sure one: never another sure one.

use std::collections::BTreeSet;
use std::sync::OnceLock;
use unloop::diagnosis::Verdict;
use unloop_tests::cases::Case;
use unloop_tests::damage::{Damage, Loss};
use unloop_tests::matrix::{self, Outcome, Row};

/// What every damage that takes nothing but layout must leave of the diagnoses.
const KEPT: f64 = 0.95;

/// Checks the rows of the damages with this loss.
fn over_all(loss: Loss, complaint: impl Fn(&Row) -> Vec<String>) {
    let cases = matrix::cases();
    let report: Vec<String> = matrix::rows(&cases, &with(loss)).iter().flat_map(complaint).collect();
    assert!(report.is_empty(), "\n{}", report.join("\n"));
}

/// What the row says of other sure answers.
fn wrong(row: &Row) -> Vec<String> {
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
    let report: Vec<String> = without_text().1.iter().flat_map(wrong).collect();
    assert!(report.is_empty(), "\n{}", report.join("\n"));
}

#[test]
fn every_cause_is_still_found_where_text_is_lost() {
    let (cases, rows) = without_text();
    let found: BTreeSet<&str> = rows
        .iter()
        .flat_map(|row| row.outcomes.iter().zip(cases))
        .filter(|(outcome, _)| **outcome == Outcome::Same)
        .filter_map(|(_, case)| case.expect.cause.as_deref())
        .collect();
    let causes = unloop_tests::house::causes().into_iter().map(|cause| cause.id);
    let lost: Vec<String> = causes.filter(|id| !found.contains(&**id)).collect();
    assert!(lost.is_empty(), "{lost:?}");
}

/// Nothing fails in these pods, and none of them serves.
const NOT_READY: [&str; 3] = [
    "\
apiVersion: v1
kind: Pod
metadata:
  name: till-6d5f8c9b7-k2v4x
  namespace: sales
spec:
  containers:
  - image: registry.example/till:4
    name: till
    resources: {}
status:
  containerStatuses:
  - containerID: containerd://51ab
    image: registry.example/till:4
    lastState: {}
    name: till
    ready: false
    restartCount: 0
    started: true
    state:
      running:
        startedAt: \"2026-03-01T10:00:00Z\"
  phase: Running
",
    "\
{\"kind\": \"Pod\", \"metadata\": {\"name\": \"till-6d5f8c9b7-k2v4x\", \"namespace\": \"sales\"},
 \"status\": {
  \"containerStatuses\": [{
    \"name\": \"till\",
    \"ready\": false,
    \"restartCount\": 0,
    \"state\": {\"running\": {\"startedAt\": \"2026-03-01T10:00:00Z\"}}
  }],
  \"phase\": \"Running\"}}
",
    "\
Name:             till-6d5f8c9b7-k2v4x
Namespace:        sales
Status:           Running
Containers:
  till:
    Image:          registry.example/till:4
    State:          Running
      Started:      Sun, 01 Mar 2026 10:00:00 +0000
    Ready:          False
    Restart Count:  0
",
];

#[test]
fn what_is_not_ready_is_never_called_well() {
    let mut report = Vec::new();
    for (paste, damage) in
        NOT_READY.iter().flat_map(|paste| matrix::all().into_iter().map(move |one| (paste, one)))
    {
        let damaged = (damage.to)(paste);
        let letters: String = damaged.chars().filter(char::is_ascii_alphabetic).collect();
        let says_so = letters.to_lowercase().contains("readyfalse");
        if says_so && unloop::diagnose(&damaged).verdict == Verdict::Healthy {
            report.push(format!("{}:\n{damaged}", damage.name));
        }
    }
    assert!(report.is_empty(), "\n{}", report.join("\n"));
}

/// The cases, and what became of each under every damage that takes text away.
fn without_text() -> &'static (Vec<Case>, Vec<Row>) {
    static ROWS: OnceLock<(Vec<Case>, Vec<Row>)> = OnceLock::new();
    ROWS.get_or_init(|| {
        let cases = matrix::cases();
        let rows = matrix::rows(&cases, &with(Loss::Text));
        (cases, rows)
    })
}

/// The damages with this loss.
fn with(loss: Loss) -> Vec<&'static Damage> {
    let damages: Vec<_> = matrix::all().into_iter().filter(|damage| damage.loss == loss).collect();
    assert!(!damages.is_empty());
    damages
}
