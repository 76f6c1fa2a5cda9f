import type { Rules } from './index.js';
import type { Diagnosis } from './types.js';

/**
 * `<unloop-triage>`: the whole box. What stands in it is its first paste, and all that is seen where no script runs.
 *
 * Attributes: `label`, `placeholder`, `theme` (`light` or `dark`; without it, as the page). Slots: `heading`, `footer`.
 * Parts: `box`, `label`, `input`, `buttons`, `button`, `status`, `answer`, `summary`, `cause`, `title`, `explanation`,
 * `evidence`, `quote`, `fixes`, `fix`, `command`, `exit-codes`, `next`, `others`.
 * Custom properties: `--unloop-ink`, `--unloop-ink-soft`, `--unloop-ground`, `--unloop-sunken`, `--unloop-line`,
 * `--unloop-accent`, `--unloop-accent-ink`, `--unloop-warn`, `--unloop-font`, `--unloop-mono`.
 */
export class UnloopTriage extends HTMLElement {
  /** The text in the box. Setting it reads it; the attribute of this name is the first, as a server may write it. */
  value: string;
  /** The last answer, offsets in UTF-16 code units; null before there is one. */
  readonly diagnosis: Diagnosis | null;
  /** Rule files of your own. Setting them reads the text anew. */
  rules: Rules | undefined;
}

/**
 * `<unloop-report>`: marks the evidence in the `<pre>` within it, or else in the one before it, and says below why the
 * pod fails. It reads when it is first scrolled to.
 *
 * Attributes, parts and custom properties as of `<unloop-triage>`, and `--unloop-mark`, `--unloop-mark-against`,
 * `--unloop-mark-current` for what is marked. Slot: `footer`.
 */
export class UnloopReport extends HTMLElement {
  /** The last answer, offsets in UTF-16 code units; null before there is one. */
  readonly diagnosis: Diagnosis | null;
  /** Rule files of your own. Setting them reads the text anew. */
  rules: Rules | undefined;
  /** Reads the text anew, as after it has changed. */
  refresh(): Promise<void>;
}

declare global {
  interface HTMLElementTagNameMap {
    'unloop-triage': UnloopTriage;
    'unloop-report': UnloopReport;
  }

  // Of elements, of the document and of the window.
  interface GlobalEventHandlersEventMap {
    /** An element has an answer. It bubbles, also out of shadow trees. */
    'unloop-diagnosis': CustomEvent<Diagnosis>;
    /** An element could not read its text. */
    'unloop-error': CustomEvent<Error>;
  }
}
