//! What a reader can state. Every value carries the span it came from; what a text does not say is `None`.

use crate::knowledge::signature::Strength;
use crate::limits::Bound;
use crate::text::{Fact, Span, Time};
use serde::Serialize;

/// A text and where it stands.
pub type Text = Fact<String>;

/// What one artifact states.
#[derive(Clone, Debug)]
pub enum Seen {
    /// Something about a pod: a describe, a manifest, a table row.
    Pod(Box<Pod>),
    /// One event.
    Event(Box<Event>),
    /// What somebody repeats of an event. It counts where the paste has nothing better.
    Quoted(Box<Event>),
    /// A container's output.
    Log(Box<Log>),
    /// A command line that the user typed.
    Command(Box<Typed>),
    /// Another file begins. If its name tells what it holds, it is as good as a command.
    Input(Option<Box<Typed>>),
    /// A sentence with which kubectl refused or explained.
    Notice(Text),
    /// An exit code that stands alone: `exit code 139`.
    Code(Fact<i64>),
    /// A bound that was reached, and how often.
    Limit(Bound, usize),
}

/// What a text says about one pod, or about the pods of a workload.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Pod {
    pub name: Option<Text>,
    pub namespace: Option<Text>,
    /// The controller as the pod names it: a ReplicaSet, not its Deployment.
    pub owner: Option<Fact<Owner>>,
    pub node: Option<Text>,
    pub labels: Vec<(String, String)>,
    pub service_account: Option<Text>,
    pub priority_class: Option<Text>,
    /// The phase, or what the STATUS column prints.
    pub status: Option<Text>,
    /// Earlier words of the STATUS column that tell how a run ended: `Completed`, `OOMKilled`, `Error`.
    pub ends: Vec<Text>,
    /// The pod's own reason and message: `Evicted`, `NodeLost` ...
    pub reason: Option<Text>,
    pub message: Option<Text>,
    pub start_time: Option<Fact<Time>>,
    /// The pod is being deleted.
    pub deleting: Option<Span>,
    pub qos: Option<Text>,
    pub restart_policy: Option<Text>,
    /// `terminationGracePeriodSeconds`.
    pub grace: Option<Fact<u64>>,
    /// `securityContext` of the pod: `runAsUser`, `runAsNonRoot`, `fsGroup` ...
    pub security: Vec<(String, Text)>,
    pub conditions: Vec<Condition>,
    pub containers: Vec<Container>,
    pub volumes: Vec<Volume>,
    pub events: Vec<Event>,
    /// The READY column: ready and all containers.
    pub ready: Option<Fact<(u32, u32)>>,
    /// The RESTARTS column: the sum over the containers.
    pub restarts: Option<Fact<u64>>,
    /// Seconds since the last restart, from the RESTARTS column.
    pub restarted_ago: Option<u64>,
    /// Seconds since it was created.
    pub age: Option<u64>,
    /// Whether `Events: <none>` was printed.
    pub no_events: Option<Span>,
    /// Whether it has more containers than were read.
    #[serde(skip)]
    pub has_more: bool,
    /// The text it was read from.
    pub span: Span,
}

/// Who owns a pod.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Owner {
    /// `ReplicaSet`, `StatefulSet`, `Job` ...
    pub kind: String,
    pub name: String,
}

/// A pod condition.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Condition {
    pub kind: String,
    pub status: Text,
    pub reason: Option<Text>,
    pub message: Option<Text>,
}

/// A volume and the object behind it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Volume {
    pub name: Text,
    /// `ConfigMap`, `Secret`, `EmptyDir`, `PersistentVolumeClaim`, `HostPath`, `Projected` ...
    pub kind: String,
    /// The ConfigMap, Secret, claim or path.
    pub source: Option<Text>,
    pub optional: Option<bool>,
}

/// Which part a container plays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub enum Kind {
    /// An ordinary container.
    #[default]
    App,
    /// An init container that must end before the others start.
    Init,
    /// An init container with `restartPolicy: Always`.
    Sidecar,
    /// Added by `kubectl debug`.
    Ephemeral,
}

/// What a text says about one container.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Container {
    pub name: Option<Text>,
    pub kind: Kind,
    pub image: Option<Text>,
    /// With the runtime as its scheme: `containerd://...`.
    pub id: Option<Text>,
    pub ports: Vec<Port>,
    pub command: Vec<Text>,
    pub args: Vec<Text>,
    pub working_dir: Option<Text>,
    pub state: Option<State>,
    pub last_state: Option<State>,
    pub ready: Option<Fact<bool>>,
    pub restarts: Option<Fact<u64>>,
    /// Resource name and quantity: `memory`, `256Mi`.
    pub limits: Vec<(String, Text)>,
    pub requests: Vec<(String, Text)>,
    pub liveness: Option<Probe>,
    pub readiness: Option<Probe>,
    pub startup: Option<Probe>,
    pub env: Vec<EnvVar>,
    pub env_from: Vec<EnvFrom>,
    pub mounts: Vec<Mount>,
    /// `securityContext` of the container: `runAsUser`, `readOnlyRootFilesystem` ...
    pub security: Vec<(String, Text)>,
    /// `restartPolicy` of the container itself.
    pub restart_policy: Option<Text>,
    /// Its block in the text.
    pub span: Span,
}

/// A port that a container declares.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Port {
    pub number: u32,
    pub name: Option<String>,
    pub span: Span,
}

/// What a container does, or did.
#[derive(Clone, Debug, Default, Serialize)]
pub struct State {
    pub phase: Phase,
    pub reason: Option<Text>,
    pub message: Option<Text>,
    pub exit_code: Option<Fact<i64>>,
    pub signal: Option<Fact<i64>>,
    pub started: Option<Fact<Time>>,
    pub finished: Option<Fact<Time>>,
    /// The line or key that names the phase.
    pub span: Span,
}

/// The three states of a container.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum Phase {
    /// It does not run yet, or not now.
    #[default]
    Waiting,
    /// It runs.
    Running,
    /// It ended.
    Terminated,
}

/// A probe.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Probe {
    pub action: Action,
    /// Seconds before the first probe.
    pub delay: u64,
    /// Seconds to wait for an answer.
    pub timeout: u64,
    /// Seconds between probes.
    pub period: u64,
    /// Successes in a row that count as success.
    pub success: u64,
    /// Failures in a row that count as failure.
    pub failure: u64,
    /// Seconds between SIGTERM and SIGKILL, if the probe has its own.
    pub grace: Option<u64>,
    /// The line in describe, or the block in YAML.
    pub span: Span,
}

impl Probe {
    /// Seconds after the start at which it can have the container killed, at the earliest.
    pub fn earliest_kill(&self) -> u64 {
        self.delay.saturating_add(self.failure.saturating_sub(1).saturating_mul(self.period))
    }
}

/// What a probe does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub enum Action {
    /// Gets a page.
    Http { scheme: String, host: String, port: String, path: String },
    /// Opens a connection.
    Tcp { host: String, port: String },
    /// Runs a command.
    Exec(String),
    /// Asks the gRPC health service.
    Grpc { port: String, service: String },
    /// The text does not say.
    #[default]
    Unknown,
}

/// An environment variable of a container.
#[derive(Clone, Debug, Default, Serialize)]
pub struct EnvVar {
    pub name: Text,
    pub value: EnvValue,
    pub span: Span,
}

/// Where the value of a variable comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum EnvValue {
    /// Written in the manifest.
    Literal(String),
    /// A key of a ConfigMap or Secret.
    Key { kind: String, object: String, key: String, optional: bool },
    /// A field of the pod, or a resource of the container.
    Field(String),
}

impl Default for EnvValue {
    fn default() -> Self {
        Self::Literal(String::new())
    }
}

/// A ConfigMap or Secret whose every key becomes a variable.
#[derive(Clone, Debug, Default, Serialize)]
pub struct EnvFrom {
    /// `ConfigMap` or `Secret`.
    pub kind: String,
    pub object: Text,
    pub optional: bool,
}

/// A volume in a container.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Mount {
    pub path: Text,
    pub volume: String,
    pub read_only: bool,
    pub sub_path: Option<String>,
    /// The same with variables in it, which only the manifest shows.
    pub sub_path_expr: Option<String>,
}

/// One event, or a series of equal ones.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Event {
    /// `Normal` or `Warning`.
    pub kind: Option<Text>,
    pub reason: Option<Text>,
    pub message: Option<Text>,
    /// The object it is about; none inside a describe, where it is the pod.
    pub object: Option<Fact<Owner>>,
    pub namespace: Option<Text>,
    /// The container it is about, from the field path or the message.
    pub container: Option<Text>,
    /// How often it was seen.
    pub count: Option<u64>,
    /// Seconds before the text was printed that it was last seen.
    pub last_seen: Option<u64>,
    /// Seconds before the text was printed that it was first seen.
    pub first_seen: Option<u64>,
    /// When it was last seen, where the text has a time and not an age.
    pub at: Option<Time>,
    /// `kubelet`, `default-scheduler` ...
    pub source: Option<Text>,
    /// Whether it was repeated without its columns: in prose, or in the log of a component.
    pub quoted: bool,
    pub span: Span,
}

/// The output of a container.
#[derive(Clone, Debug, Default)]
pub struct Log {
    /// The pod and container, as prefixes of the lines say.
    pub pod: Option<Text>,
    pub container: Option<Text>,
    /// Known lines, in their order.
    pub hits: Vec<Hit>,
    /// The last lines that are not blank, oldest first; at most [`Log::TAIL`].
    pub tail: Vec<LogLine>,
    /// How many lines it has.
    pub lines: usize,
    /// The runs of the container that it holds, in the order in which they stand there.
    pub runs: Vec<Run>,
    /// The first and last time on its lines.
    pub first: Option<Time>,
    pub last: Option<Time>,
    pub span: Span,
}

impl Log {
    /// How many last lines are kept.
    pub const TAIL: usize = 60;
}

/// The part of a log that one run of its container printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// The number of its first line in the log, from 0.
    pub start: usize,
    /// The number of the line behind its last one.
    pub end: usize,
    /// The last time on its lines.
    pub last: Option<Time>,
}

/// One line of a log.
#[derive(Clone, Debug, Default)]
pub struct LogLine {
    /// Its number in the log, from 0.
    pub number: usize,
    /// How many records begin before it: a stack trace of a hundred lines is one record.
    pub record: usize,
    /// The message, without time stamps, levels and other prefixes.
    pub message: String,
    pub level: Level,
    /// The whole line in the paste, without blanks around it.
    pub span: Span,
}

/// How bad a log line says it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Debug,
    Info,
    /// It does not say.
    #[default]
    Unknown,
    Warning,
    Error,
    Fatal,
}

/// A known line: which signature, where, and what it captured.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The index of the signature in the knowledge.
    pub signature: usize,
    pub strength: Strength,
    pub line: LogLine,
    /// What the pattern matched.
    pub matched: Span,
    /// The named groups.
    pub captures: Vec<(String, Text)>,
}

/// A command line the user typed, as far as it tells what follows.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// `logs`, `describe`, `get` ...
    pub verb: String,
    /// `pods`, `events`, `configmap` ... as typed.
    pub resource: Option<String>,
    /// The object named.
    pub name: Option<Text>,
    pub namespace: Option<Text>,
    pub container: Option<Text>,
    pub previous: bool,
    /// The label that selects the pods, as key and value.
    pub selector: Option<(String, String)>,
    /// The id of the container, as node tools take it; often only its beginning.
    pub container_id: Option<String>,
    /// Whether it prints the logs of several containers or pods.
    pub many: bool,
    /// Whether nobody typed it: somebody wrote above a log whose it is.
    pub is_heading: bool,
    /// The name of a file in which the name of a pod or a container may be found.
    pub hint: Option<String>,
    /// The whole command.
    pub span: Span,
}
