//! The published schemas say what the engine takes and gives.

#![expect(clippy::panic, reason = "a test says so when something is not as it must be")]

use jsonschema::Validator;
use serde_json::{Value, json};
use std::fs;
use unloop::{Rules, diagnose, schema};
use unloop_tests::{cases, house};

/// Everything in which a value breaks a schema.
fn problems(validator: &Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

#[test]
fn the_files_are_what_the_types_say() {
    for (name, schema) in [("rules", schema::rules()), ("diagnosis", schema::diagnosis())] {
        let file = house::root().join(format!("core/schema/{name}.json"));
        let stored: Value =
            serde_json::from_str(&fs::read_to_string(&file).unwrap_or_default()).unwrap_or_default();
        assert!(
            stored == schema,
            "{} is out of date: cargo run -p unloop --features schema --example schema",
            file.display()
        );
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        jsonschema::draft202012::meta::validate(&schema).unwrap();
    }
}

#[test]
fn the_types_of_the_npm_package_are_those_of_the_engine() {
    let file = house::root().join("core/npm/js/types.d.ts");
    assert!(
        fs::read_to_string(&file).unwrap_or_default() == schema::declarations(),
        "{} is out of date: cargo run -p unloop --features schema --example schema",
        file.display()
    );
}

#[test]
fn every_file_of_our_own_signatures_is_a_rule_file() {
    let validator = jsonschema::validator_for(&schema::rules()).unwrap();
    let files = house::files(&house::root().join("core/knowledge/logs"), "yaml");
    assert!(files.len() > 50, "only {} files were found", files.len());
    for path in files {
        let wrong = problems(&validator, &yaml(&fs::read_to_string(&path).unwrap()));
        assert!(wrong.is_empty(), "{}: {wrong:?}", path.display());
    }
}

const CAUSE: &str = "\
technology: Billing
causes:
- id: billing/ledger-closed
  title: ['The ledger {name} is closed', A ledger is closed]
  meaning: Billing books into a ledger that nobody has opened.
  explanation: Somebody has to open the ledger.
  fixes:
  - title: Open it
    needs: [name]
    commands:
    - run: kubectl exec deploy/bank{-n} -- ledger open {name}
      undo: kubectl exec deploy/bank{-n} -- ledger close {name}
  next:
  - run: kubectl get configmap ledgers{-n} -o yaml
    why: lists the open ledgers
    if_so: Open it.
    if_not: Restart billing.
  confused_with:
  - {id: dependency/not-ready, tell_apart: There the bank does not answer.}
  runbook: https://wiki.example.com/ledger
signatures:
";
const LINE: &str = "\
- id: billing/closed
  cause: billing/ledger-closed
  match: 'ledger (?<name>\\w+) is closed'
  strength: decisive
  in: any
  when: boot
  why: names the ledger
  hits: [FATAL ledger q3 is closed]
  misses: [INFO ledger q3 was closed]
- id: billing/started
  role: ready
  match: [billing is up, billing has started]
  hits: [billing is up]
";

#[test]
fn the_schema_and_the_engine_agree_on_what_a_rule_file_is() {
    let validator = jsonschema::validator_for(&schema::rules()).unwrap();
    let good = format!("{CAUSE}{LINE}");
    let changed = |old: &str, new: &str| {
        assert!(good.contains(old), "{old:?}");
        good.replacen(old, new, 1)
    };
    let empty = "technology: x\n".to_owned();
    let examples = [
        ("a whole file", true, good.clone()),
        ("causes alone", true, CAUSE.replace("signatures:\n", "").replace("{name}", "x")),
        (
            "a title of one text",
            true,
            changed("['The ledger {name} is closed', A ledger is closed]", "Closed"),
        ),
        (
            "several patterns",
            true,
            changed("'ledger (?<name>\\w+) is closed'", "['r (?<name>\\w+) is closed']"),
        ),
        ("no technology", false, changed("technology: Billing\n", "")),
        ("a field that is not known", false, changed("  strength:", "  strenght:")),
        ("a field at the top that is not known", false, changed("causes:", "reasons:")),
        (
            "a cause without a meaning",
            false,
            changed("  meaning: Billing books into a ledger that nobody has opened.\n", ""),
        ),
        ("a strength that is not known", false, changed("decisive", "certain")),
        ("a place that is not known", false, changed("in: any", "in: space")),
        (
            "a title that is no text",
            false,
            changed("['The ledger {name} is closed', A ledger is closed]", "{a: b}"),
        ),
        ("a signature without a cause", false, changed("  cause: billing/ledger-closed\n", "")),
        ("a signature without a reason", false, changed("  why: names the ledger\n", "")),
        (
            "a signature without a counter-example",
            false,
            changed("  misses: [INFO ledger q3 was closed]\n", ""),
        ),
        ("a signature without an example", false, changed("  hits: [billing is up]\n", "")),
        ("an empty list of examples", false, changed("hits: [billing is up]", "hits: []")),
        ("a cause where none belongs", false, changed("role: ready", "role: ready\n  cause: config/invalid")),
        ("an id with capitals", false, changed("billing/closed", "Billing/closed")),
        ("a step without its outcomes", false, changed("    if_not: Restart billing.\n", "")),
        ("a list in place of a mapping", false, "- a\n- b\n".to_owned()),
    ];
    for (name, fits, text) in examples {
        let told = Rules::parse(&text, name).map_err(|error| error.to_string()).err();
        assert_eq!(told.is_none(), fits, "{name}: the engine says {told:?}");
        let wrong = problems(&validator, &yaml(&text));
        assert_eq!(wrong.is_empty(), fits, "{name}: the schema says {wrong:?}");
    }
    // Only the engine knows that such a file is of no use.
    assert!(Rules::parse(&empty, "f").is_err());
}

/// The page for people who write rules shows a file that works.
#[test]
fn the_file_in_the_documents_is_one() {
    let page = fs::read_to_string(house::root().join("docs/rules.md")).unwrap();
    let (_, file) = page.split_once("```yaml\n").unwrap();
    let (file, rest) = file.split_once("```\n").unwrap();
    let validator = jsonschema::validator_for(&schema::rules()).unwrap();
    assert_eq!(problems(&validator, &yaml(file)), Vec::<String>::new());
    let rules = Rules::parse(file, "docs/rules.md").unwrap();
    let (_, line) = rest.split_once("```text\n").unwrap();
    let (line, _) = line.split_once("```\n").unwrap();
    let answer = unloop::diagnose_with(line, &rules);
    let first = answer.causes.first().unwrap();
    assert!(rest.contains(&format!("`{}`", first.id)) && rest.contains(&first.title), "{first:?}");
    let shut = file.replace("  cause: billing/ledger-closed", "  cause: billing/ledger-shut");
    let refused = Rules::parse(&shut, "billing.yaml").unwrap_err().to_string();
    assert!(rest.contains(&format!("unloop: {refused}\n")), "{refused}");
    for (number, unit) in [
        (Rules::LARGEST >> 20, " MiB"),
        (Rules::MOST_CAUSES, " causes"),
        (Rules::LONGEST_PATTERN, " characters"),
        (Rules::LARGEST_PATTERN >> 10, " KiB"),
        (Rules::MOST_SIGNATURES, " signatures"),
    ] {
        assert!(rest.contains(&format!("{number}{unit}")), "{number}{unit}");
    }
}

#[test]
fn every_answer_has_the_published_shape() {
    let validator = jsonschema::validator_for(&schema::diagnosis()).unwrap();
    let mut pastes: Vec<(String, String)> =
        cases::all().into_iter().map(|case| (case.name, case.paste)).collect();
    assert!(pastes.len() >= 50, "only {} cases were found", pastes.len());
    pastes.push(("nothing".to_owned(), String::new()));
    for (name, paste) in pastes {
        let wrong = problems(&validator, &serde_json::to_value(diagnose(&paste)).unwrap());
        assert!(wrong.is_empty(), "{name}: {wrong:?}");
    }
}

/// A schema that takes anything would say nothing.
#[test]
fn what_is_no_answer_is_refused() {
    let validator = jsonschema::validator_for(&schema::diagnosis()).unwrap();
    let answer = serde_json::to_value(diagnose("Exit Code: 137")).unwrap();
    assert_eq!(problems(&validator, &answer), Vec::<String>::new());
    for (field, value) in
        [("verdict", json!("fine")), ("schema", json!("1")), ("causes", Value::Null), ("summary", json!(3))]
    {
        let mut changed = answer.clone();
        changed[field] = value;
        assert!(!problems(&validator, &changed).is_empty(), "{field}");
        let mut without = answer.clone();
        without.as_object_mut().unwrap().remove(field);
        assert!(!problems(&validator, &without).is_empty(), "without {field}");
    }
}
