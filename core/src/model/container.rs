//! One container of a pod: what it is, how its runs ended, what it printed.

use crate::read::facts::{self, Kind, Log, Phase, Probe, State, Text};
use crate::text::{Fact, Time};
use serde::Serialize;

/// A container and everything that belongs to it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Container {
    pub facts: facts::Container,
    #[serde(skip)]
    pub logs: Vec<Output>,
}

/// A log, and of which run it is.
#[derive(Clone, Debug)]
pub struct Output {
    pub log: Log,
    /// The log of the run before: `--previous`.
    pub previous: bool,
    /// The index of the artifact it was read from.
    pub artifact: usize,
    /// It stands right below a command that prints no logs: kubectl's own answer, or words about it.
    pub is_answer: bool,
    /// How it is known whose it is.
    pub whose: Whose,
}

/// How it is known whose log one is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Whose {
    /// A command, a prefix or a heading says so, or the pod has no other container.
    #[default]
    Told,
    /// Its last line was printed while just this container ran.
    ByTime,
    /// Nothing says so: it is the container that fails, or the one that is likeliest.
    Supposed,
}

/// One life of a container that has ended.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a>(pub &'a State);

impl Container {
    /// Its name, if the paste tells.
    pub fn name(&self) -> Option<&str> {
        self.facts.name.as_ref().map(|name| name.value.as_str())
    }

    /// Whether it is an init container.
    pub fn is_init(&self) -> bool {
        self.facts.kind == Kind::Init
    }

    /// The finished run to diagnose: the newest that the paste shows.
    ///
    /// While a container is `Terminated`, that is its latest run and `Last State` the one before.
    pub fn last_run(&self) -> Option<Run<'_>> {
        let ended = |state: &&State| state.phase == Phase::Terminated;
        let now = self.facts.state.as_ref().filter(ended);
        now.or_else(|| self.facts.last_state.as_ref().filter(ended)).map(Run)
    }

    /// Why it waits: `CrashLoopBackOff`, `ImagePullBackOff` ...
    pub fn waiting(&self) -> Option<&Text> {
        self.facts.state.as_ref().filter(|state| state.phase == Phase::Waiting)?.reason.as_ref()
    }

    /// Whether the kubelet waits before it starts it again.
    pub fn backs_off(&self) -> bool {
        self.waiting().is_some_and(|reason| reason.value == "CrashLoopBackOff")
    }

    /// Whether its last run ended, and not with success.
    pub fn has_failed(&self) -> bool {
        self.last_run().is_some_and(|run| run.code() != Some(0))
    }

    /// Whether it was started more than once.
    pub fn has_restarted(&self) -> bool {
        self.facts.restarts.as_ref().is_some_and(|restarts| restarts.value > 0)
    }

    /// Whether it runs, as far as the paste tells.
    pub fn is_running(&self) -> bool {
        self.facts.state.as_ref().is_some_and(|state| state.phase == Phase::Running)
    }

    /// Whether its present state is that of an end.
    pub fn has_ended(&self) -> bool {
        self.facts.state.as_ref().is_some_and(|state| state.phase == Phase::Terminated)
    }

    /// Its memory limit, as written.
    pub fn memory_limit(&self) -> Option<&Text> {
        self.facts.limits.iter().find(|limit| limit.0 == "memory").map(|limit| &limit.1)
    }

    /// A probe by its name in lower case: `liveness`, `readiness`, `startup`.
    pub fn probe(&self, name: &str) -> Option<&Probe> {
        match name {
            "liveness" => self.facts.liveness.as_ref(),
            "readiness" => self.facts.readiness.as_ref(),
            "startup" => self.facts.startup.as_ref(),
            _ => None,
        }
    }

    /// The container runtime, from the scheme of the id: `containerd`, `cri-o`, `docker`.
    pub fn runtime(&self) -> Option<&str> {
        self.facts.id.as_ref()?.value.split_once("://").map(|(scheme, _)| scheme)
    }
}

impl<'a> Run<'a> {
    /// Its exit code.
    pub fn code(self) -> Option<i64> {
        self.0.exit_code.as_ref().map(|code| code.value)
    }

    /// The reason the runtime gave: `Error`, `OOMKilled`, `StartError` ...
    pub fn reason(self) -> Option<&'a str> {
        self.0.reason.as_ref().map(|reason| reason.value.as_str())
    }

    /// How long it ran, in seconds; none if it never started or the paste does not tell.
    pub fn seconds(self) -> Option<i64> {
        let known =
            |time: &Option<Fact<Time>>| time.as_ref().map(|time| time.value).filter(|time| !time.is_never());
        let seconds = known(&self.0.finished)?.since(known(&self.0.started)?);
        (seconds >= 0).then_some(seconds)
    }

    /// Whether it ended when this probe, failing from the start, would have had it stopped.
    ///
    /// A process that ignores SIGTERM lives on for the grace period: the probe's own, or the pod's, in seconds.
    pub fn fits(self, probe: &Probe, pod_grace: Option<u64>) -> bool {
        const SLACK: u64 = 3;
        const DEFAULT_GRACE: u64 = 30;
        let Some(seconds) = self.seconds().and_then(|seconds| u64::try_from(seconds).ok()) else {
            return false;
        };
        let grace = match self.code() {
            Some(137) => probe.grace.or(pod_grace).unwrap_or(DEFAULT_GRACE),
            _ => 0,
        };
        let first = probe.earliest_kill();
        let last = first.saturating_add(probe.period).saturating_add(probe.timeout);
        first > SLACK
            && seconds.saturating_add(SLACK) > first.saturating_add(grace)
            && seconds <= last.saturating_add(grace).saturating_add(SLACK)
    }
}

#[cfg(test)]
mod tests {
    use super::Run;
    use crate::read::facts::{Probe, State};
    use crate::text::{Fact, Span, Time};

    #[test]
    fn a_run_that_ends_with_the_probe_is_told_from_a_shorter_one() {
        let probe = Probe { delay: 5, timeout: 1, period: 10, success: 1, failure: 3, ..Probe::default() };
        let began = Time::parse("2026-06-23T14:00:00Z").unwrap();
        for (seconds, code, expected) in [
            (4, 1, false),
            (26, 143, true),
            (35, 0, true),
            (60, 143, false),
            (60, 137, true),
            (26, 137, false),
        ] {
            let state = State {
                started: Some(Fact::new(began, Span::default())),
                finished: Some(Fact::new(began.plus(seconds), Span::default())),
                exit_code: Some(Fact::new(code, Span::default())),
                ..State::default()
            };
            assert_eq!(Run(&state).fits(&probe, None), expected, "{seconds} s, code {code}");
        }
    }
}
