// Defines the custom elements `<unloop-triage>` and `<unloop-report>`. On a server, where there are none, it does nothing.

import { UnloopReport } from './report.js';
import { UnloopTriage } from './triage.js';

export { UnloopReport, UnloopTriage };

for (const [tag, element] of [['unloop-triage', UnloopTriage], ['unloop-report', UnloopReport]]) {
  // A page that loads this twice keeps the first.
  if (globalThis.customElements && !customElements.get(tag)) customElements.define(tag, element);
}
