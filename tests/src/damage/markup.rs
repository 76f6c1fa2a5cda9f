//! Markdown, HTML and the marks of trackers.

use super::{Damage, Loss, each};

pub(super) const ALL: &[Damage] = &[
    Damage { name: "a code block", loss: Loss::Nothing, to: |text| format!("```console\n{text}```\n") },
    Damage {
        name: "a code block with waves and a sentence",
        loss: Loss::Nothing,
        to: |text| format!("It restarts all the time:\n\n~~~\n{text}~~~\n\nAny idea?\n"),
    },
    Damage {
        name: "a fence on the first and last line",
        loss: Loss::Nothing,
        to: |text| format!("```{}```\n", text.trim_end()),
    },
    Damage {
        name: "a code block in Jira",
        loss: Loss::Nothing,
        to: |text| format!("{{code:title=out|borderStyle=solid}}\n{text}{{code}}\n"),
    },
    Damage {
        name: "unformatted in Jira",
        loss: Loss::Nothing,
        to: |text| format!("{{noformat}}\n{text}{{noformat}}\n"),
    },
    Damage {
        name: "a code block in a forum",
        loss: Loss::Nothing,
        to: |text| format!("[code]\n{text}[/code]\n"),
    },
    Damage { name: "bold keys", loss: Loss::Layout, to: |text| each(text, |line| emphasised(line, "**")) },
    Damage {
        name: "bold keys in a chat",
        loss: Loss::Layout,
        to: |text| each(text, |line| emphasised(line, "*")),
    },
    Damage {
        name: "every line as code",
        loss: Loss::Layout,
        to: |text| each(text, |line| if line.is_empty() { String::new() } else { format!("`{line}`") }),
    },
    Damage { name: "addresses made links", loss: Loss::Layout, to: linked },
    Damage {
        name: "a table with one column",
        loss: Loss::Layout,
        to: |text| format!("| Output |\n|---|\n{}", each(text, |line| format!("| {line} |"))),
    },
    Damage {
        name: "a bullet list of stripped lines",
        loss: Loss::Layout,
        to: |text| each(text, |line| format!("- {}", line.trim())),
    },
    Damage {
        name: "escaped as Markdown",
        loss: Loss::Layout,
        to: |text| text.replace('_', "\\_").replace('[', "\\[").replace(']', "\\]").replace('*', "\\*"),
    },
    Damage { name: "escaped as HTML", loss: Loss::Layout, to: escaped },
    Damage {
        name: "escaped as HTML, with its blanks",
        loss: Loss::Layout,
        to: |text| escaped(text).replace("  ", "&nbsp; "),
    },
    Damage {
        name: "lines ended as in HTML",
        loss: Loss::Layout,
        to: |text| each(&escaped(text), |line| format!("{line}<br>")),
    },
    Damage {
        name: "all on one line of HTML",
        loss: Loss::Layout,
        to: |text| escaped(text).replace('\n', "<br/>"),
    },
    Damage {
        name: "paragraphs of HTML",
        loss: Loss::Layout,
        to: |text| each(&escaped(text), |line| format!("<p>{line}</p>")),
    },
    Damage {
        name: "preformatted in HTML",
        loss: Loss::Nothing,
        to: |text| format!("<pre><code>{}</code></pre>\n", escaped(text)),
    },
];

/// The key of a line between marks.
fn emphasised(line: &str, mark: &str) -> String {
    let body = line.trim_start();
    let key = body.split_once(": ").filter(|(key, _)| key.starts_with(|c: char| c.is_ascii_uppercase()));
    match key {
        Some((key, value)) => {
            let indent = " ".repeat(line.len() - body.len());
            format!("{indent}{mark}{key}:{mark} {value}")
        }
        None => line.to_owned(),
    }
}

/// What Markdown editors make of an address.
fn linked(text: &str) -> String {
    each(text, |line| {
        let words = line.split(' ').map(|word| {
            let is_address = (word.starts_with("http://") || word.starts_with("https://"))
                && !word.starts_with("http://:");
            if is_address { format!("[{word}]({word})") } else { word.to_owned() }
        });
        words.collect::<Vec<_>>().join(" ")
    })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
