//! The catalogue as a page of Markdown.

use super::{Catalogue, Cause, Signature};
use crate::diagnosis::{Effect, Fix};
use crate::knowledge::exit_codes::Row;
use crate::knowledge::signature::Role;
use crate::report::markdown::{prose, quoted};
use std::fmt::Write as _;

/// The whole page.
pub(super) fn render(catalogue: &Catalogue, examples: &dyn Fn(&str) -> Vec<String>) -> String {
    let mut out = String::new();
    let lines: usize = catalogue.technologies.iter().map(|technology| technology.signatures.len()).sum();
    line(&mut out, "# What unloop knows\n");
    line(&mut out, &format!("- [{} causes](#causes)", catalogue.causes.len()));
    line(&mut out, &format!("- [{} exit codes and ranges of them](#exit-codes)", catalogue.exit_codes.len()));
    line(
        &mut out,
        &format!("- [{lines} log lines of {} programs](#log-lines)", catalogue.technologies.len()),
    );
    line(&mut out, &format!("- [{} placeholders](#placeholders)\n", catalogue.placeholders.len()));
    line(&mut out, "What stands as `<so>` is filled with the names of the paste.\n");

    line(&mut out, "## Causes");
    let mut family = "";
    for cause in &catalogue.causes {
        if cause.family != family {
            family = cause.family;
            line(&mut out, &format!("\n### {family}"));
        }
        of_cause(&mut out, cause, catalogue);
    }
    line(&mut out, "\n## Exit codes\n");
    line(
        &mut out,
        "Where nothing else is known; the reason, the events and the log around a code say more.\n",
    );
    line(&mut out, "| Code | Name | Meaning | Ended by | Source |\n| ---: | --- | --- | --- | --- |");
    for row in &catalogue.exit_codes {
        line(&mut out, &of_code(row));
    }
    line(&mut out, "\n## Log lines");
    for technology in &catalogue.technologies {
        line(&mut out, &format!("\n### {}\n", prose(&technology.name)));
        for signature in &technology.signatures {
            of_line(&mut out, signature, examples);
        }
    }
    line(&mut out, "\n## Placeholders\n");
    line(&mut out, "What the words of a cause can name, in rules of your own as well.\n");
    for placeholder in &catalogue.placeholders {
        line(&mut out, &format!("- `{{{}}}`: {}", placeholder.name, placeholder.meaning));
    }
    out
}

fn of_cause(out: &mut String, cause: &Cause, catalogue: &Catalogue) {
    line(out, &format!("\n<a id=\"{}\"></a>\n", anchor("cause", cause.id)));
    line(out, &format!("#### {}\n", prose(&cause.title)));
    line(out, &format!("`{}`: {}\n", cause.id, prose(&cause.meaning)));
    line(out, &format!("- It shows so: {}", prose(&cause.shows)));
    line(out, &format!("- Against it speaks: {}", prose(&cause.against)));
    for title in cause.titles.iter().rev().skip(1).rev() {
        line(out, &format!("- With the names of a paste: {}", prose(title)));
    }
    for explanation in &cause.explanations {
        line(out, &format!("- Explained: {}", prose(explanation)));
    }
    line(out, "\nWhat to do:\n");
    for fix in &cause.fixes {
        of_fix(out, fix);
    }
    line(out, "\nTo be sure:\n");
    for step in &cause.next {
        let (why, so, not) = (prose(&step.why), prose(&step.if_so), prose(&step.if_not));
        line(out, &format!("- {}: {why}. If so: {so} If not: {not}", quoted(&step.run)));
    }
    list(out, "Keep it from happening again:", cause.prevention.iter().map(|line| prose(line)));
    let others = cause.confused_with.iter().map(|other| {
        format!("[{}](#{}): {}", other.id, anchor("cause", &other.id), prose(&other.tell_apart))
    });
    list(out, "Taken for:", others);
    let speaking: Vec<String> = catalogue
        .technologies
        .iter()
        .flat_map(|technology| &technology.signatures)
        .filter(|signature| signature.cause.as_deref() == Some(cause.id))
        .map(|signature| format!("[{}](#{})", signature.id, anchor("line", &signature.id)))
        .collect();
    if !speaking.is_empty() {
        line(out, &format!("\nLog lines that speak for it: {}", speaking.join(", ")));
    }
}

fn of_fix(out: &mut String, fix: &Fix) {
    line(out, &format!("- {}", prose(&fix.title)));
    for command in &fix.commands {
        let effect = if command.effect == Effect::ReadOnly { "only looks" } else { "changes the cluster" };
        line(out, &format!("  - {} ({effect})", quoted(&command.run)));
        if let Some(undo) = &command.undo {
            line(out, &format!("  - undo: {}", quoted(undo)));
        }
    }
    if let Some(patch) = &fix.patch {
        let indented: Vec<String> = patch.trim_end().lines().map(|line| format!("    {line}")).collect();
        line(out, &format!("\n    ```yaml\n{}\n    ```\n", indented.join("\n")));
    }
}

fn of_code(row: &Row) -> String {
    let code = row.to.map_or_else(|| row.code.to_string(), |to| format!("{} to {to}", row.code));
    let dotnet = row.dotnet.as_ref().map(|text| format!(" With .NET: {}", prose(text))).unwrap_or_default();
    let (name, meaning, sender) = (prose(&row.name), prose(&row.meaning), prose(&row.sender));
    format!("| {code} | {name} | {meaning}{dotnet} | {sender} | {} |", prose(&row.source))
}

fn of_line(out: &mut String, signature: &Signature, examples: &dyn Fn(&str) -> Vec<String>) {
    let what = match (&signature.cause, signature.role) {
        (Some(cause), _) => {
            format!("for [{cause}](#{}): {}", anchor("cause", cause), prose(&signature.why))
        }
        (None, Role::Noise) => "noise, passed over".to_owned(),
        (None, Role::Ready) => "the program had started".to_owned(),
        (None, Role::Wrapper) => "wraps the real error".to_owned(),
        (None, Role::Stopping | Role::Cause) => "the program was asked to stop".to_owned(),
    };
    line(out, &format!("- <a id=\"{}\"></a>`{}` {what}", anchor("line", &signature.id), signature.id));
    if let Some(example) = examples(&signature.id).first() {
        line(out, &format!("  - {}", quoted(example.lines().next().unwrap_or_default())));
    }
}

fn list(out: &mut String, heading: &str, items: impl Iterator<Item = String>) {
    for (index, item) in items.enumerate() {
        if index == 0 {
            line(out, &format!("\n{heading}\n"));
        }
        line(out, &format!("- {item}"));
    }
}

/// The name of a place in the page: `cause-config-missing-env`.
fn anchor(kind: &str, id: &str) -> String {
    format!("{kind}-{}", id.replace('/', "-"))
}

fn line(out: &mut String, text: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{text}");
}
