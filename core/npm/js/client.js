// Asks a thread, one question after the other. Stopping a question ends the thread; the next one gets a new one.

import { isNamed, piecesOf } from './api.js';

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
        current?.failed(Object.assign(new Error(`unloop: the worker stopped: ${why}`), { name: 'WorkerError' }));
      },
    );
    return thread;
  }

  async function one(call, given, { signal, onProgress, onLeftOut, ...options } = {}) {
    signal?.throwIfAborted();
    if (closed) throw new Error('unloop: this worker is closed');
    const values = call === 'diagnose' ? await sendable(given, signal, onProgress) : given;
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
            else if (error) failed(Object.assign(new Error(error.message), { name: error.name }));
            else answered(value);
          },
        };
        signal?.addEventListener('abort', stop, { once: true });
        started().then(ready => {
          running = ready;
          if (!signal?.aborted && !closed) ready.post({ number: current.number, call, values, options });
        }, error => {
          thread = undefined;
          failed(error);
        });
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
    return answer;
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
      current?.failed(new Error('unloop: this worker is closed'));
    },
  };
}

/** What can be posted: a stream is read here, everything else goes over as it is. */
async function sendable(paste, signal, onProgress) {
  if (typeof paste?.getReader !== 'function') return isNamed(paste) ? paste.map(({ name, data }) => ({ name, data })) : paste;
  const pieces = [];
  let bytes = 0;
  for await (const piece of piecesOf(paste)) {
    signal?.throwIfAborted();
    pieces.push(piece);
    bytes += piece.length;
    onProgress?.({ stage: 'taking', bytes });
  }
  return new Blob(pieces);
}
