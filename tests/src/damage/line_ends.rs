//! Systems that end lines in other ways.

use super::{Damage, Loss, each};

pub(super) const ALL: &[Damage] = &[
    Damage { name: "line ends of Windows", loss: Loss::Nothing, to: |text| text.replace('\n', "\r\n") },
    Damage {
        name: "line ends of Windows twice",
        loss: Loss::Nothing,
        to: |text| text.replace('\n', "\r\r\n"),
    },
    Damage { name: "line ends of an old Mac", loss: Loss::Nothing, to: |text| text.replace('\n', "\r") },
    Damage {
        name: "line separators of Unicode",
        loss: Loss::Nothing,
        to: |text| text.replace('\n', "\u{2028}"),
    },
    Damage { name: "blank lines around it", loss: Loss::Nothing, to: |text| format!("\n\n\n{text}\n\n") },
    Damage {
        name: "a blank line after each line",
        loss: Loss::Layout,
        to: |text| each(text, |line| format!("{line}\n")),
    },
];
