// A client for Node that reads in a thread of its own, so that a server stays quick.

import { Worker } from 'node:worker_threads';
import { makeClient } from './client.js';
import { module as packed } from './node.js';
import { thread } from './thread.js';

/** Makes a client. Its thread starts with the first question, and ends when `close` is called or nothing else is to do. */
export function createWorker({ module = packed } = {}) {
  return makeClient(async (heard, died) => {
    const compiled = typeof module === 'function' ? await module() : await module;
    const worker = new Worker(`const port = require('node:worker_threads').parentPort;\n${thread}`, { eval: true, name: 'unloop' });
    worker.on('message', heard);
    worker.on('error', error => died(error.message));
    worker.postMessage({ module: compiled });
    return {
      post(message) {
        worker.ref();
        worker.postMessage(message);
      },
      rest: () => worker.unref(),
      end: () => void worker.terminate(),
    };
  });
}
