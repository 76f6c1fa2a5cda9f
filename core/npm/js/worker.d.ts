import type { Catalogue, Diagnosis, ExitCodeMeaning, LongOptions, Paste } from './index.js';

/** A client that reads in a thread of its own. Questions are answered in order; stopping one stops no other. A thread that stops by itself rejects with an error of the name `WorkerError`. */
export interface WorkerClient {
  /** Says why the pod in the paste fails. */
  diagnose(paste: Paste, options?: LongOptions): Promise<Diagnosis>;
  /** The diagnosis as Markdown, secrets masked. */
  toMarkdown(diagnosis: Diagnosis): Promise<string>;
  /** The diagnosis as SARIF 2.1.0, secrets masked. */
  toSarif(diagnosis: Diagnosis): Promise<string>;
  /** The diagnosis as plain text, secrets masked. */
  toText(diagnosis: Diagnosis): Promise<string>;
  /** The paste itself, secrets masked. */
  redact(paste: string): Promise<string>;
  /** What an exit code means where nothing else is known. */
  explainExitCode(code: number): Promise<ExitCodeMeaning | undefined>;
  /** Everything unloop knows: causes, exit codes, log lines. */
  catalog(): Promise<Catalogue>;
  /** Ends the thread. */
  close(): void;
}

/** Makes a client; its thread starts with the first question. Without a module, the wasm that comes along is taken. */
export function createWorker(options?: {
  module?: WebAssembly.Module | Promise<WebAssembly.Module> | (() => WebAssembly.Module | Promise<WebAssembly.Module>);
}): WorkerClient;
