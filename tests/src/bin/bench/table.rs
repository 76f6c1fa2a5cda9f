//! The table of what was measured, beside what it is measured by.

use std::time::Duration;

/// One measured thing.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) what: String,
    pub(crate) is: String,
    /// What else was measured in the same run, and how the two compare.
    pub(crate) beside: String,
    /// What should hold; none for what is only shown.
    pub(crate) goal: Option<Goal>,
}

#[derive(Debug)]
pub(crate) struct Goal {
    pub(crate) says: String,
    pub(crate) holds: bool,
}

/// A goal for a time.
pub(crate) fn within(took: Duration, most: f64) -> Option<Goal> {
    Some(Goal { says: format!("at most {most} ms"), holds: milliseconds(took) <= most })
}

pub(crate) fn milliseconds(took: Duration) -> f64 {
    took.as_secs_f64() * 1e3
}

/// A time with three digits: `0.81 ms`, `12.3 ms`, `1.20 s`.
pub(crate) fn time(took: Duration) -> String {
    match milliseconds(took) {
        short if short < 10.0 => format!("{short:.2} ms"),
        middle if middle < 1000.0 => format!("{middle:.0} ms"),
        long => format!("{:.2} s", long / 1e3),
    }
}

/// Megabytes a second.
pub(crate) fn speed(bytes: usize, took: Duration) -> String {
    format!("{:.0} MB/s", bytes as f64 / 1e6 / took.as_secs_f64().max(1e-9))
}

pub(crate) fn markdown(rows: &[Row]) -> String {
    let mut text = String::from("| what | measured | beside it | goal | |\n|---|---|---|---|---|\n");
    for row in rows {
        let (goal, verdict) = match &row.goal {
            Some(goal) => (goal.says.as_str(), if goal.holds { "holds" } else { "falls short" }),
            None => ("", ""),
        };
        text += &format!("| {} | {} | {} | {goal} | {verdict} |\n", row.what, row.is, row.beside);
    }
    text
}
