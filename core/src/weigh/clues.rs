//! Known texts as evidence: which lines of the log count, and how much.

use super::case::Case;
use super::runs::Runs;
use super::{AnyCause, Evidence, Hypothesis, prose, script, strength};
use crate::knowledge::Knowledge;
use crate::knowledge::signature::{Place, Role, Strength, When};
use crate::knowledge::signatures::Signature;
use crate::limits::QUOTE;
use crate::model::{Container, Output};
use crate::read::facts::{Event, Hit, Level, LogLine, Phase, State, Text};
use crate::text::Span;
use std::collections::BTreeSet;
use std::path::Path;

/// A known text somewhere in the case.
#[derive(Clone, Debug)]
pub(super) struct Clue<'a> {
    pub(super) signature: &'a Signature,
    pub(super) weight: f64,
    pub(super) span: Span,
    pub(super) captures: Vec<(String, String)>,
    pub(super) from_log: bool,
    /// Whether it stands in a log, whose lines are in the order of time.
    in_order: bool,
    /// How many bytes the pattern matched.
    length: usize,
    /// The line, where the span covers a text of several.
    part: Option<String>,
}

impl Clue<'_> {
    /// Whether the known text is one of those for the cause of this id.
    pub(super) fn speaks_for(&self, cause: &str) -> bool {
        self.signature.entry.cause.as_deref() == Some(cause)
    }
}

/// How many last records are a program's last words.
const LAST_LINES: usize = 12;
/// Further from the end than this, a complaint is early.
const FAR: usize = 60;

/// How what kubectl answers to its user begins.
const REFUSALS: [&str; 2] = ["Error from server", "error: the server doesn't have a resource type"];

/// How many clues beside the first are looked at for one cause.
const FURTHER: usize = 8;

/// Every clue of a case, the most telling first.
pub(super) fn of<'a>(case: &Case<'a>) -> Vec<Clue<'a>> {
    let knowledge = case.knowledge;
    let mut clues = Vec::new();
    if let Some(container) = case.container {
        for output in chosen(&container.logs, knowledge) {
            in_log(output, knowledge, &mut clues);
        }
        // Its log would repeat it.
        if is_silent(container) {
            let said = script::ending(container).map(|ending| ending.said).unwrap_or_default();
            said.iter().for_each(|text| in_text(text, Place::Log, knowledge, &mut clues));
        }
        let states = [container.facts.state.as_ref(), container.facts.last_state.as_ref()];
        for state in states.into_iter().flatten() {
            let Some(message) = &state.message else { continue };
            in_text(message, Place::Event, knowledge, &mut clues);
            if !is_of_the_runtime(state) {
                in_text(message, Place::Log, knowledge, &mut clues);
            }
        }
    }
    if let Some(message) = &case.pod.facts.message {
        in_text(message, Place::Event, knowledge, &mut clues);
    }
    for condition in &case.pod.facts.conditions {
        if let (Some(message), "False") = (&condition.message, condition.status.value.as_str()) {
            in_text(message, Place::Event, knowledge, &mut clues);
        }
    }
    for event in case.events().filter(|event| !case.is_overcome(event)) {
        in_event(event, knowledge, &mut clues);
    }
    clues.retain(|clue| !is_of_the_node(clue));
    discount_quoted(case, &mut clues);
    prefer_specific(&mut clues);
    prefer_named(&mut clues);
    prefer_refusals(&mut clues);
    clues.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    clues
}

/// Whether nothing shows what its last run said.
pub(super) fn is_silent(container: &Container) -> bool {
    container.logs.iter().all(|output| output.log.hits.is_empty())
        && container.last_run().is_none_or(|run| run.0.message.is_none())
}

/// Where a line repeats what Kubernetes said, it is read as that: what a program would mean by it counts less.
fn discount_quoted(case: &Case<'_>, clues: &mut [Clue<'_>]) {
    let known: Vec<Span> = clues.iter().filter(|clue| !clue.from_log).map(|clue| clue.span).collect();
    let is_read = |event: &&Event| {
        let is_probe = event.reason.as_ref().is_some_and(|reason| reason.value == "Unhealthy");
        event.quoted && (is_probe || known.iter().any(|span| event.span.contains(*span)))
    };
    let read: Vec<Span> = case.events().filter(is_read).map(|event| event.span).collect();
    for clue in clues.iter_mut().filter(|clue| clue.from_log) {
        if read.iter().any(|span| span.contains(clue.span)) {
            clue.weight += strength::QUOTED;
        }
    }
}

/// Of equally strong readings of one line, the one that explains more of it is meant.
fn prefer_specific(clues: &mut [Clue<'_>]) {
    let mut by_line: Vec<&Clue<'_>> = clues.iter().collect();
    by_line.sort_by_key(|clue| clue.span);
    let are_beaten: Vec<bool> = clues
        .iter()
        .map(|clue| {
            let first = by_line.partition_point(|rival| rival.span < clue.span);
            let of_line = by_line.iter().skip(first).take_while(|rival| rival.span == clue.span);
            let mut rivals = of_line.filter(|rival| {
                rival.part == clue.part && rival.signature.entry.strength == clue.signature.entry.strength
            });
            rivals.any(|rival| explains_more(rival, clue))
        })
        .collect();
    for (clue, _) in clues.iter_mut().zip(are_beaten).filter(|(_, is_beaten)| *is_beaten) {
        clue.weight -= strength::LESS_SPECIFIC;
    }
}

/// Whether one reading of a line explains more of it than another. "It ended with an error" explains less than any
/// other; "it cannot connect" less than why: a name, a login, a certificate, a variable; "there is no such file" less
/// than why there is none; and a full disk explains whatever else went wrong.
fn explains_more(one: &Clue<'_>, other: &Clue<'_>) -> bool {
    fn cause<'a>(clue: &Clue<'a>) -> &'a str {
        clue.signature.entry.cause.as_deref().unwrap_or_default()
    }
    let is_why = |cause: &str| ["dependency/dns", "dependency/auth", "dependency/tls"].contains(&cause);
    let rank = |clue: &Clue<'_>, rival: &Clue<'_>| match cause(clue) {
        "app/exception" => 0,
        "dependency/unreachable" if is_why(cause(rival)) => 1,
        "dependency/unreachable" | "dependency/dns" if cause(rival) == "config/missing-env" => 1,
        "config/missing-file" if ["platform/node-setting", "platform/runtime"].contains(&cause(rival)) => 1,
        "app/data-incompatible" if cause(rival) == "filesystem/disk-full" => 1,
        _ => 2,
    };
    (rank(one, other), one.length) > (rank(other, one), other.length)
}

/// A time-out that names nothing ends many attempts; what each of them met is the cause.
fn prefer_named(clues: &mut [Clue<'_>]) {
    let is_strong = |clue: &Clue<'_>| clue.signature.entry.strength > Strength::Hint;
    let dependency = |clue: &Clue<'_>| {
        clue.signature.entry.cause.as_deref().is_some_and(|cause| cause.starts_with("dependency/"))
    };
    if !clues.iter().any(|clue| clue.from_log && is_strong(clue) && dependency(clue)) {
        return;
    }
    for clue in clues.iter_mut().filter(|clue| clue.captures.is_empty()) {
        if !is_strong(clue) && clue.speaks_for("dependency/unreachable") {
            clue.weight -= strength::LESS_SPECIFIC;
        }
    }
}

/// What could not be made is not there: that it was refused is why.
fn prefer_refusals(clues: &mut [Clue<'_>]) {
    fn path<'c>(clue: &'c Clue<'_>) -> Option<&'c str> {
        clue.captures.iter().find(|(name, _)| name == "path").map(|(_, path)| path.as_str())
    }
    let refusals = clues.iter().filter(|clue| clue.from_log && clue.speaks_for("filesystem/permission"));
    let refused: Vec<String> = refusals.filter_map(path).map(str::to_owned).collect();
    for clue in clues.iter_mut().filter(|clue| clue.speaks_for("config/missing-file")) {
        if path(clue).is_some_and(|path| refused.iter().any(|refused| Path::new(path).starts_with(refused))) {
            clue.weight -= strength::LESS_SPECIFIC;
        }
    }
}

/// Whether the message of a state is the runtime's: a container that did not start has said nothing itself.
fn is_of_the_runtime(state: &State) -> bool {
    let reason = state.reason.as_ref().map_or("", |reason| reason.value.as_str());
    state.phase == Phase::Waiting || ["StartError", "ContainerCannotRun"].contains(&reason)
}

/// The logs that tell about the end: those of the previous run, if there are any.
fn chosen<'l>(logs: &'l [Output], knowledge: Knowledge<'_>) -> impl Iterator<Item = &'l Output> {
    let has_previous = logs.iter().any(|output| output.previous && tells(output, knowledge));
    logs.iter().filter(move |output| output.previous || !has_previous)
}

fn tells(output: &Output, knowledge: Knowledge<'_>) -> bool {
    output.log.hits.iter().any(|hit| role(hit, knowledge) == Some(Role::Cause))
}

fn role(hit: &Hit, knowledge: Knowledge<'_>) -> Option<Role> {
    Some(knowledge.get(hit.signature)?.entry.role)
}

fn in_log<'a>(output: &Output, knowledge: Knowledge<'a>, clues: &mut Vec<Clue<'a>>) {
    let log = &output.log;
    let runs = Runs::of(log);
    // "Failed to start: server running on ..." is no success.
    let is_ready = |hit: &Hit| role(hit, knowledge) == Some(Role::Ready) && hit.line.level < Level::Error;
    let ready: Vec<&Hit> = log.hits.iter().filter(|hit| is_ready(hit)).collect();
    let all_ready: Vec<usize> = ready.iter().map(|hit| hit.line.number).collect();
    let stops = |hit: &Hit| role(hit, knowledge) == Some(Role::Stopping);
    let all_stopping: Vec<usize> =
        log.hits.iter().filter(|hit| stops(hit)).map(|hit| hit.line.number).collect();
    // What was said before a fatal line may be what it is about, however calmly it was said.
    let is_fatal = |line: &&LogLine| line.level == Level::Fatal;
    let all_fatal: Vec<usize> = log.tail.iter().filter(is_fatal).map(|line| line.number).collect();
    let end = log.tail.last().map_or(0, |line| line.record);
    let newest_tells = log.hits.iter().any(|hit| {
        let is_cause = role(hit, knowledge) == Some(Role::Cause) && hit.strength >= Strength::Strong;
        is_cause && hit.line.level >= Level::Unknown && !runs.is_older(hit.line.number)
    });
    for hit in &log.hits {
        let Some(signature) = knowledge.get(hit.signature) else { continue };
        let number = hit.line.number;
        let last_of = |all: &[usize]| all.iter().rfind(|other| runs.are_of_one(**other, number)).copied();
        let (stopping, fatal) = (last_of(&all_stopping), last_of(&all_fatal));
        let from_end = runs.to_end(number).unwrap_or_else(|| end.saturating_sub(hit.line.record));
        let was_ready = last_of(&all_ready).is_some_and(|ready| ready < number);
        // A later run says what is wrong now, or came past it.
        let is_past = runs.is_older(number) && newest_tells || runs.outlived(number);
        let is_bad = match hit.line.level {
            Level::Error | Level::Fatal => true,
            Level::Unknown => from_end < FAR,
            _ => from_end < LAST_LINES,
        };
        let counts = match signature.entry.when {
            When::Always => true,
            When::Boot => !was_ready,
            When::Fatal => {
                is_bad && (hit.line.level != Level::Info || fatal.is_some_and(|fatal| number < fatal))
            }
        };
        if signature.entry.role != Role::Cause || !counts {
            continue;
        }
        // What kubectl answers to its user says nothing of the container.
        if output.is_answer && REFUSALS.iter().any(|refusal| hit.line.message.starts_with(refusal)) {
            continue;
        }
        let mut weight = strength::worth(hit.strength) + strength::of_level(hit.line.level);
        let goes_on = all_ready.last().is_some_and(|ready| number < *ready);
        let host = named(hit, "host");
        let answers = |later: &&Hit| number < later.line.number && named(later, "host") == host;
        if host.is_some() && ready.iter().any(answers) {
            // What it waited for has answered since.
            weight += strength::OUTLIVED;
        }
        if is_past {
            weight += strength::OUTLIVED;
        } else if goes_on || stopping.is_some_and(|stopping| stopping < number) {
            // What goes wrong once it has been asked to stop is no reason either.
            weight += strength::OVERCOME;
        }
        if output.is_answer || prose::is_prose(&hit.line.message) {
            weight += strength::PROSE;
        }
        weight += match from_end {
            _ if is_past => 0.0,
            0..LAST_LINES => strength::LAST_WORDS,
            LAST_LINES..FAR => 0.0,
            _ => strength::EARLY,
        };
        let captures = hit.captures.iter().map(|(name, value)| (name.clone(), value.value.clone())).collect();
        clues.push(Clue {
            signature,
            weight,
            span: around(hit.line.span, hit.matched),
            captures,
            from_log: true,
            in_order: true,
            length: hit.matched.end() - hit.matched.start(),
            part: None,
        });
    }
}

/// What a hit calls so.
fn named<'h>(hit: &'h Hit, name: &str) -> Option<&'h str> {
    hit.captures.iter().find(|(known, _)| known == name).map(|(_, value)| value.value.as_str())
}

/// As much of a line as can be quoted, with what was matched in it.
fn around(line: Span, matched: Span) -> Span {
    if line.end() - line.start() <= QUOTE || !line.contains(matched) {
        return line;
    }
    // A little more, so that the report sees that it is to be cut.
    let length = (QUOTE + 8).min(line.end() - line.start());
    let start = matched.start().saturating_sub(QUOTE / 4).clamp(line.start(), line.end() - length);
    Span::new(start, start + length)
}

/// Probe failures are read by the probe causes themselves; `Normal` events report no trouble but a back-off.
fn in_event<'a>(event: &Event, knowledge: Knowledge<'a>, clues: &mut Vec<Clue<'a>>) {
    let reason = event.reason.as_ref().map_or("", |reason| reason.value.as_str());
    if reason == "Unhealthy" || reason == "ProbeError" {
        return;
    }
    let Some(message) = &event.message else { return };
    let known = clues.len();
    in_text(message, Place::Event, knowledge, clues);
    // A hook that fails after a stop was asked for, or after the end, says the same as one that hinders the start.
    if reason == "FailedPreStopHook" || hook_came_too_late(event) {
        let new = clues.split_off(known);
        clues.extend(new.into_iter().filter(|clue| clue.signature.entry.strength == Strength::Hint));
    }
}

/// Whether a hook failed because its container had ended: that is no reason for the end.
pub(super) fn hook_came_too_late(event: &Event) -> bool {
    let says = |text: &str| event.message.as_ref().is_some_and(|message| message.value.contains(text));
    says("cannot exec in a stopped") || says("cannot exec in a deleted state")
}

/// Whether a program that is missing is one of the node's: no container is told to start those.
fn is_of_the_node(clue: &Clue<'_>) -> bool {
    const RUNTIMES: [&str; 6] =
        ["runc", "docker-runc", "crun", "runsc", "kata-runtime", "nvidia-container-runtime"];
    let cause = clue.signature.entry.cause.as_deref().unwrap_or_default();
    cause == "command/not-found"
        && clue.captures.iter().any(|(name, value)| name == "path" && RUNTIMES.contains(&value.as_str()))
}

fn in_text<'a>(text: &Text, place: Place, knowledge: Knowledge<'a>, clues: &mut Vec<Clue<'a>>) {
    let mut start = text.span.start();
    let mut said = BTreeSet::new();
    for line in text.value.split('\n') {
        // A line that is said again proves nothing more.
        let again = !said.insert(line.trim());
        for found in knowledge.of(line, place).into_iter().filter(|_| !again) {
            let Some(signature) = knowledge.get(found.signature) else { continue };
            if signature.entry.role != Role::Cause
                || signature.entry.near.is_some() && signature.near(&text.value).is_none()
            {
                continue;
            }
            let weight = strength::worth(signature.entry.strength);
            let length = found.whole.len();
            let captures = found.captures.into_iter().map(|(name, value)| (name, value.to_owned())).collect();
            let trimmed = line.trim();
            let lead = line.len() - line.trim_start().len();
            // A message that was put together from pieces is quoted whole.
            let verbatim = text.value.len() == text.span.end() - text.span.start();
            let (span, part) = if verbatim {
                (Span::new(start + lead, start + lead + trimmed.len()), None)
            } else {
                (text.span, Some(trimmed.to_owned()))
            };
            clues.push(Clue {
                signature,
                weight,
                span,
                captures,
                from_log: place == Place::Log,
                in_order: false,
                length,
                part,
            });
        }
        start += line.len() + 1;
    }
}

/// What the clues for one cause amount to.
pub(super) fn hypothesis(case: &Case<'_>, cause: AnyCause) -> Option<Hypothesis> {
    let id = cause.id().to_owned();
    let runbook = match &cause {
        AnyCause::Own(own) => own.runbook.clone(),
        AnyCause::BuiltIn(_) => None,
    };
    let mut clues = case.clues.iter().filter(|clue| clue.speaks_for(id.as_str()));
    let first = clues.next()?;
    let mut found = Hypothesis::because(cause, evidence(first));
    found.title.clone_from(&first.signature.entry.title);
    found.from_log = first.from_log;
    found.runbook = first.signature.entry.runbook.clone().or(runbook);
    found.facts.insert("technology".into(), first.signature.technology.clone());
    found.facts.insert("signature".into(), first.signature.entry.id.clone());
    for (name, value) in &first.captures {
        found = found.naming(name, value);
    }
    let mut told = vec![first];
    for clue in clues.take(FURTHER) {
        for (name, value) in &clue.captures {
            found = found.naming(name, value);
        }
        if overlaps(&found, clue) {
            continue;
        }
        // The same signature again proves nothing new; it may name another thing.
        let is_known = |known: &&Clue<'_>| known.signature.entry.id == clue.signature.entry.id;
        let again = told.iter().filter(|known| is_known(known)).count();
        let names_more =
            told.iter().filter(|known| is_known(known)).all(|known| known.captures != clue.captures);
        match again {
            0 => found = found.and(Some(evidence(clue))),
            1 | 2 if names_more => found = found.and(Some(echo(clue, "says the same of another thing"))),
            _ => continue,
        }
        told.push(clue);
    }
    let same =
        case.clues.iter().filter(|clue| clue.in_order && clue.signature.entry.id == first.signature.entry.id);
    if let Some(earliest) = same.min_by_key(|clue| clue.span.start()).filter(|one| !overlaps(&found, one)) {
        found = found.and(Some(echo(earliest, "says so for the first time")));
    }
    Some(found)
}

/// Whether the same characters, or the same line of a text that is quoted whole, were counted already.
fn overlaps(found: &Hypothesis, clue: &Clue<'_>) -> bool {
    found
        .evidence
        .iter()
        .any(|known| known.span.overlaps(clue.span) && (known.part.is_none() || known.part == clue.part))
}

/// A line that repeats what is known: worth showing, and no further proof.
fn echo(clue: &Clue<'_>, why: &str) -> Evidence {
    Evidence { span: clue.span, weight: strength::ECHO, why: why.to_owned(), part: clue.part.clone() }
}

fn evidence(clue: &Clue<'_>) -> Evidence {
    let why = if clue.signature.entry.why.is_empty() { "says so" } else { clue.signature.entry.why.as_str() };
    Evidence { span: clue.span, weight: clue.weight.max(0.1), why: why.to_owned(), part: clue.part.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A reading of a line by a signature of this cause and strength.
    fn clue(cause: &str, length: usize) -> Clue<'static> {
        let of_cause = |signature: &&Signature| signature.entry.cause.as_deref() == Some(cause);
        let signature = Knowledge::with(None).all().find(of_cause).expect("a signature of this cause");
        Clue {
            signature,
            weight: 1.0,
            span: Span::new(0, 9),
            captures: Vec::new(),
            from_log: true,
            in_order: true,
            length,
            part: None,
        }
    }

    #[test]
    fn of_two_readings_of_a_line_one_explains_more() {
        for (more, less) in [
            ("dependency/dns", "dependency/unreachable"),
            ("dependency/auth", "dependency/unreachable"),
            ("dependency/tls", "dependency/unreachable"),
            ("platform/node-setting", "config/missing-file"),
            ("platform/runtime", "config/missing-file"),
            ("filesystem/disk-full", "app/data-incompatible"),
            ("config/missing-env", "app/exception"),
            ("config/missing-env", "dependency/unreachable"),
            ("config/missing-env", "dependency/dns"),
            ("dependency/unreachable", "app/exception"),
        ] {
            // However much of the line it takes.
            assert!(explains_more(&clue(more, 3), &clue(less, 30)), "{more} {less}");
            assert!(!explains_more(&clue(less, 30), &clue(more, 3)), "{less} {more}");
        }
        for (one, other) in [
            ("config/missing-env", "config/missing-env"),
            ("dependency/unreachable", "config/missing-file"),
            ("config/missing-file", "filesystem/permission"),
            ("app/data-incompatible", "config/invalid"),
        ] {
            assert!(explains_more(&clue(one, 30), &clue(other, 29)), "{one} {other}");
            assert!(explains_more(&clue(other, 30), &clue(one, 29)), "{other} {one}");
            assert!(!explains_more(&clue(one, 30), &clue(other, 30)), "{one} {other}");
        }
    }

    const DIES: &str = "Name:         till-0\nNamespace:    shop\nContainers:\n  till:\n    State:          Waiting\n      \
                        Reason:       CrashLoopBackOff\n    Last State:     Terminated\n      Reason:       Error\n      Exit Code:    1\n";
    const NO_VARIABLE: &str = "FATAL required environment variable TILL_DSN is not set\n";
    const PORT_TAKEN: &str = "FATAL listen tcp :8080: bind: address already in use\n";

    fn sure(paste: &str, cause: &str) -> f64 {
        let causes = crate::diagnose(paste).causes;
        causes.iter().find(|one| one.id == cause).map_or(0.0, |one| one.confidence)
    }

    #[test]
    fn the_log_of_the_run_before_counts_if_it_tells() {
        let paste = |previous: &str, now: &str| {
            format!(
                "{DIES}\n$ kubectl logs till-0 -n shop --previous\nopening\n{previous}\n$ kubectl logs till-0 -n shop\nopening\n{now}"
            )
        };
        let both = paste(NO_VARIABLE, PORT_TAKEN);
        assert!(sure(&both, "config/missing-env") > 0.8);
        assert_eq!(sure(&both, "app/port-in-use"), 0.0);
        assert!(sure(&paste("closing\n", PORT_TAKEN), "app/port-in-use") > 0.8);
    }

    #[test]
    fn what_goes_wrong_behind_a_stop_or_before_a_start_counts_less() {
        let refused = "ERROR dial tcp 10.0.0.7:5432: connect: connection refused\n";
        let of = |before: &str, behind: &str| {
            sure(
                &format!(
                    "{DIES}\n$ kubectl logs till-0 -n shop --previous\nopening\n{before}{refused}{behind}"
                ),
                "dependency/unreachable",
            )
        };
        let alone = of("", "");
        assert!(of("INFO received SIGTERM, shutting down\n", "") < alone);
        assert!(of("", "INFO received SIGTERM, shutting down\n") >= alone - 0.1);
        assert!(of("", "INFO listening on :8080\n") < alone);
        assert!(of("INFO listening on :8080\n", "") >= alone - 0.1);
        // No success, whatever its words are.
        assert!(of("", "ERROR gave up listening on :8080\n") >= alone - 0.1);
    }

    #[test]
    fn a_quote_of_a_long_line_holds_what_was_matched_and_some_of_what_stands_before() {
        let line = Span::new(100, 9_100);
        for at in [100, 110, 4_000, 9_080, 9_090] {
            let matched = Span::new(at, at + 10);
            let quote = around(line, matched);
            assert!(line.contains(quote) && quote.contains(matched), "{quote:?}");
            assert_eq!(quote.end() - quote.start(), QUOTE + 8, "{at}");
        }
        assert_eq!(around(line, Span::new(4_000, 4_010)).start(), 4_000 - QUOTE / 4);
        let short = Span::new(100, 100 + QUOTE);
        assert_eq!(around(short, Span::new(200, 210)), short);
    }
}
