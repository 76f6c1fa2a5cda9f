//! What stands before a log message: time stamps, levels; and what is wrapped around it.

use super::super::facts::Level;
use crate::text::{Pattern, Time};
use serde_json::{Map, Value};

/// A line without what stands before its message.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Parts<'t> {
    pub(super) time: Option<Time>,
    pub(super) level: Level,
    pub(super) message: &'t str,
}

impl<'t> Parts<'t> {
    pub(super) fn of(line: &'t str) -> Self {
        static STAMP: Pattern = Pattern::new(
            r"^(?<time>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)\s*(?:(?:stdout|stderr) [FP] )?",
        );
        let mut message = line.trim();
        let mut time = None;
        if let Some(found) = STAMP.captures(message) {
            time = found.get("time").and_then(|stamp| {
                let stamp = stamp.replacen(' ', "T", 1).replace(',', ".");
                Time::parse(&stamp).or_else(|| Time::parse(&format!("{stamp}Z")))
            });
            message = message.get(found.whole().len()..).unwrap_or_default();
        }
        Self { time, level: level(line), message: message.trim() }
    }
}

/// The level that Kubernetes' own programs put before a line: `E0302 08:11:04.118000`.
static KLOG: Pattern = Pattern::new(r"^\s*(?<level>[FEWI])\d{4} \d\d:\d\d:\d\d\.\d+ ");

/// How bad a message is that something else wrapped, if it says so itself: a collector calls every line mere information.
pub(super) fn level_within(message: &str) -> Option<Level> {
    KLOG.is_match(message).then(|| level(message))
}

/// How bad the line says it is, in the notations of the usual loggers.
fn level(line: &str) -> Level {
    static FIELD: Pattern = Pattern::new(
        r#"(?i)(?:^|[\s{,"'(.])@?(?:level|severity|lvl|log[._]?level|level_?name|error_severity|severitytext|@l)\\?"?\s*[=:]\s*\\?"?(?<level>[a-z]+|[1-6]0\b)"#,
    );
    static MONGO: Pattern = Pattern::new(r#""s":"(?<level>[FEWID])""#);
    static LETTER: Pattern = Pattern::new(r"^\[?(?<level>[CFEWID])(?:,? \[?\d{4}-\d\d-\d\d[T ])");
    static WORD: Pattern = Pattern::new(
        r"(?:^|[\s\[(|<>:])(?<level>TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|ERR!?|ERRO|SEVERE|FATAL|FATA|FTL|CRITICAL|CRIT|PANIC|PANI|EMERG|EMERGENCY|ALERT|WRN|INF|DBG)(?:[\s\]):,|>]|\[\d+\]|$)",
    );
    static BRACKET: Pattern = Pattern::new(
        r"\[(?:[\w.]+:)?(?<level>(?i:trace|debug|info|notice|note|warn|warning|error|err|crit|critical|fatal|alert|emerg))\]",
    );
    static START: Pattern = Pattern::new(
        r"^(?:[\w./-]+: )?(?<level>panic|fatal|fatal error|FATAL|Fatal|error|Error|ERROR|fail|crit): ",
    );
    // winston and its kin: `[2025-01-02 03:04:05] debug: `.
    static DATED: Pattern = Pattern::new(
        r"^\[?\d{4}-\d\d-\d\d[T ][\d:.,]+Z?\]?:? (?<level>debug|verbose|info|notice|warn|warning|error|crit|alert|emerg):\s",
    );
    let head = super::within(line, 400);
    // Most lines name their level in one way; a look at their letters spares them the other patterns.
    let holds = |byte: u8| memchr::memchr(byte, head.as_bytes()).is_some();
    let mut letters = head.trim_start().trim_start_matches('[').bytes();
    let begins_with_letter = letters.next().is_some_and(|first| b"CFEWID".contains(&first))
        && letters.next().is_some_and(|next| next.is_ascii_digit() || b", ".contains(&next));
    let find =
        |may_match: bool, pattern: &Pattern, text| if may_match { pattern.captures(text) } else { None };
    let word = find(may_name_field(head), &FIELD, head)
        .or_else(|| find(holds(b'"'), &MONGO, head))
        .or_else(|| find(begins_with_letter, &KLOG, head))
        .or_else(|| find(begins_with_letter, &LETTER, head))
        .or_else(|| find(holds(b'['), &BRACKET, super::within(head, 160)))
        .or_else(|| WORD.captures(super::within(head, 120)))
        .or_else(|| START.captures(head))
        .or_else(|| DATED.captures(head));
    match word.and_then(|found| found.get("level")).map(str::to_ascii_lowercase).as_deref() {
        Some("trace" | "debug" | "verbose" | "d" | "dbg" | "10" | "20") => Level::Debug,
        Some("info" | "notice" | "note" | "i" | "inf" | "information" | "30") => Level::Info,
        Some("warn" | "warning" | "w" | "wrn" | "40") => Level::Warning,
        Some("error" | "err" | "err!" | "erro" | "eror" | "e" | "severe" | "fail" | "50") => Level::Error,
        Some(
            "fatal" | "fata" | "ftl" | "critical" | "crit" | "c" | "panic" | "pani" | "emerg" | "emergency"
            | "alert" | "f" | "fatal error" | "dpanic" | "60",
        ) => Level::Fatal,
        _ => Level::Unknown,
    }
}

/// Whether a line holds what is in each name that loggers give to the level: `ev`, `lvl` or `@l`.
fn may_name_field(line: &str) -> bool {
    let bytes = line.as_bytes();
    let is = |at: Option<usize>, letter: u8| {
        at.and_then(|at| bytes.get(at)).is_some_and(|byte| byte.eq_ignore_ascii_case(&letter))
    };
    memchr::memchr3_iter(b'v', b'V', b'@', bytes).any(|at| {
        let before = at.checked_sub(1);
        is(Some(at), b'@') && is(Some(at + 1), b'l') || is(before, b'e') || is(before, b'l')
    })
}

/// What a line says under its wrapping: the message of a JSON line, then its error and stack; the values of a
/// logfmt line without their escapes. None if nothing is wrapped.
pub(super) fn unwrapped(line: &str) -> Option<String> {
    json(line).or_else(|| line.contains("\\\"").then(|| unescaped(line)))
}

/// The text of `key="a \"quoted\" value\nof two lines"`.
fn unescaped(line: &str) -> String {
    line.replace("\\\"", "\"").replace("\\n", "\n").replace("\\t", "\t")
}

fn json(line: &str) -> Option<String> {
    let start = line.find('{').filter(|start| *start < 100)?;
    let body = line.get(start..)?.trim_end();
    if !body.ends_with('}') || !body.contains("\":") {
        return None;
    }
    let object: Map<String, Value> = serde_json::from_str(body).ok()?;
    if let Some(Value::String(log)) = object.get("log").filter(|_| object.contains_key("stream")) {
        return Some(unwrapped(log).unwrap_or_else(|| log.trim_end().to_owned()));
    }
    // Console loggers print the message as text and only its fields as JSON.
    let before = line.get(..start).unwrap_or_default().trim_end_matches(['\t', ' ']);
    Some(text_of(&object, before, DEEPEST))
}

/// How many objects may lie in each other.
const DEEPEST: usize = 4;

/// The message of an object, `before` if it has none, then what it says of the error.
fn text_of(object: &Map<String, Value>, before: &str, depth: usize) -> String {
    const MESSAGE: [&str; 9] =
        ["msg", "message", "@message", "MESSAGE", "Message", "event", "log", "@m", "@mt"];
    const CAUSE: [&str; 26] = [
        "error",
        "err",
        "exception",
        "Exception",
        "cause",
        "reason",
        "attr",
        "fields",
        "record",
        "context",
        "detail",
        "details",
        "error_message",
        "errorMessage",
        "stack",
        "stacktrace",
        "stack_trace",
        "stackTrace",
        "exc_info",
        "trace",
        "traceback",
        "thrown",
        "errorVerbose",
        "error.message",
        "error.stack_trace",
        "@x",
    ];
    const ERROR: [&str; 4] = ["error", "err", "exception", "cause"];
    let mut text = MESSAGE
        .iter()
        .find_map(|key| match object.get(*key)? {
            Value::String(text) => Some(text.clone()),
            // A collector put its own object around the program's.
            Value::Object(inner) if depth > 0 => {
                Some(text_of(inner, "", depth - 1)).filter(|text| !text.is_empty())
            }
            _ => None,
        })
        .unwrap_or_else(|| before.to_owned());
    // PostgreSQL's own: as text it has the same words in this form, and means what happens to a client.
    if let Some(Value::String(severity)) = object.get("error_severity") {
        text.insert_str(0, ":  ");
        text.insert_str(0, severity);
    }
    for (key, value) in CAUSE.iter().filter_map(|key| Some((*key, object.get(*key)?))) {
        let words = match value {
            Value::String(words) => words.clone(),
            // MongoDB tells by the names of the attributes as well.
            Value::Object(_) if key == "attr" => value.to_string(),
            Value::Object(inner) if depth > 0 => {
                let words = text_of(inner, "", depth - 1);
                // An error without words has at least a code.
                if words.is_empty() && ERROR.contains(&key) { value.to_string() } else { words }
            }
            _ => continue,
        };
        if !text.contains(&words) {
            let separator = match text.as_str() {
                "" => "",
                text if words.contains('\n') || text.contains('\n') || key == "record" => "\n",
                _ => ": ",
            };
            text.push_str(separator);
            text.push_str(&words);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Level, Parts, level, level_within, unwrapped};

    #[test]
    fn loggers_name_their_level_in_many_ways() {
        for (line, expected) in [
            ("level=debug opening", Level::Debug),
            ("lvl=warn opening", Level::Warning),
            ("{\"@l\":\"Error\",\"@m\":\"no\"}", Level::Error),
            ("{\"level\":50,\"msg\":\"no\"}", Level::Error),
            ("{\"level\":60,\"msg\":\"no\"}", Level::Fatal),
            ("{\"level\":10,\"msg\":\"so\"}", Level::Debug),
            ("{\"severity\":\"CRITICAL\",\"message\":\"no\"}", Level::Fatal),
            ("{\"t\":1,\"s\":\"E\",\"c\":\"TILL\"}", Level::Error),
            ("F1119 10:11:40.000000       1 main.go:3] no", Level::Fatal),
            ("W, [2026-11-19T10:11:40.1 #1] so", Level::Warning),
            ("[E 2026-11-19 10:11:40 till] no", Level::Error),
            ("2026-11-19 10:11:40 [till:crit] no", Level::Fatal),
            ("10:11:40 TRACE till: so", Level::Debug),
            ("10:11:40 NOTICE till: so", Level::Info),
            ("10:11:40 SEVERE [main] no", Level::Error),
            ("till: fatal: no", Level::Fatal),
            ("Error: no", Level::Error),
            ("[2026-11-19 10:11:40] warning: so", Level::Warning),
            // Names that only look like levels.
            ("the till is open", Level::Unknown),
            ("Warehouse 7 opens", Level::Unknown),
            ("INFORMATIONAL", Level::Unknown),
            ("shelves=error", Level::Unknown),
        ] {
            assert_eq!(level(line), expected, "{line}");
        }
        assert_eq!(level_within("E1119 10:11:40.000000       1 main.go:3] no"), Some(Level::Error));
        assert_eq!(level_within("ERROR no"), None);
    }

    #[test]
    fn what_stands_before_a_message_is_no_part_of_it() {
        for (line, time, message) in [
            ("2026-11-19T10:11:40.123456789Z stderr F no ledger", true, "no ledger"),
            ("2026-11-19 10:11:40,123 no ledger", true, "no ledger"),
            ("2026-11-19T10:11:40+01:00 no ledger", true, "no ledger"),
            ("  no ledger  ", false, "no ledger"),
            ("2026-19-39T10:11:40Z no ledger", false, "no ledger"),
        ] {
            let parts = Parts::of(line);
            assert_eq!((parts.time.is_some(), parts.message), (time, message), "{line}");
        }
    }

    #[test]
    fn the_words_of_a_wrapped_line() {
        for (line, said) in [
            (r#"{"msg":"no ledger"}"#, Some("no ledger")),
            (r#"{"message":"no ledger","error":"it burned"}"#, Some("no ledger: it burned")),
            (r#"{"message":"no ledger: it burned","error":"it burned"}"#, Some("no ledger: it burned")),
            (r#"{"msg":"no","stack":"a\nb"}"#, Some("no\na\nb")),
            (r#"{"error":"it burned"}"#, Some("it burned")),
            (r#"{"msg":"no","err":{"message":"it burned"}}"#, Some("no: it burned")),
            // An error without words has at least a code; other objects without words say nothing.
            (r#"{"msg":"no","err":{"code":7}}"#, Some(r#"no: {"code":7}"#)),
            (r#"{"msg":"no","fields":{"code":7}}"#, Some("no")),
            (r#"{"msg":"no","attr":{"error":"it burned"}}"#, Some(r#"no: {"error":"it burned"}"#)),
            (r#"{"msg":"no","fields":{"error":"it burned"}}"#, Some("no: it burned")),
            (r#"{"log":{"message":"no ledger"}}"#, Some("no ledger")),
            (r#"{"log":"no ledger\n","stream":"stderr"}"#, Some("no ledger")),
            (r#"{"log":"{\"msg\":\"no ledger\"}\n","stream":"stderr"}"#, Some("no ledger")),
            (r#"ERROR no ledger	{"code": 7, "error": "it burned"}"#, Some("ERROR no ledger: it burned")),
            (r#"msg="no \"ledger\"\nat all""#, Some("msg=\"no \"ledger\"\nat all\"")),
            ("no ledger", None),
            ("{no ledger}", None),
            (r#"{"msg":"cut"#, None),
        ] {
            assert_eq!(unwrapped(line).as_deref(), said, "{line}");
        }
    }

    #[test]
    fn objects_in_objects_are_read_to_some_depth() {
        let nested = |depth: usize| {
            format!("{}{{\"msg\":\"no ledger\"}}{}", "{\"log\":".repeat(depth), "}".repeat(depth))
        };
        assert_eq!(unwrapped(&nested(4)).as_deref(), Some("no ledger"));
        assert_eq!(unwrapped(&nested(5)).as_deref(), Some(""));
    }
}
