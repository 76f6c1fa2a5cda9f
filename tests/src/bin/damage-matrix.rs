//! Prints the damage matrix: what becomes of every golden case under every damage.
//!
//! `cargo run --release -p unloop-tests --bin damage-matrix [PART OF A DAMAGE'S NAME]`; given a part of a name, it
//! also prints what is said instead.

#![expect(clippy::print_stdout, reason = "printing is what it is for")]

use unloop_tests::damage::{Damage, Loss};
use unloop_tests::matrix::{self, Outcome};

fn main() {
    let part = std::env::args().nth(1);
    let cases = matrix::cases();
    let wanted = |damage: &&&Damage| part.as_ref().is_none_or(|part| damage.name.contains(part.as_str()));
    let all = matrix::all();
    let damages: Vec<&Damage> = all.iter().filter(wanted).copied().collect();
    let rows = matrix::rows(&cases, &damages);
    println!(
        "Every column is a golden case: `.` the same answer, `,` the same cause without its pod or container,"
    );
    println!("`o` less sure, `X` another sure answer, blank where the damage does not apply.\n");
    for row in &rows {
        let marks: String = row.outcomes.iter().map(Outcome::to_string).collect();
        let loss = match row.damage.loss {
            Loss::Nothing => "nothing",
            Loss::Layout => "layout",
            Loss::Text => "text",
        };
        println!("{:>4.0} %  {loss:<8} {:<46} {marks}", 100.0 * row.unchanged(), row.damage.name);
    }
    let sum = |outcome| rows.iter().map(|row| row.count(outcome)).sum::<usize>();
    let applied = rows.iter().map(|row| row.outcomes.len()).sum::<usize>() - sum(Outcome::Untouched);
    println!(
        "\n{} damages x {} cases, {applied} damaged pastes: {} the same, {} the same cause, {} less sure, {} another sure answer",
        rows.len(),
        cases.len(),
        sum(Outcome::Same),
        sum(Outcome::SameCause),
        sum(Outcome::LessSure),
        sum(Outcome::Different),
    );
    if part.is_some() {
        rows.iter().flat_map(|row| &row.instead).for_each(|line| println!("{line}"));
    } else {
        let wrong = rows.iter().flat_map(|row| &row.instead).filter(|line| line.starts_with('X'));
        wrong.for_each(|line| println!("{line}"));
    }
}
