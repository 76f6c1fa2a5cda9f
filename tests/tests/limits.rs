//! What is too much is left out and said: at the border nothing is, past it the answer says what.

use std::fs;
use std::ops::ControlFlow;
use unloop::diagnosis::Verdict;
use unloop::{Diagnoser, Diagnosis, Rules, diagnose, limits};
use unloop_tests::house;

const MISSING: &str = "FATAL required environment variable SHOP_DSN is not set";

/// The kinds of the limits that an answer says were reached.
fn reached(answer: &Diagnosis) -> Vec<&str> {
    for limit in &answer.limits {
        assert!(limit.what.ends_with('.') && limit.what.len() > 20, "{limit:?}");
    }
    answer.limits.iter().map(|limit| limit.kind.as_str()).collect()
}

/// With `most` of something all is read; with one more, that limit alone is reached. Gives back both answers.
#[track_caller]
fn border(kind: &str, most: usize, paste: impl Fn(usize) -> String) -> (Diagnosis, Diagnosis) {
    let (at, past) = (diagnose(&paste(most)), diagnose(&paste(most + 1)));
    assert_eq!(reached(&at), [""; 0], "at the border");
    assert_eq!(reached(&past), [kind], "past the border");
    (at, past)
}

#[test]
fn the_documented_numbers_are_those_of_the_program() {
    let text = fs::read_to_string(house::root().join("docs/limits.md")).unwrap();
    let rows = text.lines().filter(|line| line.starts_with("| ")).filter_map(|line| line.split('|').nth(2));
    let numbers: Vec<u64> = rows.filter_map(|cell| cell.trim().parse().ok()).collect();
    let files = unloop_unpack::LIMITS;
    let of_a_paste = [
        limits::PASTE,
        limits::SIEVE,
        limits::LINE,
        limits::NESTING,
        limits::ALIASES,
        limits::ALIAS_TEXT,
        limits::CONTAINERS,
        limits::REPORTS,
        limits::FINDINGS,
        limits::QUOTE,
    ];
    let of_rules = [
        Rules::LARGEST,
        Rules::MOST_SIGNATURES,
        Rules::MOST_CAUSES,
        Rules::LONGEST_PATTERN,
        Rules::LARGEST_PATTERN,
    ];
    let of_files = [files.bytes, files.whole, files.unpacked, files.entries.into(), files.depth.into()];
    let wide = |numbers: &[usize]| numbers.iter().map(|number| *number as u64).collect::<Vec<_>>();
    assert_eq!(numbers, [wide(&of_a_paste), of_files.to_vec(), wide(&of_rules)].concat());
}

#[test]
fn a_long_line_is_searched_from_its_beginning() {
    let line = |length: usize| diagnose(&format!("{:.<length$}\n", format!("{MISSING} ")));
    let (at, past) = (line(limits::LINE), line(limits::LINE + 1));
    // The line is too long to be quoted whole in any case.
    assert_eq!((reached(&at), reached(&past)), (vec!["quote"], vec!["line", "quote"]));
    for answer in [at, past] {
        assert_eq!(answer.causes.first().map(|cause| cause.id.as_str()), Some("config/missing-env"));
    }
    let behind = format!("{}{MISSING}\n", ". ".repeat(limits::LINE / 2));
    assert_ne!(diagnose(&behind).causes.first().map(|cause| cause.id.as_str()), Some("config/missing-env"));
}

#[test]
fn nesting_in_json_is_followed_so_far() {
    border("nesting", limits::NESTING, |levels| {
        // Three levels around it: the pod, its spec, the list.
        let inner = levels - 3;
        format!(
            "{{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{{\"name\":\"web-0\"}},\"spec\":{{\"volumes\":[{}{}]}}}}\n",
            "[".repeat(inner),
            "]".repeat(inner)
        )
    });
}

#[test]
fn nesting_in_yaml_is_followed_so_far() {
    border("nesting", limits::NESTING, |levels| {
        let mut text = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web-0\nspec:\n".to_owned();
        for level in 1..levels {
            text += &format!("{:1$}deeper:\n", "", 2 * level);
        }
        text
    });
}

/// A pod in YAML that names one value so often.
fn with_aliases(times: usize) -> String {
    let mut text = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web-0\nspec:\n  containers:\n  - name: &name web\n    \
                    image: registry.example/web:1\n    args:\n"
        .to_owned();
    text += &"    - *name\n".repeat(times);
    text
}

#[test]
fn names_in_yaml_are_followed_so_often() {
    let (at, past) = border("aliases", limits::ALIASES, with_aliases);
    assert_eq!((at.pods.len(), past.pods.len()), (1, 1), "the pod is read all the same");
}

#[test]
fn a_large_yaml_with_names_is_read_without_them() {
    let answer = |size: usize| {
        let mut text = with_aliases(1);
        let comment = "    # a comment that nobody needs, and that makes the text longer\n";
        text += &comment.repeat(size / comment.len());
        text += "    - last\n";
        diagnose(&text)
    };
    assert_eq!(reached(&answer(limits::ALIAS_TEXT - 1000)), [""; 0]);
    assert_eq!(reached(&answer(limits::ALIAS_TEXT)), ["aliases"]);
}

#[test]
fn a_bomb_of_names_is_not_followed() {
    let mut text =
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web-0\n  a0: &a0 [boom, boom, boom]\n".to_owned();
    for level in 1..12 {
        let names = vec![format!("*a{}", level - 1); 9].join(", ");
        text += &format!("  a{level}: &a{level} [{names}]\n");
    }
    let answer = diagnose(&text);
    assert_eq!(reached(&answer), ["aliases"]);
    assert_eq!(answer.pods.first().map(|pod| pod.name.as_str()), Some("web-0"));
}

#[test]
fn so_many_containers_are_read() {
    let object = |number: usize| {
        let containers: Vec<String> =
            (0..number).map(|index| format!("{{\"name\":\"c{index}\",\"image\":\"web:1\"}}")).collect();
        format!(
            "{{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{{\"name\":\"web-0\"}},\"spec\":{{\"containers\":[{}]}}}}\n",
            containers.join(",")
        )
    };
    let described = |number: usize| {
        let container = |index| format!("  c{index}:\n    State:          Running\n");
        let containers: String = (0..number).map(container).collect();
        format!("Name:         web-0\nNamespace:    shop\nContainers:\n{containers}")
    };
    let told_by_events = |number: usize| {
        let event = |index| {
            format!(
                "2m  Warning  BackOff  pod/web-0  Back-off restarting failed container c{index} in pod web-0\n"
            )
        };
        let events: String = (0..number).map(event).collect();
        format!("LAST SEEN   TYPE   REASON   OBJECT   MESSAGE\n{events}")
    };
    let told_by_logs = |number: usize| {
        let log = |index| format!("$ kubectl logs web-0 -c c{index}\nINFO ready\n");
        (0..number).map(log).collect()
    };
    let forms: [&dyn Fn(usize) -> String; 4] = [&object, &described, &told_by_events, &told_by_logs];
    for form in forms {
        let (at, past) = border("containers", limits::CONTAINERS, form);
        for answer in [at, past] {
            assert_eq!(answer.pods.first().map(|pod| pod.containers.len()), Some(limits::CONTAINERS));
        }
    }
}

#[test]
fn so_many_reports_are_taken_from_prose() {
    border("reports", limits::REPORTS, |number| {
        (0..number)
            .map(|index| format!("I saw: Back-off restarting failed container web in pod web-{index}\n"))
            .collect()
    });
}

#[test]
fn so_many_causes_are_listed() {
    let answer = |number: usize| {
        let (mut causes, mut signatures, mut log) = (String::new(), String::new(), String::new());
        for index in 0..number {
            causes += &format!("- {{id: shop/c{index}, title: Shelf {index} is empty, meaning: It is.}}\n");
            signatures += &format!(
                "- {{id: shop/s{index}, cause: shop/c{index}, match: shelf {index} holds nothing, strength: decisive, \
                 why: says so, hits: [shelf {index} holds nothing], misses: [shelf holds nothing]}}\n"
            );
            log += &format!("shelf {index} holds nothing\n");
        }
        let yaml = format!("technology: Shop\ncauses:\n{causes}signatures:\n{signatures}");
        unloop::diagnose_with(&log, &Rules::parse(&yaml, "rules.yaml").unwrap())
    };
    let (at, past) = (answer(limits::FINDINGS), answer(limits::FINDINGS + 1));
    assert_eq!((reached(&at), at.causes.len()), (Vec::new(), limits::FINDINGS));
    assert_eq!((reached(&past), past.causes.len()), (vec!["findings"], limits::FINDINGS));
    assert_eq!(past.limits[0].what, "1 more cause is not listed.");
}

/// Patterns that keep a backtracking matcher busy for ever, on lines that nearly match.
#[test]
fn no_pattern_of_a_rule_file_is_slow() {
    for (pattern, hit, piece) in [
        (r"(?:(?:a+)+)+ is shut", "a is shut", "a"),
        (r"(?:\w|\w\w|\w\w\w)* is shut", "b is shut", "b"),
        (r"(?:.*,){30}c is shut", ",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,c is shut", ","),
        (r"^(?:\s*\S+\s*)+ is shut$", "d is shut", "d "),
        (r"(?:x?){200}x{200} is shut", &format!("{} is shut", "x".repeat(200)), "x"),
    ] {
        let yaml = format!(
            "technology: Shop\nsignatures:\n- id: shop/shut\n  cause: config/invalid\n  match: '{pattern}'\n  \
             strength: decisive\n  why: says so\n  hits: ['{hit}']\n  misses: [the shop is open]\n"
        );
        let rules = Rules::parse(&yaml, "rules.yaml").unwrap();
        let nearly = format!("{}\n", piece.repeat(limits::LINE / piece.len())).repeat(20);
        assert_eq!(unloop::diagnose_with(&nearly, &rules).verdict, Verdict::Insufficient, "{pattern}");
    }
}

#[test]
fn a_quote_is_cut_around_what_was_matched() {
    let line = |length: usize| format!("{:.<length$}\n", format!("{MISSING}; "));
    let quoted = |paste: &str| {
        let answer = diagnose(paste);
        let Some(evidence) = answer.causes.first().and_then(|cause| cause.evidence.first()) else {
            panic!("{answer:?}");
        };
        assert_eq!(paste.get(evidence.start..evidence.end), Some(evidence.quote.as_str()));
        assert!(evidence.quote.contains("SHOP_DSN"), "{}", evidence.quote);
        (evidence.quote.len(), reached(&answer).join(" "))
    };
    assert_eq!(quoted(&line(limits::QUOTE)), (limits::QUOTE, String::new()));
    assert_eq!(quoted(&line(limits::QUOTE + 1)), (limits::QUOTE, "quote".to_owned()));
    // Wide letters around it: it is cut between them.
    for shift in 0..3 {
        let around = "ü→".repeat(1000);
        let paste = format!("{}{around} {MISSING}; {around}\n", "x".repeat(shift));
        let (length, said) = quoted(&paste);
        assert!((limits::QUOTE - 3..=limits::QUOTE).contains(&length), "{length}");
        assert_eq!(said, "quote");
    }
}

const TWO: &str = "\
$ kubectl describe pod web-0 -n shop
Name:         web-0
Namespace:    shop
Containers:
  web:
    Last State:     Terminated
      Reason:       OOMKilled
      Exit Code:    137
$ kubectl logs api-0 -n shop --previous
FATAL required environment variable SHOP_DSN is not set
";

fn stopped_after(paste: &str, steps: usize) -> Diagnosis {
    let mut diagnoser = Diagnoser::new();
    diagnoser.push(paste.as_bytes());
    let mut left = steps;
    diagnoser.into_paste().diagnose_while(None, &mut |_| {
        if left == 0 {
            return ControlFlow::Break(());
        }
        left -= 1;
        ControlFlow::Continue(())
    })
}

#[test]
fn who_stops_the_reading_gets_what_was_found_and_is_told() {
    let whole = diagnose(TWO);
    assert_eq!(stopped_after(TWO, usize::MAX), whole);
    let mut found = Vec::new();
    for steps in 0..20 {
        let answer = stopped_after(TWO, steps);
        if answer == whole {
            break;
        }
        assert_eq!(reached(&answer), ["stopped"], "after {steps} steps");
        assert!(answer.summary.ends_with(" Not all of the paste was read."), "{}", answer.summary);
        let unread = answer.artifacts.last().unwrap();
        assert_eq!((unread.kind.as_str(), unread.end), ("unread", TWO.trim_end().len()), "{unread:?}");
        unloop_tests::sound::check(TWO, &answer);
        found.push((answer.verdict, answer.causes.first().map(|cause| cause.id.clone())));
    }
    assert_eq!(found.first(), Some(&(Verdict::Insufficient, None)));
    assert!(found.contains(&(Verdict::Failing, Some("memory/oom-limit".to_owned()))), "{found:?}");
}

#[test]
fn a_long_log_can_be_stopped_within() {
    let log = "INFO served 200 in 13 ms\n".repeat(5_000);
    let answer = stopped_after(&log, 2);
    assert_eq!(reached(&answer), ["stopped"]);
    let unread = answer.artifacts.last().unwrap();
    assert!(unread.start > 0 && unread.start < log.len() / 2, "{unread:?}");
}

#[test]
fn every_form_says_what_was_left_out() {
    let paste = format!("{:.<1$}\n", format!("{MISSING} "), limits::LINE + 1);
    let answer = diagnose(&paste);
    let what = &answer.limits.first().unwrap().what;
    let plain = unloop::report::text::render(&answer, unloop::report::text::Colour::Never);
    assert!(plain.contains(&format!("Left out\n   {what}\n")), "{plain}");
    assert!(unloop::report::markdown::render(&answer).contains(&format!("### Left out\n\n- {what}\n")));
    let sarif: serde_json::Value = serde_json::from_str(&unloop::report::sarif::render(&answer)).unwrap();
    let said = &sarif["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
    assert_eq!((&said["level"], &said["message"]["text"]), (&"warning".into(), &what.as_str().into()));
    let none = diagnose(MISSING);
    assert!(!unloop::report::text::render(&none, unloop::report::text::Colour::Never).contains("Left out"));
}
