// What every entry of the package has in common: the engine's door, as JavaScript likes it.
// The worker's thread is made of this text as well, behind that of glue.js.

import __wbg_init, { Session, catalogue, explainExitCode, initSync, redact, render } from './glue.js';

/** How much of a file is read at once, in bytes. */
const SLICE = 4 << 20;

/** Whether the engine runs; there is one for all entries. */
let started = false;

/**
 * Makes the functions of an entry. `now` gives the wasm at once, `later` gives a promise of it; an entry may lack either.
 */
export function makeUnloop({ now, later }) {
  let starting;

  async function init(source) {
    if (started) return;
    if (source === undefined && !starting && !later) throw new Error(`unloop: ${MISSING}`);
    starting ??= (async () => {
      await __wbg_init({ module_or_path: await (source ?? later()) });
      started = true;
    })().catch(error => {
      starting = undefined;
      throw error;
    });
    await starting;
  }

  function initNow(source) {
    if (started) return;
    const wasm = source ?? now?.();
    if (wasm === undefined) throw new Error(`unloop: ${later ? 'await init() first' : MISSING}`);
    initSync({ module: wasm });
    started = true;
  }

  class Diagnoser {
    #session;
    #options;
    #taken = 0;

    constructor(options = {}) {
      initNow();
      this.#options = options;
      this.#session = new Session();
      try {
        for (const [name, yaml] of rulesOf(options)) this.#session.addRules(yaml, name);
      } catch (error) {
        this.free();
        throw error;
      }
    }

    begin(name) {
      this.#live().begin(name);
    }

    push(piece) {
      const bytes = bytesOf(piece);
      this.#live().push(bytes);
      this.#took(bytes.length);
    }

    open(name, file) {
      const bytes = bytesOf(file);
      this.#live().open(name, bytes);
      this.#took(bytes.length);
      return this.#session.leftOut();
    }

    finish() {
      const session = this.#live();
      const { offsets, onProgress, signal } = this.#options;
      const read = (bytes, total) => {
        onProgress?.({ stage: 'reading', bytes, total });
        return !signal?.aborted;
      };
      try {
        const json = session.diagnosis(offsets === 'utf16', { read });
        signal?.throwIfAborted();
        return JSON.parse(json);
      } finally {
        this.free();
      }
    }

    free() {
      this.#session?.free();
      this.#session = undefined;
    }

    #took(bytes) {
      this.#taken += bytes;
      this.#options.onProgress?.({ stage: 'taking', bytes: this.#taken });
    }

    #live() {
      this.#options.signal?.throwIfAborted();
      if (!this.#session) throw new Error('unloop: this Diagnoser has given its answer');
      return this.#session;
    }
  }

  async function diagnose(paste, options = {}) {
    options.signal?.throwIfAborted();
    await init();
    const diagnoser = new Diagnoser(options);
    try {
      if (isNamed(paste)) {
        const left = [];
        for (const { name, data } of paste) left.push(...diagnoser.open(name, await wholeOf(data, options.signal)));
        if (left.length > 0) options.onLeftOut?.(left);
      } else {
        for await (const piece of piecesOf(paste, options.signal)) diagnoser.push(piece);
      }
      return diagnoser.finish();
    } finally {
      diagnoser.free();
    }
  }

  function diagnoseSync(paste, options) {
    const diagnoser = new Diagnoser(options);
    try {
      diagnoser.push(paste);
      return diagnoser.finish();
    } finally {
      diagnoser.free();
    }
  }

  const shown = form => diagnosis => {
    initNow();
    return render(JSON.stringify(diagnosis), form);
  };

  return {
    Diagnoser,
    init,
    initSync: initNow,
    diagnose,
    diagnoseSync,
    toMarkdown: shown('markdown'),
    toSarif: shown('sarif'),
    toText: shown('text'),
    redact(paste) {
      initNow();
      return redact(paste);
    },
    explainExitCode(code) {
      initNow();
      const told = explainExitCode(code);
      return told === undefined ? undefined : JSON.parse(told);
    },
    catalog() {
      initNow();
      return JSON.parse(catalogue());
    },
  };
}

const MISSING = 'call init(source) first, with the address, the bytes or the module of unloop/unloop.wasm';

/** Whether a paste is a list of files with names. */
export function isNamed(paste) {
  return Array.isArray(paste);
}

/** Whether a paste comes piece by piece: a stream of the web, or one of Node, which is iterable. */
export function isStream(paste) {
  return typeof paste?.getReader === 'function' || typeof paste?.[Symbol.asyncIterator] === 'function';
}

/** A paste piece by piece. A stream that is not read to its end is cancelled. */
export async function* piecesOf(paste, signal) {
  if (isBlob(paste)) {
    // Slices, because not every browser reads the stream of a file in a worker.
    for (let start = 0; start < paste.size; start += SLICE) {
      yield new Uint8Array(await unlessAborted(paste.slice(start, start + SLICE).arrayBuffer(), signal));
    }
  } else if (isStream(paste)) {
    // Not every browser can iterate over its streams.
    const reader = paste.getReader?.();
    const source = reader ? { next: () => reader.read(), return: () => reader.cancel() } : paste[Symbol.asyncIterator]();
    try {
      for (;;) {
        const { done, value } = await unlessAborted(source.next(), signal);
        if (done) return;
        yield bytesOf(value);
      }
    } finally {
      // Not waited for: what brings nothing any more need not end either.
      Promise.resolve(source.return?.()).catch(() => {});
    }
  } else {
    yield bytesOf(paste);
  }
}

/** What is promised, or the reason of the signal as soon as it is given. */
export function unlessAborted(promise, signal) {
  if (!signal) return promise;
  return new Promise((done, failed) => {
    const stop = () => failed(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    promise.then(done, failed).finally(() => signal.removeEventListener('abort', stop));
  });
}

async function wholeOf(data, signal) {
  const pieces = [];
  for await (const piece of piecesOf(data, signal)) pieces.push(piece);
  if (pieces.length === 1) return pieces[0];
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** The bytes of a text. Told by what it can do: another window or a test's sandbox has classes of its own. */
export function bytesOf(piece) {
  if (typeof piece === 'string') return new TextEncoder().encode(piece);
  if (ArrayBuffer.isView(piece)) return new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength);
  if (Object.prototype.toString.call(piece) === '[object ArrayBuffer]') return new Uint8Array(piece);
  throw new TypeError('unloop: a paste is a string, bytes, a Blob, a stream or a list of files');
}

function isBlob(paste) {
  return typeof paste?.slice === 'function' && typeof paste.arrayBuffer === 'function';
}

function rulesOf({ rules }) {
  if (rules === undefined) return [];
  return typeof rules === 'string' ? [['rules.yaml', rules]] : Object.entries(rules);
}
