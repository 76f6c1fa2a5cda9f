//! Blanks and tabs: put in, taken out, exchanged.

use super::{Damage, Loss, each};

pub(super) const ALL: &[Damage] = &[
    Damage {
        name: "blanks at the ends of lines",
        loss: Loss::Nothing,
        to: |text| each(text, |line| format!("{line}   ")),
    },
    Damage {
        name: "padded to the terminal's width",
        loss: Loss::Nothing,
        to: |text| each(text, |line| format!("{line:<120}")),
    },
    Damage {
        name: "indented as a Markdown block",
        loss: Loss::Nothing,
        to: |text| each(text, |line| format!("    {line}")),
    },
    Damage {
        name: "indented with a tab",
        loss: Loss::Nothing,
        to: |text| each(text, |line| format!("\t{line}")),
    },
    Damage { name: "indentation doubled", loss: Loss::Layout, to: |text| each(text, doubled_indent) },
    Damage { name: "all blanks doubled", loss: Loss::Layout, to: |text| text.replace(' ', "  ") },
    Damage { name: "runs of blanks made one", loss: Loss::Layout, to: |text| each(text, single_blanks) },
    Damage {
        name: "no indentation",
        loss: Loss::Layout,
        to: |text| each(text, |line| line.trim_start().to_owned()),
    },
    Damage {
        name: "no indentation, single blanks",
        loss: Loss::Layout,
        to: |text| each(text, |line| single_blanks(line.trim())),
    },
    Damage { name: "runs of blanks made tabs", loss: Loss::Layout, to: |text| each(text, tabbed) },
    Damage { name: "eight blanks made a tab", loss: Loss::Layout, to: |text| each(text, unexpanded) },
    Damage { name: "every blank a tab", loss: Loss::Layout, to: |text| text.replace(' ', "\t") },
    Damage { name: "tabs made blanks", loss: Loss::Nothing, to: |text| text.replace('\t', "        ") },
];

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn doubled_indent(line: &str) -> String {
    " ".repeat(indent(line)) + line
}

fn single_blanks(line: &str) -> String {
    " ".repeat(indent(line)) + &line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every run of two and more blanks behind the first word is a tab.
fn tabbed(line: &str) -> String {
    let body = line.trim_start_matches(' ');
    let columns: Vec<&str> = body.split("  ").map(str::trim).filter(|column| !column.is_empty()).collect();
    " ".repeat(indent(line)) + &columns.join("\t")
}

/// As `unexpand` does: eight blanks at the start are a tab.
fn unexpanded(line: &str) -> String {
    let blanks = indent(line);
    "\t".repeat(blanks / 8) + &" ".repeat(blanks % 8) + line.trim_start_matches(' ')
}
