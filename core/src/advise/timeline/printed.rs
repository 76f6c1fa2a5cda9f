//! When the text was printed: what joins the ages of events to the times of runs.

use super::Axis;
use crate::model::{Container, Pod};
use crate::read::facts::Event;

/// Ages beyond this many seconds are printed in whole hours, and place nothing.
const OLDEST: u64 = 3 * 3600;

/// The moment of printing on the axis, from the youngest age whose time is known as well. It cannot have been before
/// `earliest` nor after `latest`.
pub(super) fn on(
    axis: Axis,
    (earliest, latest): (i64, i64),
    pod: &Pod,
    container: Option<&Container>,
) -> Option<i64> {
    let since_start = |event: &&Event| is(event, "Started") && is_of(event, pod, container);
    let newest_start = pod.events.iter().filter(since_start).filter_map(|event| event.last_seen).min();
    let scheduled = pod.events.iter().find(|event| is(event, "Scheduled")).and_then(|event| event.last_seen);
    let created = pod.facts.start_time.as_ref().and_then(|time| axis.place(time.value));
    // The RESTARTS column counts from the end of the last run.
    let ended = pod.facts.restarted_ago.filter(|_| pod.containers.len() < 2).map(|ago| (ago, 0));
    let candidates = [ended, newest_start.zip(axis.newest_start), scheduled.or(pod.facts.age).zip(created)];
    let known = candidates.into_iter().flatten().filter(|(age, _)| *age <= OLDEST);
    let placed = known.filter_map(|(age, from)| Some((age, from.saturating_add(i64::try_from(age).ok()?))));
    // Texts of different minutes are pasted together: one that was printed before the run ended, or after the next
    // start, places nothing.
    let fitting = placed.filter(|(_, at)| (earliest..=latest).contains(at));
    fitting.min_by_key(|(age, _)| *age).map(|(_, at)| at)
}

pub(super) fn is(event: &Event, reason: &str) -> bool {
    event.reason.as_ref().is_some_and(|found| found.value == reason)
}

/// Whether an event is about this container and no other of its pod.
pub(super) fn is_of(event: &Event, pod: &Pod, container: Option<&Container>) -> bool {
    match (&event.container, container.and_then(Container::name)) {
        (Some(of), Some(name)) => of.value == name,
        _ => pod.containers.len() <= 1,
    }
}
