//! The state of a container and how its last run ended, and the texts that are printed as they are.

use super::{Body, Verbatim, Which, key_of, message, text, time};
use crate::read::describe::values::without_return;
use crate::read::facts::{Phase, State};
use crate::text::{Fact, Line};

impl Body {
    pub(super) fn begin_state(&mut self, key: &str, value: &str, line: &Line<'_>) {
        let phase = match value.split_whitespace().next() {
            Some("Running") => Phase::Running,
            Some("Terminated") => Phase::Terminated,
            _ => Phase::Waiting,
        };
        let state = Some(State { phase, span: line.trimmed(), ..State::default() });
        let Some(container) = self.container(line) else { return };
        if key == "State" {
            container.state = state;
            self.state = Some(Which::Now);
        } else {
            container.last_state = state;
            self.state = Some(Which::Last);
        }
    }

    /// Keys of a state. False if the line is none of them.
    pub(super) fn state_key(&mut self, key: &str, value: &str, line: &Line<'_>, rest: &[Line<'_>]) -> bool {
        let Some(which) = self.state else { return false };
        let span = line.trimmed();
        let Some(container) = self.pod.containers.last_mut() else { return false };
        let state = match which {
            Which::Now => &mut container.state,
            Which::Last => &mut container.last_state,
        };
        let Some(state) = state else { return false };
        match key {
            // Up to Kubernetes 1.1 the message of what waits stood here.
            "Reason" if value.contains(' ') => state.message = Some(text(value, line)),
            "Reason" => state.reason = (!value.is_empty()).then(|| text(value, line)),
            "Exit Code" => {
                state.exit_code = value.parse().ok().map(|code| Fact::new(code, span));
            }
            "Signal" => state.signal = value.parse().ok().map(|signal| Fact::new(signal, span)),
            "Started" => state.started = time(value, line),
            "Finished" => state.finished = time(value, line),
            "Message" => {
                state.message = Some(text(without_return(value), line));
                // Up to the exit code every line is part of it, whatever it looks like.
                let ended = state.phase == Phase::Terminated;
                let lines = message::before_exit_code(line.indent(), rest);
                self.verbatim = lines.filter(|_| ended).unwrap_or(0);
                self.verbatim_of = Verbatim::State;
            }
            _ => return false,
        }
        true
    }

    pub(super) fn continue_text(&mut self, line: &Line<'_>) {
        let message = match self.verbatim_of {
            Verbatim::Probe => None,
            Verbatim::Pod => self.pod.message.as_mut(),
            Verbatim::State => {
                let container = self.pod.containers.last_mut();
                let state = container.and_then(|container| match self.state {
                    Some(Which::Now) => container.state.as_mut(),
                    _ => container.last_state.as_mut(),
                });
                state.and_then(|state| state.message.as_mut())
            }
        };
        let Some(message) = message else { return };
        message.value.push('\n');
        message.value.push_str(without_return(line.text.trim_end()));
        if self.verbatim == 0 {
            message.value.truncate(message.value.trim_end().len());
        }
        if !line.is_blank() {
            message.span = message.span.to(line.trimmed());
        }
    }
}

/// Whether an exit code is among so many lines.
pub(super) fn code_follows(rest: &[Line<'_>], within: usize) -> bool {
    rest.iter().take(within).any(|line| {
        key_of(&line.text).is_some_and(|(key, value)| key == "Exit Code" && value.parse::<i64>().is_ok())
    })
}
