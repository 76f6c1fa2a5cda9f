//! A diagnosis for people who read it in a terminal.

use super::redact;
use crate::advise::fill::is_unseen;
use crate::diagnosis::{Cause, Diagnosis, Effect, Evidence, Fix, Verdict};
use std::borrow::Cow;
use std::fmt::Write as _;

/// How many causes are shown to people.
pub(super) const SHOWN: usize = 3;

/// Whether the terminal shows colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Plain text.
    Never,
    /// With ANSI colours.
    Always,
}

/// The diagnosis as text of up to a screen or two.
///
/// Control characters of the paste are shown as `\u{fffd}`: nothing in it can steer the terminal.
/// Secrets are masked.
pub fn render(diagnosis: &Diagnosis, colour: Colour) -> String {
    let paint = |code: &str, text: &str| match colour {
        Colour::Always => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        Colour::Never => text.to_owned(),
    };
    let mut out = String::new();
    line(&mut out, &paint("1", &safe(&diagnosis.summary)));
    // Guesses are listed; only a cause comes with what to do about it.
    let is_guess = diagnosis.verdict == Verdict::Insufficient;
    for (index, cause) in diagnosis.causes.iter().enumerate().take(SHOWN) {
        line(&mut out, "");
        let sure = sure(cause.confidence);
        let what = if is_guess { "Perhaps: " } else { "" };
        let head = format!("{}. {what}{} ({}, {sure})", index + 1, safe(&cause.title), cause.id);
        let is_answer = index == 0 && !is_guess;
        line(&mut out, &paint(if is_answer { "1;31" } else { "1" }, &head));
        of_cause(&mut out, cause, diagnosis, is_answer, &paint);
    }
    for code in &diagnosis.exit_codes {
        line(&mut out, "");
        let container = code.container.as_ref().map(|name| format!(" of {}", safe(name))).unwrap_or_default();
        line(&mut out, &paint("1", &format!("Exit code {}{container}: {}", code.code, safe(&code.name))));
        line(&mut out, &format!("   {}", safe(&code.meaning)));
    }
    if !diagnosis.next.is_empty() {
        line(&mut out, "");
        line(&mut out, &paint("1", "Paste next"));
        for step in &diagnosis.next {
            line(&mut out, &format!("   $ {}", safe(&step.run)));
            line(&mut out, &format!("     {}", safe(&step.why)));
        }
    }
    let left_out = left_out(diagnosis);
    if !left_out.is_empty() {
        line(&mut out, "");
        line(&mut out, &paint("1", "Left out"));
        left_out.iter().for_each(|what| line(&mut out, &format!("   {}", safe(what))));
    }
    out
}

/// What was not read or is not shown, as sentences.
pub(super) fn left_out(diagnosis: &Diagnosis) -> Vec<Cow<'_, str>> {
    let mut said: Vec<Cow<'_, str>> =
        diagnosis.limits.iter().map(|limit| Cow::Borrowed(limit.what.as_str())).collect();
    match diagnosis.causes.len().saturating_sub(SHOWN) {
        0 => {}
        1 => said.push("1 more cause is not shown here.".into()),
        more => said.push(format!("{more} more causes are not shown here.").into()),
    }
    said
}

fn of_cause(
    out: &mut String,
    cause: &Cause,
    diagnosis: &Diagnosis,
    in_full: bool,
    paint: &dyn Fn(&str, &str) -> String,
) {
    if in_full {
        line(out, &format!("   {}", safe(&cause.explanation)));
    }
    if let Some(page) = &cause.runbook {
        line(out, &format!("   Runbook: {}", safe(page)));
    }
    for evidence in &cause.evidence {
        let sign = if evidence.supports { "+" } else { "-" };
        let quote = safe(redact::quote(evidence, &diagnosis.secrets).lines().next().unwrap_or_default());
        line(
            out,
            &format!(
                "   {sign} {}: {}  ({})",
                safe(&place(evidence, diagnosis)),
                paint("36", &shortened(quote.trim())),
                safe(&evidence.why)
            ),
        );
    }
    if !in_full {
        return;
    }
    for fix in &cause.fixes {
        of_fix(out, fix, paint);
    }
    if let Some(step) = cause.next.first() {
        line(out, &paint("1", "   To be sure"));
        line(out, &format!("     $ {}", safe(&step.run)));
        line(out, &format!("       if so: {}", safe(&step.if_so)));
        line(out, &format!("       if not: {}", safe(&step.if_not)));
    }
}

/// How sure unloop is, for people. What is all but ruled out is listed for its evidence, not for its number.
pub(super) fn sure(confidence: f64) -> String {
    match (confidence * 100.0).round() {
        percent if percent < 1.0 => "all but ruled out".to_owned(),
        percent => format!("{percent} % sure"),
    }
}

/// A quote that a terminal can show: of a long line the beginning, which says who speaks, and the end, which says
/// what went wrong.
fn shortened(quote: &str) -> Cow<'_, str> {
    const HEAD: usize = 240;
    const TAIL: usize = 120;
    let head = quote.char_indices().nth(HEAD).map(|(at, _)| at);
    let tail = quote.char_indices().rev().nth(TAIL - 1).map(|(at, _)| at);
    match head.zip(tail).filter(|(head, tail)| head < tail) {
        Some((head, tail)) => match (quote.get(..head), quote.get(tail..)) {
            (Some(head), Some(tail)) => Cow::Owned(format!("{head} … {tail}")),
            _ => Cow::Borrowed(quote),
        },
        None => Cow::Borrowed(quote),
    }
}

/// Where a quote stands: `line 41`, or `api.log:41` among several files.
pub(super) fn place(evidence: &Evidence, diagnosis: &Diagnosis) -> String {
    let line = evidence.line;
    let several = diagnosis.inputs.len() > 1;
    match diagnosis.inputs.get(evidence.input).filter(|input| several && !input.name.is_empty()) {
        Some(input) => format!("{}:{line}", input.name),
        None => format!("line {line}"),
    }
}

fn of_fix(out: &mut String, fix: &Fix, paint: &dyn Fn(&str, &str) -> String) {
    line(out, &paint("1", &format!("   Fix: {}", safe(&fix.title))));
    for command in &fix.commands {
        let mark = match command.effect {
            Effect::ReadOnly => "",
            Effect::ChangesCluster => "  # changes the cluster",
        };
        line(out, &format!("     $ {}{}", safe(&command.run), paint("33", mark)));
        if let Some(undo) = &command.undo {
            line(out, &format!("       undo: {}", safe(undo)));
        }
    }
}

fn line(out: &mut String, text: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{text}");
}

/// Whether a character does more than stand there: it moves the cursor, turns the direction of writing, breaks lines or
/// cannot be seen. The joiners of scripts and emoji are letters.
pub(crate) fn steers(c: char) -> bool {
    is_unseen(c) && !matches!(c, '\u{200c}' | '\u{200d}')
}

/// The text without escapes of terminals, and without other characters that could steer one: `\u{fffd}` stands for each.
/// Its lines stay.
#[cfg(feature = "cli")]
pub fn safe_lines(text: &str) -> String {
    // A carriage return alone would write over its line.
    let plain = crate::text::without_escapes(text).replace("\r\n", "\n");
    plain.chars().map(|c| if steers(c) && !matches!(c, '\n' | '\t') { '\u{fffd}' } else { c }).collect()
}

/// The text in one line, without characters that could steer a terminal: `\u{fffd}` stands for each.
pub fn safe(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c == '\n' {
                ' '
            } else if steers(c) && c != '\t' {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Colour, render};
    use crate::Input;

    #[test]
    fn a_paste_cannot_steer_the_terminal() {
        let paste = "Name: a\u{1b}]0;owned\u{7}\nNamespace: b\nLast State: Terminated\n  Reason: OOMKilled\n  Exit Code: 137\n";
        let text = render(&crate::diagnose(paste), Colour::Never);
        assert!(text.contains("137"), "{text}");
        assert!(!text.contains(['\u{1b}', '\u{7}']), "{text:?}");
    }

    #[test]
    fn among_several_files_each_is_named() {
        let text = "FATAL environment variable SHOP_DSN is not set\n";
        let inputs = |name| [Input { name: "state.txt", text: "one\ntwo\n" }, Input { name, text }];
        let shown = |name| render(&crate::diagnose_all(&inputs(name)), Colour::Never);
        assert!(shown("web.log").contains("web.log:1: "), "{}", shown("web.log"));
        assert!(shown("").contains("line 1: "), "{}", shown(""));
        assert!(render(&crate::diagnose(text), Colour::Never).contains("line 1: "));
    }

    #[test]
    fn a_long_line_keeps_who_speaks_and_what_went_wrong() {
        let paste =
            format!("FATAL relay: {} : environment variable SHOP_DSN is not set", "step ".repeat(200));
        let text = render(&crate::diagnose(&paste), Colour::Never);
        let shown = text.lines().find(|line| line.contains("line 1: ")).unwrap();
        assert!(shown.contains("FATAL relay") && shown.contains("SHOP_DSN is not set"), "{shown}");
        assert!(shown.len() < paste.len() / 2, "{shown}");
    }

    #[test]
    fn what_is_ruled_out_has_no_percentage() {
        assert_eq!(super::sure(0.004), "all but ruled out");
        assert_eq!(super::sure(0.94), "94 % sure");
    }

    #[test]
    fn colour_is_for_terminals_only() {
        let diagnosis = crate::diagnose("exit code 139");
        assert!(!render(&diagnosis, Colour::Never).contains('\u{1b}'));
        assert!(render(&diagnosis, Colour::Always).contains('\u{1b}'));
    }
}
