//! Every golden case gets the answer that its folder asks for.

use std::collections::BTreeSet;
use std::fmt::Write as _;
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

#[test]
fn every_cause_has_a_case() {
    let have: BTreeSet<_> = cases::all().into_iter().filter_map(|case| case.expect.cause).collect();
    let missing: Vec<_> =
        unloop_tests::house::causes().into_iter().filter(|cause| !have.contains(&cause.id)).collect();
    assert!(missing.is_empty(), "causes without a golden case: {missing:?}");
}
