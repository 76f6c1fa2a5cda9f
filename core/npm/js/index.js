// The engine for browsers and bundlers: its wasm comes along as text, so there is nothing to configure and nothing to fetch.

import { makeUnloop } from './api.js';
import { inlined } from './inlined.js';

export const {
  Diagnoser, init, initSync, diagnose, diagnoseSync, toMarkdown, toSarif, toText, redact, explainExitCode, catalog,
} = /* @__PURE__ */ makeUnloop({ later: inlined });
