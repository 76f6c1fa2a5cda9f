//! Every command that an answer suggests.

use unloop::Diagnosis;
use unloop::diagnosis::Effect;

/// A command, and what the answer says it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggested {
    /// The line to type.
    pub run: String,
    /// What it is said to do to the cluster.
    pub effect: Effect,
}

/// The commands of all causes and next steps of an answer, each with its undo.
pub fn of(answer: &Diagnosis) -> Vec<Suggested> {
    let mut all = Vec::new();
    for cause in &answer.causes {
        for command in cause.fixes.iter().flat_map(|fix| &fix.commands) {
            all.push(Suggested { run: command.run.clone(), effect: command.effect });
            all.extend(
                command
                    .undo
                    .iter()
                    .map(|undo| Suggested { run: undo.clone(), effect: Effect::ChangesCluster }),
            );
        }
    }
    let next = answer.causes.iter().flat_map(|cause| &cause.next).chain(&answer.next);
    all.extend(next.map(|step| Suggested { run: step.run.clone(), effect: Effect::ReadOnly }));
    all
}

/// A command with a word in the place of everything that the reader has to fill in.
pub fn filled_in(command: &str) -> String {
    let mut filled = String::new();
    let mut rest = command;
    while let Some((before, after)) = rest.split_once('<') {
        filled.push_str(before);
        // A placeholder is words between angle brackets; anything else is the shell's own.
        match after.split_once('>').filter(|(hint, _)| !hint.is_empty() && !hint.starts_with([' ', '('])) {
            Some((hint, remaining)) => {
                filled.push_str(if hint.contains("number") { "3" } else { "filled" });
                rest = remaining;
            }
            None => {
                filled.push('<');
                rest = after;
            }
        }
    }
    filled + rest
}

/// The verbs of kubectl that only look, as its first word or its first two.
pub const READ_ONLY: &[&str] = &[
    "api-resources",
    "api-versions",
    "auth can-i",
    "auth whoami",
    "cluster-info",
    "config view",
    "describe",
    "diff",
    "events",
    "explain",
    "get",
    "logs",
    "rollout history",
    "rollout status",
    "top",
    "version",
];

/// Whether kubectl only looks when it gets these words.
pub fn only_looks(words: &[String]) -> bool {
    let verb: Vec<&str> = words.iter().map(String::as_str).take(2).collect();
    READ_ONLY.iter().any(|known| verb.first() == Some(known) || verb.join(" ") == *known)
}
