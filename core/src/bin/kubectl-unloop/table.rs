//! Why each of many pods fails, one a line.

use unloop::Diagnosis;
use unloop::diagnosis::Verdict;
use unloop::report::text::safe;

/// The table.
pub(crate) fn render(found: &[(String, Diagnosis)]) -> String {
    let head = ["POD", "CONTAINER", "CAUSE", "SURE", "WHAT"].map(str::to_owned);
    let rows: Vec<[String; 5]> = std::iter::once(head).chain(found.iter().map(row)).collect();
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..4).map(width).collect();
    let line = |row: &[String; 5]| {
        let padded = row.iter().zip(widths.iter().copied().chain([0]));
        let cells: Vec<String> = padded.map(|(cell, width)| format!("{cell:width$}")).collect();
        cells.join("  ").trim_end().to_owned() + "\n"
    };
    rows.iter().map(line).collect()
}

fn row((pod, diagnosis): &(String, Diagnosis)) -> [String; 5] {
    let none = || "-".to_owned();
    let first = diagnosis.causes.first().filter(|_| diagnosis.verdict != Verdict::Insufficient);
    let Some(cause) = first else { return [safe(pod), none(), none(), none(), safe(&diagnosis.summary)] };
    let sure = format!("{:.0} %", cause.confidence * 100.0);
    let container = cause.container.as_deref().map_or_else(none, safe);
    let again = if diagnosis.verdict == Verdict::Recovered { "runs again; before: " } else { "" };
    [safe(pod), container, cause.id.clone(), sure, format!("{again}{}", safe(&cause.title))]
}
