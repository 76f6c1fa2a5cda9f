//! What stands before a log message: streams, time stamps, levels; and what is wrapped around it.

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

/// The pod and container in `[pod/NAME/CONTAINER] `.
pub(super) fn stream(line: &str) -> Option<(&str, &str)> {
    let (name, _) = line.strip_prefix("[pod/")?.split_once(']')?;
    name.split_once('/')
}

impl<'t> Parts<'t> {
    pub(super) fn of(line: &'t str) -> Self {
        static STAMP: Pattern = Pattern::new(
            r"^(?<time>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)\s*(?:(?:stdout|stderr) [FP] )?",
        );
        let mut message = line.trim();
        if stream(message).is_some() {
            message = message.split_once("] ").map_or("", |(_, rest)| rest);
        }
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

/// How bad the line says it is, in the notations of the usual loggers.
fn level(line: &str) -> Level {
    static FIELD: Pattern = Pattern::new(
        r#"(?i)\b(?:level|severity|lvl|log\.level|@l|@level)\\?"?\s*[=:]\s*\\?"?(?<level>[a-z]+)"#,
    );
    static MONGO: Pattern = Pattern::new(r#""s":"(?<level>[FEWID])""#);
    static KLOG: Pattern = Pattern::new(r"^\s*(?<level>[FEWI])\d{4} \d\d:\d\d:\d\d\.\d+ ");
    static WORD: Pattern = Pattern::new(
        r"(?:^|[\s\[(|<>:])(?<level>TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|ERR!?|SEVERE|FATAL|CRITICAL|CRIT|PANIC|EMERG|ALERT)(?:[\s\]):,|>]|$)",
    );
    static BRACKET: Pattern = Pattern::new(
        r"\[(?:[\w.]+:)?(?<level>trace|debug|info|notice|note|warn|warning|error|err|crit|critical|fatal|alert|emerg|Warning|Error|Note|FATAL)\]",
    );
    static START: Pattern =
        Pattern::new(r"^(?:[\w./-]+: )?(?<level>panic|fatal|fatal error|FATAL|Fatal|error|Error|ERROR): ");
    let head = super::within(line, 400);
    let word = FIELD
        .captures(head)
        .or_else(|| MONGO.captures(head))
        .or_else(|| KLOG.captures(head))
        .or_else(|| BRACKET.captures(super::within(head, 160)))
        .or_else(|| WORD.captures(super::within(head, 120)))
        .or_else(|| START.captures(head));
    match word.and_then(|found| found.get("level")).map(str::to_ascii_lowercase).as_deref() {
        Some("trace" | "debug" | "d") => Level::Debug,
        Some("info" | "notice" | "note" | "i") => Level::Info,
        Some("warn" | "warning" | "w") => Level::Warning,
        Some("error" | "err" | "err!" | "eror" | "e" | "severe") => Level::Error,
        Some(
            "fatal" | "critical" | "crit" | "panic" | "emerg" | "alert" | "f" | "fatal error" | "dpanic",
        ) => Level::Fatal,
        _ => Level::Unknown,
    }
}

/// The text inside a JSON log line: its message, then its error and stack. None if the line is not JSON.
pub(super) fn unwrapped(line: &str) -> Option<String> {
    let start = line.find('{').filter(|start| *start < 100)?;
    let body = line.get(start..)?.trim_end();
    if !body.ends_with('}') || !body.contains("\":") {
        return None;
    }
    let object: Map<String, Value> = serde_json::from_str(body).ok()?;
    if let Some(Value::String(log)) = object.get("log").filter(|_| object.contains_key("stream")) {
        return Some(unwrapped(log).unwrap_or_else(|| log.trim_end().to_owned()));
    }
    const MESSAGE: [&str; 7] = ["msg", "message", "@message", "MESSAGE", "event", "log", "@m"];
    const CAUSE: [&str; 14] = [
        "error",
        "err",
        "exception",
        "cause",
        "reason",
        "attr",
        "stack",
        "stacktrace",
        "stack_trace",
        "exc_info",
        "trace",
        "errorVerbose",
        "error.message",
        "error.stack_trace",
    ];
    // Console loggers print the message as text and only its fields as JSON.
    let before = line.get(..start).unwrap_or_default().trim_end_matches(['\t', ' ']);
    let mut text = MESSAGE
        .iter()
        .find_map(|key| Some(object.get(*key)?.as_str()?.to_owned()))
        .unwrap_or_else(|| before.to_owned());
    for value in CAUSE.iter().filter_map(|key| object.get(*key)) {
        let words = match value {
            Value::String(words) => words.clone(),
            Value::Object(_) => value.to_string(),
            _ => continue,
        };
        if !text.contains(&words) {
            let separator =
                if text.is_empty() || words.contains('\n') || text.contains('\n') { "\n" } else { ": " };
            text.push_str(separator);
            text.push_str(&words);
        }
    }
    Some(text)
}
