//! The back-off clock of a container: its runs and waits, what the kubelet did to it, the next start, and when the
//! counter is set back.

mod backoff;
mod printed;

use crate::diagnosis::{Basis, Moment};
use crate::model::{Container, Pod, Run};
use crate::read::facts::Event;
use crate::text::{Fact, Time};
use backoff::{RESET, Wait};

/// How many runs before the last one are reckoned back.
const EARLIER: u64 = 6;
/// What a restart takes beside the wait, in seconds: the kubelet looks every ten seconds or so.
const SLACK: i64 = 12;
/// How long after the wait a container may still be seen waiting, in seconds: an image is pulled, ages are rounded.
const LATE: i64 = 60;

/// What is known of the container's time line, oldest first.
pub(crate) fn of(pod: &Pod, container: Option<&Container>) -> Vec<Moment> {
    let life = Life::of(pod, container);
    let mut moments = life.earlier();
    moments.extend(life.last_run());
    moments.extend(life.wait());
    moments.extend(life.running());
    if moments.is_empty() {
        return moments;
    }
    let printed = printed::on(life.axis, life.while_printed(), pod, container);
    moments.extend(printed.map(|at| life.reckoned("printed", at, "the text was printed".to_owned())));
    let told = pod.events.iter().filter(|event| printed::is_of(event, pod, container));
    moments.extend(told.filter_map(|event| life.event(event, printed)));
    moments.sort_by_key(|moment| moment.offset.unwrap_or(i64::MAX));
    moments
}

/// Where times stand: in seconds from the end of the newest finished run or, without one, from the start of the run at
/// hand.
#[derive(Clone, Copy, Debug, Default)]
struct Axis {
    origin: Option<Time>,
    /// Where the newest run that the paste shows began.
    newest_start: Option<i64>,
}

impl Axis {
    fn place(self, time: Time) -> Option<i64> {
        Some(time.since(self.origin?))
    }

    fn at(self, offset: i64) -> Option<String> {
        Some(self.origin?.plus(offset).to_rfc3339())
    }
}

/// What the paste says of one container's runs.
struct Life<'a> {
    pod: &'a Pod,
    container: Option<&'a Container>,
    axis: Axis,
    run: Option<Run<'a>>,
    /// How long the newest finished run was.
    ran: Option<i64>,
    restarts: Option<u64>,
    wait: Option<Wait>,
}

impl<'a> Life<'a> {
    fn of(pod: &'a Pod, container: Option<&'a Container>) -> Self {
        let run = container.and_then(Container::last_run);
        let finished = run.and_then(|run| known(&run.0.finished));
        let running = container.filter(|container| container.is_running());
        let began = running.and_then(|container| known(&container.facts.state.as_ref()?.started));
        let origin = finished.or(began.filter(|_| run.is_none()));
        let mut axis = Axis { origin, newest_start: None };
        let newest = began.or_else(|| known(&run?.0.started));
        axis.newest_start = newest.and_then(|time| axis.place(time));
        // The RESTARTS column is the sum over all containers.
        let alone =
            pod.containers.len() <= 1 && pod.facts.ready.as_ref().is_none_or(|ready| ready.value.1 <= 1);
        let own = container.and_then(|container| container.facts.restarts.as_ref());
        let restarts = own.or(pod.facts.restarts.as_ref().filter(|_| alone)).map(|restarts| restarts.value);
        let state = container.map(|container| container.facts.state.is_some()).unwrap_or_default();
        let status = pod.facts.status.as_ref().filter(|_| !state && alone);
        let waits = container.and_then(Container::waiting).or(status);
        let waits =
            waits.is_some_and(|reason| reason.value.trim_start_matches("Init:") == "CrashLoopBackOff");
        let wait = if waits { Wait::of(pod, container, restarts) } else { None };
        Self { pod, container, axis, run, ran: run.and_then(Run::seconds), restarts, wait }
    }

    /// Within which time the state that the paste shows was true.
    fn while_printed(&self) -> (i64, i64) {
        let running = self.axis.newest_start.unwrap_or(0).max(0);
        match self.wait {
            Some(wait) => (0, seconds(wait.seconds).saturating_add(LATE)),
            None => (running, i64::MAX),
        }
    }

    /// Earlier runs, as long as the last one and with the waits of the curve between them: only where that agrees with
    /// the time at which the pod began.
    fn earlier(&self) -> Vec<Moment> {
        let (Some(wait), Some(ran), Some(restarts)) = (self.wait, self.ran, self.restarts) else {
            return Vec::new();
        };
        let Some(created) = self.pod.facts.start_time.as_ref().and_then(|time| self.axis.place(time.value))
        else {
            return Vec::new();
        };
        if !wait.fits(restarts) || restarts > 200 {
            return Vec::new();
        }
        let before = |restart: u64| seconds(wait.curve.after(restart - 1));
        let all = (restarts + 1, (1..=restarts).map(before).sum::<i64>());
        let reckoned = -(seconds(all.0) * ran + all.1);
        if (created - reckoned).abs() > 30 + SLACK * seconds(restarts) {
            return Vec::new();
        }
        let mut moments = Vec::new();
        let mut start = -ran;
        for restart in (1..=restarts).rev().take(usize::try_from(EARLIER).unwrap_or(usize::MAX)) {
            let waited = before(restart);
            let end = start - waited;
            if waited > 0 {
                let what = format!("back-off before restart {restart}");
                moments
                    .push(Moment { seconds: u64::try_from(waited).ok(), ..self.reckoned("wait", end, what) });
            }
            start = end - ran;
            let what = format!("run {restart}");
            moments.push(Moment { seconds: u64::try_from(ran).ok(), ..self.reckoned("run", start, what) });
        }
        moments
    }

    fn last_run(&self) -> Option<Moment> {
        let run = match self.run {
            Some(run) => run,
            // A row of a table: it ended, and nothing else is known.
            None if self.wait.is_some() => {
                return Some(Moment {
                    known: Basis::Read,
                    ..self.reckoned("run", 0, "the last run ended".to_owned())
                });
            }
            None => return None,
        };
        let end = match (run.reason(), run.code()) {
            (Some(reason), Some(code)) => format!("ended: {reason}, exit code {code}"),
            (None, Some(code)) => format!("ended with exit code {code}"),
            _ => "ended".to_owned(),
        };
        let start = known(&run.0.started);
        let offset = start.and_then(|time| self.axis.place(time)).unwrap_or(0);
        let ran = self.ran.and_then(|ran| u64::try_from(ran).ok());
        let at = start.map(Time::to_rfc3339);
        Some(Moment { at, seconds: ran, known: Basis::Read, ..self.reckoned("run", offset, end) })
    }

    fn wait(&self) -> Vec<Moment> {
        let Some(wait) = self.wait else { return Vec::new() };
        let length = seconds(wait.seconds);
        let after = match self.restarts {
            Some(1) => "back-off after 1 restart".to_owned(),
            Some(restarts) => format!("back-off after {restarts} restarts"),
            None => "back-off".to_owned(),
        };
        let longest = if wait.seconds == wait.curve.longest() { "; no wait is longer" } else { "" };
        let waits = Moment {
            seconds: Some(wait.seconds),
            known: if wait.stated { Basis::Read } else { Basis::Reckoned },
            ..self.reckoned("wait", 0, after + longest)
        };
        let next = self.reckoned("next-start", length, "the next start, or up to 10 s later".to_owned());
        vec![waits, next, self.reset(length, wait.curve.first())]
    }

    fn running(&self) -> Vec<Moment> {
        let runs = self.container.filter(|container| container.is_running());
        let (Some(_), Some(began)) = (runs, self.axis.newest_start) else { return Vec::new() };
        let run =
            Moment { known: Basis::Read, ..self.reckoned("running", began, "runs since then".to_owned()) };
        if self.run.is_none() && self.restarts.unwrap_or(0) == 0 {
            return vec![run];
        }
        vec![run, self.reset(began, Wait::of(self.pod, None, Some(1)).map_or(10, |wait| wait.curve.first()))]
    }

    fn reset(&self, start: i64, first: u64) -> Moment {
        let what = format!("if it still runs then, the next wait is {first} s again");
        self.reckoned("reset", start.saturating_add(RESET), what)
    }

    /// A probe's failure, or a kill.
    fn event(&self, event: &Event, printed: Option<i64>) -> Option<Moment> {
        let kind = match event.reason.as_ref()?.value.as_str() {
            "Unhealthy" => "probe-failure",
            "Killing" | "OOMKilling" | "Preempting" | "Evicted" => "kill",
            _ => return None,
        };
        let age = |age: Option<u64>| Some(printed? - i64::try_from(age?).ok()?);
        let last = event.at.and_then(|at| self.axis.place(at)).or_else(|| age(event.last_seen));
        let first = age(event.first_seen)
            .filter(|first| event.count.is_some() && last.is_some_and(|last| *first < last));
        let exact = event.at.and_then(|at| self.axis.place(at)).is_some();
        let offset = first.or(last);
        Some(Moment {
            at: offset.and_then(|offset| self.axis.at(offset)),
            offset,
            seconds: first.zip(last).and_then(|(first, last)| u64::try_from(last - first).ok()),
            count: event.count,
            known: if exact { Basis::Read } else { Basis::Reckoned },
            ..self.reckoned(kind, 0, short(&event.message.as_ref()?.value))
        })
    }

    fn reckoned(&self, kind: &str, offset: i64, what: String) -> Moment {
        Moment {
            kind: kind.to_owned(),
            container: self.container.and_then(Container::name).map(str::to_owned),
            at: self.axis.at(offset),
            offset: Some(offset),
            seconds: None,
            count: None,
            known: Basis::Reckoned,
            what,
        }
    }
}

fn known(time: &Option<Fact<Time>>) -> Option<Time> {
    time.as_ref().map(|time| time.value).filter(|time| !time.is_never())
}

fn seconds(seconds: u64) -> i64 {
    i64::try_from(seconds).unwrap_or(i64::MAX / 4)
}

/// The beginning of a long message.
fn short(message: &str) -> String {
    const LONGEST: usize = 160;
    match message.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} …", message.get(..end).unwrap_or_default().trim_end()),
        None => message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn only_the_beginning_of_a_long_message_is_shown() {
        let fits = "é".repeat(160);
        assert_eq!(short(&fits), fits);
        assert_eq!(short(&format!("{}  and more", "é".repeat(158))), format!("{} …", "é".repeat(158)));
    }
}
