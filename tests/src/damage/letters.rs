//! Characters that word processors, browsers and terminals put in or exchange.

use super::{Damage, Loss, each};

pub(super) const ALL: &[Damage] = &[
    Damage { name: "a byte order mark", loss: Loss::Nothing, to: |text| format!("\u{feff}{text}") },
    Damage { name: "blanks that do not break", loss: Loss::Nothing, to: |text| text.replace(' ', "\u{a0}") },
    Damage {
        name: "every other blank does not break",
        loss: Loss::Nothing,
        to: |text| text.replace("  ", " \u{a0}"),
    },
    Damage { name: "wide blanks", loss: Loss::Nothing, to: |text| text.replace(' ', "\u{2003}") },
    Damage {
        name: "ideographic blanks",
        loss: Loss::Nothing,
        to: |text| text.replace("  ", "\u{3000}\u{3000}"),
    },
    Damage { name: "zero width characters", loss: Loss::Nothing, to: zero_width },
    Damage { name: "soft hyphens", loss: Loss::Nothing, to: |text| text.replace('-', "-\u{ad}") },
    Damage {
        name: "colours",
        loss: Loss::Nothing,
        to: |text| each(text, |line| format!("\u{1b}[0;32m{line}\u{1b}[0m")),
    },
    Damage {
        name: "colours within lines",
        loss: Loss::Nothing,
        to: |text| text.replace(": ", "\u{1b}[0m: \u{1b}[1;33m"),
    },
    Damage {
        name: "colours without the escape character",
        loss: Loss::Nothing,
        to: |text| each(text, |line| format!("[0;32m{line}[0m")),
    },
    Damage {
        name: "colours with a caret",
        loss: Loss::Nothing,
        to: |text| each(text, |line| format!("^[[32m{line}^[[0m")),
    },
    Damage {
        name: "colours spelled out",
        loss: Loss::Nothing,
        to: |text| each(text, |line| format!("\\u001b[32m{line}\\u001b[0m")),
    },
    Damage { name: "quotation marks of print", loss: Loss::Layout, to: printed_quotes },
    Damage {
        name: "dashes of print",
        loss: Loss::Layout,
        to: |text| text.replace(" --", " —").replace(" -", " –"),
    },
    Damage { name: "an ellipsis of print", loss: Loss::Layout, to: |text| text.replace("...", "…") },
    Damage { name: "full width punctuation", loss: Loss::Layout, to: full_width },
    Damage { name: "all in lower case", loss: Loss::Text, to: str::to_lowercase },
    Damage { name: "all in upper case", loss: Loss::Text, to: str::to_uppercase },
];

/// A character that nobody sees after every fifth one.
fn zero_width(text: &str) -> String {
    let mut out = String::new();
    for (number, letter) in text.chars().enumerate() {
        out.push(letter);
        if number % 5 == 4 {
            out.push('\u{200b}');
        }
    }
    out
}

/// Opening and closing marks by turns.
fn printed_quotes(text: &str) -> String {
    each(text, |line| {
        let (mut double, mut single) = (false, false);
        line.chars()
            .map(|letter| match letter {
                '"' => {
                    double = !double;
                    if double { '“' } else { '”' }
                }
                '\'' => {
                    single = !single;
                    if single { '‘' } else { '’' }
                }
                other => other,
            })
            .collect()
    })
}

fn full_width(text: &str) -> String {
    text.replace(':', "：").replace('(', "（").replace(')', "）").replace(',', "，").replace('!', "！")
}
