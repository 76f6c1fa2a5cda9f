//! The public shape of an answer: inert data, the same for every door.

use serde::{Deserialize, Serialize};

/// The version of this shape. It grows only when a field changes its meaning or goes away.
pub const SCHEMA: u32 = 1;

/// Everything unloop has to say about one paste.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Diagnosis {
    /// The version of this shape: 1.
    pub schema: u32,
    /// How the pods of the paste fare, as one word.
    pub verdict: Verdict,
    /// One sentence a tired person understands.
    pub summary: String,
    /// The likely causes, the likeliest first. With the verdict `insufficient` they are guesses that nobody should
    /// act on; with `healthy` there are none.
    pub causes: Vec<Cause>,
    /// What each exit code in the paste means here.
    pub exit_codes: Vec<ExitCode>,
    /// What was read: pods, their containers, states and probes.
    pub pods: Vec<Pod>,
    /// Runs, ends and back-off waits of the failing container, oldest first.
    pub timeline: Vec<Moment>,
    /// The stretches of the paste, each with what it was recognised as. They cover the paste in order.
    pub artifacts: Vec<Artifact>,
    /// The texts that the paste was put together from, in order. What is pasted as one text is one input.
    #[serde(default)]
    pub inputs: Vec<Input>,
    /// Values in the paste that should not be shared, in its order. Only the quotes of the evidence still hold
    /// them; in all other texts of the diagnosis they are masked.
    pub secrets: Vec<Secret>,
    /// What to paste or run next when the causes above do not settle it.
    pub next: Vec<NextStep>,
    /// The bounds that were reached, so that something of the paste was not read or is not shown; mostly none.
    #[serde(default)]
    pub limits: Vec<Limit>,
}

/// How the pods of a paste fare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// A container fails, and the paste says why.
    Failing,
    /// It failed, and runs again: the causes are history.
    Recovered,
    /// Nothing is wrong.
    Healthy,
    /// The paste does not determine a cause; `next` says what would.
    Insufficient,
}

/// One hypothesis about why a container fails.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cause {
    /// `family/name`, one of the catalogue.
    pub id: String,
    /// The part of the id before the slash.
    pub family: String,
    /// The cause in a few words, with the names of this paste.
    pub title: String,
    /// The probability that this is the root cause, from 0 to 1.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 1)))]
    pub confidence: f64,
    /// `namespace/name` of the pod, as far as known.
    pub pod: Option<String>,
    /// The container that fails; none when the pod fails as a whole or the paste does not say.
    pub container: Option<String>,
    /// How the facts lead to the cause, in a few sentences.
    pub explanation: String,
    /// The characters of the paste that speak for and against it. Never empty.
    pub evidence: Vec<Evidence>,
    /// What to do about it, the best first.
    pub fixes: Vec<Fix>,
    /// What would confirm or refute it.
    pub next: Vec<NextStep>,
    /// What keeps it from happening again.
    pub prevention: Vec<String>,
    /// Other pods that fail for the same reason, as `namespace/name`.
    #[serde(default)]
    pub also: Vec<String>,
    /// A page to read about it, if a rule names one.
    #[serde(default)]
    pub runbook: Option<String>,
}

/// A piece of the paste that speaks for or against a cause.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Evidence {
    /// The very characters of the paste.
    pub quote: String,
    /// Where the quote begins: a byte offset into the paste.
    pub start: usize,
    /// Where the quote ends: a byte offset into the paste.
    pub end: usize,
    /// The line of its input on which the quote begins, counted from 1.
    pub line: usize,
    /// The index of the input that holds the quote.
    #[serde(default)]
    pub input: usize,
    /// The index of the artifact that holds the quote.
    pub artifact: usize,
    /// Whether it speaks for the cause (`true`) or against it.
    #[serde(rename = "for")]
    pub supports: bool,
    /// What it tells, in a few words.
    pub why: String,
}

/// One way to fix a cause.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Fix {
    /// What it does, in a few words.
    pub title: String,
    /// The commands, in the order in which to run them.
    pub commands: Vec<Command>,
    /// A YAML fragment to merge into the owner's manifest.
    pub patch: Option<String>,
}

/// A command to type into a shell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Command {
    /// The command line; what the paste does not tell stands as `<a placeholder>`.
    pub run: String,
    /// What it does to the cluster.
    pub effect: Effect,
    /// The command that takes it back, where there is one.
    pub undo: Option<String>,
}

/// What a command does to the cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// It only looks.
    ReadOnly,
    /// It changes something; read it before you run it.
    ChangesCluster,
}

/// The one next thing to run or paste, and what each outcome would mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NextStep {
    /// A read-only command.
    pub run: String,
    /// What it would show.
    pub why: String,
    /// What it means when it shows that.
    pub if_so: String,
    /// What it means when it does not.
    pub if_not: String,
}

/// What an exit code means for this container.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExitCode {
    /// The container that ended with it, if the paste says.
    pub container: Option<String>,
    /// The code as the paste has it: 0 to 255, -1, or a Windows status, signed or not.
    pub code: i64,
    /// Its short name: `SIGKILL`, `ACCESS_VIOLATION`, `command not found` ...
    pub name: String,
    /// What it means here, given the reason, the runtime and what happened around it.
    pub meaning: String,
    /// Who ended the process: `the process itself`, `the kernel`, `the kubelet` ...
    pub sender: String,
}

/// A pod as far as the paste shows it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Pod {
    /// Its name; empty if the paste does not tell.
    pub name: String,
    /// Its namespace, if the paste tells.
    pub namespace: Option<String>,
    /// The workload that owns it, as `kind/name`.
    pub owner: Option<String>,
    /// The node it runs on.
    pub node: Option<String>,
    /// What `kubectl get pods` prints as STATUS, or the phase.
    pub status: Option<String>,
    /// How often its containers were restarted, all together.
    #[serde(default)]
    pub restarts: Option<u64>,
    /// Its containers, init containers first.
    pub containers: Vec<Container>,
}

/// A container as far as the paste shows it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Container {
    /// Its name; empty if the paste does not tell.
    pub name: String,
    /// `app`, `init`, `sidecar` or `ephemeral`.
    pub kind: String,
    /// The image it runs.
    pub image: Option<String>,
    /// Its state in one line, such as `Waiting: CrashLoopBackOff`.
    pub state: Option<String>,
    /// How its last finished run ended, such as `OOMKilled (exit code 137) after 12s`.
    pub last_state: Option<String>,
    /// Whether it passed its readiness checks.
    pub ready: Option<bool>,
    /// How often it was restarted.
    pub restarts: Option<u64>,
    /// Its probes, each as kubectl prints it.
    pub probes: Vec<String>,
}

/// One thing on the time axis of the failing container.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Moment {
    /// `run`, which has ended; `running`; `wait`, `next-start`, `reset`, `probe-failure`, `kill`; or `printed`, which is
    /// when the text was printed.
    pub kind: String,
    /// The container it belongs to.
    pub container: Option<String>,
    /// RFC 3339 time at which it begins, if the paste tells.
    pub at: Option<String>,
    /// Where it begins, in seconds from the end of the newest finished run; without one, from the start of the run at
    /// hand. None when the paste does not place it.
    #[serde(default)]
    pub offset: Option<i64>,
    /// How long it lasts in seconds, if known.
    pub seconds: Option<u64>,
    /// How often it was seen within that time.
    #[serde(default)]
    pub count: Option<u64>,
    /// Whether the paste says so, or it follows from how the kubelet works.
    #[serde(default)]
    pub known: Basis,
    /// What happened, in a few words.
    pub what: String,
}

/// What a moment rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// The paste says it.
    #[default]
    Read,
    /// It follows from what the paste says and from how the kubelet works.
    Reckoned,
}

/// A stretch of the paste of one kind.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Artifact {
    /// `describe`, `logs`, `events`, `get-pods`, `yaml`, `json`, `command`, `fragment` ...
    pub kind: String,
    /// Where it begins: a byte offset into the paste.
    pub start: usize,
    /// Where it ends: a byte offset into the paste.
    pub end: usize,
    /// The index of the input in which it begins.
    #[serde(default)]
    pub input: usize,
    /// What it was recognised as, for people: `previous log of container api, 412 lines`.
    pub label: String,
    /// The line on which it begins, counted from 1.
    #[serde(default)]
    pub line: usize,
    /// How many lines it has.
    #[serde(default)]
    pub lines: usize,
    /// `namespace/name` of the pod that it is about; none if it is about several, or the paste does not tell.
    #[serde(default)]
    pub pod: Option<String>,
    /// The container that it is about, as far as the paste tells or lets suppose; the label says which.
    #[serde(default)]
    pub container: Option<String>,
}

/// One of the texts of a paste.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Input {
    /// The name of its file, with its folders; empty for what was pasted.
    pub name: String,
    /// Where it begins: a byte offset into the paste.
    pub start: usize,
    /// Where it ends: a byte offset into the paste.
    pub end: usize,
    /// The line of the paste on which it begins, counted from 1.
    pub line: usize,
}

/// A bound that was reached; `unloop::limits` has their values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Limit {
    /// Which one: `paste`, `sieved`, `well`, `alike`, `stopped`, `line`, `nesting`, `aliases`, `containers`, `reports`,
    /// `findings` or `quote`.
    pub kind: String,
    /// What was left out, as a sentence.
    pub what: String,
}

/// A value that should not be shared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Secret {
    /// Where it begins: a byte offset into the paste.
    pub start: usize,
    /// Where it ends: a byte offset into the paste.
    pub end: usize,
    /// What it is: `password`, `token`, `private-key`, `connection-string` ...
    pub kind: String,
    /// What stands for it in masked text, such as `password-1`: equal values have equal aliases.
    #[serde(default)]
    pub alias: String,
}
