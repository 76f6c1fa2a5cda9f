//! Lines broken at a width, or cut there.

use super::{Damage, Loss, each};

pub(super) const ALL: &[Damage] = &[
    Damage {
        name: "wrapped at 80 columns",
        loss: Loss::Layout,
        to: |text| each(text, |line| wrapped(line, 80)),
    },
    Damage {
        name: "wrapped at 100 columns",
        loss: Loss::Layout,
        to: |text| each(text, |line| wrapped(line, 100)),
    },
    Damage {
        name: "wrapped at 120 columns",
        loss: Loss::Layout,
        to: |text| each(text, |line| wrapped(line, 120)),
    },
    Damage {
        name: "wrapped at 80 columns, blanks at the ends gone",
        loss: Loss::Layout,
        to: |text| each(&each(text, |line| wrapped(line, 80)), |line| line.trim_end().to_owned()),
    },
    Damage {
        name: "wrapped at 80 columns, then quoted",
        loss: Loss::Layout,
        to: |text| each(&each(text, |line| wrapped(line, 80)), |line| format!("> {line}")),
    },
    Damage {
        name: "wrapped at words before 80 columns",
        loss: Loss::Layout,
        to: |text| each(text, |line| folded(line, 80)),
    },
    Damage {
        name: "cut at 120 columns",
        loss: Loss::Text,
        to: |text| each(text, |line| line.chars().take(120).collect()),
    },
    Damage {
        name: "cut at 80 columns",
        loss: Loss::Text,
        to: |text| each(text, |line| line.chars().take(80).collect()),
    },
];

fn wrapped(line: &str, width: usize) -> String {
    let letters: Vec<char> = line.chars().collect();
    letters.chunks(width).map(|part| part.iter().collect::<String>()).collect::<Vec<_>>().join("\n")
}

/// As `fold -s` does.
fn folded(line: &str, width: usize) -> String {
    let mut parts = Vec::new();
    let mut rest = line;
    while rest.chars().count() > width {
        let end = rest.char_indices().nth(width).map_or(rest.len(), |(at, _)| at);
        let cut = rest.get(..end).and_then(|part| part.trim_end().rfind(' ')).map_or(end, |blank| blank + 1);
        let (part, more) = rest.split_at(if cut == 0 { end } else { cut });
        parts.push(part);
        rest = more;
    }
    parts.push(rest);
    parts.join("\n")
}
