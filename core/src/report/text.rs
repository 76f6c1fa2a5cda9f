//! A diagnosis for people who read it in a terminal.

use super::redact;
use crate::diagnosis::{Cause, Diagnosis, Effect, Fix, Secret, Verdict};
use std::fmt::Write as _;

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
    for (index, cause) in diagnosis.causes.iter().enumerate().take(3) {
        line(&mut out, "");
        let sure = (cause.confidence * 100.0).round();
        let what = if is_guess { "Perhaps: " } else { "" };
        let head = format!("{}. {what}{} ({}, {sure} % sure)", index + 1, safe(&cause.title), cause.id);
        let is_answer = index == 0 && !is_guess;
        line(&mut out, &paint(if is_answer { "1;31" } else { "1" }, &head));
        of_cause(&mut out, cause, &diagnosis.secrets, is_answer, &paint);
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
    out
}

fn of_cause(
    out: &mut String,
    cause: &Cause,
    secrets: &[Secret],
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
        let quote = safe(redact::quote(evidence, secrets).lines().next().unwrap_or_default());
        line(
            out,
            &format!(
                "   {sign} line {}: {}  ({})",
                evidence.line,
                paint("36", quote.trim()),
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

/// The text without characters that could steer a terminal.
pub(super) fn safe(text: &str) -> String {
    let steers = |c: char| {
        c.is_control() && c != '\t'
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars()
        .map(|c| {
            if c == '\n' {
                ' '
            } else if steers(c) {
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

    #[test]
    fn a_paste_cannot_steer_the_terminal() {
        let paste = "Name: a\u{1b}]0;owned\u{7}\nNamespace: b\nLast State: Terminated\n  Reason: OOMKilled\n  Exit Code: 137\n";
        let text = render(&crate::diagnose(paste), Colour::Never);
        assert!(text.contains("137"), "{text}");
        assert!(!text.contains(['\u{1b}', '\u{7}']), "{text:?}");
    }

    #[test]
    fn colour_is_for_terminals_only() {
        let diagnosis = crate::diagnose("exit code 139");
        assert!(!render(&diagnosis, Colour::Never).contains('\u{1b}'));
        assert!(render(&diagnosis, Colour::Always).contains('\u{1b}'));
    }
}
