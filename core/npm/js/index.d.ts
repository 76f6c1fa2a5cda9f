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

/** A text, or a piece of one. */
export type Piece = string | Uint8Array | ArrayBuffer;

/** A file of a paste. Its name may say whose log it is; an archive (`.gz`, `.tar`, `.tar.gz`, `.zip`) is opened. */
export interface NamedFile {
  /** The name of the file, with its folders. */
  name: string;
  /** What is in it. */
  data: Piece | Blob;
}

/** What can be diagnosed. A stream is one of the web, or one of Node, such as `process.stdin`: whatever gives its pieces by `for await`. */
export type Paste = Piece | Blob | ReadableStream<Uint8Array> | ReadableStream<string> | AsyncIterable<string | Uint8Array> | readonly NamedFile[];

/** Rule files of your own: the YAML of one, or of several by their names. */
export type Rules = string | Readonly<Record<string, string>>;

/** How to read a paste. */
export interface Options {
  /** Offsets in the answer: bytes of UTF-8 (the default), or UTF-16 code units, as JavaScript's strings have them. */
  offsets?: 'utf8' | 'utf16' | undefined;
  /** Rule files of your own. A bad one throws an error that names file, line and field. */
  rules?: Rules | undefined;
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
  /** Ends the work; what was promised is rejected with its reason. Reading is one step unless a worker does it: until it ends, only `onProgress` can stop it. */
  signal?: AbortSignal | undefined;
  /** Hears how far the work is. */
  onProgress?: ((progress: Progress) => void) | undefined;
  /** Hears what of the files was not read, and why: a sentence each. */
  onLeftOut?: ((sentences: string[]) => void) | undefined;
}

/** Says why the pod in the paste fails. Starts the engine if it does not run yet. Whatever the paste holds, there is an answer; what is no paste is a TypeError. */
export function diagnose(paste: Paste, options?: LongOptions): Promise<Diagnosis>;

/** The same at once. */
export function diagnoseSync(paste: Piece, options?: LongOptions): Diagnosis;

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
  push(piece: Piece): void;
  /** Takes a whole file, or the texts in it if it is an archive. Says what was left out, a sentence each. */
  open(name: string, file: Piece): string[];
  /** The answer; after it nothing more can be pushed. */
  finish(): Diagnosis;
  /** Lets go of what was pushed, when no answer is wanted. */
  free(): void;
}
