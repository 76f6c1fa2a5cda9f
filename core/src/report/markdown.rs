//! A diagnosis for a ticket, a chat or a postmortem.

use super::redact;
use super::text::{SHOWN, left_out, place, safe, sure};
use crate::diagnosis::{Cause, Diagnosis, Effect, Verdict};
use std::fmt::Write as _;

/// The diagnosis as Markdown. What comes from the paste cannot break out of its place; its
/// secrets are masked.
pub fn render(diagnosis: &Diagnosis) -> String {
    let mut out = String::new();
    line(&mut out, &format!("## {}", prose(&diagnosis.summary)));
    for (index, cause) in diagnosis.causes.iter().enumerate().take(SHOWN) {
        of_cause(&mut out, cause, diagnosis, index == 0 && diagnosis.verdict != Verdict::Insufficient);
    }
    if !diagnosis.exit_codes.is_empty() {
        line(&mut out, "\n### Exit codes\n");
        for code in &diagnosis.exit_codes {
            let container =
                code.container.as_ref().map(|name| format!(" of {}", quoted(name))).unwrap_or_default();
            line(
                &mut out,
                &format!("- **{}**{container}, {}: {}", code.code, prose(&code.name), prose(&code.meaning)),
            );
        }
    }
    if !diagnosis.next.is_empty() {
        line(&mut out, "\n### Paste next\n");
        for step in &diagnosis.next {
            line(&mut out, &format!("- {}: {}", quoted(&step.run), prose(&step.why)));
        }
    }
    let left_out = left_out(diagnosis);
    if !left_out.is_empty() {
        line(&mut out, "\n### Left out\n");
        left_out.iter().for_each(|what| line(&mut out, &format!("- {}", prose(what))));
    }
    out
}

fn of_cause(out: &mut String, cause: &Cause, diagnosis: &Diagnosis, in_full: bool) {
    line(out, &format!("\n### {} ({})\n", prose(&cause.title), sure(cause.confidence)));
    if in_full {
        line(out, &format!("{}\n", prose(&cause.explanation)));
    }
    if let Some(page) = &cause.runbook {
        line(out, &format!("Runbook: <{}>\n", safe(page).replace(['<', '>'], "")));
    }
    for evidence in &cause.evidence {
        let sign = if evidence.supports { "for" } else { "against" };
        let quote = redact::quote(evidence, &diagnosis.secrets);
        let quote = quote.lines().next().unwrap_or_default();
        let place = prose(&place(evidence, diagnosis));
        line(out, &format!("- {sign}: {} ({place}): {}", quoted(quote), prose(&evidence.why)));
    }
    if !in_full {
        return;
    }
    for fix in &cause.fixes {
        line(out, &format!("\n**{}**\n", prose(&fix.title)));
        line(out, "```sh");
        for command in &fix.commands {
            if command.effect == Effect::ChangesCluster {
                line(out, "# changes the cluster");
            }
            line(out, &safe(&command.run));
            if let Some(undo) = &command.undo {
                line(out, &format!("# undo: {}", safe(undo)));
            }
        }
        line(out, "```");
        if let Some(patch) = &fix.patch {
            line(out, &format!("```yaml\n{}\n```", patch.trim_end().replace("```", "'''")));
        }
    }
    if let Some(step) = cause.next.first() {
        line(
            out,
            &format!(
                "\nTo be sure: {}. If so: {} If not: {}",
                quoted(&step.run),
                prose(&step.if_so),
                prose(&step.if_not)
            ),
        );
    }
}

/// Text whose marks are not taken for markup.
pub(crate) fn prose(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in safe(text).chars() {
        if "\\`*_[]<>#|".contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// Text as code; the fence is longer than any run of backticks inside.
pub(crate) fn quoted(text: &str) -> String {
    let text = safe(text.trim());
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

fn line(out: &mut String, text: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{text}");
}

#[cfg(test)]
mod tests {
    use super::{prose, quoted};

    #[test]
    fn what_is_quoted_stays_quoted() {
        assert_eq!(quoted("a ``b`` c"), "```a ``b`` c```");
        assert_eq!(quoted("`x`"), "`` `x` ``");
        assert_eq!(prose("<img src=x> [a](b)"), "\\<img src=x\\> \\[a\\](b)");
    }
}
