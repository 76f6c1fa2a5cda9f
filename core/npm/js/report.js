// `<unloop-report>`: marks the evidence in the dump within it or before it, and says below it why the pod fails.

import { answer } from './answer.js';
import { Element, h, styled, tell, upgrade } from './dom.js';
import { paint, rangeOf, textOf } from './dump.js';
import { diagnose } from './shared.js';
import { MARKS, STYLE } from './style.js';

export class UnloopReport extends Element {
  #parts;
  #seen;
  #running;
  #marked = [];
  #diagnosis = null;
  #rules;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    styled(root, STYLE);
    this.#parts = {
      status: h('p', { class: 'status', part: 'status', role: 'status' }),
      answer: h('div', { class: 'answer box', part: 'answer', role: 'group', hidden: true, 'aria-label': 'Diagnosis' }),
    };
    root.append(h('slot'), this.#parts.status, this.#parts.answer, h('slot', { name: 'footer' }));
  }

  connectedCallback() {
    upgrade(this, 'rules');
    // Nothing is loaded for what nobody scrolls to.
    this.#seen = new IntersectionObserver(([entry]) => {
      if (!entry.isIntersecting) return;
      this.#seen.disconnect();
      this.refresh();
    });
    this.#seen.observe(this);
  }

  disconnectedCallback() {
    this.#seen?.disconnect();
    this.#running?.abort();
    this.#unmark();
  }

  /** The last answer; null before there is one. */
  get diagnosis() {
    return this.#diagnosis;
  }

  /** Rule files of your own, as `diagnose` takes them. */
  get rules() {
    return this.#rules;
  }

  set rules(rules) {
    this.#rules = rules;
    // What is read already is read by them as well.
    if (this.#running && this.isConnected) this.refresh();
  }

  /** Reads the text anew, as after it has changed. */
  async refresh() {
    this.#running?.abort();
    const running = this.#running = new AbortController();
    const { status, answer: shown } = this.#parts;
    const text = this.#text();
    status.textContent = 'Reading …';
    try {
      const diagnosis = await diagnose(textOf(text), { signal: running.signal, rules: this.rules });
      this.#diagnosis = diagnosis;
      this.#mark(text, diagnosis);
      shown.replaceChildren(...answer(diagnosis, piece => this.#way(text, piece)));
      shown.hidden = false;
      status.textContent = '';
      tell(this, 'unloop-diagnosis', diagnosis);
    } catch (error) {
      if (running.signal.aborted) return;
      status.textContent = `It could not be read: ${error.message}`;
      tell(this, 'unloop-error', error);
    }
  }

  /** The dump: the one within, or the one before, where Markdown makes it. */
  #text() {
    const before = pre => pre.compareDocumentPosition(this) & Node.DOCUMENT_POSITION_FOLLOWING;
    const pre = this.querySelector('pre') ?? [...this.getRootNode().querySelectorAll('pre')].filter(before).at(-1);
    // Beside the code, generators put buttons there.
    const codes = pre?.querySelectorAll('code') ?? [];
    return codes.length === 1 ? codes[0] : pre ?? this;
  }

  #mark(text, { verdict, causes }) {
    this.#unmark();
    styled(this.getRootNode(), MARKS);
    // With the verdict `insufficient` they are guesses, and nothing is decided by them.
    const evidence = verdict === 'insufficient' ? [] : (causes[0]?.evidence ?? []);
    // From the end, so that what is wrapped does not move what is still to find.
    for (const piece of [...evidence].sort((one, other) => other.start - one.start)) {
      const range = rangeOf(text, piece.start, piece.end);
      if (range) this.#marked.push({ piece, range, undo: paint(range, piece.for ? 'unloop-for' : 'unloop-against') });
    }
  }

  #unmark() {
    for (const { undo } of this.#marked.splice(0)) undo();
  }

  /** What takes the reader to a piece of evidence. */
  #way(text, piece) {
    const marked = this.#marked.find(({ piece: other }) => other === piece);
    return marked && (() => {
      const { range } = marked;
      if (globalThis.Highlight) CSS.highlights?.set('unloop-current', new Highlight(range));
      const place = range.startContainer.parentElement ?? text;
      const box = range.getBoundingClientRect();
      const dump = text.closest('pre') ?? text;
      if (!dump.hasAttribute('tabindex')) dump.tabIndex = -1;
      dump.focus({ preventScroll: true });
      if (box.height > 0) scrollBy({ top: box.top - innerHeight / 3, behavior: 'instant' });
      else place.scrollIntoView({ block: 'center' });
    });
  }
}
