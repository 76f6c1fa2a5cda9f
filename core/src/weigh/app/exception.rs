//! An uncaught exception, a panic or another bug of the program.

use crate::knowledge::signature::{Role, Strength};
use crate::read::facts::{Level, Log, LogLine};
use crate::weigh::{Case, Cause, Evidence, Hypothesis, clues, script, strength};

pub(super) static CAUSE: Cause = Cause { id: "app/exception", weigh };

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    case.clues_for(&CAUSE).or_else(|| unknown_complaint(case)).or_else(|| ends_itself(case))
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
