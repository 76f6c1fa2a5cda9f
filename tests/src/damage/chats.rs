//! Copies out of chats, and texts that were left out or put between.

use super::{Damage, Loss, artifacts, each, interleaved};

pub(super) const ALL: &[Damage] = &[
    Damage {
        name: "a copy of Slack",
        loss: Loss::Layout,
        to: |text| interleaved(text, 12, |_| "Alice Smith  10:42 AM\n".to_owned()),
    },
    Damage {
        name: "a copy of Teams",
        loss: Loss::Layout,
        to: |text| interleaved(text, 15, |number| format!("Alice Smith\n10:{:02} AM\n", 10 + number % 50)),
    },
    Damage {
        name: "a copy of Discord",
        loss: Loss::Layout,
        to: |text| interleaved(text, 15, |_| "alice — Today at 10:42 AM\n".to_owned()),
    },
    Damage {
        name: "a name before every line",
        loss: Loss::Layout,
        to: |text| each(text, |line| format!("[10:42] Alice Smith: {line}")),
    },
    Damage {
        name: "a copy of IRC",
        loss: Loss::Layout,
        to: |text| each(text, |line| format!("<alice> {line}")),
    },
    Damage {
        name: "dots between",
        loss: Loss::Layout,
        to: |text| interleaved(text, 9, |_| "...\n".to_owned()),
    },
    Damage {
        name: "snips between",
        loss: Loss::Layout,
        to: |text| interleaved(text, 11, |_| "<snip>\n".to_owned()),
    },
    Damage {
        name: "truncations between",
        loss: Loss::Layout,
        to: |text| interleaved(text, 14, |_| "[truncated]\n".to_owned()),
    },
    Damage {
        name: "the pager's marks between",
        loss: Loss::Layout,
        to: |text| interleaved(text, 20, |_| "--More--\n".to_owned()),
    },
    Damage {
        name: "prose around",
        loss: Loss::Layout,
        to: |text| {
            around(
                text,
                "Hi all, our pod crashes after the upgrade. Here is what I see:",
                "Any help is welcome!",
            )
        },
    },
    Damage {
        name: "German prose around",
        loss: Loss::Layout,
        to: |text| {
            around(
                text,
                "Hallo, unser Pod startet ständig neu. Das sehe ich:",
                "Weiß jemand, woran das liegt? Grüße",
            )
        },
    },
    Damage {
        name: "Chinese prose around",
        loss: Loss::Layout,
        to: |text| around(text, "大家好，升级之后我们的容器一直重启，日志如下：", "请问这是什么原因？谢谢！"),
    },
    Damage {
        name: "prose between",
        loss: Loss::Layout,
        to: |text| between(text, "And then I ran this one as well:"),
    },
    Damage {
        name: "Spanish prose between",
        loss: Loss::Layout,
        to: |text| between(text, "Después ejecuté también este comando:"),
    },
    Damage {
        name: "Russian prose between",
        loss: Loss::Layout,
        to: |text| between(text, "Потом я посмотрел ещё и это:"),
    },
    Damage {
        name: "on one line",
        loss: Loss::Text,
        to: |text| text.lines().map(str::trim).collect::<Vec<_>>().join(" ") + "\n",
    },
    Damage { name: "on one line, blanks kept", loss: Loss::Text, to: |text| text.replace('\n', " ") },
    Damage { name: "keys and values run together", loss: Loss::Text, to: |text| each(text, run_together) },
    Damage { name: "values below their keys", loss: Loss::Text, to: |text| each(text, below) },
];

fn around(text: &str, before: &str, after: &str) -> String {
    format!("{before}\n\n{text}\n{after}\n")
}

fn between(text: &str, words: &str) -> String {
    artifacts(text).join(&format!("\n{words}\n\n"))
}

/// A key of a describe without the blanks behind it.
fn run_together(line: &str) -> String {
    key_and_value(line).map_or_else(|| line.to_owned(), |(key, value)| format!("{key}:{value}"))
}

fn below(line: &str) -> String {
    key_and_value(line).map_or_else(|| line.to_owned(), |(key, value)| format!("{key}:\n{value}"))
}

fn key_and_value(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(": ")?;
    let is_key = key.len() < 24
        && key.trim_start().starts_with(|c: char| c.is_ascii_uppercase())
        && !key.contains("  -");
    let words = key.split_whitespace().count();
    (is_key && words <= 3 && !value.trim().is_empty()).then(|| (key, value.trim()))
}
