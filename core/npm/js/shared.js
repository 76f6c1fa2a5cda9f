// The one engine of all elements of a page. It starts with the first question.

import { createWorker } from './worker.js';

let worker;
let inPage;

/** Diagnoses in a thread; in the page itself where the page's policy allows no thread. */
export async function diagnose(paste, options) {
  const asked = { ...options, offsets: 'utf16' };
  if (!inPage) {
    worker ??= createWorker();
    try {
      return await worker.diagnose(paste, asked);
    } catch (error) {
      // The questions behind one that found no thread are told that the worker is closed.
      if (error.name !== 'WorkerError' && !inPage) throw error;
      inPage = true;
      worker.close();
    }
  }
  const unloop = await import('./index.js');
  return unloop.diagnose(paste, asked);
}
