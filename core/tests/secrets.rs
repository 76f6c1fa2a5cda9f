//! What is a secret and what only looks like one; and that no secret is shown.

#![expect(
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "a test says so when something is not as it must be"
)]

use std::collections::BTreeSet;
use unloop::report::{markdown, text};
use unloop::{diagnose, redact};

/// A text whose secrets stand between `⟦` and `⟧`, and their kind.
struct Case {
    kind: &'static str,
    marked: String,
}

/// The cases: blocks parted by `====`, each headed by a kind.
fn cases() -> Vec<Case> {
    include_str!("secrets/secrets.txt")
        .split("====\n")
        .filter(|block| !block.trim().is_empty())
        .map(|block| {
            let (kind, marked) = block.split_once('\n').unwrap();
            // Written in two pieces, so that no scanner takes the examples for leaked keys.
            Case { kind, marked: marked.replace("~~", "") }
        })
        .collect()
}

impl Case {
    fn paste(&self) -> String {
        self.marked.replace(['⟦', '⟧'], "")
    }

    fn planted(&self) -> Vec<&str> {
        self.marked.split('⟦').skip(1).map(|rest| rest.split('⟧').next().unwrap()).collect()
    }
}

#[test]
fn every_secret_is_found_with_just_its_characters() {
    let mut wrong = Vec::new();
    for case in cases() {
        let paste = case.paste();
        let secrets = diagnose(&paste).secrets;
        let found: Vec<&str> = secrets.iter().map(|secret| &paste[secret.start..secret.end]).collect();
        if found != case.planted() || secrets.iter().any(|secret| secret.kind != case.kind) {
            wrong.push(format!(
                "{} {:?}\n   found {found:?} {:?}",
                case.kind,
                case.marked,
                secrets.first().map(|s| &s.kind)
            ));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_table_is_broad() {
    let cases = cases();
    let kinds: BTreeSet<_> = cases.iter().map(|case| case.kind).collect();
    assert!(cases.len() >= 60 && kinds.len() >= 20, "{} cases of {} kinds", cases.len(), kinds.len());
    assert!(look_alikes().len() >= 60, "{} look-alikes", look_alikes().len());
}

fn look_alikes() -> Vec<&'static str> {
    include_str!("secrets/look-alikes.txt").lines().filter(|line| !line.is_empty()).collect()
}

#[test]
fn look_alikes_are_left_alone() {
    let mut wrong = Vec::new();
    for line in look_alikes() {
        for secret in diagnose(line).secrets {
            wrong.push(format!("{line}\n   {}: {}", secret.kind, &line[secret.start..secret.end]));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// No piece of six bytes of a planted secret is left.
#[track_caller]
fn shows_nothing_of(shown: &str, planted: &[&str], form: &str) {
    // Our own sentences speak of changes.
    for secret in planted.iter().filter(|secret| **secret != "changeme") {
        for piece in secret.as_bytes().windows(6).filter_map(|piece| std::str::from_utf8(piece).ok()) {
            assert!(!shown.contains(piece), "{form} shows {piece:?} of {secret:?}:\n{shown}");
        }
    }
}

#[test]
fn nothing_of_a_secret_is_shown() {
    for case in cases() {
        // The line that holds the secret is also the last thing that the program said.
        let first = case.paste();
        let joined = first.replace('\n', " ");
        for paste in [
            first.clone(),
            format!("FATAL cannot connect to db.shop:5432: connection refused {joined}\nexit code 1\n"),
            format!("{first}\npanic: required setting is missing: {joined}\n"),
        ] {
            let diagnosis = diagnose(&paste);
            let planted: Vec<&str> = case
                .planted()
                .into_iter()
                .filter(|planted| diagnosis.secrets.iter().any(|s| &paste[s.start..s.end] == *planted))
                .collect();
            // An alias names the kind: `<github-token-1>`.
            let bare = |shown: String| {
                diagnosis.secrets.iter().fold(shown, |shown, s| shown.replace(&format!("<{}>", s.alias), ""))
            };
            shows_nothing_of(&bare(redact(&paste, &diagnosis)), &planted, "the masked paste");
            shows_nothing_of(
                &bare(markdown::render(&diagnosis).replace("\\<", "<").replace("\\>", ">")),
                &planted,
                "Markdown",
            );
            shows_nothing_of(&bare(text::render(&diagnosis, text::Colour::Never)), &planted, "the text");
            let mut sentences = diagnosis.clone();
            sentences.causes.iter_mut().for_each(|cause| cause.evidence.clear());
            sentences.secrets.clear();
            shows_nothing_of(&bare(serde_json::to_string(&sentences).unwrap()), &planted, "a sentence");
        }
    }
}

#[test]
fn a_secret_in_the_decisive_line_is_masked_where_it_is_shown() {
    let paste = "FATAL: could not connect to postgres://cart:Tr0ub4dor-and-3@db.shop.svc:5432/cart: connection refused\n";
    let diagnosis = diagnose(paste);
    assert!(!diagnosis.causes.is_empty());
    let shown = markdown::render(&diagnosis);
    assert!(shown.contains("db.shop.svc"), "{shown}");
    shows_nothing_of(&shown, &["Tr0ub4dor-and-3"], "Markdown");
    // JSON is for programs that paint the paste: its quotes stay true.
    assert!(diagnosis.causes[0].evidence.iter().any(|evidence| evidence.quote.contains("Tr0ub4dor-and-3")));
}

#[test]
fn equal_values_have_equal_aliases() {
    let paste =
        "A_PASSWORD=first-Pw-1\nB_PASSWORD=other-Pw-2\nC_PASSWORD=first-Pw-1\nlogin with first-Pw-1 failed\n";
    assert_eq!(
        redact(paste, &diagnose(paste)),
        "A_PASSWORD=<password-1>\nB_PASSWORD=<password-2>\nC_PASSWORD=<password-1>\nlogin with <password-1> failed\n"
    );
}

#[test]
fn a_masked_paste_has_nothing_left_to_mask() {
    for case in cases() {
        let masked = redact(&case.paste(), &diagnose(&case.paste()));
        assert_eq!(diagnose(&masked).secrets, [], "{masked}");
    }
}

#[test]
fn a_key_of_which_only_the_heading_was_copied_is_no_secret() {
    for paste in ["-----BEGIN PRIVATE KEY-----\n", "cannot read -----BEGIN RSA PRIVATE KEY-----"] {
        assert_eq!(diagnose(paste).secrets, [], "{paste:?}");
    }
}

#[test]
fn a_secret_is_seen_behind_a_line_that_seems_to_go_on() {
    let full = format!("    Container ID:   containerd://{}", "b".repeat(47));
    let secret = format!("AGE-SECRET-{}", "KEY-1EBHDEEABJDDMRP6W7DV7HZXLKTNGD5LBU6V7JVX3QEWEA44QNYKTPVLL7F");
    let paste = format!("{full}\n{secret}\n");
    let masked = redact(&paste, &diagnose(&paste));
    assert!(!masked.contains("KEY-1E"), "{masked}");
}

#[test]
fn a_colour_inside_is_part_of_the_secret() {
    let paste = "DB_PASSWORD=\u{1b}[31mgr33n-Apple\u{1b}[0m\n";
    let secrets = diagnose(paste).secrets;
    assert_eq!(&paste[secrets[0].start..secrets[0].end], "gr33n-Apple");
}

/// Long lines of what nearly is a secret take time in proportion to their length.
#[test]
fn hostile_lines_take_linear_time() {
    for piece in [
        "password=",
        "token=<",
        "dsn=",
        "://a:",
        "://a:b@",
        "password: \"",
        "\\\"token\\\":",
        "-----BEGIN PRIVATE KEY-----",
        "eyJ.",
        "mysql -p",
        "\"kind\":\"Secret\"\"data\":{",
    ] {
        let seconds = |times: usize| {
            let line = piece.repeat(times);
            let start = std::time::Instant::now();
            let _ = diagnose(&line);
            start.elapsed().as_secs_f64()
        };
        let (short, long) = (seconds(2_000), seconds(8_000));
        assert!(long < short * 14.0 + 0.5, "{piece}: {short} s, then {long} s");
    }
}
