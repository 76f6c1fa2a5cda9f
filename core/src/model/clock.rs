//! Ages and order of events.
//!
//! Of some only the time is known. Nobody says when a text was printed; it was not before the newest
//! moment in it, and a pod that fails reports something every few seconds.

use super::Pod;
use crate::read::facts::Text;
use crate::text::{Fact, Time};

/// Puts the events of each pod in the order in which they were last seen, the oldest first, whatever the order of the text.
///
/// Whole minutes count, because kubectl prints no more; what is as old as another is ordered by what it says.
pub(super) fn sort(pods: &mut [Pod]) {
    for pod in pods {
        if pod.events.iter().any(|event| event.last_seen.is_none()) {
            continue;
        }
        let text = |text: &Option<Text>| text.as_ref().map(|text| text.value.clone());
        pod.events.sort_by_cached_key(|event| {
            let minutes = event.last_seen.unwrap_or(0) / 60;
            (std::cmp::Reverse(minutes), text(&event.reason), text(&event.message))
        });
    }
}

/// Gives each event with a time, and without an age, its age at the newest moment of all these pods.
pub(super) fn set_ages(pods: &mut [Pod]) {
    let Some(newest) = pods.iter().flat_map(moments).filter(|time| !time.is_never()).max() else { return };
    for event in pods.iter_mut().flat_map(|pod| &mut pod.events) {
        if event.last_seen.is_none() {
            event.last_seen = event.at.and_then(|at| u64::try_from(newest.since(at)).ok());
        }
    }
}

fn moments(pod: &Pod) -> impl Iterator<Item = Time> + '_ {
    let value = |time: &Option<Fact<Time>>| time.as_ref().map(|time| time.value);
    let states =
        pod.containers.iter().flat_map(|container| [&container.facts.state, &container.facts.last_state]);
    let of_states = states.flatten().flat_map(move |state| [value(&state.started), value(&state.finished)]);
    let of_events = pod.events.iter().map(|event| event.at);
    of_events.chain(of_states).chain([value(&pod.facts.start_time)]).flatten()
}

#[cfg(test)]
mod tests {
    use super::{set_ages, sort};
    use crate::model::Pod;
    use crate::read::facts::Event;
    use crate::text::{Fact, Span, Time};

    #[test]
    fn ages_count_from_the_newest_moment() {
        let event = |at: &str, last_seen| Event { at: Time::parse(at), last_seen, ..Event::default() };
        let events = vec![
            event("2026-06-23T14:00:00Z", None),
            event("2026-06-23T14:05:00Z", None),
            event("1970-01-01T00:00:00Z", Some(7)),
            event("not a time", None),
        ];
        let mut pods = [Pod { events, ..Pod::default() }];
        set_ages(&mut pods);
        let ages: Vec<_> = pods[0].events.iter().map(|event| event.last_seen).collect();
        assert_eq!(ages, [Some(300), Some(0), Some(7), None]);
    }

    #[test]
    fn events_are_sorted_by_age_whatever_their_order() {
        let event = |age, reason: &str| Event {
            last_seen: Some(age),
            reason: Some(Fact::new(reason.to_owned(), Span::default())),
            ..Event::default()
        };
        let events =
            vec![event(7, "BackOff"), event(3000, "Pulled"), event(130, "Created"), event(175, "Alarm")];
        let mut pods = [Pod { events, ..Pod::default() }];
        sort(&mut pods);
        let reasons: Vec<_> =
            pods[0].events.iter().map(|event| event.reason.as_ref().unwrap().as_str()).collect();
        assert_eq!(reasons, ["Pulled", "Alarm", "Created", "BackOff"]);
    }
}
