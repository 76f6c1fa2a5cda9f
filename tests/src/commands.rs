//! Every command that an answer suggests.

use serde_json::Value;
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

/// The words without the names and values in them: two commands of one shape have the same verbs, kinds of objects, flags,
/// and the same keys in what they patch.
pub fn shape(words: &[String]) -> Vec<String> {
    const OBJECTS_FIRST: [&str; 6] = ["logs", "exec", "debug", "attach", "cp", "run"];
    const NAMES: [&str; 6] = ["-n", "--namespace", "-c", "--container", "-l", "--selector"];
    let has_verb_of_two = words.first().is_some_and(|verb| !OBJECTS_FIRST.contains(&verb.as_str()));
    let verbs = if has_verb_of_two { 2 } else { 1 };
    let mut before = "";
    let mut shape = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let is_value = before.starts_with('-') && !before.contains('=') && !word.starts_with('-');
        shape.push(match (word.split_once('='), word.split_once('/')) {
            _ if word.starts_with('{') => keys(word),
            _ if is_value && NAMES.contains(&before) => String::new(),
            _ if is_value => word.clone(),
            (Some((flag, _)), _) if NAMES.contains(&flag) => flag.to_owned(),
            _ if word.starts_with('-') => word.clone(),
            (_, Some((kind, _))) => kind.to_owned(),
            (Some(_), _) => "=".to_owned(),
            _ if at < verbs => word.clone(),
            _ => String::new(),
        });
        before = word;
    }
    shape
}

/// The keys of a JSON text; any other text as it is.
fn keys(text: &str) -> String {
    fn emptied(value: Value) -> Value {
        match value {
            Value::Object(map) => map.into_iter().map(|(key, value)| (key, emptied(value))).collect(),
            Value::Array(items) => items.into_iter().map(emptied).collect(),
            _ => Value::Null,
        }
    }
    serde_json::from_str(text).map_or_else(|_| text.to_owned(), |value| emptied(value).to_string())
}

#[cfg(test)]
mod tests {
    use super::shape;

    fn of(command: &str) -> Vec<String> {
        shape(&command.split(' ').map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn names_are_not_part_of_the_shape() {
        assert_eq!(of("get pod api-0 -n prod -o yaml"), of("get pod web-1 -n shop -o yaml"));
        assert_eq!(of("logs api-0 -c web --previous"), of("logs cart-9 -c app --previous"));
        assert_eq!(
            of(r#"patch deployment/api -p {"spec":{"replicas":2}}"#),
            of(r#"patch deployment/web -p {"spec":{"replicas":5}}"#)
        );
    }

    #[test]
    fn all_else_is() {
        for (one, other) in [
            ("get pod api-0", "get secret api-0"),
            ("get pod api-0 -o yaml", "get pod api-0 -o json"),
            ("logs api-0", "logs api-0 --previous"),
            ("edit deployment/api", "edit statefulset/api"),
            (
                r#"patch deployment/api -p {"spec":{"replicas":2}}"#,
                r#"patch deployment/api -p {"spec":{"paused":true}}"#,
            ),
        ] {
            assert_ne!(of(one), of(other), "{one} and {other}");
        }
    }
}
