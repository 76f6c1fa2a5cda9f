//! The words of every cause are whole: nothing is missing, nothing claims to read that writes, every
//! placeholder is known.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test says so when something is not as it must be")]

#[path = "../src/advise/fill.rs"]
mod fill;
#[path = "../src/advise/keys.rs"]
mod keys;
#[path = "../src/weigh/words.rs"]
mod words;

use fill::Facts;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use words::Words;

/// The ids that may never change their meaning.
const IDS: &str = "
    config/missing-env config/invalid config/missing-file config/missing-ref
    probe/liveness probe/startup probe/readiness
    dependency/unreachable dependency/dns dependency/auth dependency/tls dependency/not-ready
    memory/oom-limit memory/heap memory/eviction
    command/not-found command/not-executable command/wrong-arch command/exits-zero command/script-error
    filesystem/permission filesystem/read-only filesystem/disk-full filesystem/mount-failed
    app/exception app/missing-module app/native-crash app/port-in-use app/data-incompatible
    security/rbac security/run-as-nonroot security/not-permitted
    platform/api-missing platform/api-unreachable platform/runtime platform/node-setting platform/terminated
    platform/hook image/pull scheduling/unschedulable";

/// What kubectl can do without changing anything.
const READS: &str = "get describe logs events top explain diff version api-resources cluster-info";
const READS_TWO_WORDS: &str = "auth can-i,rollout history,rollout status";

fn all() -> BTreeMap<String, Words> {
    let mut all = BTreeMap::new();
    for family in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/weigh")).unwrap() {
        let family = family.unwrap().path();
        if !family.is_dir() {
            continue;
        }
        for path in fs::read_dir(&family).unwrap().map(|entry| entry.unwrap().path()) {
            if path.extension().is_none_or(|extension| extension != "yaml") {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let words =
                serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let name = |path: &std::path::Path| path.file_stem().unwrap().to_str().unwrap().replace('_', "-");
            all.insert(format!("{}/{}", name(&family), name(&path)), words);
        }
    }
    all
}

/// Runs a check over all causes and reports everything that it finds wrong at once.
fn check(of: impl Fn(&str, &Words, &mut Vec<String>)) {
    let mut wrong = Vec::new();
    let all = all();
    assert!(!all.is_empty());
    for (id, words) in &all {
        let mut here = Vec::new();
        of(id, words, &mut here);
        wrong.extend(here.into_iter().map(|complaint| format!("{id}: {complaint}")));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Whether a template, once filled, is one command of kubectl that only looks.
fn reads_only(template: &str) -> bool {
    let Some(command) = fill::fill_command(template, &everything()) else { return false };
    let words: Vec<_> = command.split_whitespace().collect();
    let ["kubectl", verb, ref rest @ ..] = words[..] else { return false };
    let two = format!("{verb} {}", rest.first().unwrap_or(&""));
    !command.contains(['|', ';', '&', '`'])
        && !command.contains("$(")
        && (READS.split(' ').any(|reads| reads == verb)
            || READS_TWO_WORDS.split(',').any(|reads| reads == two))
}

/// Every placeholder of the table, with a value that could really stand there.
fn everything() -> Facts {
    keys::KEYS
        .iter()
        .map(|key| {
            let value = match (key.name, key.form) {
                ("object_kind", _) => "configmap",
                ("probe_handler", _) => "httpGet",
                ("probe_field", _) => "livenessProbe",
                ("owner", _) => "deployment/api",
                ("name", _) => "DATABASE_URL",
                ("path" | "folder" | "probe_path", _) => "/var/lib/app",
                (_, keys::Form::Number) => "8080",
                (_, keys::Form::Quantity) => "512Mi",
                _ => "api",
            };
            (key.name, value)
        })
        .filter(|(name, _)| *name != "init")
        .collect()
}

#[test]
fn every_cause_has_its_words() {
    let expected: BTreeSet<_> = IDS.split_whitespace().map(str::to_owned).collect();
    assert_eq!(all().into_keys().collect::<BTreeSet<_>>(), expected);
}

#[test]
fn every_part_is_there() {
    check(|_, words, wrong| {
        for (part, texts) in [("title", &words.title), ("explanation", &words.explanation)] {
            match texts.last() {
                Some(last) if fill::slots(last).is_empty() => {}
                _ => wrong.push(format!("the last {part} must need nothing")),
            }
            if texts.iter().rev().skip(1).any(|text| fill::slots(text).is_empty()) {
                wrong.push(format!("a {part} that needs nothing hides those after it"));
            }
        }
        for (part, text) in
            [("meaning", &words.meaning), ("shows", &words.shows), ("against", &words.against)]
        {
            if !text.ends_with('.') || !fill::slots(text).is_empty() {
                wrong.push(format!("{part} is not a plain sentence"));
            }
        }
        if words.fixes.is_empty() || words.next.is_empty() || words.prevention.is_empty() {
            wrong.push("fixes, next and prevention may not be empty".to_owned());
        }
        for fix in &words.fixes {
            if fix.commands.is_empty() && fix.patch.is_none() {
                wrong.push(format!("the fix \"{}\" does nothing", fix.title));
            }
        }
        for text in words.explanation.iter().chain(&words.prevention) {
            if !text.ends_with('.') {
                wrong.push(format!("no sentence: {text}"));
            }
        }
    });
}

#[test]
fn something_helps_even_when_the_paste_tells_little() {
    let nothing = Facts::new();
    check(|_, words, wrong| {
        if !words.fixes.iter().any(|fix| nothing.fit(&fix.needs, &fix.unless)) {
            wrong.push("no fix without facts".to_owned());
        }
        if !words.next.iter().any(|step| nothing.fit(&step.needs, &step.unless)) {
            wrong.push("no next step without facts".to_owned());
        }
    });
}

#[test]
fn what_is_said_to_read_reads_and_the_rest_changes() {
    check(|_, words, wrong| {
        for step in &words.next {
            if !reads_only(&step.run) {
                wrong.push(format!("a next step must only read: {}", step.run));
            }
        }
        for command in words.fixes.iter().flat_map(|fix| &fix.commands) {
            if command.reads != reads_only(&command.run) {
                wrong.push(format!("`reads` is wrong: {}", command.run));
            }
            if command.reads && command.undo.is_some() {
                wrong.push(format!("nothing to undo: {}", command.run));
            }
        }
    });
}

#[test]
fn a_fix_looks_before_it_changes() {
    check(|_, words, wrong| {
        for fix in &words.fixes {
            if fix.commands.iter().skip_while(|command| command.reads).any(|command| command.reads) {
                wrong.push(format!("a look comes after a change: {}", fix.title));
            }
        }
    });
}

#[test]
fn no_fix_deletes_a_pod_of_the_workload() {
    check(|_, words, wrong| {
        for command in words.fixes.iter().flat_map(|fix| &fix.commands) {
            if command.run.starts_with("kubectl delete") {
                wrong.push(command.run.clone());
            }
            let undo = command.undo.as_deref().unwrap_or_default();
            if undo.starts_with("kubectl delete pod ") && !undo.contains("-debug") {
                wrong.push(undo.to_owned());
            }
        }
    });
}

#[test]
fn neighbours_exist() {
    let all = all();
    check(|id, words, wrong| {
        for neighbour in &words.confused_with {
            if neighbour.id == id || !all.contains_key(&neighbour.id) {
                wrong.push(format!("neighbour {}", neighbour.id));
            }
        }
    });
}

#[test]
fn placeholders_are_known_and_asked_for() {
    const SPECIAL: [&str; 3] = ["-n", "-c", "-containers"];
    let known = |key: &str| SPECIAL.contains(&key) || keys::find(key).is_some();
    check(|_, words, wrong| {
        for template in words.title.iter().chain(&words.explanation) {
            for (key, _) in fill::slots(template) {
                if keys::find(key).is_none() {
                    wrong.push(format!("unknown {{{key}}} in: {template}"));
                }
            }
        }
        let fixes = words.fixes.iter().map(|fix| {
            let mut texts = vec![&fix.title];
            texts.extend(
                fix.commands.iter().flat_map(|command| [&command.run].into_iter().chain(&command.undo)),
            );
            texts.extend(&fix.patch);
            (&fix.needs, &fix.unless, texts)
        });
        let steps = words.next.iter().map(|step| (&step.needs, &step.unless, vec![&step.run]));
        for (needs, unless, texts) in fixes.chain(steps) {
            let key = |condition: &String| condition.split('=').next().unwrap().to_owned();
            let needed: Vec<_> = needs.iter().map(key).collect();
            for condition in needed.iter().cloned().chain(unless.iter().map(key)) {
                if !known(&condition) {
                    wrong.push(format!("unknown condition {condition}"));
                }
            }
            for template in texts {
                for (key, hint) in fill::slots(template) {
                    let asked =
                        hint.is_some() || SPECIAL.contains(&key) || needed.iter().any(|need| need == key);
                    if !known(key) || !asked {
                        wrong.push(format!("{{{key}}} is unknown, or neither hinted nor needed: {template}"));
                    }
                }
            }
        }
    });
}

#[test]
fn signatures_that_fixes_wait_for_exist() {
    let mut ids = BTreeSet::new();
    for path in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/knowledge/logs")).unwrap() {
        let text = fs::read_to_string(path.unwrap().path()).unwrap();
        let file: unloop::knowledge::signature::File = serde_yaml::from_str(&text).unwrap();
        ids.extend(file.signatures.into_iter().filter_map(|entry| Some((entry.cause?, entry.id))));
    }
    check(|id, words, wrong| {
        let fixes = words.fixes.iter().flat_map(|fix| fix.needs.iter().chain(&fix.unless));
        let steps = words.next.iter().flat_map(|step| step.needs.iter().chain(&step.unless));
        for condition in fixes.chain(steps) {
            let Some(signatures) = condition.strip_prefix("signature=") else { continue };
            for signature in signatures.split('|') {
                if !ids.contains(&(id.to_owned(), signature.to_owned())) {
                    wrong.push(format!("{signature} does not speak for it"));
                }
            }
        }
    });
}

#[test]
fn filled_commands_and_patches_are_well_formed() {
    for facts in [everything(), Facts::new()] {
        check(|_, words, wrong| {
            for fix in &words.fixes {
                for command in &fix.commands {
                    for template in [&command.run].into_iter().chain(&command.undo) {
                        let Some(filled) = fill::fill_command(template, &facts) else { continue };
                        if let Err(error) = patch_is_json(&filled) {
                            wrong.push(format!("{error}: {filled}"));
                        }
                    }
                }
                let Some(patch) = fix.patch.as_ref().and_then(|patch| fill::fill_patch(patch, &facts)) else {
                    continue;
                };
                match serde_yaml::from_str::<serde_json::Value>(&patch) {
                    Ok(read) if read.pointer("/spec/template/spec").is_some() => {}
                    Ok(_) => wrong.push(format!("a patch begins at the owner's spec: {patch}")),
                    Err(error) => wrong.push(format!("{error}: {patch}")),
                }
            }
        });
    }
}

#[test]
fn everything_can_be_filled_when_all_is_known() {
    let facts = everything();
    check(|_, words, wrong| {
        for text in words.title.iter().chain(&words.explanation) {
            if fill::fill_prose(text, &facts).is_none() {
                wrong.push(text.clone());
            }
        }
        for fix in &words.fixes {
            for command in &fix.commands {
                if fill::fill_command(&command.run, &facts).is_none() {
                    wrong.push(command.run.clone());
                }
            }
            if fix.patch.as_ref().is_some_and(|patch| fill::fill_patch(patch, &facts).is_none()) {
                wrong.push(format!("the patch of {}", fix.title));
            }
        }
    });
}

#[test]
fn a_renamed_key_of_a_config_map_is_put_back_under_its_real_names() {
    let facts: Facts = [
        ("pod", "checkout-0"),
        ("owner", "deployment/checkout"),
        ("container", "checkout"),
        ("name", "REDIS_ADDR"),
        ("line", "FATAL REDIS_ADDR is empty"),
        ("object_kind", "configmap"),
        ("object", "checkout-config"),
    ]
    .into_iter()
    .collect();
    let words = &all()["config/missing-env"];
    assert_eq!(fill::first_prose(&words.title, &facts).unwrap(), "REDIS_ADDR is missing or empty");
    let fix = words.fixes.iter().find(|fix| facts.fit(&fix.needs, &fix.unless)).unwrap();
    let commands: Vec<_> =
        fix.commands.iter().map(|command| fill::fill_command(&command.run, &facts).unwrap()).collect();
    assert_eq!(
        commands,
        [
            "kubectl get configmap checkout-config -o yaml",
            r#"kubectl patch configmap checkout-config --type merge -p '{"data":{"REDIS_ADDR":"<value of REDIS_ADDR>"}}'"#,
            "kubectl rollout restart deployment/checkout",
        ]
    );
}

#[test]
fn a_probe_on_the_wrong_port_says_both_ports() {
    let facts: Facts = [
        ("owner", "deployment/api"),
        ("container", "api"),
        ("probe_field", "livenessProbe"),
        ("probe_handler", "httpGet"),
        ("probe_port", "8080"),
        ("listen_port", "9090"),
        ("replaced", "15"),
        ("probe_message", "connection refused"),
    ]
    .into_iter()
    .collect();
    let words = &all()["probe/liveness"];
    let explanation = fill::first_prose(&words.explanation, &facts).unwrap();
    assert!(
        explanation.starts_with("The probe asks :8080, the log says it listens on :9090."),
        "{explanation}"
    );
    let fix = words.fixes.iter().find(|fix| facts.fit(&fix.needs, &fix.unless)).unwrap();
    let change = fix.commands.iter().find(|command| !command.reads).unwrap();
    assert_eq!(
        fill::fill_command(&change.run, &facts).unwrap(),
        r#"kubectl patch deployment/api --type=strategic -p '{"spec":{"template":{"spec":{"containers":[{"name":"api","livenessProbe":{"httpGet":{"port":9090}}}]}}}}'"#
    );
}

/// Checks what stands after `-p`, if anything does; what is left to look up outside JSON strings counts as a number.
fn patch_is_json(command: &str) -> Result<(), String> {
    let Some((_, after)) = command.split_once(" -p '") else { return Ok(()) };
    let json = after.strip_suffix('\'').ok_or("the patch must stand last, in single quotes")?;
    let mut bare = String::new();
    let mut in_string = false;
    let mut in_hint = false;
    for character in json.chars() {
        match character {
            '"' => in_string = !in_string,
            '<' if !in_string => in_hint = true,
            '>' if in_hint => {
                in_hint = false;
                bare.push('0');
                continue;
            }
            _ => {}
        }
        if !in_hint {
            bare.push(character);
        }
    }
    serde_json::from_str::<serde_json::Value>(&bare).map(drop).map_err(|error| error.to_string())
}
