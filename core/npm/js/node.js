// The engine for Node, Deno and Bun: it starts by itself, at once. It opens no file, so it can be bundled.

import { gunzipSync } from 'node:zlib';
import { makeUnloop } from './api.js';
import { packed } from './packed.js';

let compiled;

/** Compiles it when it is first asked for. */
export function module() {
  return compiled ??= new WebAssembly.Module(gunzipSync(Buffer.from(packed, 'base64')));
}

export const {
  Diagnoser, init, initSync, diagnose, diagnoseSync, toMarkdown, toSarif, toText, redact, explainExitCode, catalog,
} = /* @__PURE__ */ makeUnloop({ now: module, later: module });
