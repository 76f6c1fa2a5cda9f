//! Whatever is pasted gets an answer: soon, without a panic, and without a claim that the text does not carry.

#![expect(clippy::panic, reason = "a test says so when something is not as it must be")]

use std::io::Cursor;
use std::time::{Duration, Instant};
use unloop::diagnosis::{Diagnosis, Verdict};
use unloop::{Diagnoser, diagnose};
use unloop_tests::sound;
use unloop_unpack::{Budget, Part, unpack};

/// The answer must be that nothing can be said, what was read, and what to paste.
#[track_caller]
fn says_nothing(paste: &str) -> Diagnosis {
    let answer = diagnose(paste);
    sound::check(paste, &answer);
    assert_eq!(answer.verdict, Verdict::Insufficient, "{}", answer.summary);
    assert!(!answer.next.is_empty(), "nothing is asked for");
    assert!(!answer.summary.is_empty());
    let likely = answer.causes.iter().find(|cause| cause.confidence >= 0.5);
    assert!(likely.is_none(), "{likely:?}");
    answer
}

#[test]
fn nothing_at_all() {
    for paste in ["", " ", "\n", "\n\n \t\r\n", "\u{feff}", "\0", "```\n```", "> \n> \n> "] {
        says_nothing(paste);
    }
}

#[test]
fn bytes_that_are_no_text() {
    let mut bytes = Vec::new();
    let mut state: u32 = 7;
    for _ in 0..200_000 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        bytes.push((state >> 24) as u8);
    }
    let mut diagnoser = Diagnoser::new();
    diagnoser.push(&bytes);
    let answer = diagnoser.finish();
    assert_eq!(answer.verdict, Verdict::Insufficient, "{}", answer.summary);
    assert!(!answer.next.is_empty());
}

#[test]
fn half_a_character() {
    let paste = "Last State: Terminated\n  Reason: OOMKilled\n  Exit Code: 137\n# größe: 5 µs →";
    for cut in 0..paste.len() {
        let mut diagnoser = Diagnoser::new();
        diagnoser.push(&paste.as_bytes()[..cut]);
        let _ = diagnoser.finish();
    }
}

#[test]
fn a_novel() {
    let page = "It was a grey morning when the captain failed to find the harbour. \"The pilot refused,\" said the \
        mate, \"and there is no space left on the quay.\" Nobody was permitted to land. The fever had killed \
        the clerk; his memory was poor, and he had run out of patience.\n\nChapter Two\n\nThe letter came back \
        unread: the address was already in use.\n\n";
    let answer = says_nothing(&page.repeat(300));
    assert!(answer.pods.is_empty(), "{:?}", answer.pods);
    assert!(answer.summary.starts_with("Nothing about a pod"), "{}", answer.summary);
}

#[test]
fn a_web_page() {
    let page = "<!DOCTYPE html>\n<html lang=\"en\">\n<head><title>Shop</title>\n<script>window.state = {\"error\": null, \
        \"status\": 404};</script></head>\n<body>\n<h1>Not found</h1>\n<p>The page does not exist. <a href=\"/\">Home</a></p>\n\
        <ul>\n<li>Name: Anna</li>\n<li>State: Open</li>\n</ul>\n</body>\n</html>\n";
    says_nothing(page);
}

#[test]
fn a_kubeconfig() {
    let file = "apiVersion: v1\nkind: Config\ncurrent-context: prod\nclusters:\n- name: prod\n  cluster:\n    \
        server: https://203.0.113.9:6443\n    certificate-authority-data: LS0tLS1CRUdJTi4uLg==\ncontexts:\n- name: prod\n  \
        context:\n    cluster: prod\n    user: admin\n    namespace: shop\nusers:\n- name: admin\n  user:\n    \
        token: abcdef0123456789\n";
    let answer = says_nothing(file);
    assert!(answer.pods.is_empty(), "{:?}", answer.pods);
}

#[test]
fn a_service_and_its_config_map() {
    let file = "apiVersion: v1\nkind: Service\nmetadata:\n  name: shop\nspec:\n  ports:\n  - port: 80\n---\napiVersion: v1\n\
        kind: ConfigMap\nmetadata:\n  name: shop\ndata:\n  LOG_LEVEL: error\n";
    says_nothing(file);
}

#[test]
fn a_question_without_text_to_read() {
    says_nothing("my pod is in CrashLoopBackOff and I do not know why, please help");
}

/// How long a paste takes; the best of three, because other programs want the processor as well.
fn time(paste: &str) -> Duration {
    (0..3)
        .map(|_| {
            let begin = Instant::now();
            let answer = diagnose(paste);
            assert!(answer.schema > 0);
            begin.elapsed()
        })
        .min()
        .unwrap_or_default()
}

/// Twice the text may take twice the time, and some more because a machine is never quiet.
#[track_caller]
fn is_linear(what: &str, of: impl Fn(usize) -> String) {
    const SIZE: usize = 200_000;
    let (half, whole) = (of(SIZE), of(2 * SIZE));
    assert!(whole.len() >= half.len() * 19 / 10, "{what}: the sizes are wrong");
    let floor = Duration::from_millis(20);
    let mut times = Vec::new();
    for _ in 0..4 {
        let (short, long) = (time(&half), time(&whole));
        if long < short.max(floor) * 3 {
            return;
        }
        times.push((short, long));
    }
    panic!("{what}: for half of it and for all: {times:?}");
}

fn repeated(line: &str, size: usize) -> String {
    line.repeat(size / line.len() + 1)
}

#[test]
fn time_grows_with_the_text() {
    is_linear("one line", |size| repeated("word ", size));
    is_linear("one line of a log", |size| repeated("connection refused while dialing 10.0.0.1:5432; ", size));
    is_linear("one line of JSON", |size| format!("{{\"msg\":\"{}\"}}", repeated("no such host ", size)));
    is_linear("brackets", |size| repeated("[{\"a\":", size));
    is_linear("escapes", |size| repeated("\u{1b}[31mred\u{1b}[0m ", size));
    is_linear("log lines", |size| {
        repeated("2026-11-19T10:11:41Z ERROR dial tcp 10.0.0.1:5432: connect: connection refused\n", size)
    });
    is_linear("empty lines", |size| repeated("\n", size / 4));
    is_linear("event rows", |size| {
        repeated(
            "  Warning  BackOff  7s (x90 over 29m)  kubelet  Back-off restarting failed container\n",
            size,
        )
    });
    is_linear("keys of a describe", |size| {
        repeated("    Last State:     Terminated\n      Reason:       Error\n      Exit Code:    1\n", size)
    });
    is_linear("keys of YAML", |size| {
        format!(
            "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n{}",
            repeated("  key: value\n", size)
        )
    });
    is_linear("quoted lines", |size| repeated("> one\n> two\n", size));
    is_linear("commands", |size| repeated("$ kubectl logs api-0 -p\nfatal\n", size));
}

/// As many lines as a program prints that says little and often.
#[test]
fn ten_million_lines() {
    // Without optimisation a tenth of it takes as long.
    const LINES: usize = if cfg!(debug_assertions) { 1_000_000 } else { 10_000_000 };
    let lines = "ok\n".repeat(LINES) + "FATAL required environment variable CART_DSN is not set\n";
    let answer = diagnose(&lines);
    let evidence = answer.causes.first().and_then(|cause| cause.evidence.first());
    assert_eq!(evidence.map(|evidence| evidence.line), Some(LINES + 1));
}

/// What a Windows shell or an old program writes.
#[test]
fn other_encodings() {
    let log = "FATAL größe: required environment variable CART_DSN is not set\n";
    let latin: Vec<u8> = log.chars().map(|letter| letter as u8).collect();
    let little: Vec<u8> = [0xfeff].into_iter().chain(log.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = [0xfeff].into_iter().chain(log.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    let marked = ["\u{feff}", log].concat().into_bytes();
    for (bytes, quote) in [
        (latin, "FATAL gr??e: required environment variable CART_DSN is not set"),
        (little, log.trim_end()),
        (big, log.trim_end()),
        (marked, log.trim_end()),
    ] {
        let mut diagnoser = Diagnoser::new();
        let mut take = |part: Part<'_>| match part {
            Part::Begin(_) => {}
            Part::Piece(text) => diagnoser.push(text),
        };
        unpack("cart.log", Cursor::new(bytes), &mut Budget::default(), &mut take);
        let answer = diagnoser.finish();
        let cause = answer.causes.first().unwrap_or_else(|| panic!("{}", answer.summary));
        assert_eq!((cause.id.as_str(), cause.evidence[0].quote.as_str()), ("config/missing-env", quote));
    }
}

/// A large file: soon, and with what matters found at the end.
#[test]
fn fifty_megabytes() {
    // Without optimisation a fifth of it takes as long.
    const SIZE: usize = if cfg!(debug_assertions) { 10_000_000 } else { 50_000_000 };
    let last = "2026-11-19T10:11:41Z FATAL required environment variable CART_DSN is not set\n";
    let lines = repeated("2026-11-19T10:11:40Z INFO  served 200 in 13 ms\n", SIZE) + last;
    let begin = Instant::now();
    let answer = diagnose(&lines);
    assert_eq!(answer.causes.first().map(|cause| cause.id.as_str()), Some("config/missing-env"));
    let one = repeated("word ", SIZE);
    assert_eq!(diagnose(&one).verdict, Verdict::Insufficient);
    assert!(begin.elapsed() < Duration::from_secs(60), "{:?}", begin.elapsed());
}
