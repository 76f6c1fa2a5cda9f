//! The golden cases: pastes, each with the answer that a good engineer would give.
//!
//! A case is a folder `cases/<family>/<cause>/<name>` that holds `paste.txt`, `expect.yaml` and `answer.txt`. Pastes that have
//! no cause stand in `cases/verdict/<verdict>/<name>`.

use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};
use unloop::Diagnosis;

/// A paste and what must be said about it.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its folder below `cases`, such as `config/missing-env/from-log`.
    pub name: String,
    /// What somebody copied.
    pub paste: String,
    /// What must be said about it.
    pub expect: Expect,
}

/// What must be said about a paste.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// `failing`, `recovered`, `healthy` or `insufficient`.
    pub verdict: String,
    /// The first cause.
    pub cause: Option<String>,
    /// The container that the first cause is about.
    pub container: Option<String>,
    /// The pod that the first cause is about, as `namespace/name`.
    pub pod: Option<String>,
    /// Texts that the evidence for the first cause must show.
    #[serde(default)]
    pub quotes: Vec<String>,
    /// Codes that must be explained.
    #[serde(default)]
    pub exit_codes: Vec<i64>,
    /// Parts of the commands and patches that must be offered for the first cause.
    #[serde(default)]
    pub commands: Vec<String>,
    /// Texts that the summary, or the title or explanation of the first cause, must hold.
    #[serde(default)]
    pub says: Vec<String>,
    /// Parts of the commands that must be asked for when the verdict is `insufficient`.
    #[serde(default)]
    pub asks: Vec<String>,
    /// Causes that must not come first, nor be called likely.
    #[serde(default)]
    pub not_causes: Vec<String>,
    /// Other causes that must be named as well, in any place: those of other pods, or of other containers.
    #[serde(default)]
    pub also: Vec<String>,
    /// Why the engine cannot say it yet. Such a case fails when it starts to pass.
    pub gap: Option<String>,
}

/// A cause that should not be named must stay below this.
const LIKELY: f64 = 0.5;

/// Every golden case, in the order of their names.
pub fn all() -> Vec<Case> {
    let root = folder();
    let mut folders = Vec::new();
    find(&root, &mut folders);
    folders.sort();
    folders.iter().map(|folder| load(&root, folder)).collect()
}

/// The folder of the golden cases.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases")
}

fn find(folder: &Path, found: &mut Vec<PathBuf>) {
    if folder.join("paste.txt").exists() {
        found.push(folder.to_owned());
        return;
    }
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for path in entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        find(&path, found);
    }
}

fn load(root: &Path, folder: &Path) -> Case {
    let read = |name: &str| {
        fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
    };
    let expect = serde_yaml::from_str(&read("expect.yaml"))
        .unwrap_or_else(|error| panic!("{}/expect.yaml: {error}", folder.display()));
    let name = folder.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
    Case { name, paste: read("paste.txt"), expect }
}

impl Expect {
    /// Everything in which the answer differs from what must be said; nothing if it is right.
    pub fn differences(&self, answer: &Diagnosis) -> Vec<String> {
        let mut wrong = Vec::new();
        let verdict = word(&answer.verdict);
        if verdict != self.verdict {
            wrong.push(format!("verdict: {} wanted, {verdict} said", self.verdict));
        }
        let first = answer.causes.first();
        let named: Vec<_> =
            answer.causes.iter().map(|cause| format!("{} {:.2}", cause.id, cause.confidence)).collect();
        if let Some(cause) = &self.cause
            && first.is_none_or(|first| first.id != *cause)
        {
            wrong.push(format!("cause: {cause} wanted, {named:?} named"));
        }
        if self.verdict == "failing" && self.cause.is_none() {
            wrong.push("expect.yaml names no cause".to_owned());
        }
        for (what, wanted, said) in [
            ("container", &self.container, first.and_then(|first| first.container.clone())),
            ("pod", &self.pod, first.and_then(|first| first.pod.clone())),
        ] {
            if wanted.is_some() && *wanted != said {
                wrong.push(format!("{what}: {wanted:?} wanted, {said:?} said"));
            }
        }
        self.lacks(answer, &mut wrong);
        for cause in &self.not_causes {
            if answer.causes.iter().any(|said| said.id == *cause && said.confidence >= LIKELY)
                || answer.verdict != unloop::diagnosis::Verdict::Insufficient
                    && first.is_some_and(|first| first.id == *cause)
            {
                wrong.push(format!("not to be named: {cause}; {named:?} named"));
            }
        }
        for cause in self.also.iter().filter(|also| !answer.causes.iter().any(|said| said.id == **also)) {
            wrong.push(format!("also: {cause} wanted, {named:?} named"));
        }
        wrong
    }

    /// What must be shown and is not.
    fn lacks(&self, answer: &Diagnosis, wrong: &mut Vec<String>) {
        let first = answer.causes.first();
        let evidence: Vec<&str> = first
            .iter()
            .flat_map(|first| &first.evidence)
            .filter(|one| one.supports)
            .map(|one| one.quote.as_str())
            .collect();
        let mut commands: Vec<&str> = Vec::new();
        for fix in first.iter().flat_map(|first| &first.fixes) {
            commands.extend(fix.commands.iter().map(|command| command.run.as_str()));
            commands.extend(fix.patch.as_deref());
        }
        commands.extend(first.iter().flat_map(|first| &first.next).map(|step| step.run.as_str()));
        let asked: Vec<&str> = answer.next.iter().map(|step| step.run.as_str()).collect();
        let mut words = vec![answer.summary.as_str()];
        words.extend(first.iter().flat_map(|first| [first.title.as_str(), first.explanation.as_str()]));
        for (what, wanted, shown) in [
            ("quote", &self.quotes, &evidence),
            ("command", &self.commands, &commands),
            ("ask for", &self.asks, &asked),
            ("say", &self.says, &words),
        ] {
            for text in wanted.iter().filter(|text| !shown.iter().any(|one| one.contains(text.as_str()))) {
                wrong.push(format!("{what}: {text:?} wanted, given:\n        {}", shown.join("\n        ")));
            }
        }
        for code in &self.exit_codes {
            if !answer.exit_codes.iter().any(|said| said.code == *code) {
                wrong.push(format!("exit code: {code} wanted, {:?} read", codes(answer)));
            }
        }
    }
}

fn codes(answer: &Diagnosis) -> Vec<i64> {
    answer.exit_codes.iter().map(|code| code.code).collect()
}

/// The verdict as it is written.
pub fn word(verdict: &unloop::diagnosis::Verdict) -> String {
    serde_json::to_value(verdict).unwrap().as_str().unwrap().to_owned()
}
