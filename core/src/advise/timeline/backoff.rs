//! How long the kubelet waits before it starts a container again.

use crate::model::{Container, Pod};
use crate::read::duration;
use crate::text::Pattern;

/// After a run this long, in seconds, the next wait is the shortest again.
pub(super) const RESET: i64 = 600;

/// How the waits grow: each is twice the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Curve {
    first: u64,
    longest: u64,
}

impl Curve {
    /// What every kubelet does unless it is told otherwise.
    const USUAL: Self = Self { first: 10, longest: 300 };
    /// With the feature gate `ReduceDefaultCrashLoopBackOffDecay`.
    const REDUCED: Self = Self { first: 1, longest: 60 };

    /// The curve on which a wait of so many seconds lies.
    fn through(wait: u64) -> Self {
        let on = |curve: &Self| (1..=7).any(|restarts| curve.after(restarts) == wait);
        match [Self::USUAL, Self::REDUCED].into_iter().find(on) {
            Some(curve) => curve,
            // `crashLoopBackOff.maxContainerRestartPeriod` of the kubelet cuts the curve off.
            None => Self { first: Self::USUAL.first.min(wait), longest: wait },
        }
    }

    /// The wait in seconds after so many restarts; the first restart is immediate.
    pub(super) fn after(self, restarts: u64) -> u64 {
        let Some(doublings) = restarts.checked_sub(1) else { return 0 };
        let doubled = u32::try_from(doublings).ok().and_then(|by| 1_u64.checked_shl(by));
        doubled.and_then(|factor| self.first.checked_mul(factor)).unwrap_or(u64::MAX).min(self.longest)
    }

    /// The wait after which no longer one follows.
    pub(super) fn longest(self) -> u64 {
        self.longest
    }

    /// The wait that follows a run of [`RESET`].
    pub(super) fn first(self) -> u64 {
        self.first
    }
}

/// The wait at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wait {
    pub(super) seconds: u64,
    /// Whether the paste says so; else it follows from the number of restarts.
    pub(super) stated: bool,
    pub(super) curve: Curve,
}

impl Wait {
    /// The wait after so many restarts, as the paste states it or as the usual curve has it.
    pub(super) fn of(pod: &Pod, container: Option<&Container>, restarts: Option<u64>) -> Option<Self> {
        if let Some(seconds) = stated(pod, container) {
            return Some(Self { seconds, stated: true, curve: Curve::through(seconds) });
        }
        let curve = Curve::USUAL;
        restarts.map(|restarts| Self { seconds: curve.after(restarts), stated: false, curve })
    }

    /// Whether the waits before it were those of the curve: the counter was not set back in between.
    pub(super) fn fits(self, restarts: u64) -> bool {
        self.curve.after(restarts) == self.seconds
    }
}

/// `back-off 2m40s restarting failed container=api pod=...`: the message of a waiting container, and of old events.
fn stated(pod: &Pod, container: Option<&Container>) -> Option<u64> {
    static BACK_OFF: Pattern =
        Pattern::new(r"(?i)\bback-off (?<wait>(?:\d+[smh])+) restarting failed container");
    let in_text = |text: &str| BACK_OFF.captures(text)?.get("wait").and_then(duration::seconds);
    let state = container.and_then(|container| container.facts.state.as_ref());
    let message = state.and_then(|state| state.message.as_ref()).and_then(|text| in_text(&text.value));
    message.or_else(|| {
        let of_others = |of: &str| container.and_then(Container::name).is_some_and(|name| name != of);
        let own =
            pod.events.iter().filter(|event| event.container.as_ref().is_none_or(|of| !of_others(&of.value)));
        let waits = own.filter_map(|event| in_text(&event.message.as_ref()?.value));
        // The series is told in any order; waits only grow.
        waits.max()
    })
}

#[cfg(test)]
mod tests {
    use super::{Curve, Wait};
    use crate::model::{Container, Pod};
    use crate::read::facts::{Event, State};
    use crate::text::{Fact, Span};

    /// What a pod whose container is called till, or not at all, tells of its wait.
    fn stated(name: Option<&str>, state: &str, events: &[(Option<&str>, &str)]) -> Option<u64> {
        let text = |text: &str| Some(Fact::new(text.to_owned(), Span::default()));
        let mut container = Container::default();
        container.facts.name = name.and_then(text);
        container.facts.state = Some(State { message: text(state), ..State::default() });
        let mut pod = Pod::default();
        for (of, message) in events {
            pod.events.push(Event {
                container: of.and_then(text),
                message: text(message),
                ..Event::default()
            });
        }
        Wait::of(&pod, Some(&container), None).map(|wait| wait.seconds)
    }

    #[test]
    fn a_wait_fits_the_restarts_if_the_counter_was_never_set_back() {
        let wait = |restarts: u64| Wait::of(&Pod::default(), None, Some(restarts)).unwrap();
        assert!(wait(3).fits(3) && wait(9).fits(8));
        assert!(!wait(3).fits(2) && !wait(3).fits(9));
    }

    #[test]
    fn the_wait_is_stated_by_the_container_or_else_by_its_events() {
        let (short, long) =
            ("back-off 40s restarting failed container", "Back-off 2m40s restarting failed container=till");
        let till = Some("till");
        assert_eq!(stated(till, short, &[(till, long)]), Some(40));
        assert_eq!(stated(till, "", &[(till, short), (till, long), (till, short)]), Some(160));
        assert_eq!(stated(till, "", &[(None, short)]), Some(40));
        assert_eq!(stated(till, "", &[(Some("mesh"), short)]), None);
        assert_eq!(stated(None, "", &[(Some("mesh"), short)]), Some(40));
        assert_eq!(stated(till, "back-off pulling image", &[]), None);
    }

    #[test]
    fn the_wait_doubles_up_to_five_minutes() {
        let waits: Vec<_> = (0..8).map(|restarts| Curve::USUAL.after(restarts)).collect();
        assert_eq!(waits, [0, 10, 20, 40, 80, 160, 300, 300]);
        assert_eq!(Curve::USUAL.after(u64::MAX), 300);
    }

    #[test]
    fn a_stated_wait_tells_the_curve() {
        for wait in [10, 40, 160, 300] {
            assert_eq!(Curve::through(wait), Curve::USUAL, "{wait}");
        }
        for wait in [1, 4, 32, 60] {
            assert_eq!(Curve::through(wait), Curve::REDUCED, "{wait}");
        }
        let capped: Vec<_> = (1..5).map(|restarts| Curve::through(30).after(restarts)).collect();
        assert_eq!(capped, [10, 20, 30, 30], "a kubelet whose longest wait is set to 30 s");
        assert_eq!(Curve::through(5).after(1), 5);
    }
}
