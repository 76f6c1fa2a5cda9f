//! Secrets in a paste are found, and nothing that is shared shows them; what only looks like one stays readable.

use std::fmt::Write as _;
use unloop::report::text::Colour;
use unloop::{Diagnosis, diagnose, redact, report};
use unloop_tests::cases;
use unloop_tests::secrets::{self, Planted};

/// A line amid others, as a log holds it.
fn log(line: &str) -> String {
    format!("$ kubectl logs api-0 -n prod --previous\nstarting\n{line}\nexit status 1\n")
}

/// The first piece of a secret that a text shows, beside the names that stand for secrets.
fn leak<'a>(text: &str, answer: &Diagnosis, secret: &'a str) -> Option<&'a str> {
    let mut text = text.to_owned();
    for known in &answer.secrets {
        text = text.replace(&known.alias, "");
    }
    secrets::piece_in(&text, secret)
}

#[test]
fn secrets_of_every_kind_are_masked() {
    let (planted, _) = secrets::lines();
    let mut missed = String::new();
    for Planted { kind, secret, line } in &planted {
        let paste = log(line);
        let answer = diagnose(&paste);
        if let Some(piece) = leak(&redact(&paste, &answer), &answer, secret) {
            let _ = writeln!(missed, "{kind}: {line}\n    shows {piece}");
        }
    }
    let kinds: std::collections::BTreeSet<_> = planted.iter().map(|one| &one.kind).collect();
    let found = planted.len() - missed.matches("\n    shows ").count();
    println!("{found} of {} secrets of {} kinds are masked\n{missed}", planted.len(), kinds.len());
    assert!(found as f64 >= 0.98 * planted.len() as f64, "\n{missed}");
}

#[test]
fn what_only_looks_like_a_secret_is_left_alone() {
    let (_, others) = secrets::lines();
    let mut wrong = Vec::new();
    for line in &others {
        let paste = log(line);
        let masked = redact(&paste, &diagnose(&paste));
        if masked != paste {
            wrong.push(masked.lines().nth(2).unwrap_or_default().to_owned());
        }
    }
    println!("{} of {} lines without a secret are masked: {wrong:#?}", wrong.len(), others.len());
    assert!(wrong.len() as f64 <= 0.02 * others.len() as f64, "{wrong:#?}");
}

#[test]
fn a_password_that_is_a_plain_word_hides_no_name() {
    let paste = "Name: pg-scratch-0\nNamespace: data\nContainers:\n  pg-scratch:\n    Last State: Terminated\n      Reason: OOMKilled\n      Exit Code: 137\n    Environment:\n      POSTGRES_PASSWORD:  scratch\n";
    let shown = report::text::render(&diagnose(paste), Colour::Never);
    assert!(shown.contains("pg-scratch-0"), "{shown}");
    assert!(!shown.contains("<password-1>-0"), "{shown}");
}

/// Every form of a diagnosis that people share.
fn shared(paste: &str, answer: &Diagnosis) -> [(&'static str, String); 5] {
    [
        ("the masked paste", redact(paste, answer)),
        ("text", report::text::render(answer, Colour::Never)),
        ("Markdown", report::markdown::render(answer)),
        ("SARIF", report::sarif::render(answer)),
        ("what each part was read as", report::reading::render(answer)),
    ]
}

#[test]
fn nothing_that_is_shared_shows_a_piece_of_a_secret() {
    let (planted, _) = secrets::lines();
    let cases = cases::all();
    let mut leaks = String::new();
    for (one, case) in planted.iter().zip(cases.iter().cycle()) {
        // Where the log of a case ends, there a secret is likeliest to be quoted.
        let paste = format!("{}\n{}\n", case.paste.trim_end(), one.line);
        let answer = diagnose(&paste);
        let is_found = leak(&redact(&paste, &answer), &answer, &one.secret).is_none();
        for (form, text) in shared(&paste, &answer) {
            if let Some(piece) = leak(&text, &answer, &one.secret).filter(|_| is_found) {
                let _ = writeln!(leaks, "{form} of {} with {}: {piece}", case.name, one.line);
            }
        }
    }
    assert!(leaks.is_empty(), "\n{leaks}");
}
