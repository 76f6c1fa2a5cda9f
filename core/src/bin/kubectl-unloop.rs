//! `kubectl unloop`: lets the user's own kubectl print what there is to read about a pod, and says why it fails.

#[path = "unloop/machine.rs"]
mod machine;

#[path = "kubectl-unloop/arguments.rs"]
mod arguments;
#[path = "kubectl-unloop/complete.rs"]
mod complete;
#[path = "kubectl-unloop/gather.rs"]
mod gather;
#[path = "kubectl-unloop/kubectl.rs"]
mod kubectl;
#[path = "kubectl-unloop/pod.rs"]
mod pod;
#[path = "kubectl-unloop/table.rs"]
mod table;

use arguments::{Asked, Wanted};
use gather::Named;
use kubectl::{Kubectl, Verb};
use machine::ThisMachine;
use pod::Pod;
use serde_json::Value;
use std::io::{self, Cursor, Read};
use std::process::ExitCode;
use unloop::cli::{self, Entry, Host, Opened};
use unloop::{Diagnoser, Rules};

/// How many failing pods are looked at, if none is named.
const MOST: usize = 20;

/// What went wrong, with the status for it. Where kubectl has said it already, nothing is added.
type Problem = (u8, Option<String>);

fn main() -> ExitCode {
    let arguments = std::env::args_os().skip(1).map(|argument| argument.to_string_lossy().into_owned());
    let status = carry_out(arguments).unwrap_or_else(|(status, problem)| {
        if let Some(problem) = problem {
            ThisMachine.complain(&format!("unloop: {problem}\n"));
        }
        status
    });
    ExitCode::from(status)
}

fn carry_out(arguments: impl IntoIterator<Item = String>) -> Result<u8, Problem> {
    let asked = match arguments::parse(arguments).map_err(|problem| (2, Some(problem)))? {
        Wanted::Text(text) => return print(&text),
        Wanted::Completions(words) => return print(&complete::complete(&words)),
        Wanted::Diagnosis(asked) => asked,
    };
    let kubectl = Kubectl { connection: asked.connection.clone(), shows: !asked.quiet, complains: true };
    match &asked.pod {
        Some(name) => one(name, &asked, &kubectl),
        None => every(&asked, &kubectl),
    }
}

/// Diagnoses the pod that was named.
fn one(name: &str, asked: &Asked, kubectl: &Kubectl) -> Result<u8, Problem> {
    let object = object(&["pod", name], asked, kubectl)?;
    let pod = Pod::of(&object).ok_or_else(|| (1, Some("kubectl printed no pod".to_owned())))?;
    if let Some(name) = &asked.container
        && !pod.containers.is_empty()
        && !pod.containers.iter().any(|container| container.name == *name)
    {
        let names: Vec<&str> = pod.containers.iter().map(|container| container.name.as_str()).collect();
        return Err((1, Some(format!("{} has no container {name}; it has {}", pod.name, names.join(", ")))));
    }
    let texts = gather::about(&pod, asked, kubectl).map_err(|problem| (1, Some(problem)))?;
    // Without any, standard input would be read.
    if texts.is_empty() { Err((1, None)) } else { Ok(diagnose(texts, asked)) }
}

/// Diagnoses every pod of the namespace that fails.
fn every(asked: &Asked, kubectl: &Kubectl) -> Result<u8, Problem> {
    let list = object(&["pods"], asked, kubectl)?;
    let pods = Pod::all(&list);
    let failing: Vec<&Pod> = pods.iter().filter(|pod| pod.fails).collect();
    if failing.is_empty() {
        let looked_at = if pods.len() == 1 { "1 was".to_owned() } else { format!("{} were", pods.len()) };
        ThisMachine.complain(&format!("unloop: no pod fails; {looked_at} looked at\n"));
    }
    if failing.len() > MOST {
        let left = failing.len() - MOST;
        ThisMachine.complain(&format!("unloop: {left} more pods fail; name one to look at it\n"));
    }
    let mut found = Vec::new();
    for pod in failing.into_iter().take(MOST) {
        found.push((
            pod.name.clone(),
            gather::about(pod, asked, kubectl).map_err(|problem| (1, Some(problem)))?,
        ));
    }
    let is_text =
        asked.output.iter().all(|word| !word.starts_with("--") || word == "--rules" || word == "--exit-code");
    if !is_text && !found.is_empty() {
        return Ok(diagnose(found.into_iter().flat_map(|(_, texts)| texts).collect(), asked));
    }
    let rules = rules(asked)?;
    let answers: Vec<_> = found.into_iter().map(|(pod, texts)| (pod, answer(texts, &rules))).collect();
    if !answers.is_empty() {
        print(&table::render(&answers))?;
    }
    if !asked.output.iter().any(|word| word == "--exit-code") {
        return Ok(0);
    }
    Ok(answers.iter().map(|(_, answer)| cli::status(answer.verdict)).max().unwrap_or(0))
}

/// What kubectl prints as JSON.
fn object(words: &[&str], asked: &Asked, kubectl: &Kubectl) -> Result<Value, Problem> {
    let mut words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    words.push("--output=json".to_owned());
    words.extend(asked.namespace.as_ref().map(|name| format!("--namespace={name}")));
    let answer = kubectl.run(Verb::Get, &words).map_err(|problem| (1, Some(problem)))?;
    match answer.failed {
        Some(status) => Err((status, None)),
        None => serde_json::from_slice(&answer.text)
            .map_err(|error| (1, Some(format!("what kubectl printed is no JSON: {error}")))),
    }
}

fn answer(texts: Vec<Named>, rules: &Rules) -> unloop::Diagnosis {
    let mut diagnoser = Diagnoser::new();
    for (name, text) in texts {
        diagnoser.begin(&name);
        diagnoser.push(&text);
    }
    diagnoser.finish_with(rules)
}

fn rules(asked: &Asked) -> Result<Rules, Problem> {
    let mut rules = Rules::default();
    for pair in asked.output.windows(2) {
        if let [flag, file] = pair
            && flag == "--rules"
        {
            let yaml = std::fs::read_to_string(file)
                .map_err(|error| (1, Some(format!("cannot read {file}: {}", cli::plainly(&error)))))?;
            rules.add(&yaml, file).map_err(|error| (2, Some(error.to_string())))?;
        }
    }
    Ok(rules)
}

fn print(text: &str) -> Result<u8, Problem> {
    match ThisMachine.print(text) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err((1, Some(format!("cannot print: {error}"))))
        }
        _ => Ok(0),
    }
}

/// Runs `unloop` on these texts as if they were files.
fn diagnose(texts: Vec<Named>, asked: &Asked) -> u8 {
    let files = texts.iter().map(|(name, _)| name.clone());
    let arguments: Vec<String> = asked.output.iter().cloned().chain(["--".to_owned()]).chain(files).collect();
    cli::run(arguments, &mut WithTexts { texts })
}

/// This machine, with texts that are no files of it.
struct WithTexts {
    texts: Vec<Named>,
}

impl Host for WithTexts {
    fn print(&mut self, text: &str) -> io::Result<()> {
        ThisMachine.print(text)
    }

    fn complain(&mut self, text: &str) {
        ThisMachine.complain(text);
    }

    fn wants_colour(&self) -> bool {
        ThisMachine.wants_colour()
    }

    fn input_is_terminal(&self) -> bool {
        false
    }

    fn input(&mut self) -> Box<dyn Read> {
        Box::new(io::empty())
    }

    fn open(&mut self, path: &str) -> io::Result<Opened> {
        match self.texts.iter().position(|(name, _)| name == path) {
            Some(index) => Ok(Opened::File(Box::new(Cursor::new(self.texts.swap_remove(index).1)))),
            None => ThisMachine.open(path),
        }
    }

    fn list(&mut self, folder: &str) -> io::Result<Vec<Entry>> {
        ThisMachine.list(folder)
    }
}
