// Asks a thread, one question after the other. Stopping a question ends the thread; the next one gets a new one.

import { isNamed, isStream, piecesOf, unlessAborted } from './api.js';

/** `start(heard, died)` starts a thread and promises `{ post, end }`, with `rest` for when there is nothing to do. */
export function makeClient(start) {
  let thread;
  let last = Promise.resolve();
  let current;
  let number = 0;
  let closed = false;

  function end() {
    thread?.then(running => running.end(), () => {});
    thread = undefined;
  }

  function started() {
    thread ??= start(
      message => {
        // A thread that was ended may have spoken just before.
        if (message.number === current?.number) current.heard(message);
      },
      why => {
        end();
        current?.failed(workerError(`the worker stopped: ${why}`));
      },
    ).catch(error => {
      thread = undefined;
      throw workerError(`the worker did not start: ${error.message}`, error);
    });
    return thread;
  }

  async function one(call, given, { signal, onProgress, onLeftOut, ...options } = {}) {
    // One that was stopped while it waited reads nothing.
    signal?.throwIfAborted();
    const values = call === 'diagnose' ? await sendable(given, signal, onProgress) : given;
    signal?.throwIfAborted();
    if (closed) throw new Error(CLOSED);
    let running;
    const stop = () => {
      end();
      current?.failed(signal.reason);
    };
    try {
      return await new Promise((answered, failed) => {
        current = {
          number: ++number,
          failed,
          heard({ progress, left, value, error }) {
            if (progress) onProgress?.(progress);
            else if (left) onLeftOut?.(left);
            else if (error) failed(errorOf(error));
            else answered(value);
          },
        };
        signal?.addEventListener('abort', stop, { once: true });
        started().then(ready => {
          running = ready;
          if (!signal?.aborted && !closed) ready.post({ number: current.number, call, values, options });
        }).catch(failed);
      });
    } finally {
      signal?.removeEventListener('abort', stop);
      current = undefined;
      running?.rest?.();
    }
  }

  const ask = (call, given, options) => {
    const answer = last.then(() => one(call, given, options));
    last = answer.catch(() => {});
    // Whoever stops a question need not wait for its turn.
    return unlessAborted(answer, options?.signal);
  };

  return {
    diagnose: (paste, options) => ask('diagnose', paste, options),
    toMarkdown: diagnosis => ask('toMarkdown', diagnosis),
    toSarif: diagnosis => ask('toSarif', diagnosis),
    toText: diagnosis => ask('toText', diagnosis),
    redact: paste => ask('redact', paste),
    explainExitCode: code => ask('explainExitCode', code),
    catalog: () => ask('catalog'),
    close() {
      closed = true;
      end();
      current?.failed(new Error(CLOSED));
    },
  };
}

const CLOSED = 'unloop: this worker is closed';

function workerError(what, cause) {
  return Object.assign(new Error(`unloop: ${what}`, { cause }), { name: 'WorkerError' });
}

/** An error that was thrown in the thread. */
function errorOf({ name, message }) {
  return name === 'TypeError' ? new TypeError(message) : Object.assign(new Error(message), { name });
}

/** What can be posted: a stream is read here, everything else goes over as it is. */
async function sendable(paste, signal, onProgress) {
  if (isNamed(paste)) return paste.map(({ name, data }) => ({ name, data }));
  if (!isStream(paste)) return paste;
  const pieces = [];
  let bytes = 0;
  for await (const piece of piecesOf(paste, signal)) {
    pieces.push(piece);
    bytes += piece.length;
    onProgress?.({ stage: 'taking', bytes });
  }
  return new Blob(pieces);
}
