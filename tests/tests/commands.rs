//! Every suggested command is safe to paste into a shell, and says truly whether it only looks.

#![cfg(unix)]

use std::collections::BTreeSet;
use unloop::diagnosis::Effect;
use unloop_tests::shell::{TRAP, ask};
use unloop_tests::{cases, commands};

#[test]
fn a_shell_understands_every_command() {
    let mut report = String::new();
    for case in cases::all() {
        let answer = unloop::diagnose(&case.paste);
        for command in commands::of(&answer) {
            let line = commands::filled_in(&command.run);
            let understood = ask("golden", std::slice::from_ref(&line));
            if !understood.complaints.is_empty() || understood.kubectl.is_empty() && line.contains("kubectl")
            {
                report += &format!("{}: {line}\n    {understood:?}\n", case.name);
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn what_is_called_read_only_is_and_nothing_else() {
    let mut wrong = BTreeSet::new();
    for case in cases::all() {
        for command in commands::of(&unloop::diagnose(&case.paste)) {
            let understood = ask("marks", &[commands::filled_in(&command.run)]);
            let looks = understood.kubectl.iter().all(|words| commands::only_looks(words));
            if looks != (command.effect == Effect::ReadOnly) && !understood.kubectl.is_empty() {
                wrong.insert(format!("{:?}: {}", command.effect, command.run));
            }
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

/// What the paste names and a command may repeat, of one answer.
fn names(answer: &unloop::Diagnosis) -> BTreeSet<String> {
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
