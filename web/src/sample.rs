//! Diagnoses made by hand, for the tests of what shows them.

use unloop::Diagnosis;
use unloop::diagnosis::{
    Artifact, Cause, Command, Container, Effect, Evidence, ExitCode, Fix, Input as Text, NextStep, Pod,
    SCHEMA, Verdict,
};

use crate::extract::Extract;
use crate::input::{Body, Input, InputId};
use crate::state::{Answer, Shared, Source};

/// The text that [`missing_variable`] speaks of.
pub(crate) const TEXT: &str = "\
    Last State:     Terminated
      Reason:       Error
      Exit Code:    1
2026-06-23T14:02:09Z FATAL größe: variable LEDGER_URL is not set
";

/// The only input of [`answer`].
pub(crate) const INPUT: InputId = InputId(1);

/// The answer to a paste of this text.
pub(crate) fn answer(text: &str, diagnosis: Diagnosis) -> Answer {
    let extract = Shared::new(Extract::of(text, &diagnosis));
    let input = Input { id: INPUT, body: Body::Text(text.into()) };
    let sources = Shared::new(vec![Source { input, parts: 0..diagnosis.inputs.len(), left_out: Vec::new() }]);
    Answer { extract, diagnosis: Shared::new(diagnosis), sources }
}

/// A failing pod with two hypotheses.
pub(crate) fn missing_variable() -> Diagnosis {
    Diagnosis {
        schema: SCHEMA,
        verdict: Verdict::Failing,
        summary: "Container ledger ends at once: LEDGER_URL is not set.".to_owned(),
        causes: vec![
            Cause {
                explanation: "The last line of the log names the variable.".to_owned(),
                evidence: vec![
                    evidence(
                        "FATAL größe: variable LEDGER_URL is not set",
                        4,
                        true,
                        "names the missing variable",
                    ),
                    evidence("Reason:       Error", 2, false, "says nothing of the configuration"),
                ],
                fixes: vec![Fix {
                    title: "Set the variable".to_owned(),
                    commands: vec![
                        command("kubectl get deployment ledger -n bank -o yaml", Effect::ReadOnly, None),
                        command(
                            "kubectl set env deployment/ledger -n bank LEDGER_URL=<value>",
                            Effect::ChangesCluster,
                            Some("kubectl rollout undo deployment/ledger -n bank"),
                        ),
                    ],
                    patch: Some("env:\n  - name: LEDGER_URL\n".to_owned()),
                }],
                prevention: vec!["Check the keys before a rollout.".to_owned()],
                also: Vec::new(),
                runbook: None,
                ..cause("config/missing-env", "LEDGER_URL is not set", 0.94)
            },
            Cause {
                evidence: vec![evidence("Exit Code:    1", 3, true, "an application's own error")],
                ..cause("app/exception", "The application throws an error", 0.04)
            },
        ],
        exit_codes: vec![ExitCode {
            container: Some("ledger".to_owned()),
            code: 1,
            name: "general error".to_owned(),
            meaning: "The application ended itself.".to_owned(),
            sender: "the process itself".to_owned(),
        }],
        pods: vec![Pod {
            name: "ledger-6f7c9d-x2k4p".to_owned(),
            namespace: Some("bank".to_owned()),
            containers: vec![Container {
                name: "ledger".to_owned(),
                kind: "app".to_owned(),
                state: Some("Waiting: CrashLoopBackOff".to_owned()),
                restarts: Some(6),
                ..Container::default()
            }],
            ..Pod::default()
        }],
        timeline: Vec::new(),
        artifacts: vec![Artifact {
            kind: "describe".to_owned(),
            start: 0,
            end: TEXT.len(),
            input: 0,
            label: "describe of bank/ledger-6f7c9d-x2k4p".to_owned(),
            ..Artifact::default()
        }],
        inputs: vec![Text { name: String::new(), start: 0, end: TEXT.len(), line: 1 }],
        secrets: Vec::new(),
        next: Vec::new(),
        limits: Vec::new(),
    }
}

/// A paste that holds nothing of Kubernetes.
pub(crate) fn nothing_recognised() -> Diagnosis {
    Diagnosis {
        verdict: Verdict::Insufficient,
        summary: "Nothing of Kubernetes was recognised in this text.".to_owned(),
        causes: Vec::new(),
        exit_codes: Vec::new(),
        pods: Vec::new(),
        next: vec![NextStep {
            run: "kubectl describe pod <pod> -n <namespace>".to_owned(),
            why: "It shows how the last run ended.".to_owned(),
            if_so: "a reason and an exit code: paste them".to_owned(),
            if_not: "the pod is gone: look at the events".to_owned(),
        }],
        ..missing_variable()
    }
}

/// A bare exit code.
pub(crate) fn only_an_exit_code() -> Diagnosis {
    Diagnosis {
        verdict: Verdict::Insufficient,
        summary: "Exit code 139 is SIGSEGV.".to_owned(),
        exit_codes: vec![ExitCode {
            container: None,
            code: 139,
            name: "SIGSEGV".to_owned(),
            meaning: "The process touched memory that is not its own.".to_owned(),
            sender: "the kernel".to_owned(),
        }],
        ..nothing_recognised()
    }
}

fn cause(id: &str, title: &str, confidence: f64) -> Cause {
    Cause {
        id: id.to_owned(),
        family: id.split('/').next().unwrap_or_default().to_owned(),
        title: title.to_owned(),
        confidence,
        pod: Some("bank/ledger-6f7c9d-x2k4p".to_owned()),
        container: Some("ledger".to_owned()),
        explanation: String::new(),
        evidence: Vec::new(),
        fixes: Vec::new(),
        next: Vec::new(),
        prevention: Vec::new(),
        also: Vec::new(),
        runbook: None,
    }
}

fn evidence(quote: &str, line: usize, supports: bool, why: &str) -> Evidence {
    let start = TEXT.find(quote).unwrap();
    Evidence {
        quote: quote.to_owned(),
        start,
        end: start + quote.len(),
        line,
        input: 0,
        artifact: 0,
        supports,
        why: why.to_owned(),
    }
}

fn command(run: &str, effect: Effect, undo: Option<&str>) -> Command {
    Command { run: run.to_owned(), effect, undo: undo.map(str::to_owned) }
}
