//! The command line, run as people run it.

#![expect(clippy::unwrap_used, reason = "a test says so when something is not as it must be")]

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

const STATE: &str = "\
Name:             cart-5b9d7c8f6-x2k9q
Namespace:        shop
Containers:
  cart:
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       Error
      Exit Code:    1
    Ready:          False
    Restart Count:  4
";
const LOG: &str = "2026-11-19T10:11:41Z FATAL required environment variable CART_DSN is not set\n";

fn start(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_unloop"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn run(arguments: &[&str], input: &str) -> Output {
    let mut child = start(arguments);
    // A run that ends on bad usage reads no input.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// A file of this test run, by a name that no other test uses.
fn file(name: &str, content: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

fn json(output: &Output) -> Value {
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn standard_input_is_read() {
    let output = run(&[], LOG);
    assert!(output.status.success());
    assert!(text(&output.stdout).contains("CART_DSN"), "{}", text(&output.stdout));
    assert_eq!(text(&output.stderr), "");
}

#[test]
fn a_dash_is_standard_input() {
    let state = file("dash.txt", STATE);
    let answer = json(&run(&["--json", &state, "-"], LOG));
    assert_eq!(answer["causes"][0]["id"], "config/missing-env");
    assert_eq!(answer["causes"][0]["pod"], "shop/cart-5b9d7c8f6-x2k9q");
}

#[test]
fn several_files_are_one_paste() {
    // The first does not end in a line end: it still ends a line.
    let (state, log) = (file("state.txt", STATE.trim_end()), file("log.txt", LOG));
    let answer = json(&run(&["--json", &state, &log], ""));
    assert_eq!(answer["causes"][0]["id"], "config/missing-env");
    assert_eq!(answer["causes"][0]["container"], "cart");
    assert_eq!(answer["exit_codes"][0]["code"], 1);
}

#[test]
fn the_order_of_files_does_not_matter() {
    let (state, log) = (file("order-state.txt", STATE), file("order-log.txt", LOG));
    let cause = |files: &[&str]| {
        let answer = json(&run(&[&["--json"], files].concat(), ""));
        let first = &answer["causes"][0];
        (first["id"].clone(), first["container"].clone(), first["title"].clone())
    };
    assert_eq!(cause(&[&state, &log]), cause(&[&log, &state]));
}

/// The fields of every part of the public shape, with the JSON type of each.
const SHAPE: &[(&str, &str)] = &[
    (
        "",
        "schema:number verdict:string summary:string causes:array exit_codes:array pods:array timeline:array artifacts:array secrets:array next:array",
    ),
    (
        "/causes/0",
        "id:string family:string title:string confidence:number pod:string container:string explanation:string evidence:array fixes:array next:array prevention:array",
    ),
    (
        "/causes/0/evidence/0",
        "quote:string start:number end:number line:number artifact:number for:bool why:string",
    ),
    ("/causes/0/fixes/0", "title:string commands:array"),
    ("/causes/0/fixes/0/commands/0", "run:string effect:string"),
    ("/causes/0/next/0", "run:string why:string if_so:string if_not:string"),
    ("/exit_codes/0", "container:string code:number name:string meaning:string sender:string"),
    ("/pods/0", "name:string namespace:string containers:array"),
    (
        "/pods/0/containers/0",
        "name:string kind:string state:string last_state:string ready:bool restarts:number probes:array",
    ),
    ("/artifacts/0", "kind:string start:number end:number label:string"),
];

#[test]
fn json_has_the_public_shape() {
    let answer = json(&run(&["--json"], &format!("{STATE}\n$ kubectl logs cart-5b9d7c8f6-x2k9q -p\n{LOG}")));
    for (place, fields) in SHAPE {
        let object = answer.pointer(place).unwrap_or(&Value::Null);
        for (name, kind) in fields.split(' ').filter_map(|field| field.split_once(':')) {
            let is = match &object[name] {
                Value::Null => "missing",
                Value::Bool(_) => "bool",
                Value::Number(_) => "number",
                Value::String(_) => "string",
                Value::Array(_) => "array",
                Value::Object(_) => "object",
            };
            assert_eq!(is, kind, "{place}/{name} in {answer:#}");
        }
    }
    assert_eq!(answer["schema"], 1);
}

#[test]
fn empty_lists_stay() {
    let answer = json(&run(&["--json"], ""));
    assert_eq!(answer["verdict"], "insufficient");
    for list in ["causes", "exit_codes", "pods", "timeline", "artifacts", "secrets"] {
        assert_eq!(answer[list], Value::Array(Vec::new()), "{list}");
    }
    assert!(answer["next"].as_array().is_some_and(|next| !next.is_empty()), "{answer:#}");
}

#[test]
fn markdown_is_for_tickets() {
    let output = run(&["--markdown"], LOG);
    assert!(output.status.success());
    let markdown = text(&output.stdout);
    assert!(markdown.lines().any(|line| line.starts_with('#') || line.starts_with("**")), "{markdown}");
    assert!(markdown.contains("CART") && markdown.contains('`'), "{markdown}");
    assert!(!markdown.contains('\u{1b}'));
}

#[test]
fn sarif_is_for_tools() {
    let log = json(&run(&["--sarif"], LOG));
    assert_eq!(log["version"], "2.1.0");
    assert!(log["runs"][0]["results"].as_array().is_some_and(|results| !results.is_empty()), "{log:#}");
}

#[test]
fn the_last_form_wins() {
    let output = run(&["--markdown", "--json"], LOG);
    assert!(serde_json::from_slice::<Value>(&output.stdout).is_ok());
}

#[test]
fn the_status_can_tell_the_verdict() {
    let healthy = "NAME     READY   STATUS    RESTARTS   AGE\ncart-0   1/1     Running   0          3d\n";
    let recovered = STATE
        .replace("Waiting\n      Reason:       CrashLoopBackOff", "Running")
        .replace("Ready:          False", "Ready:          True");
    for (paste, status) in [(LOG, 3), ("", 5), (&recovered, 4), (healthy, 0)] {
        let verdict = json(&run(&["--json"], paste))["verdict"].clone();
        assert_eq!(run(&["--exit-code"], paste).status.code(), Some(status), "{verdict} of {paste}");
    }
    assert_eq!(run(&["--exit-code", "no-such-file.txt"], "").status.code(), Some(1));
}

#[test]
fn an_unknown_option_is_bad_usage() {
    let output = run(&["--jsn"], LOG);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(text(&output.stdout), "");
    let complaint = text(&output.stderr);
    assert_eq!(complaint.lines().count(), 1, "{complaint}");
    assert!(complaint.contains("--jsn") && complaint.contains("--help"), "{complaint}");
}

#[test]
fn an_unreadable_file_is_named() {
    let path = "no-such-file.txt";
    let output = run(&["--json", path], "");
    assert_eq!(output.status.code(), Some(1), "{path}");
    assert_eq!(text(&output.stdout), "");
    let complaint = text(&output.stderr);
    assert_eq!(complaint.lines().count(), 1, "{complaint}");
    assert!(complaint.contains(path), "{complaint}");
}

#[test]
fn a_file_may_be_named_like_an_option() {
    let output = run(&["--", "--json"], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("--json"));
}

#[test]
fn a_pipe_gets_no_colour() {
    let output = run(&[], &format!("{STATE}\n\u{1b}[31m{LOG}\u{1b}[0m"));
    assert!(!text(&output.stdout).contains('\u{1b}'), "{}", text(&output.stdout));
}

#[test]
fn bytes_that_are_no_text_are_read() {
    let mut child = start(&["--json"]);
    child.stdin.take().unwrap().write_all(b"\xff\xfe\x00exit code 139 \xe2\x82").unwrap();
    let answer = json(&child.wait_with_output().unwrap());
    assert_eq!(answer["schema"], 1);
}

#[test]
fn a_reader_that_goes_away_is_no_problem() {
    let mut child = start(&["--json"]);
    child.stdout = None;
    child.stdin.take().unwrap().write_all(STATE.repeat(200).as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert_eq!(text(&output.stderr), "");
}

#[test]
fn help_and_version_are_told() {
    let help = run(&["--help"], "");
    assert!(help.status.success());
    for option in ["--json", "--markdown", "--sarif", "--help", "--version"] {
        assert!(text(&help.stdout).contains(option), "{option}");
    }
    let version = run(&["--version"], "");
    assert_eq!(text(&version.stdout).trim(), concat!("unloop ", env!("CARGO_PKG_VERSION")));
}

#[test]
fn the_schemas_are_told() {
    for (option, field) in [("--schema", "verdict"), ("--rules-schema", "signatures")] {
        let schema = json(&run(&[option], ""));
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert!(schema["properties"].get(field).is_some(), "{option}");
    }
}

#[test]
fn redact_prints_the_paste_without_its_secrets() {
    let output = run(&["--redact"], "CART_PASSWORD=Quiet-4-Owls\nFATAL no route to db\n");
    assert!(output.status.success());
    assert_eq!(text(&output.stdout), "CART_PASSWORD=<password-1>\nFATAL no route to db\n");
}

const RULES: &str = "\
technology: Cart
causes:
- id: cart/shelf-empty
  title: 'The shelf {name|name of the shelf} is empty'
  meaning: Cart does not start without goods.
  runbook: https://wiki.example.com/cart/shelf
signatures:
- id: cart/shelf-empty
  cause: cart/shelf-empty
  match: 'shelf (?<name>\\w+) holds nothing'
  strength: decisive
  why: names the shelf
  hits: ['shelf B7 holds nothing']
  misses: ['shelf B7 holds nothing new']
";

#[test]
fn rules_of_ones_own_come_with_their_runbook() {
    let rules = RULES.replace("nothing'\n  strength", "nothing$'\n  strength");
    let rules = file("rules.yaml", &rules);
    let log = "2026-11-19T10:11:41Z FATAL shelf B7 holds nothing\n";
    let told = run(&["--rules", &rules], log);
    assert!(text(&told.stdout).contains("1. The shelf B7 is empty (cart/shelf-empty"), "{told:?}");
    assert!(text(&told.stdout).contains("Runbook: https://wiki.example.com/cart/shelf\n"), "{told:?}");
    let told = run(&["--markdown", "--rules", &rules], log);
    assert!(text(&told.stdout).contains("Runbook: <https://wiki.example.com/cart/shelf>\n"), "{told:?}");
}

#[test]
fn a_bad_rule_file_is_refused_with_the_place() {
    let rules = file("bad-rules.yaml", RULES);
    let output = run(&["--rules", &rules], LOG);
    let problem = "signatures[0].misses[0]: the pattern matches `shelf B7 holds nothing new`";
    assert_eq!(text(&output.stderr), format!("unloop: {rules}:14: {problem}\n"));
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn folders_and_archives_are_opened_and_paths_say_whose_log_it_is() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("dump");
    let logs = folder.join("pods/logs/shop/cart-5b9d7c8f6-x2k9q");
    fs::create_dir_all(&logs).unwrap();
    fs::write(folder.join("describe.txt"), STATE).unwrap();
    fs::write(folder.join("core"), b"\x7fELF\0\0\0").unwrap();
    let packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    let mut packed = packed;
    packed.write_all(LOG.as_bytes()).unwrap();
    fs::write(logs.join("cart-previous.log.gz"), packed.finish().unwrap()).unwrap();

    let output = run(&["--json", folder.to_str().unwrap()], "");
    let answer = json(&output);
    let first = &answer["causes"][0];
    assert_eq!((&first["id"], &first["container"]), (&"config/missing-env".into(), &"cart".into()));
    let evidence = first["evidence"].as_array().unwrap();
    let input = evidence.iter().find(|one| one["quote"].as_str().unwrap().contains("CART_DSN")).unwrap();
    let name = answer["inputs"][input["input"].as_u64().unwrap() as usize]["name"].as_str().unwrap();
    assert!(name.ends_with("cart-previous.log") && input["line"] == 1, "{name}: {input}");
    assert!(text(&output.stderr).contains("dump/core (no text)"), "{}", text(&output.stderr));
}

/// Titles, colours, a cursor that moves, letters that run backwards.
const STEERING: &str = "\u{1b}]0;owned\u{7}\u{1b}[31mFATAL\u{1b}[0m required environment variable CART\u{202e}_DSN\u{9b}2J is not set\r\n";

#[test]
fn nothing_steers_the_terminal_in_any_form() {
    for form in ["", "--json", "--markdown", "--sarif", "--explain-reading", "--redact"] {
        let arguments: Vec<&str> = form.split_whitespace().collect();
        let output = run(&arguments, STEERING);
        assert!(output.status.success(), "{form}");
        let steers = |letter: char| letter.is_control() && letter != '\n' || letter == '\u{202e}';
        assert!(!text(&output.stdout).contains(steers), "{form}: {:?}", text(&output.stdout));
    }
    let redacted = run(&["--redact"], STEERING);
    assert_eq!(text(&redacted.stdout), "FATAL required environment variable CART\u{fffd}_DSN is not set\n");
    let missing = run(&["no\u{1b}[2Jfile"], "");
    assert!(!text(&missing.stderr).contains('\u{1b}'), "{:?}", text(&missing.stderr));
}
