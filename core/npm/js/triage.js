// `<unloop-triage>`: the whole box. Paste, drop or open; read why the pod fails.

import { answer } from './answer.js';
import { Element, h, styled, tell, upgrade } from './dom.js';
import { diagnose } from './shared.js';
import { STYLE } from './style.js';

/** A paste that stands still for so long is read, in milliseconds. */
const PAUSE = 400;

export class UnloopTriage extends Element {
  static observedAttributes = ['label', 'placeholder'];

  #parts;
  #asked;
  #running;
  #pause;
  #diagnosis = null;
  #rules;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true });
    styled(root, STYLE);
    const parts = {
      label: h('label', { for: 'paste', part: 'label' }),
      input: h('textarea', { id: 'paste', part: 'input', spellcheck: 'false', autocomplete: 'off', oninput: () => this.#soon() }),
      files: h('input', { type: 'file', multiple: true, hidden: true, 'aria-label': 'Files to read', onchange: () => this.#open(parts.files.files) }),
      clear: h('button', { type: 'button', part: 'button clear', hidden: true, onclick: () => this.#clear() }, 'Clear'),
      status: h('p', { class: 'status', part: 'status', role: 'status' }),
      answer: h('div', { class: 'answer', part: 'answer', role: 'group', hidden: true, 'aria-label': 'Diagnosis' }),
    };
    const box = h('div', { class: 'box', part: 'box' },
      h('slot', { name: 'heading' }),
      parts.label,
      parts.input,
      h('div', { class: 'row', part: 'buttons' },
        h('button', { type: 'button', class: 'main', part: 'button run', onclick: () => this.#ask(this.value) }, 'Say why it fails'),
        h('button', { type: 'button', part: 'button open', onclick: () => parts.files.click() }, 'Open files'),
        parts.files,
        parts.clear),
      parts.status,
      parts.answer,
      h('slot', { name: 'footer' }));
    box.addEventListener('dragover', event => {
      event.preventDefault();
      box.classList.add('over');
    });
    box.addEventListener('dragleave', () => box.classList.remove('over'));
    box.addEventListener('drop', event => {
      event.preventDefault();
      box.classList.remove('over');
      const files = event.dataTransfer.files;
      if (files.length > 0) this.#open(files);
      else this.#take(event.dataTransfer.getData('text'));
    });
    // What stands in the element itself is its first paste, and is what is seen where no script runs.
    const own = h('slot', { hidden: true, onslotchange: () => this.#own() });
    root.append(box, own);
    this.#parts = parts;
    this.#words();
  }

  connectedCallback() {
    upgrade(this, 'rules', 'value');
    // Moved while it read, it reads again.
    if (this.#running?.signal.aborted) this.#ask(this.#asked);
    else this.#own();
  }

  disconnectedCallback() {
    clearTimeout(this.#pause);
    this.#running?.abort();
  }

  attributeChangedCallback() {
    if (this.#parts) this.#words();
  }

  /** The text in the box. Setting it reads it. */
  get value() {
    return this.#parts.input.value;
  }

  set value(text) {
    this.#take(String(text));
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
    if (this.#asked !== undefined) this.#ask(this.#asked);
  }

  /**
   * Takes what a server wrote into the attribute `value`, or what stands in the element itself; a parser may bring that
   * later than the element.
   */
  #own() {
    const inside = () => [...this.childNodes].filter(node => !node.slot).map(node => node.textContent).join('');
    const own = this.getAttribute('value') ?? inside();
    if (!this.value && own.trim()) this.#take(own);
  }

  #words() {
    this.#parts.label.textContent = this.getAttribute('label') ?? 'Paste what kubectl printed about the pod';
    this.#parts.input.placeholder = this.getAttribute('placeholder') ?? 'kubectl describe pod …';
  }

  #take(text) {
    this.#parts.input.value = text;
    this.#ask(text);
  }

  #soon() {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#ask(this.value), PAUSE);
  }

  #open(files) {
    const named = [...files].map(file => ({ name: file.webkitRelativePath || file.name, data: file }));
    this.#parts.files.value = '';
    if (named.length > 0) this.#ask(named);
  }

  #clear() {
    this.#parts.input.value = '';
    this.#ask('');
    this.#parts.input.focus();
  }

  async #ask(paste) {
    clearTimeout(this.#pause);
    this.#running?.abort();
    this.#running = undefined;
    const { status, answer: shown, clear } = this.#parts;
    if (typeof paste === 'string' && !paste.trim()) {
      this.#asked = undefined;
      this.#diagnosis = null;
      shown.replaceChildren();
      shown.hidden = clear.hidden = true;
      status.textContent = '';
      return;
    }
    this.#asked = paste;
    const running = this.#running = new AbortController();
    const left = [];
    status.textContent = 'Reading …';
    try {
      const diagnosis = await diagnose(paste, {
        signal: running.signal,
        rules: this.rules,
        onLeftOut: sentences => left.push(...sentences),
        onProgress({ stage, bytes, total }) {
          if (stage === 'reading' && !running.signal.aborted) status.textContent = `Reading … ${Math.round(100 * bytes / total)} %`;
        },
      });
      this.#running = undefined;
      this.#diagnosis = diagnosis;
      shown.replaceChildren(...answer(diagnosis));
      shown.hidden = clear.hidden = false;
      status.textContent = [`Done: ${diagnosis.summary}`, ...left].join(' ');
      tell(this, 'unloop-diagnosis', diagnosis);
    } catch (error) {
      if (running.signal.aborted) return;
      this.#running = undefined;
      status.textContent = `It could not be read: ${error.message}`;
      tell(this, 'unloop-error', error);
    }
  }
}
