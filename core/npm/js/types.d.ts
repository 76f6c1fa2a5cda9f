// Made from the Rust types: `cargo run -p unloop --features schema --example schema`.

/** A stretch of the paste of one kind. */
export interface Artifact {
  /** The container that it is about, as far as the paste tells or lets suppose; the label says which. */
  container: string | null;
  /** Where it ends: a byte offset into the paste. */
  end: number;
  /** The index of the input in which it begins. */
  input: number;
  /** `describe`, `logs`, `events`, `get-pods`, `yaml`, `json`, `command`, `fragment` ... */
  kind: string;
  /** What it was recognised as, for people: `previous log of container api, 412 lines`. */
  label: string;
  /** The line on which it begins, counted from 1. */
  line: number;
  /** How many lines it has. */
  lines: number;
  /** `namespace/name` of the pod that it is about; none if it is about several, or the paste does not tell. */
  pod: string | null;
  /** Where it begins: a byte offset into the paste. */
  start: number;
}

/**
 * What a moment rests on.
 * - `read`: The paste says it.
 * - `reckoned`: It follows from what the paste says and from how the kubelet works.
 */
export type Basis = 'read' | 'reckoned';

/** What unloop knows. Where a text of a cause depends on the paste, it holds `<what would stand there>`. */
export interface Catalogue {
  /** Every cause, family by family. */
  causes: KnownCause[];
  /** What each exit code means where nothing else is known, sorted by code. */
  exit_codes: ExitCodeMeaning[];
  /** The facts that the words of a cause can name, in rules of your own as well. */
  placeholders: Placeholder[];
  /** The programs whose log lines are known, sorted by name. */
  technologies: Technology[];
}

/** One hypothesis about why a container fails. */
export interface Cause {
  /** Other pods that fail for the same reason, as `namespace/name`. */
  also: string[];
  /** The probability that this is the root cause, from 0 to 1. */
  confidence: number;
  /** The container that fails; none when the pod fails as a whole or the paste does not say. */
  container: string | null;
  /** The characters of the paste that speak for and against it. Never empty. */
  evidence: Evidence[];
  /** How the facts lead to the cause, in a few sentences. */
  explanation: string;
  /** The part of the id before the slash. */
  family: string;
  /** What to do about it, the best first. */
  fixes: Fix[];
  /** `family/name`, one of the catalogue. */
  id: string;
  /** What would confirm or refute it. */
  next: NextStep[];
  /** `namespace/name` of the pod, as far as known. */
  pod: string | null;
  /** What keeps it from happening again. */
  prevention: string[];
  /** A page to read about it, if a rule names one. */
  runbook: string | null;
  /** The cause in a few words, with the names of this paste. */
  title: string;
}

/** A command to type into a shell. */
export interface Command {
  /** What it does to the cluster. */
  effect: Effect;
  /** The command line; what the paste does not tell stands as `<a placeholder>`. */
  run: string;
  /** The command that takes it back, where there is one. */
  undo: string | null;
}

/** A container as far as the paste shows it. */
export interface Container {
  /** The image it runs. */
  image: string | null;
  /** `app`, `init`, `sidecar` or `ephemeral`. */
  kind: string;
  /** How its last finished run ended, such as `OOMKilled (exit code 137) after 12s`. */
  last_state: string | null;
  /** Its name; empty if the paste does not tell. */
  name: string;
  /** Its probes, each as kubectl prints it. */
  probes: string[];
  /** Whether it passed its readiness checks. */
  ready: boolean | null;
  /** How often it was restarted. */
  restarts: number | null;
  /** Its state in one line, such as `Waiting: CrashLoopBackOff`. */
  state: string | null;
}

/** Everything unloop has to say about one paste. */
export interface Diagnosis {
  /** The stretches of the paste, each with what it was recognised as. They cover the paste in order. */
  artifacts: Artifact[];
  /**
   * The likely causes, the likeliest first. With the verdict `insufficient` they are guesses that nobody should act
   * on; with `healthy` there are none.
   */
  causes: Cause[];
  /** What each exit code in the paste means here. */
  exit_codes: ExitCode[];
  /** The texts that the paste was put together from, in order. What is pasted as one text is one input. */
  inputs: Input[];
  /** The bounds that were reached, so that something of the paste was not read or is not shown; mostly none. */
  limits: Limit[];
  /** What to paste or run next when the causes above do not settle it. */
  next: NextStep[];
  /** What was read: pods, their containers, states and probes. */
  pods: Pod[];
  /** The version of this shape: 1. */
  schema: number;
  /**
   * Values in the paste that should not be shared, in its order. Only the quotes of the evidence still hold them;
   * in all other texts of the diagnosis they are masked.
   */
  secrets: Secret[];
  /** One sentence a tired person understands. */
  summary: string;
  /** Runs, ends and back-off waits of the failing container, oldest first. */
  timeline: Moment[];
  /** How the pods of the paste fare, as one word. */
  verdict: Verdict;
}

/**
 * What a command does to the cluster.
 * - `read-only`: It only looks.
 * - `changes-cluster`: It changes something; read it before you run it.
 */
export type Effect = 'read-only' | 'changes-cluster';

/** A piece of the paste that speaks for or against a cause. */
export interface Evidence {
  /** The index of the artifact that holds the quote. */
  artifact: number;
  /** Where the quote ends: a byte offset into the paste. */
  end: number;
  /** Whether it speaks for the cause (`true`) or against it. */
  for: boolean;
  /** The index of the input that holds the quote. */
  input: number;
  /** The line of its input on which the quote begins, counted from 1. */
  line: number;
  /** The very characters of the paste. */
  quote: string;
  /** Where the quote begins: a byte offset into the paste. */
  start: number;
  /** What it tells, in a few words. */
  why: string;
}

/** What an exit code means for this container. */
export interface ExitCode {
  /** The code as the paste has it: 0 to 255, -1, or a Windows status, signed or not. */
  code: number;
  /** The container that ended with it, if the paste says. */
  container: string | null;
  /** What it means here, given the reason, the runtime and what happened around it. */
  meaning: string;
  /** Its short name: `SIGKILL`, `ACCESS_VIOLATION`, `command not found` ... */
  name: string;
  /** Who ended the process: `the process itself`, `the kernel`, `the kubelet` ... */
  sender: string;
}

/** What an exit code means where nothing else is known. */
export interface ExitCodeMeaning {
  /** The code as Kubernetes shows it: -1 to 255, or a Windows status as a signed number. */
  code: number;
  /** The name and meaning of the same number when it comes from the .NET host: `Name: meaning`. */
  dotnet?: string | null;
  /** Its readings, the most likely first, and what tells them apart. */
  meaning: string;
  /** Its short name. */
  name: string;
  /** Who ends a process with it. */
  sender: string;
  /** The document or file that says so. */
  source: string;
  /** The last code, if the row stands for several. */
  to?: number | null;
}

/** One way to fix a cause. */
export interface Fix {
  /** The commands, in the order in which to run them. */
  commands: Command[];
  /** A YAML fragment to merge into the owner's manifest. */
  patch: string | null;
  /** What it does, in a few words. */
  title: string;
}

/** One of the texts of a paste. */
export interface Input {
  /** Where it ends: a byte offset into the paste. */
  end: number;
  /** The line of the paste on which it begins, counted from 1. */
  line: number;
  /** The name of its file, with its folders; empty for what was pasted. */
  name: string;
  /** Where it begins: a byte offset into the paste. */
  start: number;
}

/** A cause with all its words. */
export interface KnownCause {
  /** What speaks against it. */
  against: string;
  /** Causes it is taken for. */
  confused_with: Neighbour[];
  /** How the facts lead to it, the most telling first. */
  explanations: string[];
  /** The part of the id before the slash. */
  family: string;
  /** What to do about it, the best first; each fits some pastes and not others. */
  fixes: Fix[];
  /** `family/name`. */
  id: string;
  /** What it is. */
  meaning: string;
  /** What confirms or refutes it. */
  next: NextStep[];
  /** What keeps it from happening again. */
  prevention: string[];
  /** How it shows in what kubectl prints. */
  shows: string;
  /** It in a few words. */
  title: string;
  /** The same with what a paste may name, the most telling first. */
  titles: string[];
}

/** A known line. */
export interface KnownLine {
  /** The cause it speaks for. */
  cause: string | null;
  /** `program/what-happened`. */
  id: string;
  /** What it looks like. */
  patterns: string[];
  /** What the line is to a diagnosis. */
  role: Role;
  /** A page to read about it. */
  runbook: string | null;
  /** The cause in this case. */
  title: string | null;
  /** What it tells, as a clause. */
  why: string;
}

/** A bound that was reached; `unloop::limits` has their values. */
export interface Limit {
  /**
   * Which one: `paste`, `sieved`, `well`, `alike`, `stopped`, `line`, `nesting`, `aliases`, `containers`,
   * `reports`, `findings` or `quote`.
   */
  kind: string;
  /** What was left out, as a sentence. */
  what: string;
}

/** One thing on the time axis of the failing container. */
export interface Moment {
  /** RFC 3339 time at which it begins, if the paste tells. */
  at: string | null;
  /** The container it belongs to. */
  container: string | null;
  /** How often it was seen within that time. */
  count: number | null;
  /**
   * `run`, which has ended; `running`; `wait`, `next-start`, `reset`, `probe-failure`, `kill`; or `printed`, which
   * is when the text was printed.
   */
  kind: string;
  /** Whether the paste says so, or it follows from how the kubelet works. */
  known: Basis;
  /**
   * Where it begins, in seconds from the end of the newest finished run; without one, from the start of the run at
   * hand. None when the paste does not place it.
   */
  offset: number | null;
  /** How long it lasts in seconds, if known. */
  seconds: number | null;
  /** What happened, in a few words. */
  what: string;
}

/** A cause that looks alike. */
export interface Neighbour {
  /** Its id. */
  id: string;
  /** How to tell them apart. */
  tell_apart: string;
}

/** The one next thing to run or paste, and what each outcome would mean. */
export interface NextStep {
  /** What it means when it does not. */
  if_not: string;
  /** What it means when it shows that. */
  if_so: string;
  /** A read-only command. */
  run: string;
  /** What it would show. */
  why: string;
}

/** A fact that the words of a cause can name. */
export interface Placeholder {
  /** What it stands for. */
  meaning: string;
  /** The name between the braces. */
  name: string;
}

/** A pod as far as the paste shows it. */
export interface Pod {
  /** Its containers, init containers first. */
  containers: Container[];
  /** Its name; empty if the paste does not tell. */
  name: string;
  /** Its namespace, if the paste tells. */
  namespace: string | null;
  /** The node it runs on. */
  node: string | null;
  /** The workload that owns it, as `kind/name`. */
  owner: string | null;
  /** How often its containers were restarted, all together. */
  restarts: number | null;
  /** What `kubectl get pods` prints as STATUS, or the phase. */
  status: string | null;
}

/**
 * What a known line is to a diagnosis.
 * - `cause`: It tells why the program ended.
 * - `noise`: It looks bad and means nothing: the line is passed over.
 * - `ready`: The program had started: trouble before this line was overcome.
 * - `wrapper`: It wraps the real error, which stands nearby or inside.
 * - `stopping`: The program was asked to stop.
 */
export type Role = 'cause' | 'noise' | 'ready' | 'wrapper' | 'stopping';

/** A value that should not be shared. */
export interface Secret {
  /** What stands for it in masked text, such as `password-1`: equal values have equal aliases. */
  alias: string;
  /** Where it ends: a byte offset into the paste. */
  end: number;
  /** What it is: `password`, `token`, `private-key`, `connection-string` ... */
  kind: string;
  /** Where it begins: a byte offset into the paste. */
  start: number;
}

/** A program or language, and what it prints when something is wrong. */
export interface Technology {
  /** Its name, as people write it. */
  name: string;
  /** Its known lines. */
  signatures: KnownLine[];
}

/**
 * How the pods of a paste fare.
 * - `failing`: A container fails, and the paste says why.
 * - `recovered`: It failed, and runs again: the causes are history.
 * - `healthy`: Nothing is wrong.
 * - `insufficient`: The paste does not determine a cause; `next` says what would.
 */
export type Verdict = 'failing' | 'recovered' | 'healthy' | 'insufficient';
