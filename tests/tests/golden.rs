//! Every golden case gets the answer that its folder asks for.

use std::fmt::Write as _;
use std::fs;
use unloop::report::text::{self, Colour};
use unloop_tests::cases;

#[test]
fn every_case_gets_its_answer() {
    let cases = cases::all();
    assert!(cases.len() >= 50, "only {} cases were found", cases.len());
    let mut report = String::new();
    for case in &cases {
        let wrong = case.expect.differences(&unloop::diagnose(&case.paste));
        match (&case.expect.gap, wrong.is_empty()) {
            (None, false) => {
                let _ = writeln!(report, "\n{}", case.name);
                for line in wrong {
                    let _ = writeln!(report, "    {line}");
                }
            }
            (Some(gap), true) => {
                let _ = writeln!(report, "\n{} passes now: take its gap away ({gap})", case.name);
            }
            _ => {}
        }
    }
    if !report.is_empty() {
        panic!("\n{report}");
    }
}

/// What a person reads stands beside the paste, to the letter. `UNLOOP_UPDATE=1` writes it anew; what has changed is
/// then to be read before it is committed.
#[test]
fn every_answer_reads_as_it_was_reviewed() {
    let is_update = std::env::var_os("UNLOOP_UPDATE").is_some();
    let mut report = String::new();
    for case in cases::all() {
        let file = cases::folder().join(&case.name).join("answer.txt");
        let answer = text::render(&unloop::diagnose(&case.paste), Colour::Never);
        if is_update {
            fs::write(&file, &answer).unwrap();
            continue;
        }
        let reviewed = fs::read_to_string(&file).unwrap_or_default().replace('\r', "");
        if reviewed != answer {
            let mut lines = reviewed.lines().chain([""]).zip(answer.lines().chain([""]));
            let (was, is) = lines.find(|(was, is)| was != is).unwrap_or_default();
            let _ = writeln!(report, "\n{}\n  - {was}\n  + {is}", case.name);
        }
    }
    assert!(
        report.is_empty(),
        "{report}\nIs it better so? Then UNLOOP_UPDATE=1 cargo test -p unloop-tests --test golden"
    );
}

#[test]
fn a_case_stands_in_the_folder_of_its_cause() {
    for case in cases::all() {
        let folder = case.name.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let wanted = match &case.expect.cause {
            Some(cause) if case.expect.verdict == "failing" => cause.clone(),
            _ => format!("verdict/{}", case.expect.verdict),
        };
        assert_eq!(folder, wanted, "{}", case.name);
    }
}

/// So many cases in which it is the cause, and so many in which it only looks so, must each cause have at least.
const FOR: usize = 3;
const AGAINST: usize = 2;

#[test]
fn every_cause_is_tried_from_both_sides() {
    let cases: Vec<_> = cases::all().into_iter().filter(|case| case.expect.gap.is_none()).collect();
    let mut lacking = Vec::new();
    for cause in unloop_tests::house::causes() {
        let count =
            |is: &dyn Fn(&cases::Expect) -> bool| cases.iter().filter(|case| is(&case.expect)).count();
        let supports =
            count(&|expect| expect.cause.iter().chain(&expect.also).any(|named| *named == cause.id));
        let against = count(&|expect| expect.not_causes.contains(&cause.id));
        if supports < FOR || against < AGAINST {
            lacking.push(format!("{}: {supports} cases for it, {against} against it", cause.id));
        }
    }
    assert!(lacking.is_empty(), "\n{}", lacking.join("\n"));
}
