//! Puts the answer together from what the stages before have found.

use super::label::{self, Abouts};
use super::text::safe;
use super::{places, redact, secrets};
use crate::advise::{self, Advice};
use crate::diagnosis::{self, Diagnosis, Verdict};
use crate::limits::{Bound, FINDINGS, QUOTE, Reached};
use crate::model::{self, Container, Model, Output, Pod, Whose};
use crate::read::Artifact;
use crate::read::facts::{Action, Kind, Phase, Probe, Seen, State};
use crate::text::{Fact, Pattern, Source, Span};
use crate::weigh::{self, Health, Ranked, Weighed};
use std::collections::BTreeSet;

/// The diagnosis of a paste.
pub(crate) fn diagnosis(
    source: &Source<'_>,
    artifacts: &[Artifact],
    model: &Model,
    weighed: &Weighed<'_>,
) -> Diagnosis {
    let ranked = weighed.ranked.as_slice();
    let verdict = verdict(weighed);
    let shown = match verdict {
        Verdict::Failing | Verdict::Recovered => ranked,
        Verdict::Insufficient => ranked,
        Verdict::Healthy => &[],
    };
    let advice: Vec<Advice> =
        shown.iter().take(FINDINGS).map(|ranked| advise::on(source.text, model, ranked)).collect();
    let causes: Vec<_> =
        shown.iter().zip(&advice).map(|(ranked, advice)| cause(source, artifacts, ranked, advice)).collect();
    let mut exit_codes = advise::exit_codes(model);
    for code in &mut exit_codes {
        // A limit or a reason of the paste may stand in it.
        code.meaning = safe(&code.meaning);
    }
    let next = if verdict == Verdict::Insufficient { advise::what_to_paste(model) } else { Vec::new() };
    let abouts = Abouts::new(model);
    let mut diagnosis = Diagnosis {
        schema: diagnosis::SCHEMA,
        verdict,
        summary: safe(
            &(summary(verdict, &causes, &advice, model, &exit_codes, &next)
                + &others(verdict, weighed, model)),
        ),
        causes,
        exit_codes,
        pods: model.pods.iter().map(pod).collect(),
        timeline: timeline(weighed),
        artifacts: artifacts
            .iter()
            .enumerate()
            .map(|(index, artifact)| part(source, index, artifact, &abouts))
            .collect(),
        inputs: inputs(source),
        secrets: secrets::find(source),
        next,
        limits: Vec::new(),
    };
    let reached = reached(source, model, shown, &diagnosis);
    if reached.is_partial() {
        diagnosis.summary += " Not all of the paste was read.";
    }
    let limit = |(kind, what): (&str, String)| diagnosis::Limit { kind: kind.to_owned(), what };
    diagnosis.limits = reached.told().map(limit).collect();
    redact::mask_words(source.text, &mut diagnosis);
    places::of_paste(source.gaps, &mut diagnosis);
    diagnosis
}

/// Every bound that was reached on the way to this answer.
fn reached(source: &Source<'_>, model: &Model, shown: &[Ranked<'_>], diagnosis: &Diagnosis) -> Reached {
    let mut reached = model.limits.clone();
    reached.add(Bound::Paste, source.unread + source.gaps.lost.bytes);
    let gaps = source.gaps;
    reached.add(Bound::Sieved, gaps.total().lines.saturating_sub(gaps.lost.lines + gaps.counted.lines));
    reached.add(Bound::Well, gaps.counted.well.len());
    reached.add(Bound::Alike, gaps.counted.sick());
    reached.add(Bound::Findings, shown.len() - diagnosis.causes.len());
    let quoted = shown.iter().take(FINDINGS).flat_map(|ranked| &ranked.hypothesis.evidence);
    let spans = quoted.map(|one| quote_of(source, one));
    let long: BTreeSet<Span> = spans.filter(|span| span.end() - span.start() > QUOTE).collect();
    reached.add(Bound::Quote, long.len());
    reached
}

/// What an artifact looks like before the rest of the paste is known.
pub(crate) fn recognised(
    source: &Source<'_>,
    artifact: &Artifact,
    facts: &[(usize, Seen)],
) -> diagnosis::Artifact {
    // Alone, it is the first one.
    let alone = facts.iter().map(|(_, seen)| (0, seen.clone())).collect();
    let mut part = part(source, 0, artifact, &Abouts::new(&model::join(alone)));
    places::of_artifact(source.gaps, &mut part);
    part
}

/// An artifact as the answer shows it.
fn part(source: &Source<'_>, index: usize, artifact: &Artifact, abouts: &Abouts<'_>) -> diagnosis::Artifact {
    let about = abouts.of(index, artifact);
    let is_known = !matches!(artifact.kind, "fragment" | "unread");
    let line = source.line_number(artifact.span.start());
    let input = source.input_at(artifact.span.start());
    let start_of_input = source.inputs.get(input).map_or(0, |input| input.start);
    // What was cleaned may have more lines than the paste, or fewer.
    let last = source.line_number(artifact.span.end().max(artifact.span.start() + 1) - 1);
    let lines = last + 1 - line;
    diagnosis::Artifact {
        kind: artifact.kind.to_owned(),
        start: artifact.span.start(),
        end: artifact.span.end(),
        input,
        label: label::of(artifact.kind, &about, lines),
        line: line + 1 - source.line_number(start_of_input),
        lines,
        pod: about.pod.filter(|_| is_known).and_then(Pod::full_name),
        container: about.container.filter(|_| is_known).and_then(Container::name).map(str::to_owned),
    }
}

fn inputs(source: &Source<'_>) -> Vec<diagnosis::Input> {
    let ends = source.inputs.iter().skip(1).map(|next| next.start).chain([source.text.len()]);
    let inputs = source.inputs.iter().zip(ends);
    inputs
        .map(|(input, end)| diagnosis::Input {
            name: input.name.to_owned(),
            start: input.start,
            end,
            line: source.line_number(input.start),
        })
        .collect()
}

/// The clock of the container that the first cause is about; without a cause, of the first that is not well.
fn timeline(weighed: &Weighed<'_>) -> Vec<diagnosis::Moment> {
    if let Some(first) = weighed.ranked.first() {
        return advise::timeline(first.pod, first.container);
    }
    let sick = weighed.pods.iter().filter(|(_, health)| *health != Health::Healthy);
    let clocks = sick.flat_map(|(pod, _)| {
        let alone = pod.containers.is_empty().then(|| advise::timeline(pod, None));
        alone.into_iter().chain(pod.containers.iter().map(|container| advise::timeline(pod, Some(container))))
    });
    clocks.into_iter().find(|clock| !clock.is_empty()).unwrap_or_default()
}

fn verdict(weighed: &Weighed<'_>) -> Verdict {
    let convincing =
        |health: Health| weighed.ranked.iter().any(|one| one.health == health && one.is_convincing());
    if convincing(Health::Failing) || convincing(Health::Unknown) {
        return Verdict::Failing;
    }
    match weighed.worst() {
        Some(Health::Recovered) => Verdict::Recovered,
        Some(Health::Healthy) => Verdict::Healthy,
        _ => Verdict::Insufficient,
    }
}

fn summary(
    verdict: Verdict,
    causes: &[diagnosis::Cause],
    advice: &[Advice],
    model: &Model,
    codes: &[diagnosis::ExitCode],
    next: &[diagnosis::NextStep],
) -> String {
    let who = |cause: &diagnosis::Cause| match (&cause.container, &cause.pod) {
        (Some(container), Some(pod)) => format!("Container {container} of {pod}"),
        (Some(container), None) => format!("Container {container}"),
        (None, Some(pod)) => pod.clone(),
        (None, None) => "The container".to_owned(),
    };
    match (verdict, causes) {
        (Verdict::Failing, [first, second, ..])
            if first.confidence < 0.6
                && second.confidence > first.confidence - 0.15
                && (&first.pod, &first.container) == (&second.pod, &second.container) =>
        {
            let apart = told_apart(first, second, advice);
            format!(
                "Two causes fit {}: {}, or {}.{apart}",
                in_sentence(&who(first)),
                first.title,
                second.title
            )
        }
        (Verdict::Failing, [first, ..]) => format!("{} fails: {}.", who(first), first.title),
        (Verdict::Recovered, [first, ..]) => {
            format!("{} runs again. It failed before: {}.", who(first), first.title)
        }
        (Verdict::Recovered, []) => "It runs again. It failed before; the paste does not say why.".to_owned(),
        (Verdict::Healthy, _) => "Nothing is wrong with what was pasted.".to_owned(),
        _ => insufficient(model, codes, next),
    }
}

/// `Container a of b` within a sentence; names keep their case.
fn in_sentence(who: &str) -> String {
    match who.strip_prefix("Container ") {
        Some(names) => format!("container {names}"),
        None if who == "The container" => "the container".to_owned(),
        None => who.to_owned(),
    }
}

/// The one step that decides between two causes, and what to look for.
fn told_apart(first: &diagnosis::Cause, second: &diagnosis::Cause, advice: &[Advice]) -> String {
    let step =
        first.next.first().map(|step| format!(" Next: `{}` ({}).", step.run, step.why)).unwrap_or_default();
    let [ours, theirs, ..] = advice else { return step };
    let hint = |advice: &Advice, id: &str| {
        advice.confused_with.iter().find(|neighbour| neighbour.id == id).map(|one| one.tell_apart.clone())
    };
    match (hint(ours, &second.id), hint(theirs, &first.id)) {
        (Some(hint), _) => format!("{step} How the second differs: {hint}"),
        (None, Some(hint)) => format!("{step} How the first differs: {hint}"),
        (None, None) => step,
    }
}

/// What to add when the paste shows many pods: how many fail alike, fail otherwise, are well.
fn others(verdict: Verdict, weighed: &Weighed<'_>, model: &Model) -> String {
    let (Verdict::Failing, Some(first), true) = (verdict, weighed.ranked.first(), weighed.pods.len() > 1)
    else {
        return String::new();
    };
    let alike = first.others(model);
    let count = |wanted: Health| weighed.pods.iter().filter(|(_, health)| *health == wanted).count();
    let counted: usize = model.alike.values().sum();
    let failing = count(Health::Failing) + counted;
    let otherwise = failing.saturating_sub(alike + usize::from(first.health == Health::Failing));
    let well = count(Health::Healthy) + model.well.len();
    let mut parts = Vec::new();
    let mut add = |number: usize, one: &str, many: &str| match number {
        0 => {}
        1 => parts.push(format!("1 other pod {one}")),
        number => parts.push(format!("{number} other pods {many}")),
    };
    add(alike, "fails alike", "fail alike");
    add(otherwise, "fails otherwise", "fail otherwise");
    add(well, "is well", "are well");
    if parts.is_empty() { String::new() } else { format!(" {}.", parts.join("; ")) }
}

fn insufficient(model: &Model, codes: &[diagnosis::ExitCode], next: &[diagnosis::NextStep]) -> String {
    let ask = next.first().map(|step| format!(" Paste the output of `{}`.", step.run)).unwrap_or_default();
    // That an init container did its work is no news.
    let code = codes.iter().find(|code| code.code != 0).or(codes.first());
    match (code, model.pods.is_empty()) {
        (Some(code), true) => format!("Exit code {}: {}.", code.code, code.name),
        (Some(code), false) => {
            format!("It ended with exit code {} ({}); the paste does not say why.{ask}", code.code, code.name)
        }
        (None, false) => format!("The paste does not say why it fails.{ask}"),
        (None, true) => format!("Nothing about a pod was recognised in this text.{ask}"),
    }
}

fn cause(
    source: &Source<'_>,
    artifacts: &[Artifact],
    ranked: &Ranked<'_>,
    advice: &Advice,
) -> diagnosis::Cause {
    let hypothesis = &ranked.hypothesis;
    let named = hypothesis.facts.get("container").map(String::as_str);
    let container = ranked.container.and_then(Container::name).or(named);
    diagnosis::Cause {
        id: hypothesis.cause.id().to_owned(),
        family: hypothesis.cause.family().to_owned(),
        // Names of the paste stand in these sentences, which the doors show as our own.
        title: safe(&advice.title),
        confidence: (ranked.confidence * 100.0).round() / 100.0,
        pod: ranked.pod.full_name(),
        container: container.map(str::to_owned),
        explanation: safe(&(advice.explanation.clone() + &supposed(source, artifacts, ranked))),
        evidence: all_evidence(source, artifacts, &hypothesis.evidence),
        fixes: advice.fixes.clone(),
        next: advice.next.clone(),
        prevention: advice.prevention.clone(),
        runbook: hypothesis.runbook.clone(),
        also: ranked.also.iter().filter_map(|pod| pod.full_name()).collect(),
    }
}

/// Every piece of evidence; what two pieces show for the same side is shown once.
fn all_evidence(
    source: &Source<'_>,
    artifacts: &[Artifact],
    all: &[weigh::Evidence],
) -> Vec<diagnosis::Evidence> {
    let mut shown: Vec<diagnosis::Evidence> = Vec::new();
    for one in all.iter().map(|one| evidence(source, artifacts, one)) {
        let is_same = |known: &&diagnosis::Evidence| {
            (known.start, known.end, known.supports) == (one.start, one.end, one.supports)
        };
        if !shown.iter().any(|known| is_same(&known)) {
            shown.push(one);
        }
    }
    shown
}

fn evidence(source: &Source<'_>, artifacts: &[Artifact], one: &weigh::Evidence) -> diagnosis::Evidence {
    let span = quotable(source.text, quote_of(source, one));
    let input = source.input_at(span.start());
    let start_of_input = source.inputs.get(input).map_or(0, |input| input.start);
    diagnosis::Evidence {
        quote: span.of(source.text).to_owned(),
        start: span.start(),
        end: span.end(),
        line: source.line_number(span.start()) + 1 - source.line_number(start_of_input),
        input,
        artifact: artifacts.iter().position(|artifact| artifact.span.end() > span.start()).unwrap_or(0),
        supports: one.weight >= 0.0,
        why: one.why.clone(),
    }
}

/// What shows a piece of evidence best.
fn quote_of(source: &Source<'_>, one: &weigh::Evidence) -> Span {
    let part = one.part.as_deref().and_then(|part| narrowed(source.text, one.span, part));
    with_key(source.text, part.unwrap_or(one.span))
}

/// As much of a span as can be quoted, cut between characters.
fn quotable(paste: &str, span: Span) -> Span {
    let boundary = |mut at: usize| {
        while !paste.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = boundary(span.start().min(paste.len()));
    Span::new(start, boundary(span.end().min(start + QUOTE).min(paste.len())))
}

/// A value together with the key before it, where nothing else stands on its line: `Reason:  OOMKilled`.
fn with_key(paste: &str, span: Span) -> Span {
    static KEY: Pattern = Pattern::new(
        r#"^[\s>|*#`]*(?<key>(?:- )?["']?[A-Za-z][A-Za-z ]{1,24}["']?:\s*(?:["']|[|>]-?\s*)?)$"#,
    );
    let before = paste.get(..span.start()).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    match KEY.captures(line).and_then(|found| found.get("key")) {
        Some(key) => {
            let mark = key.chars().last().filter(|last| matches!(last, '"' | '\''));
            let closes =
                mark.is_some_and(|mark| paste.get(span.end()..).is_some_and(|rest| rest.starts_with(mark)));
            Span::new(span.start() - key.len(), span.end() + usize::from(closes))
        }
        None => span,
    }
}

/// What to add when the log that speaks for a cause may be that of another container.
fn supposed(source: &Source<'_>, artifacts: &[Artifact], ranked: &Ranked<'_>) -> String {
    let Some(container) = ranked.container else { return String::new() };
    let speaks = |output: &&Output| {
        let span = artifacts.get(output.artifact).map(|artifact| artifact.span);
        let mut evidence = ranked.hypothesis.evidence.iter().filter(|one| one.weight >= 0.0);
        evidence.any(|one| {
            span.is_some_and(|span| span.contains(one.span)) && !one.span.of(source.text).is_empty()
        })
    };
    let Some(output) = container.logs.iter().find(speaks) else { return String::new() };
    let whose = match (container.name(), ranked.pod.name()) {
        (Some(container), Some(pod)) => format!("container {container} of {pod}"),
        (Some(container), None) => format!("container {container}"),
        (None, Some(pod)) => pod.to_owned(),
        (None, None) if output.whose == Whose::Supposed => {
            return " The paste does not say whose the log is.".to_owned();
        }
        (None, None) => return String::new(),
    };
    match output.whose {
        Whose::Told => String::new(),
        Whose::ByTime => {
            format!(" The paste does not say whose the log is; by its times it is that of {whose}.")
        }
        Whose::Supposed => {
            format!(" The paste does not say whose the log is; it is taken for that of {whose}.")
        }
    }
}

/// Where a part of a text stands that JSON or YAML may have escaped.
fn narrowed(paste: &str, within: Span, part: &str) -> Option<Span> {
    let text = within.of(paste);
    let json = serde_json::to_string(part).ok()?;
    let escaped = json.get(1..json.len() - 1)?;
    let (at, length) = text
        .find(part)
        .map(|at| (at, part.len()))
        .or_else(|| text.find(escaped).map(|at| (at, escaped.len())))
        .or_else(|| folded(text, escaped))?;
    Some(Span::new(within.start() + at, within.start() + at + length))
}

/// Where a part stands, and how long it is there, in a text that was broken into lines between its words.
fn folded(text: &str, part: &str) -> Option<(usize, usize)> {
    let mut words = part.split(' ');
    let first = words.next().filter(|first| !first.is_empty())?;
    text.match_indices(first).find_map(|(at, _)| {
        let mut rest = text.get(at + first.len()..)?;
        for word in words.clone() {
            let blanks = rest.len() - rest.trim_start().len();
            rest = rest.get(blanks..).filter(|_| blanks > 0)?.strip_prefix(word)?;
        }
        Some((at, text.len() - rest.len() - at))
    })
}

fn pod(pod: &Pod) -> diagnosis::Pod {
    let text = |fact: &Option<Fact<String>>| fact.as_ref().map(|fact| fact.value.clone());
    let of_containers =
        pod.containers.iter().filter_map(|container| Some(container.facts.restarts.as_ref()?.value));
    let restarts = pod.facts.restarts.as_ref().map(|restarts| restarts.value);
    diagnosis::Pod {
        restarts: restarts.or_else(|| of_containers.reduce(u64::saturating_add)),
        name: pod.name().unwrap_or_default().to_owned(),
        namespace: text(&pod.facts.namespace),
        owner: pod.workload().map(|workload| workload.full_name()),
        node: text(&pod.facts.node),
        status: text(&pod.facts.status),
        containers: pod.containers.iter().map(container).collect(),
    }
}

fn container(container: &Container) -> diagnosis::Container {
    let facts = &container.facts;
    let probe = |name: &str, probe: &Option<Probe>| Some(format!("{name}: {}", probe_text(probe.as_ref()?)));
    diagnosis::Container {
        name: container.name().unwrap_or_default().to_owned(),
        kind: match facts.kind {
            Kind::App => "app",
            Kind::Init => "init",
            Kind::Sidecar => "sidecar",
            Kind::Ephemeral => "ephemeral",
        }
        .to_owned(),
        image: facts.image.as_ref().map(|image| image.value.clone()),
        state: facts.state.as_ref().map(state),
        last_state: facts.last_state.as_ref().map(state),
        ready: facts.ready.as_ref().map(|ready| ready.value),
        restarts: facts.restarts.as_ref().map(|restarts| restarts.value),
        probes: [
            probe("liveness", &facts.liveness),
            probe("readiness", &facts.readiness),
            probe("startup", &facts.startup),
        ]
        .into_iter()
        .flatten()
        .collect(),
    }
}

fn state(state: &State) -> String {
    let mut words = match state.phase {
        Phase::Waiting => "Waiting".to_owned(),
        Phase::Running => "Running".to_owned(),
        Phase::Terminated => "Terminated".to_owned(),
    };
    if let Some(reason) = &state.reason {
        words = format!("{words}: {}", reason.value);
    }
    if let Some(code) = &state.exit_code {
        words = format!("{words} (exit code {})", code.value);
    }
    if let Some(seconds) = model::Run(state).seconds() {
        words = format!("{words} after {seconds}s");
    }
    words
}

/// A probe in the words of kubectl.
fn probe_text(probe: &Probe) -> String {
    let action = match &probe.action {
        Action::Http { scheme, host, port, path } => format!("http-get {scheme}://{host}:{port}{path}"),
        Action::Tcp { host, port } => format!("tcp-socket {host}:{port}"),
        Action::Exec(command) => format!("exec [{command}]"),
        Action::Grpc { port, service } => format!("grpc :{port} {service}").trim_end().to_owned(),
        Action::Unknown => "unknown".to_owned(),
    };
    format!(
        "{action} delay={}s timeout={}s period={}s failure={}",
        probe.delay, probe.timeout, probe.period, probe.failure
    )
}

#[cfg(test)]
mod tests {
    use super::narrowed;
    use crate::text::Span;

    #[test]
    fn a_part_is_found_escaped_and_folded() {
        let paste = "message: \"begin\\r\\npanic: index out of\n          range [3] with \\\"x\\\"\\n\"";
        let of = |part: &str| narrowed(paste, Span::new(0, paste.len()), part).map(|span| span.of(paste));
        assert_eq!(of("begin"), Some("begin"));
        assert_eq!(of("range [3] with \"x\""), Some("range [3] with \\\"x\\\""));
        assert_eq!(of("panic: index out of range"), Some("panic: index out of\n          range"));
        assert_eq!(of("outof range"), None);
        assert_eq!(of("out of ranges"), None);
    }
}
