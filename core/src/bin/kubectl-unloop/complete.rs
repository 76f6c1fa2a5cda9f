//! What could stand for a word that is being typed, as kubectl asks its plugins: one a line, then a colon and a number.

use crate::arguments::{self, is_name};
use crate::kubectl::{Kubectl, Verb};
use unloop::cli::Flag;

/// The shell may propose files.
const FILES: &str = ":0\n";
/// These are all.
const NO_FILES: &str = ":4\n";

/// The words that could stand for the last one.
pub(crate) fn complete(words: &[String]) -> String {
    let (current, before) = match words.split_last() {
        Some((last, before)) => (last.as_str(), before),
        None => ("", words),
    };
    let options = arguments::program().options;
    let is_it = |flag: &&Flag, word: &str| flag.name == word || flag.short == Some(word);
    let asked_for = before.last().and_then(|last| options.iter().find(|flag| is_it(flag, last)));
    let found = match asked_for.filter(|flag| flag.value.is_some()).map(|flag| flag.name) {
        Some("--namespace") => listed(before, Verb::Get, &["namespaces", "--output=name"]),
        Some("--context") => listed(before, Verb::Contexts, &["--output=name"]),
        Some("--container") => containers(before),
        Some("--rules" | "--kubeconfig") => return FILES.to_owned(),
        Some(_) => Vec::new(),
        None if current.starts_with('-') => options.iter().map(|flag| flag.name.to_owned()).collect(),
        None => listed(before, Verb::Get, &["pods", "--output=name"]),
    };
    let fitting = found.into_iter().filter(|word| word.starts_with(current));
    fitting.map(|word| word + "\n").collect::<String>() + NO_FILES
}

/// The names that kubectl lists, without the kinds before them. Nobody hears its complaints while typing.
fn listed(before: &[String], verb: Verb, words: &[&str]) -> Vec<String> {
    let text = asked(before, verb, words.iter().map(|word| (*word).to_owned()).collect());
    let names = text.lines().map(|line| line.rsplit_once('/').map_or(line, |(_, name)| name).trim());
    names.filter(|name| is_name(name) || verb == Verb::Contexts).map(str::to_owned).collect()
}

/// The containers of the pod that was named.
fn containers(before: &[String]) -> Vec<String> {
    let Some(pod) = parsed(before).and_then(|asked| asked.pod) else { return Vec::new() };
    let names = "--output=jsonpath={.spec.initContainers[*].name} {.spec.containers[*].name}";
    let text = asked(before, Verb::Get, vec!["pod".to_owned(), pod, names.to_owned()]);
    text.split_whitespace().filter(|name| is_name(name)).map(str::to_owned).collect()
}

fn asked(before: &[String], verb: Verb, mut words: Vec<String>) -> String {
    let asked = parsed(before).unwrap_or_default();
    if verb == Verb::Get {
        words.extend(asked.namespace.map(|name| format!("--namespace={name}")));
    }
    words.push("--request-timeout=3s".to_owned());
    let kubectl = Kubectl { connection: asked.connection, shows: false, complains: false };
    let answer = kubectl.run(verb, &words).map(|answer| answer.text).unwrap_or_default();
    String::from_utf8_lossy(&answer).into_owned()
}

/// What was typed so far; the option that waits for its value is left out.
fn parsed(before: &[String]) -> Option<arguments::Asked> {
    let read = |words: &[String]| match arguments::parse(words.to_vec()) {
        Ok(arguments::Wanted::Diagnosis(asked)) => Some(asked),
        _ => None,
    };
    read(before).or_else(|| read(before.split_last()?.1))
}
