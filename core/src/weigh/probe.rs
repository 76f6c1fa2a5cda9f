//! The kubelet checks the container, and does not like the answer.

use super::reading::{self, How, ProbeFailure};
use super::{Case, Cause, Evidence, Hypothesis, kill};
use crate::knowledge::signature::Strength;
use crate::model::Container;
use crate::read::facts::Event;

mod liveness;
mod readiness;
mod startup;

pub(super) static CAUSES: &[&Cause] = &[&liveness::CAUSE, &startup::CAUSE, &readiness::CAUSE];

/// The case against a probe that kills: its kill, its complaints, and what does not fit.
fn killed_by(case: &Case<'_>, cause: &'static Cause, probe: &str) -> Option<Hypothesis> {
    let failure = case.probes.iter().rev().find(|failure| failure.probe == probe);
    let kill = case.killed_by_probe().filter(|(killer, _)| *killer == probe).map(|(_, event)| event);
    let rare = kill.filter(|event| kill::is_the_exception(case, event)).map(|event| {
        Evidence::con(event.span, Strength::Strong, "it was started more often than a probe had it killed")
    });
    // What the probe got for an answer tells more than that it killed.
    let strength = match (kill, failure) {
        (Some(_), _) => Strength::Decisive,
        (None, Some(failure)) if is_past(case, failure) || is_early(case) => Strength::Hint,
        (None, _) => Strength::Strong,
    };
    let mut found = match (failure, kill) {
        (Some(failure), kill) => {
            let why = complaint(failure);
            let found = Hypothesis::because(cause, case.says(failure.event, strength, why));
            let found = naming(found, failure);
            found
                .and(kill.map(|event| case.says(event, Strength::Decisive, "the kubelet killed it for that")))
        }
        (None, Some(event)) => Hypothesis::because(
            cause,
            case.says(event, Strength::Decisive, "the kubelet killed it for a failed probe"),
        ),
        (None, None) => return by_length(case, cause, probe),
    };
    found = found.and(ending(case)).and(other_port(case, probe, failure));
    if let Some((port, _)) = listening_elsewhere(case, probe, failure) {
        found = found.naming("listen_port", port.to_string());
    }
    Some(
        found
            .and(rare)
            .and(oom(case))
            .and(own_end(case))
            .and(own_words(case, kill.is_some()))
            .and(no_image(case)),
    )
}

/// Whether the probe complained some minutes ago, and nothing ended since: it was only early.
fn is_past(case: &Case<'_>, failure: &ProbeFailure<'_>) -> bool {
    const MINUTES: u64 = 180;
    failure.event.last_seen.is_some_and(|seen| seen > MINUTES) && !has_ended(case)
}

/// Whether it was started just now, for the first time: a probe may still come to be answered.
fn is_early(case: &Case<'_>) -> bool {
    const YOUNG: u64 = 30;
    let first = |event: &&Event| event.count.is_none_or(|count| count == 1);
    let started = case.event("Started", "").filter(first).and_then(|event| event.last_seen);
    started.is_some_and(|ago| ago <= YOUNG) && !has_ended(case)
}

fn has_ended(case: &Case<'_>) -> bool {
    case.code().is_some()
        || case.waiting().is_some()
        || case.event("BackOff", "restarting").is_some()
        || case.container.is_some_and(Container::has_restarted)
}

/// A container whose new image does not arrive is not there to answer a probe.
fn no_image(case: &Case<'_>) -> Option<Evidence> {
    let event = case.event("Failed", "Failed to pull image")?;
    Some(Evidence::con(
        event.span,
        Strength::Strong,
        "the image cannot be pulled, so nothing runs that could answer",
    ))
}

/// A program that says why it gives up is not there to answer a probe.
fn own_words(case: &Case<'_>, was_killed: bool) -> Option<Evidence> {
    let clue = case.clues.iter().find(|clue| clue.from_log && clue.weight >= 2.0)?;
    (!was_killed && case.code().is_none())
        .then(|| Evidence::con(clue.span, Strength::Strong, "the program itself says why it ends"))
}

/// The events are gone, but the run lasted just as long as this probe needs to give up.
fn by_length(case: &Case<'_>, cause: &'static Cause, probe: &str) -> Option<Hypothesis> {
    let container = case.container?;
    let run = container.last_run()?;
    let stopped = matches!(run.code()?, 0 | 137 | 143) && run.reason() != Some("OOMKilled");
    let settings = container.probe(probe)?;
    let grace = case.pod.facts.grace.as_ref().map(|grace| grace.value);
    let loops = case.waiting().is_some_and(|(reason, _)| reason == "CrashLoopBackOff");
    let events = case.events().next().is_some();
    let earliest = settings.earliest_kill();
    let soon = run
        .seconds()
        .and_then(|seconds| u64::try_from(seconds).ok())
        .is_some_and(|seconds| seconds + 3 < earliest);
    if run.code() == Some(143) && loops && !events && !soon {
        let why = "asked to stop again and again: in a loop, only a probe does that";
        let code = Evidence::pro(run.0.exit_code.as_ref()?.span, Strength::Strong, why);
        let probe = Evidence::pro(settings.span, Strength::Hint, "is the probe that can have it stopped");
        return Some(Hypothesis::because(cause, code).and(Some(probe)));
    }
    (stopped && run.fits(settings, grace)).then(|| {
        let why = "the run lasted as long as this probe needs to give up";
        Hypothesis::because(cause, Evidence::pro(settings.span, Strength::Strong, why)).and(ending(case))
    })
}

fn complaint(failure: &ProbeFailure<'_>) -> &'static str {
    match failure.how {
        How::Refused => "nobody listens on the port that the probe asks",
        How::TimedOut => "the probe gets no answer in time",
        How::Status(_) => "the probe gets a status that means failure",
        How::Scheme => "the probe speaks HTTP where the port wants TLS, or the reverse",
        How::CommandMissing => "the command of the probe is not in the image",
        How::Other => "the probe fails",
    }
}

fn naming(found: Hypothesis, failure: &ProbeFailure<'_>) -> Hypothesis {
    let message = failure.event.message.as_ref().map_or("", |message| message.value.as_str());
    let found = found.naming("probe_message", message.split('\n').next().unwrap_or(message));
    let result = match failure.how {
        How::Refused => "refused",
        How::TimedOut => "timeout",
        How::Status(_) => "status",
        How::Scheme => "scheme",
        How::CommandMissing => "command-missing",
        How::Other => "other",
    };
    let found = match failure.how {
        How::Status(status) => found.naming("probe_status", status.to_string()),
        _ => found,
    };
    let found = found.naming("probe_result", result);
    match failure.port {
        Some(port) => found.naming("probe_port", port.to_string()),
        None => found,
    }
}

/// A kill by a probe ends with SIGTERM, or SIGKILL after the grace period, or as the program likes.
fn ending(case: &Case<'_>) -> Option<Evidence> {
    let (code, span) = case.code()?;
    match code {
        137 => {
            Some(Evidence::pro(span, Strength::Hint, "SIGKILL, after it did not stop in its grace period"))
        }
        143 => Some(Evidence::pro(span, Strength::Hint, "SIGTERM, which the kubelet sends first")),
        _ => None,
    }
}

/// The port on which the log says it listens, if that is not the one the probe asks.
fn listening_elsewhere(
    case: &Case<'_>,
    probe: &str,
    failure: Option<&ProbeFailure<'_>>,
) -> Option<(u32, crate::text::Span)> {
    let container = case.container?;
    let asked = failure
        .and_then(|failure| failure.port)
        .or_else(|| reading::port_of(container.probe(probe)?, case))?;
    let listens = container.logs.iter().find_map(|output| reading::listens_on(&output.log))?;
    (listens.0 != asked).then_some(listens)
}

fn other_port(case: &Case<'_>, probe: &str, failure: Option<&ProbeFailure<'_>>) -> Option<Evidence> {
    let (_, span) = listening_elsewhere(case, probe, failure)?;
    Some(Evidence::pro(span, Strength::Strong, "it listens on another port than the probe asks"))
}

/// A container that was killed for its memory fails its probes while it dies.
fn oom(case: &Case<'_>) -> Option<Evidence> {
    let (_, span) = case.reason().filter(|(reason, _)| *reason == "OOMKilled")?;
    Some(Evidence::con(span, Strength::Decisive, "it was killed at its memory limit"))
}

/// A program that ended with an error of its own was not killed by a probe.
fn own_end(case: &Case<'_>) -> Option<Evidence> {
    let (code, span) = case.code()?;
    let own = !matches!(code, 0 | 137 | 143) && case.killed_by_probe().is_none();
    let strength = if case.log_names_a_cause() { Strength::Decisive } else { Strength::Strong };
    own.then(|| Evidence::con(span, strength, "it ended by itself, with an error of its own"))
}
