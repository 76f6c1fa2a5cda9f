//! The back-off clock of a container: its last run, the wait, the next start, and when the counter resets.

use crate::diagnosis::Moment;
use crate::model::Container;
use crate::text::Time;

/// Seconds before the second restart; the first is immediate.
const FIRST_WAIT: u64 = 10;
/// The longest wait.
const LONGEST_WAIT: u64 = 300;
/// A run this long, in seconds, sets the wait back to the first.
const RESET: i64 = 600;

/// What is known of the container's time line, oldest first.
pub(crate) fn of(container: &Container) -> Vec<Moment> {
    let name = container.name().map(str::to_owned);
    let moment = |kind: &str, at: Option<Time>, seconds: Option<u64>, what: String| Moment {
        kind: kind.to_owned(),
        container: name.clone(),
        at: at.map(Time::to_rfc3339),
        seconds,
        what,
    };
    let Some(run) = container.last_run() else { return Vec::new() };
    let known = |time: &Option<crate::text::Fact<Time>>| {
        time.as_ref().map(|time| time.value).filter(|time| !time.is_never())
    };
    let (started, finished) = (known(&run.0.started), known(&run.0.finished));
    let ran = run.seconds().and_then(|seconds| u64::try_from(seconds).ok());
    let end = match (run.reason(), run.code()) {
        (Some(reason), Some(code)) => format!("ended: {reason}, exit code {code}"),
        (None, Some(code)) => format!("ended with exit code {code}"),
        _ => "ended".to_owned(),
    };
    let mut moments = vec![moment("run", started, ran, end)];
    let waits = container.waiting().is_some_and(|reason| reason.value == "CrashLoopBackOff");
    if let (true, Some(restarts)) = (waits, container.facts.restarts.as_ref()) {
        let wait = backoff(restarts.value);
        let next = finished.map(|finished| finished.plus(i64::try_from(wait).unwrap_or(0)));
        moments.push(moment(
            "wait",
            finished,
            Some(wait),
            format!("back-off after {} restarts", restarts.value),
        ));
        moments.push(moment("next-start", next, None, "the next start".to_owned()));
        let reset = next.map(|next| next.plus(RESET));
        let what = "if it still runs then, the next wait begins at 10 s again".to_owned();
        moments.push(moment("reset", reset, None, what));
    }
    moments
}

/// The wait in seconds after so many restarts: 0, 10, 20, 40 ... 300.
fn backoff(restarts: u64) -> u64 {
    match restarts {
        0 => 0,
        1..=5 => FIRST_WAIT << (restarts - 1),
        _ => LONGEST_WAIT,
    }
}

#[cfg(test)]
mod tests {
    use super::backoff;

    #[test]
    fn the_wait_doubles_up_to_five_minutes() {
        let waits: Vec<_> = (0..8).map(backoff).collect();
        assert_eq!(waits, [0, 10, 20, 40, 80, 160, 300, 300]);
    }
}
