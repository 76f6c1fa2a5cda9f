//! What stands above a log and tells whose it is: a command, what kubectl says beside its answer, the pod described last.

use super::notice::{chosen_container, chosen_pod};
use crate::read::facts::{self, Text, Typed};
use crate::text::{Fact, Span};

/// What was read so far, as far as it tells of what follows.
#[derive(Debug, Default)]
pub(super) struct Above {
    /// The last command; none once its answer is over.
    typed: Option<Typed>,
    /// The index of the artifact that is the last command.
    typed_at: Option<usize>,
    /// The container that kubectl chose because none was named.
    container: Option<String>,
    /// The pod that kubectl chose among those of a workload.
    pod: Option<Text>,
    /// Where the last description stands, and the index of its pod if it is one and has a name.
    described: Option<(usize, Option<usize>)>,
}

impl Above {
    pub(super) fn command(&mut self, artifact: usize, typed: Typed) {
        self.answered();
        self.typed = Some(typed);
        self.typed_at = Some(artifact);
    }

    /// Another file begins: what stands in the one before tells nothing of it.
    pub(super) fn file(&mut self, told: Option<Typed>) {
        self.answered();
        self.described = None;
        self.typed = told;
    }

    pub(super) fn notice(&mut self, notice: &Text) {
        self.container = chosen_container(&notice.value).or(self.container.take());
        self.pod = chosen_pod(notice).or(self.pod.take());
    }

    /// Something tells of a pod. Where a log was asked for, of another one, that log is over.
    pub(super) fn shows(&mut self, artifact: usize, pod: &facts::Pod) {
        // What was asked for stands beside the command.
        self.typed_at = self.typed_at.filter(|command| *command != artifact);
        let Some(shown) = &pod.name else { return };
        let asked_for = self.typed.as_ref().filter(|typed| typed.verb == "log");
        let is_asked_for = |typed: &Typed| typed.name.as_ref().is_some_and(|name| name.value == shown.value);
        if asked_for.is_some_and(|typed| !is_asked_for(typed)) {
            self.answered();
        }
    }

    /// An artifact describes the pod with this index, or one that is not known yet. A row of a table describes none.
    pub(super) fn describes(&mut self, artifact: usize, pod: Option<usize>) {
        self.described = match self.described {
            Some((known, other)) if known == artifact && other != pod => Some((artifact, None)),
            _ => Some((artifact, pod)),
        };
    }

    /// The last command, as long as it tells of what follows.
    pub(super) fn typed(&self) -> Option<&Typed> {
        self.typed.as_ref()
    }

    /// The command whose log stands here; one that says nothing if there is none.
    pub(super) fn asked(&self) -> Typed {
        self.typed().filter(|typed| typed.verb == "log").cloned().unwrap_or_default()
    }

    /// Whether this artifact stands right below a command that prints no logs.
    pub(super) fn answers(&self, artifact: usize) -> bool {
        self.typed_at.is_some_and(|command| command + 1 == artifact)
            && self.typed().is_some_and(Typed::prints_objects)
    }

    /// The container that kubectl chose for the log at `span`.
    pub(super) fn take_container(&mut self, span: Span) -> Option<Text> {
        self.container.take().map(|name| Fact::new(name, span))
    }

    /// The pod that kubectl chose.
    pub(super) fn pod(&self) -> Option<&Text> {
        self.pod.as_ref()
    }

    /// The index of the pod that was described last.
    pub(super) fn described(&self) -> Option<usize> {
        self.described.and_then(|(_, pod)| pod)
    }

    fn answered(&mut self) {
        self.typed = None;
        self.container = None;
        self.pod = None;
    }
}

impl Typed {
    /// Whether it prints what the API holds, and no output of a program.
    fn prints_objects(&self) -> bool {
        ["describe", "get", "event", "top"].contains(&self.verb.as_str())
    }

    /// Whether it says that what it names is no pod.
    pub(super) fn is_about_a_workload(&self) -> bool {
        self.resource.as_deref().is_some_and(|kind| !kind.starts_with("po"))
    }

    /// Whether it names a pod, and not a workload or something else.
    pub(super) fn is_about_a_pod(&self) -> bool {
        let pod = self.resource.as_deref().is_none_or(|kind| ["po", "pod", "pods"].contains(&kind));
        self.name.is_some()
            && pod
            && ["log", "describe", "get", "event", "exec", "inspect"].contains(&self.verb.as_str())
    }
}
