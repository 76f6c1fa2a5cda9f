//! Every suggested command is safe to paste into a shell, and says truly whether it only looks.

#![cfg(unix)]

use std::collections::BTreeSet;
use std::sync::LazyLock;
use unloop::Diagnosis;
use unloop::diagnosis::Effect;
use unloop_tests::commands::Suggested;
use unloop_tests::shell::{TRAP, Understood, ask};
use unloop_tests::{cases, commands};

/// What the answers to all cases suggest, and what a shell makes of it; every command once: many suggest the same.
static SUGGESTED: LazyLock<Vec<(Suggested, Understood)>> = LazyLock::new(|| {
    let mut all = Vec::new();
    let mut seen = BTreeSet::new();
    for case in cases::all() {
        for command in commands::of(&unloop::diagnose(&case.paste)) {
            if seen.insert((command.run.clone(), command.effect == Effect::ReadOnly)) {
                let understood = ask("golden", &[commands::filled_in(&command.run)]);
                all.push((command, understood));
            }
        }
    }
    all
});

#[test]
fn a_shell_understands_every_command() {
    let mut report = String::new();
    for (command, understood) in SUGGESTED.iter() {
        let asks_nothing = understood.kubectl.is_empty() && command.run.contains("kubectl");
        if !understood.complaints.is_empty() || asks_nothing {
            report += &format!("{}\n    {understood:?}\n", command.run);
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn what_is_called_read_only_is_and_nothing_else() {
    let mut wrong = BTreeSet::new();
    for (command, understood) in SUGGESTED.iter() {
        let looks = understood.kubectl.iter().all(|words| commands::only_looks(words));
        if looks != (command.effect == Effect::ReadOnly) && !understood.kubectl.is_empty() {
            wrong.insert(format!("{:?}: {}", command.effect, command.run));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Values that want to be more than one word.
fn hostile() -> Vec<String> {
    vec![
        format!("$({TRAP})"),
        format!("`{TRAP}`"),
        format!(";{TRAP};"),
        format!("x;{TRAP}"),
        format!("x|{TRAP}"),
        format!("x&{TRAP}&"),
        format!("';{TRAP};'"),
        format!("\";{TRAP};\""),
        format!("x\n{TRAP}\n"),
        format!("x\r\n{TRAP}\r\n"),
        format!("x{}\u{2028}{TRAP}", '\u{85}'),
        "--all".to_owned(),
        "-A".to_owned(),
        "--kubeconfig=/tmp/other".to_owned(),
        format!("-n\n{TRAP}"),
        format!("x'$({TRAP})'"),
        format!("x\\';{TRAP};\\'"),
        format!("{{{TRAP},}}"),
        format!("x>{TRAP}"),
        format!("!{TRAP}"),
        format!("~/$({TRAP})"),
        "x #".to_owned(),
        "$HOME".to_owned(),
        "*".to_owned(),
    ]
}

#[test]
fn a_hostile_name_is_one_word_or_is_not_said() {
    let mut report = String::new();
    let (hostile, mut seen) = (hostile(), 0);
    for (turn, case) in cases::all().into_iter().enumerate() {
        let answer = unloop::diagnose(&case.paste);
        for (place, name) in names(&answer).into_iter().enumerate() {
            // Every value meets many names; all of them with each would take minutes.
            for value in hostile.iter().skip((turn + place) % 4).step_by(4) {
                let paste = case.paste.replace(&name, value);
                let answer = unloop::diagnose(&paste);
                let lines: Vec<String> =
                    commands::of(&answer).iter().map(|command| commands::filled_in(&command.run)).collect();
                seen += lines.len();
                let understood = ask("hostile", &lines);
                let is_flag = |word: &String| value.starts_with('-') && word == value;
                let flags = understood.kubectl.iter().flatten().any(is_flag);
                if understood.injected || flags || !understood.complaints.is_empty() {
                    report +=
                        &format!("{}: {name} is {value:?}\n    {lines:?}\n    {understood:?}\n", case.name);
                }
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
    assert!(seen > 1000, "only {seen} commands were looked at");
}

/// Words of the paste that a command or a patch repeats: values of labels and of the environment, hosts, keys, paths.
fn repeated(paste: &str, answer: &Diagnosis) -> BTreeSet<String> {
    let patches = answer.causes.iter().flat_map(|cause| &cause.fixes).filter_map(|fix| fix.patch.clone());
    let texts = commands::of(answer).into_iter().map(|command| command.run).chain(patches);
    let mut words = BTreeSet::new();
    for text in texts {
        let parts = text.split(|letter: char| !(letter.is_ascii_alphanumeric() || "-_.".contains(letter)));
        words.extend(parts.filter(|part| part.len() > 4 && !part.starts_with('-')).map(str::to_owned));
    }
    // What is only a part of a longer word in the paste, or a word of Kubernetes, is nobody's value.
    let stands = |word: &str| {
        paste.match_indices(word).all(|(at, _)| {
            let inside = |letter: Option<char>| {
                letter.is_some_and(|letter| letter.is_ascii_alphanumeric() || letter == '-')
            };
            !inside(paste.get(..at).and_then(|before| before.chars().next_back()))
                && !inside(paste.get(at + word.len()..).and_then(|behind| behind.chars().next()))
        })
    };
    words
        .retain(|word| paste.contains(word.as_str()) && stands(word) && !VOCABULARY.contains(&word.as_str()));
    words
}

/// Words that commands hold whatever was pasted.
const VOCABULARY: &[&str] = &[
    "kubectl",
    "describe",
    "containers",
    "status",
    "state",
    "image",
    "events",
    "secret",
    "configmap",
    "service",
    "deployment",
    "statefulset",
    "daemonset",
    "replicaset",
    "default",
    "limits",
    "memory",
    "resources",
    "command",
    "volumes",
    "initContainers",
    "previous",
    "rollout",
    "history",
    "nodes",
    "message",
    "reason",
    "lastState",
    "terminated",
    "exitCode",
    "waiting",
];

#[test]
fn hostile_values_of_labels_keys_and_hosts_are_one_word_or_are_not_said() {
    let (mut report, mut tried, mut patches) = (String::new(), 0, 0);
    let hostile: Vec<String> = hostile().into_iter().chain(hostile_in_yaml()).collect();
    for (turn, case) in cases::all().into_iter().enumerate() {
        let before = unloop::diagnose(&case.paste);
        for (place, word) in repeated(&case.paste, &before).into_iter().enumerate() {
            for value in hostile.iter().skip((turn + place) % 9).step_by(9) {
                let answer = unloop::diagnose(&case.paste.replace(&word, value));
                let lines: Vec<String> =
                    commands::of(&answer).iter().map(|command| commands::filled_in(&command.run)).collect();
                tried += 1;
                let understood = ask("values", &lines);
                let is_flag = |given: &String| value.starts_with('-') && given == value;
                let flags = understood.kubectl.iter().flatten().any(is_flag);
                if understood.injected || flags || !understood.complaints.is_empty() {
                    report +=
                        &format!("{}: {word} is {value:?}\n    {lines:?}\n    {understood:?}\n", case.name);
                }
                for patch in
                    answer.causes.iter().flat_map(|cause| &cause.fixes).filter_map(|fix| fix.patch.as_ref())
                {
                    patches += 1;
                    if let Err(problem) = harmless(patch) {
                        report += &format!("{}: {word} is {value:?}: {problem} in\n{patch}\n", case.name);
                    }
                }
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
    assert!(tried > 300 && patches > 50, "only {tried} values and {patches} patches were tried");
}

/// Values that want to be more than one text in YAML.
fn hostile_in_yaml() -> Vec<String> {
    let values = [
        "x\nhostPID: true",
        "x: {hostPID: true}",
        "hostPID: true",
        "{hostPID: true}",
        "x # y",
        "- hostPID",
        "*hostPID",
        "&hostPID x",
        "!hostPID x",
        "x'\n'hostPID': true",
        "x\", \"hostPID\": true, \"",
        "|\n  hostPID: true",
        "---\nhostPID: true",
        "@x",
        "%x",
    ];
    values.map(str::to_owned).to_vec()
}

/// Whether a patch is one YAML document in which no value became a key.
fn harmless(patch: &str) -> Result<(), String> {
    fn keys(value: &serde_yaml::Value, found: &mut Vec<String>) {
        match value {
            serde_yaml::Value::Mapping(entries) => {
                for (key, value) in entries {
                    found.extend(key.as_str().map(str::to_owned));
                    keys(value, found);
                }
            }
            serde_yaml::Value::Sequence(items) => items.iter().for_each(|item| keys(item, found)),
            serde_yaml::Value::Tagged(tagged) => found.push(tagged.tag.to_string()),
            _ => {}
        }
    }
    let value: serde_yaml::Value = serde_yaml::from_str(patch).map_err(|error| error.to_string())?;
    let mut found = Vec::new();
    keys(&value, &mut found);
    match found.iter().find(|key| key.contains("hostPID") || key.contains('\n')) {
        Some(key) => Err(format!("the key {key:?}")),
        None => Ok(()),
    }
}

#[test]
fn what_the_catalogue_calls_read_only_is_and_nothing_else() {
    let mut wrong = BTreeSet::new();
    let catalogue = unloop::catalogue();
    let fixes = catalogue.causes.iter().flat_map(|cause| &cause.fixes).flat_map(|fix| &fix.commands);
    let mut all: Vec<(Effect, String)> = fixes.map(|command| (command.effect, command.run.clone())).collect();
    let steps = catalogue.causes.iter().flat_map(|cause| &cause.next);
    all.extend(steps.map(|step| (Effect::ReadOnly, step.run.clone())));
    assert!(all.len() > 100, "only {} commands", all.len());
    for (effect, run) in all {
        let understood = ask("catalogue", &[commands::filled_in(&run)]);
        let looks = understood.kubectl.iter().all(|words| commands::only_looks(words));
        if looks != (effect == Effect::ReadOnly) && !understood.kubectl.is_empty() {
            wrong.insert(format!("{effect:?}: {run}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What the paste names and a command may repeat, of one answer.
fn names(answer: &Diagnosis) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for pod in answer.pods.iter().take(1) {
        names.insert(pod.name.clone());
        names.extend(pod.namespace.clone());
        names.extend(pod.node.clone());
        let owner = pod.owner.as_ref().and_then(|owner| owner.split_once('/'));
        names.extend(owner.map(|(_, name)| name.to_owned()));
        for container in pod.containers.iter().take(1) {
            names.insert(container.name.clone());
            names.extend(container.image.clone());
        }
    }
    // Short names are parts of other words.
    names.retain(|name| name.len() > 4);
    names
}
