//! What is put before every line, or around it: by mail, editors, loggers, frames.

use super::{Damage, Loss, each, numbered};

pub(super) const ALL: &[Damage] = &[
    Damage {
        name: "quoted in a mail",
        loss: Loss::Nothing,
        to: |text| each(text, |line| format!("> {line}")),
    },
    Damage { name: "quoted twice", loss: Loss::Nothing, to: |text| each(text, |line| format!("> > {line}")) },
    Damage {
        name: "quoted without a blank",
        loss: Loss::Nothing,
        to: |text| each(text, |line| format!(">{line}")),
    },
    Damage {
        name: "quoted, the mark missing before empty lines",
        loss: Loss::Nothing,
        to: |text| each(text, |line| if line.is_empty() { String::new() } else { format!("> {line}") }),
    },
    Damage { name: "commented out", loss: Loss::Nothing, to: |text| each(text, |line| format!("# {line}")) },
    Damage {
        name: "commented out as code",
        loss: Loss::Nothing,
        to: |text| each(text, |line| format!("// {line}")),
    },
    Damage {
        name: "a dash before every line",
        loss: Loss::Layout,
        to: |text| each(text, |line| format!("- {line}")),
    },
    Damage {
        name: "a star before every line",
        loss: Loss::Layout,
        to: |text| each(text, |line| format!("* {line}")),
    },
    Damage {
        name: "a bullet before every line",
        loss: Loss::Nothing,
        to: |text| each(text, |line| format!("• {line}")),
    },
    Damage {
        name: "a plus before every line",
        loss: Loss::Layout,
        to: |text| each(text, |line| format!("+ {line}")),
    },
    Damage {
        name: "lines added in a diff",
        loss: Loss::Layout,
        to: |text| each(text, |line| format!("+{line}")),
    },
    Damage {
        name: "lines removed in a diff",
        loss: Loss::Layout,
        to: |text| each(text, |line| format!("-{line}")),
    },
    Damage {
        name: "lines of a diff",
        loss: Loss::Layout,
        to: |text| "@@ -1,9 +1,9 @@\n".to_owned() + &each(text, |line| format!(" {line}")),
    },
    Damage {
        name: "a bar before every line",
        loss: Loss::Nothing,
        to: |text| each(text, |line| format!("│ {line}")),
    },
    Damage {
        name: "a pipe before every line",
        loss: Loss::Nothing,
        to: |text| each(text, |line| format!("| {line}")),
    },
    Damage { name: "in a frame", loss: Loss::Nothing, to: framed },
    Damage {
        name: "the right border of a frame",
        loss: Loss::Nothing,
        to: |text| each(text, |line| format!("{line:<160}  │")),
    },
    Damage {
        name: "in the frame of k9s",
        loss: Loss::Nothing,
        to: |text| framed(text).replace("┌──", "┌── Describe(prod/pod) ──"),
    },
    Damage {
        name: "numbered by cat",
        loss: Loss::Nothing,
        to: |text| numbered(text, |number, line| format!("{number:>6}\t{line}")),
    },
    Damage {
        name: "numbered by cat, tabs expanded",
        loss: Loss::Nothing,
        to: |text| numbered(text, |number, line| format!("{number:>6}  {line}")),
    },
    Damage {
        name: "numbered by grep",
        loss: Loss::Nothing,
        to: |text| numbered(text, |number, line| format!("{number}:{line}")),
    },
    Damage {
        name: "numbered by grep, with the file",
        loss: Loss::Nothing,
        to: |text| numbered(text, |number, line| format!("out/describe.txt:{number}:{line}")),
    },
    Damage {
        name: "numbered by hand",
        loss: Loss::Nothing,
        to: |text| numbered(text, |number, line| format!("{number}: {line}")),
    },
    Damage {
        name: "numbered as a list",
        loss: Loss::Nothing,
        to: |text| numbered(text, |number, line| format!("{number}. {line}")),
    },
    Damage {
        name: "numbered by bat",
        loss: Loss::Nothing,
        to: |text| numbered(text, |number, line| format!("{number:>4} │ {line}")),
    },
    Damage {
        name: "numbered by vim",
        loss: Loss::Nothing,
        to: |text| numbered(text, |number, line| format!("{number:>4} {line}")),
    },
    Damage {
        name: "a time before every line",
        loss: Loss::Layout,
        to: |text| each(text, |line| format!("2026-11-19T10:20:31.1234567Z {line}")),
    },
    Damage {
        name: "the time of day before every line",
        loss: Loss::Layout,
        to: |text| each(text, |line| format!("[10:20:31] {line}")),
    },
    Damage {
        name: "through syslog",
        loss: Loss::Layout,
        to: |text| each(text, |line| format!("Nov 19 10:20:31 ci-7 runner[812]: {line}")),
    },
    Damage {
        name: "printed by another pod",
        loss: Loss::Layout,
        to: |text| each(text, |line| format!("[pod/ci-7/runner] {line}")),
    },
    Damage {
        name: "another prompt",
        loss: Loss::Nothing,
        to: |text| text.replace("$ kubectl", "admin@bastion:~/k8s$ kubectl"),
    },
    Damage {
        name: "a prompt of PowerShell",
        loss: Loss::Nothing,
        to: |text| text.replace("$ kubectl", "PS C:\\Users\\admin> kubectl"),
    },
    Damage {
        name: "a prompt with signs",
        loss: Loss::Nothing,
        to: |text| text.replace("$ kubectl", "➜  k8s git:(main) ✗ kubectl"),
    },
];

/// A frame as wide as the longest line.
fn framed(text: &str) -> String {
    let width = text.lines().map(|line| line.chars().count()).max().unwrap_or(0) + 2;
    let rule = "─".repeat(width);
    format!("┌{rule}┐\n{}└{rule}┘\n", each(text, |line| format!("│ {line:<0$} │", width - 2)))
}
