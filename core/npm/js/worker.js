// A client for browsers that reads in a thread of its own, so that the page stays quick.

import { makeClient } from './client.js';
import { inlined } from './inlined.js';
import { thread } from './thread.js';

/** Makes a client. Its thread starts with the first question, and ends when `close` is called. */
export function createWorker({ module = inlined } = {}) {
  return makeClient(async (heard, died) => {
    const compiled = typeof module === 'function' ? await module() : await module;
    const address = URL.createObjectURL(new Blob(['const port = self;\n', thread], { type: 'text/javascript' }));
    const worker = new Worker(vouched(address), { name: 'unloop' });
    worker.onmessage = event => heard(event.data);
    worker.onerror = event => {
      event.preventDefault();
      died(event.message ?? 'the page does not allow it');
    };
    worker.postMessage({ module: compiled });
    return {
      post: message => worker.postMessage(message),
      end() {
        worker.terminate();
        URL.revokeObjectURL(address);
      },
    };
  });
}

let policy;

/** Where a page's policy asks for it, an address must be vouched for before a script is taken from it. */
function vouched(address) {
  if (!globalThis.trustedTypes) return address;
  policy ??= trustedTypes.createPolicy('unloop', { createScriptURL: url => url });
  return policy.createScriptURL(address);
}
