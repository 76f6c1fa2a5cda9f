//! Kills by a probe: which there were, and whether the last run ended by one.

use super::case::Case;
use crate::read::facts::Event;

/// A container that waits in `CrashLoopBackOff` ended at most this many seconds ago.
const LONGEST_BACKOFF: u64 = 300;
/// Ages are rounded, and images are pulled before a start.
const SLACK: u64 = 60;

/// The newest kill by a probe: `liveness` or `startup`, and the event that says so.
pub(super) fn newest<'a>(case: &Case<'a>) -> Option<(&'static str, &'a Event)> {
    let killing = |what| case.event("Killing", what);
    if let Some(event) = killing("failed liveness probe").or_else(|| killing("is unhealthy")) {
        return Some(("liveness", event));
    }
    Some(("startup", killing("failed startup probe")?))
}

/// The kill by a probe that ended the last run.
pub(super) fn of_last_run<'a>(case: &Case<'a>) -> Option<(&'static str, &'a Event)> {
    newest(case).filter(|(probe, event)| !is_too_short(case, probe) && !is_of_an_earlier_run(case, event))
}

/// Whether the last run was over before this probe could give up.
fn is_too_short(case: &Case<'_>, probe: &str) -> bool {
    const SOON: u64 = 3;
    let known = || {
        let container = case.container?;
        let seconds = u64::try_from(container.last_run()?.seconds()?).ok()?;
        Some((seconds, container.probe(probe)?.earliest_kill()))
    };
    known().is_some_and(|(seconds, earliest)| seconds.saturating_add(SOON) < earliest)
}

/// Whether the last run ended with an error of its own, later than this kill.
///
/// The kubelet limits how many events it reports: an old kill alone does not tell that there was none since.
fn is_of_an_earlier_run(case: &Case<'_>, kill: &Event) -> bool {
    let is_old = kill.last_seen.is_some_and(|seen| seen > LONGEST_BACKOFF + SLACK);
    let Some((code, _)) = case.code() else { return is_long_ago(case, kill) };
    let is_own = !matches!(code, 0 | 137 | 143);
    let waits = case.waiting().is_some_and(|(reason, _)| reason == "CrashLoopBackOff");
    is_own && waits && is_old && !is_the_rule(case, kill)
}

/// Whether each start that is reported ended by a kill.
fn is_the_rule(case: &Case<'_>, kill: &Event) -> bool {
    const OFTEN: u64 = 3;
    let started = case.event("Started", "").and_then(|event| event.count);
    started.is_some_and(|starts| starts >= OFTEN && kill.count.unwrap_or(1) >= starts)
}

/// Whether it has been restarted since, over and over: what is not known of its end is known of its back-off.
fn is_long_ago(case: &Case<'_>, kill: &Event) -> bool {
    const LONG: u64 = 1800;
    let seen = |event: Option<&Event>| event.and_then(|event| event.last_seen);
    let backs_off = seen(case.event("BackOff", "restarting failed container"));
    backs_off.is_some_and(|seen| seen <= LONGEST_BACKOFF) && seen(Some(kill)).is_some_and(|seen| seen > LONG)
}

/// Whether most runs ended without a kill: starts are reported as often as kills.
pub(super) fn is_the_exception(case: &Case<'_>, kill: &Event) -> bool {
    let started = case.event("Started", "").and_then(|event| event.count);
    started.is_some_and(|starts| kill.count.unwrap_or(1) * 2 < starts.saturating_sub(1))
}
