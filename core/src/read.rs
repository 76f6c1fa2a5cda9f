//! The forms in which Kubernetes text arrives: how each begins, and what it says.

mod alone;
mod block;
mod command;
mod describe;
mod dump;
pub(crate) mod duration;
mod event_row;
mod events;
mod exit_code;
#[expect(dead_code, reason = "readers state everything that a text says; not all of it is weighed")]
pub mod facts;
mod fields;
mod flow;
mod get_nodes;
mod get_pods;
mod get_pvc;
mod heading;
pub mod input_name;
mod json;
pub mod log;
mod notice;
mod object;
mod panel;
mod quoted;
mod rancher;
mod scalar;
mod tree;
mod yaml;

use crate::knowledge::Knowledge;
use crate::limits::Bound;
use crate::split::{self, Form};
use crate::text::{Line, Source, Span};
pub(crate) use alone::{is_described, is_report, is_structural};
pub(crate) use event_row::container_named;
use facts::Seen;
use std::ops::ControlFlow;

/// One form of text: how to recognise it, and what it says.
#[derive(Debug)]
pub struct Reader {
    /// How it begins and how far it reaches.
    pub form: Form,
    /// States what its lines say. Lines it does not understand are skipped, never an error.
    pub read: fn(&[Line<'_>], &mut Vec<Seen>),
}

/// The ConfigMap that Kubernetes itself adds to every pod.
const ROOT_CERTIFICATE: &str = "kube-root-ca.crt";

/// Every form the engine can read, the most telling first.
pub static READERS: &[&Reader] = &[
    &fields::READER,
    &command::READER,
    &dump::READER,
    &exit_code::READER,
    &json::READER,
    &yaml::READER,
    &describe::READER,
    &panel::READER,
    &get_pods::READER,
    &get_nodes::READER,
    &get_pvc::READER,
    &rancher::READER,
    &events::READER,
    &notice::READER,
    &heading::READER,
];

/// What stands in all artifacts of a paste.
#[derive(Debug, Default)]
pub struct Read {
    /// Every fact with the index of its artifact, in the order of the paste.
    pub facts: Vec<(usize, Seen)>,
    /// The artifacts, in the order of the paste.
    pub artifacts: Vec<Artifact>,
}

/// A stretch of the paste.
#[derive(Debug)]
pub struct Artifact {
    /// The form that claimed it; `logs` or `fragment` for what nobody claimed.
    pub kind: &'static str,
    pub span: Span,
}

/// How far the reading is.
#[derive(Debug)]
pub(crate) enum Step<'a> {
    /// A line that ends here was read.
    Line(usize),
    /// An artifact was read: what it states, behind the command or file name that says what it is.
    Artifact(&'a Artifact, &'a [(usize, Seen)]),
}

/// Who is told how far the reading is, and may say that it is enough.
pub(crate) type Tell<'a> = dyn FnMut(Step<'_>) -> ControlFlow<()> + 'a;

/// Reads every artifact. Blank stretches are no artifacts.
pub(crate) fn all(
    source: &Source<'_>,
    artifacts: &[split::Artifact],
    names: input_name::Names,
    knowledge: Knowledge<'_>,
    mut tell: Option<&mut Tell<'_>>,
) -> Read {
    let mut read = Read::default();
    // Where nobody wanted more.
    let mut stop = None;
    let mut told = names.told.into_iter().peekable();
    // What stands before the first artifact and says nothing.
    let mut before: Option<Span> = None;
    // Where in the facts the last command or file name stands.
    let mut heading = None;
    for artifact in artifacts {
        if stop.is_some() {
            break;
        }
        while let Some((_, seen)) = told.next_if(|(line, _)| *line <= artifact.lines.start) {
            heading = Some(read.facts.len());
            read.facts.push((read.artifacts.len(), seen));
        }
        let lines = source.lines.get(artifact.lines.clone()).unwrap_or_default();
        let Some(span) = spanned(source, lines) else { continue };
        // What only stands between texts belongs to the one before it.
        if lines.iter().all(Line::is_blank) {
            match read.artifacts.last_mut() {
                Some(last) => last.span = last.span.to(span),
                None => before = Some(before.map_or(span, |before| before.to(span))),
            }
            continue;
        }
        let span = before.take().map_or(span, |before| before.to(span));
        let mut seen = Vec::new();
        let kind = match artifact.form.and_then(|form| READERS.get(form)) {
            Some(reader) => {
                (reader.read)(lines, &mut seen);
                reader.form.kind
            }
            None => {
                log::read(lines, knowledge, &mut seen, &mut |end| {
                    let flow = tell.as_mut().map_or(ControlFlow::Continue(()), |tell| tell(Step::Line(end)));
                    stop = stop.or(flow.is_break().then_some(end));
                    flow
                });
                quoted::read(lines, &mut seen);
                let is_output = |seen: &Seen| matches!(seen, Seen::Log(log) if log::is_output(log));
                if seen.iter().any(is_output) { "logs" } else { "fragment" }
            }
        };
        let index = read.artifacts.len();
        let artifact = Artifact { kind, span };
        if seen.iter().any(|seen| matches!(seen, Seen::Command(_))) {
            heading = Some(read.facts.len());
        }
        let begin = read.facts.len();
        read.facts.extend(seen.into_iter().map(|seen| (index, seen)));
        if let Some(tell) = tell.as_mut().filter(|_| stop.is_none()) {
            let heading = heading.filter(|at| *at < begin).and_then(|at| read.facts.get(at..=at));
            let own = read.facts.get(begin..).unwrap_or_default();
            let end = artifact.span.end();
            let is_enough = tell(Step::Line(end)).is_break()
                || tell(Step::Artifact(&artifact, &[heading.unwrap_or_default(), own].concat())).is_break();
            stop = is_enough.then_some(end);
        }
        read.artifacts.push(artifact);
    }
    read.artifacts.extend(before.map(|span| Artifact { kind: "fragment", span }));
    if let Some(end) = stop {
        stopped(source, end, &mut read);
    }
    read
}

/// Notes what was not read any more, from `end` on.
fn stopped(source: &Source<'_>, end: usize, read: &mut Read) {
    let last = spanned(source, &source.lines).map_or(end, Span::end);
    if end >= last {
        return;
    }
    let index = read.artifacts.len();
    read.facts.push((index, Seen::Limit(Bound::Stopped, last - end)));
    if let Some(cut) = read.artifacts.last_mut().filter(|artifact| artifact.span.end() > end) {
        cut.span = Span::new(cut.span.start(), end);
    }
    read.artifacts.push(Artifact { kind: "unread", span: Span::new(end, last) });
}

/// Where the lines stand, without those at the ends on which nothing but blanks stood.
fn spanned(source: &Source<'_>, lines: &[Line<'_>]) -> Option<Span> {
    let has_text = |line: &&Line<'_>| !line.span.of(source.text).trim().is_empty();
    Some(lines.iter().find(has_text)?.span.to(lines.iter().rfind(has_text)?.span))
}
