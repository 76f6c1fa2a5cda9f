//! Nothing in a paste can steer the terminal or the eye of whoever reads an answer, in any form of it.

use unloop::report::text::Colour;
use unloop::report::{markdown, reading, sarif, text};
use unloop::{Diagnosis, Input, diagnose_all};
use unloop_tests::sound::steers;
use unloop_tests::{cases, commands};

/// What clears screens, sets titles, moves the cursor, turns the direction of writing, hides, or breaks lines.
const HOSTILE: [&str; 16] = [
    "\u{1b}[2J",
    "\u{1b}]0;owned\u{7}",
    "\u{1b}]52;c;b3duZWQ=\u{1b}\\",
    "\u{1b}Pq\u{1b}\\",
    "\u{9b}31m",
    "\u{9d}0;owned\u{9c}",
    "\u{8}\u{8}\u{8}",
    "\u{7f}",
    "\r",
    "\u{202e}",
    "\u{2066}",
    "\u{200f}",
    "\u{61c}",
    "\u{2028}",
    "\u{e0041}",
    "\u{feff}",
];

/// What the page shows as the engine's own words, and what it copies.
fn words(answer: &Diagnosis) -> String {
    let fixes = answer.causes.iter().flat_map(|cause| &cause.fixes);
    let patches = fixes.filter_map(|fix| fix.patch.clone());
    let commands = commands::of(answer).into_iter().map(|command| command.run);
    let titles = answer.causes.iter().flat_map(|cause| [cause.title.clone(), cause.explanation.clone()]);
    let codes = answer.exit_codes.iter().map(|code| code.meaning.clone());
    let all = commands.chain(patches).chain(titles).chain(codes).chain([answer.summary.clone()]);
    all.collect::<Vec<_>>().join("\n")
}

fn forms(answer: &Diagnosis) -> [(&'static str, String); 5] {
    [
        ("words", words(answer)),
        ("text", text::render(answer, Colour::Never)),
        ("markdown", markdown::render(answer)),
        ("reading", reading::render(answer)),
        ("sarif", sarif::render(answer)),
    ]
}

/// In so many words one is hostile, and of all texts made of a paste each word is in one.
const EVERY: usize = 5;

/// Puts hostile characters into the middle of every fifth word, so that names, messages and codes all get some.
fn with_hostile(paste: &str, turn: usize, first: usize) -> String {
    let mut hostile = String::new();
    for (number, word) in paste.split_inclusive([' ', '/', '=', '"']).enumerate() {
        let middle = word.char_indices().map(|(at, _)| at).nth(word.chars().count() / 2).unwrap_or(0);
        let (before, behind) = word.split_at(middle);
        hostile += before;
        if number % EVERY == turn {
            hostile.extend(HOSTILE.get((number / EVERY + first) % HOSTILE.len()).copied());
        }
        hostile += behind;
    }
    hostile
}

#[test]
fn no_form_lets_them_through() {
    let (mut report, mut shown) = (String::new(), 0);
    for (number, case) in cases::all().iter().enumerate() {
        for turn in 0..EVERY {
            let paste = with_hostile(&case.paste, turn, number);
            let name = format!("a{}b.log", HOSTILE[(number + turn) % HOSTILE.len()]);
            let inputs =
                [Input { name: &name, text: &paste }, Input { name: "b.txt", text: "exit code 137\n" }];
            for (form, shape) in forms(&diagnose_all(&inputs)) {
                shown += shape.matches('\u{fffd}').count();
                if let Some(at) = shape.find(steers) {
                    let around: String = shape.get(at..).unwrap_or_default().chars().take(20).collect();
                    report += &format!("{} as {form}: {around:?}\n", case.name);
                }
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
    assert!(shown > 100, "only {shown} were there to be shown");
}

#[test]
fn letters_of_every_language_stay() {
    let line = "FATAL required environment variable GRÖSSE_目錄_مجلد is not set: परीक्षा 👩‍🚀 नमस्ते";
    let answer = unloop::diagnose(line);
    for (form, shape) in forms(&answer) {
        assert!(!shape.contains('\u{fffd}'), "{form}: {shape}");
    }
}
