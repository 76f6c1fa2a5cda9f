// The engine without its wasm, for those who serve unloop/unloop.wasm as a file of its own.

import { makeUnloop } from './api.js';

export const {
  Diagnoser, init, initSync, diagnose, diagnoseSync, toMarkdown, toSarif, toText, redact, explainExitCode, catalog,
} = /* @__PURE__ */ makeUnloop({});
