//! What a person must fill into a command: finds the `<blanks>`, and puts values in so that a shell takes them whole.

use std::collections::BTreeMap;

/// What was filled in, by the name of the blank.
pub(crate) type Values = BTreeMap<String, String>;

/// A stretch of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// As it is.
    Text(String),
    /// Still to be filled in: its name, without the brackets.
    Blank(String),
    /// Filled in, as it must stand there.
    Filled(String),
}

/// What the text goes into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    Shell,
    Yaml,
}

/// The names of the blanks in some texts, each once, in order.
pub(crate) fn blanks<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (_, name) in texts.into_iter().flat_map(found) {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// The text with its values; blanks without one stay.
pub(crate) fn filled(text: &str, values: &Values, target: Target) -> String {
    let whole = |part| match part {
        Part::Text(text) | Part::Filled(text) => text,
        Part::Blank(name) => format!("<{name}>"),
    };
    parts(text, values, target).into_iter().map(whole).collect()
}

/// The text cut where its blanks are.
pub(crate) fn parts(text: &str, values: &Values, target: Target) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut at = 0;
    for (start, name) in found(text) {
        let before = text.get(..start).unwrap_or_default();
        let between = text.get(at..start).unwrap_or_default();
        at = start + name.len() + 2;
        let after = text.get(at..).unwrap_or_default();
        if !between.is_empty() {
            parts.push(Part::Text(between.to_owned()));
        }
        parts.push(match values.get(name).map(|value| value.trim()).filter(|value| !value.is_empty()) {
            None => Part::Blank(name.to_owned()),
            Some(value) => Part::Filled(match target {
                Target::Shell => in_shell(before, value),
                Target::Yaml => in_yaml(before, name, value, after),
            }),
        });
    }
    let rest = text.get(at..).unwrap_or_default();
    if !rest.is_empty() {
        parts.push(Part::Text(rest.to_owned()));
    }
    parts
}

/// Where the blanks begin, and their names. A redirection has a blank behind its `<`, or no `>`.
fn found(text: &str) -> impl Iterator<Item = (usize, &str)> {
    const LONGEST: usize = 80;
    text.match_indices('<').filter_map(move |(start, _)| {
        let rest = text.get(start + 1..)?;
        let name = rest.get(..rest.find(['<', '>', '\n'])?)?;
        let closed = rest.get(name.len()..)?.starts_with('>');
        let is_name = name.starts_with(|c: char| c.is_ascii_lowercase()) && name.len() <= LONGEST;
        (closed && is_name && !name.ends_with(' ')).then_some((start, name))
    })
}

/// Which quotes of a shell are open at the end of a text, and whether a JSON string is open within them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Quotes {
    single: bool,
    double: bool,
    json: bool,
}

fn quotes_open(before: &str) -> Quotes {
    let mut open = Quotes::default();
    let mut escaped = false;
    for c in before.chars() {
        let was_escaped = std::mem::take(&mut escaped);
        match c {
            '\\' if !was_escaped => escaped = true,
            '\'' if open.single => open = Quotes::default(),
            '\'' if !open.double && !was_escaped => open.single = true,
            '"' if open.single && !was_escaped => open.json = !open.json,
            '"' if !open.single && !was_escaped => open.double = !open.double,
            _ => {}
        }
    }
    open
}

fn in_shell(before: &str, value: &str) -> String {
    let open = quotes_open(before);
    let value = if open.json { json(value) } else { value.to_owned() };
    if open.single {
        return value.replace('\'', r"'\''");
    }
    if open.double {
        return value
            .chars()
            .flat_map(|c| ['\\'].into_iter().filter(move |_| "\\\"$`".contains(c)).chain([c]))
            .collect();
    }
    let is_plain = value.chars().all(|c| c.is_ascii_alphanumeric() || "-_./:@%+=,".contains(c));
    if is_plain { value } else { format!("'{}'", value.replace('\'', r"'\''")) }
}

fn in_yaml(before: &str, name: &str, value: &str, after: &str) -> String {
    if before.ends_with('"') && after.starts_with('"') {
        return json(value);
    }
    let is_whole = before.ends_with([' ', '\n']) && after.starts_with(['\n', ' ']) || after.is_empty();
    let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
    // The value of a variable must be a string; a port or a limit may be a number.
    let must_be_text = is_number && name.starts_with("value");
    let is_word = matches!(value, "true" | "false" | "yes" | "no" | "on" | "off" | "null" | "~");
    let is_plain = value.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/')
        && value.chars().all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c));
    if !is_whole || is_plain && !is_word && !must_be_text {
        value.to_owned()
    } else {
        format!("\"{}\"", json(value))
    }
}

/// The value within the quotes of a JSON string.
fn json(value: &str) -> String {
    let quoted = serde_json::to_string(value).unwrap_or_default();
    quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, value: &str, target: Target, expected: &str) {
        let name = blanks([text]).remove(0);
        assert_eq!(filled(text, &Values::from([(name, value.to_owned())]), target), expected);
    }

    #[test]
    fn blanks_are_told_once_and_redirections_are_none() {
        let texts = [
            "kubectl logs <pod> -n <namespace>",
            "kubectl get pod <pod> <value of A b>",
            "sort < in > out; cat <<EOF",
        ];
        assert_eq!(blanks(texts), ["pod", "namespace", "value of A b"]);
    }

    #[test]
    fn what_is_not_filled_in_stays() {
        let text = "kubectl logs <pod> -n <namespace>";
        let values =
            Values::from([("pod".to_owned(), "web-0".to_owned()), ("namespace".to_owned(), "  ".to_owned())]);
        assert_eq!(filled(text, &values, Target::Shell), "kubectl logs web-0 -n <namespace>");
        assert_eq!(parts(text, &values, Target::Shell).len(), 4);
    }

    #[test]
    fn a_shell_takes_the_value_whole() {
        let set = "kubectl set env deployment/a URL=<value>";
        check(set, "db:5432", Target::Shell, "kubectl set env deployment/a URL=db:5432");
        check(
            set,
            "a b; rm -rf $HOME",
            Target::Shell,
            "kubectl set env deployment/a URL='a b; rm -rf $HOME'",
        );
        check(set, "it's", Target::Shell, r"kubectl set env deployment/a URL='it'\''s'");
        check(r#"echo "<value>""#, r#"$(id) "x""#, Target::Shell, r#"echo "\$(id) \"x\"""#);
    }

    #[test]
    fn a_value_within_json_within_quotes_is_escaped_for_both() {
        let patch = r#"kubectl patch cm a -p '{"data":{"K":"<value>"}}'"#;
        check(
            patch,
            r#"it's "5""#,
            Target::Shell,
            r#"kubectl patch cm a -p '{"data":{"K":"it'\''s \"5\""}}'"#,
        );
    }

    #[test]
    fn yaml_gets_a_string_where_it_needs_one() {
        check("- name: A\n  value: <value of A>\n", "8080", Target::Yaml, "- name: A\n  value: \"8080\"\n");
        check("  value: <value of A>\n", "a: b # c", Target::Yaml, "  value: \"a: b # c\"\n");
        check("  value: <value of A>\n", "yes", Target::Yaml, "  value: \"yes\"\n");
        check("  containerPort: <port>\n", "8080", Target::Yaml, "  containerPort: 8080\n");
        check("  value: \"<value of A>\"\n", "say \"x\"", Target::Yaml, "  value: \"say \\\"x\\\"\"\n");
    }
}
