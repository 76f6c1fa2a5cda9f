//! The main process ends without an error, although it should stay.

use super::brief::brief;
use crate::knowledge::signature::Strength;
use crate::model::Container;
use crate::read::facts::Text;
use crate::weigh::hypothesis::both;
use crate::weigh::{Case, Cause, Evidence, Hypothesis, strength};

pub(super) static CAUSE: Cause = Cause { id: "command/exits-zero", weigh };

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    both(ended_well(case).or_else(|| must_end(case)), case.clues_for(&CAUSE))
}

/// It is started again and again, how it ends is not told, and what it is told to run does nothing but end.
fn must_end(case: &Case<'_>) -> Option<Hypothesis> {
    let container = case.container.filter(|container| container.last_run().is_none())?;
    let (status, _) = case.status().or_else(|| case.waiting())?;
    let told = brief(container).filter(|_| status == "CrashLoopBackOff")?;
    let why = "what it is told to run ends soon and well, and is then started again";
    Some(Hypothesis::because(&CAUSE, Evidence::pro(told.span, Strength::Strong, why)))
}

/// How its last run ended in a table that was printed again and again.
fn ended_before(case: &Case<'_>) -> Option<crate::text::Span> {
    let end = case.pod.facts.ends.last().filter(|end| end.value == "Completed")?;
    case.status().is_some_and(|(status, _)| status == "CrashLoopBackOff").then_some(end.span)
}

/// A server that is stopped in good order ends with 0 as well: then it ran for a while, and does not loop.
fn how_sure(case: &Case<'_>) -> Option<Strength> {
    const WHILE: i64 = 60;
    let container = case.container;
    let ran = container.and_then(|container| container.last_run()?.seconds()).is_some_and(|ran| ran > WHILE);
    let restarts = container.and_then(|container| container.facts.restarts.as_ref()).map(|count| count.value);
    let loops = case.waiting().is_some_and(|(reason, _)| reason == "CrashLoopBackOff")
        || case.status().is_some_and(|(status, _)| status == "CrashLoopBackOff")
        || case.event("BackOff", "restarting").is_some()
        || restarts.is_some_and(|restarts| restarts >= 5);
    // It has just ended, and nothing tells that it was started before: a task that ended well looks the same.
    let first = container.is_some_and(Container::has_ended) && restarts.is_none_or(|restarts| restarts == 0);
    // A row of a table that tells of a restart or two is a Job's as well.
    const FEW: u64 = 2;
    let listed = case.pod.facts.restarts.as_ref().map_or(FEW + 1, |restarts| restarts.value);
    match (loops, ran) {
        (true, true) => Some(Strength::Strong),
        (false, true) => None,
        (false, false) if first || container.is_none() && listed <= FEW => Some(Strength::Hint),
        (_, false) => Some(Strength::Decisive),
    }
}

/// Whether it has done what it was for: of all containers that have ended, only an init container is ready.
fn is_done(case: &Case<'_>) -> bool {
    case.container.is_some_and(|container| {
        container.has_ended() && container.facts.ready.as_ref().is_some_and(|ready| ready.value)
    })
}

fn ended_well(case: &Case<'_>) -> Option<Hypothesis> {
    if is_done(case) {
        return None;
    }
    let completed = case.reason().filter(|(reason, _)| *reason == "Completed").map(|(_, span)| span);
    let zero = case.code().filter(|(code, _)| *code == 0).map(|(_, span)| span);
    let status = case.status().filter(|(status, _)| *status == "Completed").map(|(_, span)| span);
    let span = match (zero, completed) {
        (Some(_), Some(completed)) => completed,
        (Some(zero), None) if case.reason().is_none_or(|(reason, _)| reason == "Error") => zero,
        (None, Some(completed)) => completed,
        (None, None) if case.container.is_none_or(|container| container.last_run().is_none()) => {
            status.or_else(|| ended_before(case))?
        }
        _ => return None,
    };
    let why = "the main process ended without an error, and Kubernetes started it again";
    let found = Hypothesis::because(&CAUSE, Evidence::pro(span, how_sure(case)?, why));
    let code = zero.map(|zero| Evidence::pro(zero, Strength::Hint, "it ended without an error"));
    let killed = case.killed_by_probe().map(|(_, event)| {
        Evidence::con(event.span, Strength::Decisive, "the kubelet stopped it for a failed probe")
    });
    let fits = case.fitting_probe().filter(|_| killed.is_none()).map(|probe| {
        Evidence::con(probe.span, Strength::Strong, "it ran as long as this probe needs to have it stopped")
    });
    // What keeps it from starting now is the trouble; a server that is stopped ends with 0 as well.
    let held = case.waiting().filter(|(reason, _)| *reason != "CrashLoopBackOff");
    let held = held.map(|(_, span)| Evidence::con(span, Strength::Decisive, "it waits for something else"));
    let stopped = case.event("Killing", "Stopping container");
    let stopped =
        stopped.map(|event| Evidence::con(event.span, Strength::Decisive, "the kubelet was told to stop it"));
    // A server that is told to stop ends with 0 as well.
    let asked =
        case.probes.iter().find(|failure| failure.may_kill()).map(|failure| {
            Evidence::con(failure.event.span, Strength::Strong, "a probe that kills has failed")
        });
    // Probes stand behind the state: where the text ends before, one may have had it stopped.
    let unseen = unseen_probe(case).and(zero).map(|zero| {
        Evidence::con(
            zero,
            Strength::Strong,
            "it ran long enough for a probe, and the text ends before probes are told",
        )
    });
    // A program that says what it lacks, and then ends well, ends for that.
    let told = case
        .last_words()
        .map(|span| Evidence::con(span, Strength::Strong, "its last words name another reason"));
    let task = case.container.and_then(task);
    Some(
        found
            .and(code)
            .and(task)
            .and(killed)
            .and(fits)
            .and(asked)
            .and(held)
            .and(stopped)
            .and(told)
            .and(unseen),
    )
}

/// What it was told to run: when that is done, it ends.
fn task(container: &Container) -> Option<Evidence> {
    let is_told = |word: &&Text| !word.value.trim().is_empty();
    let words = || container.facts.command.iter().chain(&container.facts.args).filter(is_told);
    let last = words().next_back()?;
    let is_shell = words().count() == 1 && ["sh", "bash", "ash"].contains(&last.value.rsplit('/').next()?);
    let why = if is_shell {
        "a shell that is given neither a script nor a terminal has nothing to do"
    } else {
        "what it was told to run, and has done"
    };
    Some(Evidence { span: last.span, weight: strength::ECHO, why: why.to_owned(), part: None })
}

/// Whether a probe may have had it stopped of which the text would tell further on.
fn unseen_probe(case: &Case<'_>) -> Option<()> {
    /// With its default settings a probe fails three times, ten seconds apart.
    const SOONEST: i64 = 20;
    let container = case.container?;
    let facts = &container.facts;
    let is_cut = facts.mounts.is_empty() && facts.env.is_empty() && facts.restarts.is_some();
    let is_silent = ["liveness", "startup"].iter().all(|probe| container.probe(probe).is_none());
    let long = container.last_run()?.seconds()? >= SOONEST;
    (is_cut && is_silent && long && case.events().next().is_none()).then_some(())
}
