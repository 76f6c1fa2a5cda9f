import type { Catalogue, Diagnosis, ExitCodeMeaning } from './types.js';

export type * from './types.js';

/** The wasm: its address, a Response with it, its bytes, or the compiled module. */
export type Wasm = string | URL | Request | Response | BufferSource | WebAssembly.Module;

/**
 * Starts the engine. `diagnose` does so by itself; the functions that answer at once need it before them in a browser,
 * and nowhere else. Without a source, the wasm that comes along is taken; the entry `unloop/slim` has none.
 */
export function init(source?: Wasm | Promise<Wasm>): Promise<void>;

/** Starts the engine at once. Needs a source in a browser, and nowhere else. */
export function initSync(source?: BufferSource | WebAssembly.Module): void;

/** A file of a paste. Its name may say whose log it is; an archive (`.gz`, `.tar`, `.tar.gz`, `.zip`) is opened. */
export interface NamedFile {
  /** The name of the file, with its folders. */
  name: string;
  /** What is in it. */
  data: string | Uint8Array | Blob;
}

/** What can be diagnosed. */
export type Paste = string | Uint8Array | Blob | ReadableStream<Uint8Array> | ReadableStream<string> | readonly NamedFile[];

/** How to read a paste. */
export interface Options {
  /** Offsets in the answer: bytes of UTF-8 (the default), or UTF-16 code units, as JavaScript's strings have them. */
  offsets?: 'utf8' | 'utf16' | undefined;
  /** Rule files of your own: the YAML of one, or of several by their names. */
  rules?: string | Readonly<Record<string, string>> | undefined;
}

/** How far the work is. */
export interface Progress {
  /** `taking` while the paste comes in, `reading` while it is understood. */
  stage: 'taking' | 'reading';
  /** How many bytes are done. */
  bytes: number;
  /** How many there are, once that is known. */
  total?: number;
}

/** How to read a paste that takes its time. */
export interface LongOptions extends Options {
  /** Ends the work; what was promised is rejected with its reason. */
  signal?: AbortSignal | undefined;
  /** Hears how far the work is. */
  onProgress?: ((progress: Progress) => void) | undefined;
  /** Hears what of the files was not read, and why: a sentence each. */
  onLeftOut?: ((sentences: string[]) => void) | undefined;
}

/** Says why the pod in the paste fails. Starts the engine if it does not run yet. */
export function diagnose(paste: Paste, options?: LongOptions): Promise<Diagnosis>;

/** The same at once. */
export function diagnoseSync(paste: string | Uint8Array, options?: LongOptions): Diagnosis;

/** The diagnosis as Markdown, secrets masked. */
export function toMarkdown(diagnosis: Diagnosis): string;

/** The diagnosis as SARIF 2.1.0, secrets masked. */
export function toSarif(diagnosis: Diagnosis): string;

/** The diagnosis as plain text, secrets masked. */
export function toText(diagnosis: Diagnosis): string;

/** The paste itself, secrets masked. */
export function redact(paste: string): string;

/** What an exit code means where nothing else is known; `undefined` for a number that is none. */
export function explainExitCode(code: number): ExitCodeMeaning | undefined;

/** Everything unloop knows: causes, exit codes, log lines. */
export function catalog(): Catalogue;

/** Takes a paste piece by piece, and answers when it is complete. */
export class Diagnoser {
  constructor(options?: LongOptions);
  /** Begins the next text of the paste, by the name of its file. */
  begin(name: string): void;
  /** Takes the next piece, cut anywhere. */
  push(piece: string | Uint8Array): void;
  /** Takes a whole file, or the texts in it if it is an archive. Says what was left out, a sentence each. */
  open(name: string, file: string | Uint8Array): string[];
  /** The answer; after it nothing more can be pushed. */
  finish(): Diagnosis;
  /** Lets go of what was pushed, when no answer is wanted. */
  free(): void;
}
