//! What did not fit on the screen, or into the selection.

use super::{Damage, Loss};

pub(super) const ALL: &[Damage] = &[
    Damage { name: "without the first line", loss: Loss::Text, to: |text| cut(text, 1, 0) },
    Damage { name: "without the last line", loss: Loss::Text, to: |text| cut(text, 0, 1) },
    Damage { name: "without the first tenth", loss: Loss::Text, to: |text| cut(text, lines(text) / 10, 0) },
    Damage { name: "without the first quarter", loss: Loss::Text, to: |text| cut(text, lines(text) / 4, 0) },
    Damage { name: "without the first half", loss: Loss::Text, to: |text| cut(text, lines(text) / 2, 0) },
    Damage {
        name: "without the first three quarters",
        loss: Loss::Text,
        to: |text| cut(text, lines(text) * 3 / 4, 0),
    },
    Damage { name: "without the last tenth", loss: Loss::Text, to: |text| cut(text, 0, lines(text) / 10) },
    Damage { name: "without the last quarter", loss: Loss::Text, to: |text| cut(text, 0, lines(text) / 4) },
    Damage { name: "without the last half", loss: Loss::Text, to: |text| cut(text, 0, lines(text) / 2) },
    Damage {
        name: "without the last three quarters",
        loss: Loss::Text,
        to: |text| cut(text, 0, lines(text) * 3 / 4),
    },
    Damage {
        name: "the middle half",
        loss: Loss::Text,
        to: |text| cut(text, lines(text) / 4, lines(text) / 4),
    },
    Damage {
        name: "cut within a line",
        loss: Loss::Text,
        to: |text| text.chars().take(text.chars().count() * 2 / 3).collect(),
    },
    Damage {
        name: "begun within a line",
        loss: Loss::Text,
        to: |text| text.chars().skip(text.chars().count() / 3).collect(),
    },
    Damage {
        name: "the first fifteen columns cut off",
        loss: Loss::Text,
        to: |text| text.lines().map(|line| line.chars().skip(15).collect::<String>() + "\n").collect(),
    },
];

fn lines(text: &str) -> usize {
    text.lines().count()
}

/// The text without its first `top` and its last `bottom` lines.
fn cut(text: &str, top: usize, bottom: usize) -> String {
    let left = lines(text).saturating_sub(top + bottom);
    text.lines().skip(top).take(left).map(|line| format!("{line}\n")).collect()
}
