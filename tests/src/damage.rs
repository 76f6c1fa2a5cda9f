//! What happens to a text between the terminal and the paste box.

/// One way in which a paste is damaged.
#[derive(Clone, Copy, Debug)]
pub struct Damage {
    /// What was done to it.
    pub name: &'static str,
    /// Does it.
    pub to: fn(&str) -> String,
}

/// Nothing is lost: the answer must be the same.
pub const HARMLESS: &[Damage] = &[
    Damage { name: "line ends of Windows", to: |text| text.replace('\n', "\r\n") },
    Damage { name: "a byte order mark", to: |text| format!("\u{feff}{text}") },
    Damage { name: "a code block", to: |text| format!("```console\n{text}```\n") },
    Damage {
        name: "a code block with waves and a sentence",
        to: |text| format!("It restarts all the time:\n\n~~~\n{text}~~~\n\nAny idea?\n"),
    },
    Damage { name: "quoted in a mail", to: |text| each(text, |line| format!("> {line}")) },
    Damage { name: "quoted twice", to: |text| each(text, |line| format!("> > {line}")) },
    Damage { name: "indented as a Markdown block", to: |text| each(text, |line| format!("    {line}")) },
    Damage { name: "blanks at the ends of lines", to: |text| each(text, |line| format!("{line}   ")) },
    Damage { name: "blanks that do not break", to: |text| text.replace(' ', "\u{a0}") },
    Damage { name: "colours", to: |text| each(text, |line| format!("\u{1b}[0;32m{line}\u{1b}[0m")) },
    Damage { name: "another prompt", to: |text| text.replace("$ kubectl", "admin@bastion:~/k8s$ kubectl") },
    Damage {
        name: "a prompt of PowerShell",
        to: |text| text.replace("$ kubectl", "PS C:\\Users\\admin> kubectl"),
    },
    Damage { name: "blank lines around it", to: |text| format!("\n\n\n{text}\n\n") },
];

/// Something is lost: the answer may become `insufficient`, but not another sure one.
pub const LOSSY: &[Damage] = &[
    Damage { name: "no indentation", to: |text| each(text, |line| line.trim_start().to_owned()) },
    Damage { name: "runs of blanks made one", to: |text| each(text, single_blanks) },
    Damage { name: "a blank line after each line", to: |text| each(text, |line| format!("{line}\n")) },
    Damage { name: "wrapped at 80 columns", to: |text| each(text, |line| wrapped(line, 80)) },
    Damage { name: "cut at 120 columns", to: |text| each(text, |line| line.chars().take(120).collect()) },
    Damage { name: "without the commands", to: |text| without(text, |line| line.starts_with("$ ")) },
    Damage { name: "without the first line", to: |text| cut(text, 1, 0) },
    Damage { name: "without the last line", to: |text| cut(text, 0, 1) },
    Damage { name: "without the first quarter", to: |text| cut(text, lines(text) / 4, 0) },
    Damage { name: "without the first half", to: |text| cut(text, lines(text) / 2, 0) },
    Damage { name: "without the first three quarters", to: |text| cut(text, lines(text) * 3 / 4, 0) },
    Damage { name: "without the last quarter", to: |text| cut(text, 0, lines(text) / 4) },
    Damage { name: "without the last half", to: |text| cut(text, 0, lines(text) / 2) },
    Damage { name: "without the last three quarters", to: |text| cut(text, 0, lines(text) * 3 / 4) },
    Damage { name: "the middle half", to: |text| cut(text, lines(text) / 4, lines(text) / 4) },
    Damage {
        name: "cut within a line",
        to: |text| text.chars().take(text.chars().count() * 2 / 3).collect(),
    },
];

fn each(text: &str, change: impl Fn(&str) -> String) -> String {
    text.lines().map(|line| change(line) + "\n").collect()
}

fn without(text: &str, which: impl Fn(&str) -> bool) -> String {
    text.lines().filter(|line| !which(line)).map(|line| format!("{line}\n")).collect()
}

fn lines(text: &str) -> usize {
    text.lines().count()
}

/// The text without its first `top` and its last `bottom` lines.
fn cut(text: &str, top: usize, bottom: usize) -> String {
    let left = lines(text).saturating_sub(top + bottom);
    text.lines().skip(top).take(left).map(|line| format!("{line}\n")).collect()
}

fn single_blanks(line: &str) -> String {
    let indent: String = line.chars().take_while(|c| *c == ' ').collect();
    indent + &line.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn wrapped(line: &str, width: usize) -> String {
    let characters: Vec<char> = line.chars().collect();
    characters.chunks(width).map(|part| part.iter().collect::<String>()).collect::<Vec<_>>().join("\n")
}
