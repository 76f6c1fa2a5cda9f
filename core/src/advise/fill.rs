//! Puts the real names of a paste into sentences, commands and patches.
//!
//! A placeholder is `{`, a key of small letters, `_` and `-`, optionally `|` and a hint without braces, and `}`.
//! Any other brace is text, so JSON and jsonpath need no escapes.
//! What a paste says is not trusted: a value goes into a command as one word of the shell, or not at all.

use super::keys::{self, Form};
use std::collections::BTreeMap;

/// What the paste tells, by the name of the placeholder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts(BTreeMap<String, String>);

impl Facts {
    /// Knows nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Learns a fact; an empty value tells nothing and is ignored.
    pub fn set(&mut self, key: impl Into<String>, value: impl Into<String>) {
        let value = value.into();
        if !value.trim().is_empty() {
            self.0.insert(key.into(), value);
        }
    }

    /// The value, if it is known.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    /// Whether all of `needs` hold and none of `unless`. Each is a key, `key=value` or `key=value|value`.
    pub fn fit(&self, needs: &[String], unless: &[String]) -> bool {
        needs.iter().all(|need| self.holds(need)) && !unless.iter().any(|not| self.holds(not))
    }

    fn holds(&self, condition: &str) -> bool {
        match condition.split_once('=') {
            Some((key, values)) => {
                self.get(key).is_some_and(|known| values.split('|').any(|value| value == known))
            }
            None => self.get(condition).is_some(),
        }
    }
}

impl<K: Into<String>, V: Into<String>> FromIterator<(K, V)> for Facts {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut facts = Self::new();
        for (key, value) in pairs {
            facts.set(key, value);
        }
        facts
    }
}

/// The first of these sentences that can be filled.
pub fn first_prose(templates: &[String], facts: &Facts) -> Option<String> {
    templates.iter().find_map(|template| fill_prose(template, facts))
}

/// Fills a sentence; nothing, if a fact without a hint is unknown. Long values are cut, and characters that
/// are not seen are left out.
pub fn fill_prose(template: &str, facts: &Facts) -> Option<String> {
    let mut filled = String::with_capacity(template.len());
    for piece in pieces(template) {
        match piece {
            Piece::Text(text) => filled.push_str(text),
            Piece::Slot { key, hint } => match facts.get(key) {
                Some(value) if key == "object_kind" => filled.push_str(kind_for_readers(value)),
                Some(value) => filled.push_str(&readable(value)),
                None => push_hint(&mut filled, hint)?,
            },
        }
    }
    Some(filled)
}

/// Fills a command line for a POSIX shell; nothing, if a fact without a hint is unknown or not fit to be typed.
pub fn fill_command(template: &str, facts: &Facts) -> Option<String> {
    let mut filled = String::with_capacity(template.len());
    let mut quotes = Quotes::None;
    for piece in pieces(template) {
        match piece {
            Piece::Text(text) => {
                quotes = text.chars().fold(quotes, Quotes::after);
                filled.push_str(text);
            }
            Piece::Slot { key: "-n", .. } => filled.push_str(&flag("-n", "namespace", facts)?),
            Piece::Slot { key: "-c", .. } => filled.push_str(&flag("-c", "container", facts)?),
            Piece::Slot { key: "-containers", .. } => filled.push_str(containers(facts)),
            Piece::Slot { key, hint } => match facts.get(key).and_then(|value| for_shell(key, value, quotes))
            {
                // Within `<value of ...>` it must not end what the reader has to fill in.
                Some(value) if value.contains(['<', '>']) && is_inside(&filled) => {
                    filled.push_str(&hint.map_or_else(|| key.replace('_', " "), str::to_owned));
                }
                Some(value) => filled.push_str(&value),
                None => push_hint(&mut filled, hint)?,
            },
        }
    }
    Some(filled)
}

/// Whether a text ends within `<what the reader has to fill in>`.
fn is_inside(text: &str) -> bool {
    text.rfind('<') > text.rfind('>')
}

/// Fills a fragment of YAML; nothing, if a fact without a hint is unknown or would change its structure.
pub fn fill_patch(template: &str, facts: &Facts) -> Option<String> {
    let mut filled = String::with_capacity(template.len());
    let mut pieces = pieces(template).into_iter().peekable();
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Text(text) => filled.push_str(text),
            Piece::Slot { key: "-containers", .. } => filled.push_str(containers(facts)),
            Piece::Slot { key, hint } => {
                let begins = [": ", "- "].iter().any(|before| filled.ends_with(before));
                let ends = match pieces.peek() {
                    Some(Piece::Text(text)) => text.starts_with('\n'),
                    Some(Piece::Slot { .. }) => false,
                    None => true,
                };
                match facts.get(key).and_then(|value| for_yaml(key, value, begins && ends)) {
                    Some(value) => filled.push_str(&value),
                    None => push_hint(&mut filled, hint)?,
                }
            }
        }
    }
    Some(filled)
}

/// The template as people read it in a catalogue: every placeholder as `<what it stands for>`.
pub fn generic(template: &str) -> String {
    let mut words = String::with_capacity(template.len());
    for piece in pieces(template) {
        match piece {
            Piece::Text(text) => words.push_str(text),
            Piece::Slot { key: "-n", .. } => words.push_str(" -n <namespace>"),
            Piece::Slot { key: "-c", .. } => words.push_str(" -c <container>"),
            Piece::Slot { key: "-containers", .. } => words.push_str("containers"),
            Piece::Slot { key, hint } => {
                let stands = hint.map_or_else(|| key.replace('_', " "), str::to_owned);
                // Within `<value of ...>` it is part of what stands there.
                words.push_str(&if is_inside(&words) { stands } else { format!("<{stands}>") });
            }
        }
    }
    words
}

/// The placeholders of a template, each with its hint.
pub fn slots(template: &str) -> Vec<(&str, Option<&str>)> {
    pieces(template)
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Slot { key, hint } => Some((key, hint)),
            Piece::Text(_) => None,
        })
        .collect()
}

enum Piece<'a> {
    Text(&'a str),
    Slot { key: &'a str, hint: Option<&'a str> },
}

fn pieces(template: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        pieces.push(Piece::Text(before));
        match slot(after) {
            Some((slot, remaining)) => {
                pieces.push(slot);
                rest = remaining;
            }
            None => {
                pieces.push(Piece::Text("{"));
                rest = after;
            }
        }
    }
    pieces.push(Piece::Text(rest));
    pieces
}

fn slot(after_brace: &str) -> Option<(Piece<'_>, &str)> {
    let (inside, remaining) = after_brace.split_once('}')?;
    let (key, hint) = match inside.split_once('|') {
        Some((key, hint)) => (key, Some(hint)),
        None => (inside, None),
    };
    let is_key = !key.is_empty() && key.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'_' | b'-'));
    let is_hint = hint.is_none_or(|hint| !hint.is_empty() && !hint.contains(['{', '\n']));
    (is_key && is_hint).then_some((Piece::Slot { key, hint }, remaining))
}

fn push_hint(filled: &mut String, hint: Option<&str>) -> Option<()> {
    filled.push('<');
    filled.push_str(hint?);
    filled.push('>');
    Some(())
}

/// A flag with its value and a leading blank; nothing to add if the value is unknown. A value that is known but
/// unfit makes the command useless: without the flag it would ask about something else.
fn flag(flag: &str, key: &str, facts: &Facts) -> Option<String> {
    match facts.get(key) {
        Some(value) => Some(format!(" {flag} {}", for_shell(key, value, Quotes::None)?)),
        None => Some(String::new()),
    }
}

fn containers(facts: &Facts) -> &'static str {
    if facts.get("init").is_some() { "initContainers" } else { "containers" }
}

/// The quotes of the shell that are open at a place in a command.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quotes {
    None,
    Single,
    Double,
}

impl Quotes {
    fn after(self, character: char) -> Self {
        match (self, character) {
            (Self::None, '\'') => Self::Single,
            (Self::None, '"') => Self::Double,
            (Self::Single, '\'') | (Self::Double, '"') => Self::None,
            (same, _) => same,
        }
    }
}

/// The value as the shell must see it. Within quotes it may stand in JSON, or in a script for another shell, so
/// only what means nothing to either is let in.
fn for_shell(key: &str, value: &str, quotes: Quotes) -> Option<String> {
    if value.starts_with('-') || value.chars().any(is_unseen) || !has_form(key, value) {
        return None;
    }
    match quotes {
        Quotes::Single | Quotes::Double => is_plain(value).then(|| value.to_owned()),
        Quotes::None if is_plain(value) && !value.starts_with('=') => Some(value.to_owned()),
        Quotes::None => Some(format!("'{}'", value.replace('\'', r"'\''"))),
    }
}

/// The value as YAML must see it. Only where it is a whole scalar can it be quoted.
fn for_yaml(key: &str, value: &str, whole: bool) -> Option<String> {
    if value.chars().any(is_unseen) {
        return None;
    }
    let is_number = matches!(keys::find(key)?.form, Form::Number | Form::Quantity) && has_form(key, value);
    if is_number || (is_plain(value) && (!whole || is_string_in_yaml(value))) {
        return Some(value.to_owned());
    }
    if whole { serde_json::to_string(value).ok() } else { None }
}

/// Whether YAML reads a plain value as a string, and as nothing else.
fn is_string_in_yaml(value: &str) -> bool {
    let is_word = |word: &&str| value.eq_ignore_ascii_case(word);
    value.starts_with(|first: char| first.is_ascii_alphabetic() || first == '/')
        && !value.ends_with(':')
        && !["true", "false", "yes", "no", "on", "off", "null", "y", "n"].iter().any(is_word)
}

/// Whether the value looks like what its key stands for.
fn has_form(key: &str, value: &str) -> bool {
    let Some(key) = keys::find(key) else { return false };
    match key.form {
        Form::Name => is_name(value),
        Form::Reference => value.split_once('/').is_some_and(|(kind, name)| is_name(kind) && is_name(name)),
        Form::Number => !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()),
        Form::Quantity => {
            let number = value.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
            number.starts_with(|first: char| first.is_ascii_digit())
                && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        }
        Form::Text => true,
    }
}

/// Whether Kubernetes would take it as the name of an object.
fn is_name(value: &str) -> bool {
    let at_the_ends = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
    value.len() <= 253
        && value.starts_with(at_the_ends)
        && value.ends_with(at_the_ends)
        && value.chars().all(|letter| at_the_ends(letter) || matches!(letter, '-' | '.'))
}

/// Whether it means nothing to a shell, JSON or YAML, whatever stands around it.
fn is_plain(value: &str) -> bool {
    value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._/:@%+=-".contains(&byte))
}

/// A kind as Kubernetes writes it.
fn kind_for_readers(kind: &str) -> &str {
    match kind {
        "configmap" => "ConfigMap",
        "secret" => "Secret",
        other => other,
    }
}

/// The value for a reader: one line, nothing unseen, not longer than a sentence bears.
fn readable(value: &str) -> String {
    const LONGEST: usize = 240;
    let mut seen = String::new();
    let mut letters = value.trim().chars().filter_map(|letter| match letter {
        letter if letter.is_whitespace() => Some(' '),
        letter if is_unseen(letter) => None,
        letter => Some(letter),
    });
    seen.extend(letters.by_ref().take(LONGEST));
    if letters.next().is_some() {
        seen.push('…');
    }
    seen
}

/// Control characters, line and paragraph ends, and those that are invisible or turn the direction of text.
pub(crate) fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> Facts {
        [("pod", "api-0"), ("namespace", "prod"), ("container", "api"), ("owner", "deployment/api")]
            .into_iter()
            .collect()
    }

    fn with(key: &str, value: &str) -> Facts {
        let mut facts = facts();
        facts.set(key, value);
        facts
    }

    #[test]
    fn a_value_must_look_like_what_its_key_stands_for() {
        for (key, value, fits) in [
            ("pod", "till-0", true),
            ("pod", "till.example.com", true),
            ("pod", "Till", false),
            ("pod", "-till", false),
            ("pod", "till-", false),
            ("pod", "a till", false),
            ("pod", "", false),
            ("owner", "deployment/till", true),
            ("owner", "till", false),
            ("owner", "deployment/Till", false),
            ("owner", "Deployment/till", false),
            ("port", "8080", true),
            ("port", "", false),
            ("port", "80a", false),
            ("memory_limit", "512Mi", true),
            ("memory_limit", "0.5", true),
            ("memory_limit", "Mi", false),
            ("memory_limit", "", false),
            ("memory_limit", "5-6Mi", false),
            ("memory_limit", ".5", false),
            ("line", "anything at all", true),
            ("no such key", "till", false),
        ] {
            assert_eq!(has_form(key, value), fits, "{key}: {value}");
        }
        assert!(is_name(&"a".repeat(253)) && !is_name(&"a".repeat(254)));
    }

    #[test]
    fn words_that_yaml_takes_for_something_else_are_no_strings() {
        for (value, is) in [
            ("till", true),
            ("/till", true),
            ("true", false),
            ("No", false),
            ("NULL", false),
            ("till:", false),
            ("7", false),
        ] {
            assert_eq!(is_string_in_yaml(value), is, "{value}");
        }
    }

    #[test]
    fn a_reader_sees_one_line_that_is_not_too_long() {
        assert_eq!(readable(" no\tledger\n at\u{200b} all "), "no ledger  at all");
        let (fits, is_cut) = (readable(&"a".repeat(240)), readable(&"a".repeat(241)));
        assert_eq!((fits.chars().count(), fits.ends_with('…')), (240, false));
        assert_eq!((is_cut.chars().count(), is_cut.ends_with('…')), (241, true));
    }

    #[test]
    fn without_a_paste_a_placeholder_says_what_stands_there() {
        assert_eq!(
            generic(r#"kubectl set env {owner|kind/name}{-n} {name}=<value of {name}> -p '{"{key}":null}'"#),
            r#"kubectl set env <kind/name> -n <namespace> <name>=<value of name> -p '{"<key>":null}'"#
        );
    }

    #[test]
    fn names_go_where_the_placeholders_are() {
        assert_eq!(
            fill_command("kubectl logs {pod|pod}{-n}{-c} --previous", &facts()).as_deref(),
            Some("kubectl logs api-0 -n prod -c api --previous")
        );
    }

    #[test]
    fn what_is_unknown_becomes_its_hint_or_spoils_the_text() {
        let nothing = Facts::new();
        assert_eq!(
            fill_command("kubectl logs {pod|pod}{-n}{-c}", &nothing).as_deref(),
            Some("kubectl logs <pod>")
        );
        assert_eq!(fill_command("kubectl get configmap {object}", &nothing), None);
        assert_eq!(fill_prose("{name} is missing", &nothing), None);
        assert_eq!(fill_prose("nothing on {host|host}", &nothing).as_deref(), Some("nothing on <host>"));
        assert_eq!(fill_prose("{name} is missing", &with("name", " ")), None);
    }

    #[test]
    fn braces_of_json_and_jsonpath_survive() {
        let command =
            r#"kubectl patch {owner} -p '{"spec":{"template":{}}}' -o jsonpath='{.spec.x[*].y}{"\n"}'"#;
        assert_eq!(
            fill_command(command, &facts()).as_deref(),
            Some(
                r#"kubectl patch deployment/api -p '{"spec":{"template":{}}}' -o jsonpath='{.spec.x[*].y}{"\n"}'"#
            )
        );
        assert_eq!(fill_prose("a { b } {", &facts()).as_deref(), Some("a { b } {"));
    }

    #[test]
    fn the_first_sentence_that_can_be_filled_is_taken() {
        let titles =
            ["{name} of {object} is empty", "{name} is empty", "A setting is empty"].map(str::to_owned);
        assert_eq!(first_prose(&titles, &with("name", "PORT")).as_deref(), Some("PORT is empty"));
        assert_eq!(first_prose(&titles, &facts()).as_deref(), Some("A setting is empty"));
    }

    #[test]
    fn conditions_ask_for_a_fact_or_for_its_value() {
        let list = |conditions: &[&str]| conditions.iter().map(ToString::to_string).collect::<Vec<_>>();
        let facts = with("object_kind", "secret");
        assert!(facts.fit(&list(&["object_kind=secret", "pod"]), &list(&["object"])));
        assert!(!facts.fit(&list(&["object_kind=configmap"]), &[]));
        assert!(facts.fit(&list(&["object_kind=configmap|secret"]), &[]));
        assert!(!facts.fit(&[], &list(&["object_kind=secret"])));
    }

    #[test]
    fn a_namespace_that_cannot_be_typed_is_not_left_out() {
        assert_eq!(fill_command("kubectl get pods{-n}", &with("namespace", "Not A Name")), None);
    }

    #[test]
    fn numbers_stay_numbers_where_json_wants_them() {
        let command = r#"kubectl patch x -p '{"port":{listen_port}}'"#;
        assert_eq!(
            fill_command(command, &with("listen_port", "9090")).as_deref(),
            Some(r#"kubectl patch x -p '{"port":9090}'"#)
        );
        for named in ["http", "1}", "1,hostNetwork:true", "1, hostNetwork: true"] {
            assert_eq!(fill_command(command, &with("listen_port", named)), None, "{named}");
        }
    }

    #[test]
    fn values_that_are_not_seen_or_look_like_flags_are_never_typed() {
        for value in ["--all", "-", "a\nb", "a\u{1b}[2Jb", "a\u{202e}b", "a\u{200b}b", "a\u{2028}b"] {
            assert_eq!(fill_command("kubectl describe x {path}", &with("path", value)), None, "{value:?}");
        }
    }

    #[test]
    fn an_init_container_is_patched_in_its_own_list() {
        let patch = "{-containers}:\n- name: {container}\n";
        assert_eq!(fill_patch(patch, &facts()).as_deref(), Some("containers:\n- name: api\n"));
        assert_eq!(
            fill_patch(patch, &with("init", "yes")).as_deref(),
            Some("initContainers:\n- name: api\n")
        );
    }

    #[test]
    fn a_value_in_yaml_is_what_it_was() {
        for value in
            ["plain", "8080", "true", "Null", "a: b", "a #b", "'", "\"", "- x", "{a}", "*a", "x:", "~", "a b"]
        {
            let patch = fill_patch("value: {name}\n", &with("name", value)).unwrap();
            let read: BTreeMap<String, serde_json::Value> = serde_yaml::from_str(&patch).unwrap();
            assert_eq!(read["value"], serde_json::json!(value), "{patch}");
        }
        // Beside other text a value has no marks of its own.
        for (template, expected) in [("value: {name}-old\n", "true-old"), ("value: old-{name}\n", "old-true")]
        {
            let patch = fill_patch(template, &with("name", "true")).unwrap();
            let read: BTreeMap<String, serde_json::Value> = serde_yaml::from_str(&patch).unwrap();
            assert_eq!(read["value"], serde_json::json!(expected), "{patch}");
        }
        let patch = fill_patch("port: {probe_port}\n", &with("probe_port", "8080")).unwrap();
        let read: BTreeMap<String, serde_json::Value> = serde_yaml::from_str(&patch).unwrap();
        assert_eq!(read["port"], serde_json::json!(8080));
    }

    #[test]
    fn a_value_within_other_yaml_cannot_break_out() {
        for value in ["x'; rm -rf /", "a b", "a, b", "]"] {
            assert_eq!(fill_patch("command: [sh, -c, 'nc {host}']\n", &with("host", value)), None, "{value}");
        }
    }

    #[test]
    fn sentences_show_one_line_and_not_too_much() {
        let filled = fill_prose("It says \"{line}\".", &with("line", "a\r\nb\u{202e}\u{1b}c")).unwrap();
        assert_eq!(filled, "It says \"a  bc\".");
        let filled = fill_prose("{line}", &with("line", &"x".repeat(5000))).unwrap();
        assert!(filled.chars().count() < 300 && filled.ends_with('…'));
    }

    /// What a real shell makes of a filled command: its words.
    #[cfg(unix)]
    fn words(command: &str) -> Vec<String> {
        let script = command.replacen("kubectl", r"printf '%s\0'", 1);
        let output = std::process::Command::new("sh").args(["-c", &script]).output().unwrap();
        assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
        let mut words: Vec<_> =
            String::from_utf8(output.stdout).unwrap().split('\0').map(str::to_owned).collect();
        assert_eq!(words.pop().as_deref(), Some(""), "{command}");
        words
    }

    #[cfg(unix)]
    #[test]
    fn a_hostile_value_stays_one_word_or_stays_out() {
        const HOSTILE: &[&str] = &[
            "$(touch /tmp/injected)",
            "`id`",
            "a;id",
            "a|id",
            "a&&id",
            "a>b",
            "a<b",
            "a b",
            "it's",
            "'",
            "''",
            "\"",
            "\\",
            "a\\'b",
            "*",
            "~",
            "~root",
            "#x",
            "!x",
            "{a,b}",
            "$HOME",
            "${IFS}",
            "a=b",
            "=ls",
            "%1",
            "(x)",
            "'$(id)'",
            "\"$(id)\"",
            "'; id; '",
            "a\tb",
            "é",
            "x\u{a0}y",
            "[a]",
            "?",
            "--all",
            "-x",
            "\u{0}",
            "a\rb",
        ];
        for value in HOSTILE {
            for key in ["pod", "owner", "port", "memory_limit", "path"] {
                let facts = [(key, *value)].into_iter().collect();
                if let Some(command) = fill_command(&format!("kubectl a {{{key}}} z"), &facts) {
                    assert_eq!(words(&command), ["a", value, "z"], "{key}");
                }
                if let Some(command) = fill_command(&format!("kubectl a b={{{key}}}"), &facts) {
                    assert_eq!(words(&command), ["a".to_owned(), format!("b={value}")], "{key}");
                }
                let json = format!(r#"kubectl -p '{{"a":{{"b":"{{{key}}}"}}}}'"#);
                if let Some(command) = fill_command(&json, &facts) {
                    let [_, patch] = words(&command).try_into().unwrap();
                    let read: serde_json::Value = serde_json::from_str(&patch).unwrap();
                    assert_eq!(read, serde_json::json!({ "a": { "b": value } }));
                }
            }
        }
    }
}
