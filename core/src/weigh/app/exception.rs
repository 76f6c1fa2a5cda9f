//! An uncaught exception, a panic or another bug of the program.

use crate::knowledge::signature::{Role, Strength};
use crate::read::facts::{Level, Log, LogLine};
use crate::text::Pattern;
use crate::weigh::clues::{self, Clue};
use crate::weigh::{Case, Cause, Evidence, Hypothesis, script, strength};

pub(super) static CAUSE: Cause = Cause { id: "app/exception", weigh };

/// The code of a process that called abort(): SIGABRT.
const ABORTED: i64 = 134;

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    let aborted =
        case.code().filter(|(code, _)| *code == ABORTED && explains_abort(case)).map(|(_, span)| {
            Evidence::pro(span, Strength::Hint, "its runtime ends so after an exception that nobody caught")
        });
    let told = case.clues_for(&CAUSE).map(|found| found.and(aborted).and(cut_off(case)));
    told.or_else(|| unknown_complaint(case)).or_else(|| ends_itself(case))
}

/// A traceback of Python that ends with a call: what was raised, and may be anything, would stand below.
fn cut_off(case: &Case<'_>) -> Option<Evidence> {
    static CALL: Pattern = Pattern::new(r#"\bFile \\?"[^"]+\\?", line \d+"#);
    static RAISED: Pattern = Pattern::new(
        r"(?:Error|Exception|Exit|Interrupt|Iteration|Warning|Timeout)\b|^[A-Za-z_][\w.]*(?:: |$)",
    );
    /// Lines of code and marks below a call.
    const CODE: usize = 3;
    let log = &case.container?.logs.last()?.log;
    let call = log.tail.iter().rposition(|line| CALL.is_match(&line.message))?;
    let below = log.tail.get(call + 1..)?;
    let is_cut = below.len() <= CODE && !below.iter().any(|line| RAISED.is_match(line.message.trim()));
    let last = log.tail.last().filter(|_| is_cut)?;
    Some(Evidence::con(last.span, Strength::Strong, "the text ends before it says what was raised"))
}

/// Whether it ended, if at all with a signal, with the abort with which its runtime answers an exception that nobody
/// caught: then that exception is the cause, and no fault of native code.
pub(super) fn explains_abort(case: &Case<'_>) -> bool {
    /// Those that print the exception and then abort: always, or where they are told to.
    const RUNTIMES: [&str; 3] = [".NET", "Rust", "Go"];
    let is_uncaught =
        |clue: &Clue<'_>| clue.speaks_for(CAUSE.id) && RUNTIMES.contains(&clue.signature.technology.as_str());
    // What was overcome weighs less than nothing.
    let is_told = case.clues.iter().any(|clue| clue.from_log && clue.weight > 0.0 && is_uncaught(clue));
    is_told && case.code().is_none_or(|(code, _)| code == ABORTED)
}

/// The script in its command ends with the very code that was seen.
fn ends_itself(case: &Case<'_>) -> Option<Hypothesis> {
    let container = case.container?;
    if !clues::is_silent(container) || case.clues.iter().any(|clue| clue.from_log) {
        return None;
    }
    let exit = script::ending(container)?.exit;
    let why = "its own command ends it with this code";
    let mut found = Hypothesis::because(&CAUSE, Evidence::pro(exit.span, Strength::Strong, why));
    found.title = Some(format!("Its own command ends it with `{}`", exit.value));
    Some(found)
}

/// The last line that calls itself an error, when nothing known stands in the log.
fn unknown_complaint(case: &Case<'_>) -> Option<Hypothesis> {
    if case.clues.iter().any(|clue| clue.from_log) {
        return None;
    }
    let logs = &case.container?.logs;
    let (level, span, before) = logs.iter().find_map(|output| {
        let log = &output.log;
        let worst = log.tail.iter().map(|line| line.level).max().filter(|level| *level >= Level::Error)?;
        let line =
            log.tail.iter().rev().find(|line| line.level == worst && !is_noise(case, log, line.number))?;
        let is_bad = |other: &&LogLine| {
            other.level >= Level::Error && other.number < line.number && !is_noise(case, log, other.number)
        };
        let before = log.tail.iter().rfind(is_bad).map(|line| line.span);
        Some((line.level, line.span, before))
    })?;
    let strength = if level == Level::Fatal { Strength::Strong } else { Strength::Hint };
    let mut found =
        Hypothesis::because(&CAUSE, Evidence::pro(span, strength, "the last thing that it calls an error"));
    found.from_log = true;
    Some(found.and(before.map(|span| Evidence {
        span,
        weight: strength::ECHO,
        why: "the complaint before it".to_owned(),
        part: None,
    })))
}

fn is_noise(case: &Case<'_>, log: &Log, number: usize) -> bool {
    log.hits.iter().filter(|hit| hit.line.number == number).any(|hit| {
        case.knowledge.get(hit.signature).is_some_and(|signature| {
            matches!(signature.entry.role, Role::Noise | Role::Wrapper | Role::Stopping)
        })
    })
}

#[cfg(test)]
mod tests {
    use crate::diagnose;

    /// What it quotes of a log whose lines no signature knows.
    fn quoted(log: &str) -> Vec<String> {
        let answer = diagnose(log);
        let [cause] = answer.causes.as_slice() else { panic!("{}", answer.summary) };
        assert_eq!(cause.id, "app/exception");
        cause.evidence.iter().map(|evidence| evidence.quote.clone()).collect()
    }

    #[test]
    fn of_complaints_that_nothing_knows_the_last_one_counts_and_the_one_before_is_shown() {
        let [opens, jams, stalls, gives_up] = [
            "2026-06-23T14:01:11Z INFO opening the drawer",
            "2026-06-23T14:01:12Z ERROR the drawer jams",
            "2026-06-23T14:01:13Z ERROR the belt stalls",
            "2026-06-23T14:01:14Z INFO handing over",
        ];
        assert_eq!(quoted(&[opens, jams, stalls, gives_up].join("\n")), [stalls, jams]);
        assert_eq!(quoted(&[opens, stalls, gives_up].join("\n")), [stalls]);
    }

    /// A fatal line says that the program ends; errors around it may be its consequences.
    #[test]
    fn a_fatal_complaint_counts_before_a_later_error() {
        let fatal = "2026-06-23T14:01:12Z FATAL the drawer jams";
        let log = format!("{fatal}\n2026-06-23T14:01:13Z ERROR the belt stalls");
        assert_eq!(quoted(&log), [fatal]);
    }
}
