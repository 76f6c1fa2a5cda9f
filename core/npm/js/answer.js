// A diagnosis as elements. Offsets are UTF-16 code units.

import { h } from './dom.js';

/** How many causes are shown beside the first. */
const OTHERS = 2;

/** The whole answer. `show(evidence)` takes the reader to the place of a quote, if there is one to go to. */
export function answer(diagnosis, show) {
  const settled = diagnosis.verdict !== 'insufficient';
  const [first, ...others] = diagnosis.causes;
  const rest = (settled ? others : diagnosis.causes).slice(0, OTHERS);
  return [
    h('h2', { part: 'summary' }, diagnosis.summary),
    settled && first && cause(first, diagnosis, show),
    diagnosis.exit_codes.length > 0 && h('section', { class: 'cause', part: 'exit-codes' },
      h('h3', {}, 'Exit codes'),
      h('ul', {}, diagnosis.exit_codes.map(code => h('li', {}, h('b', {}, `${code.code} ${code.name}: `), code.meaning)))),
    diagnosis.next.length > 0 && h('section', { class: 'cause', part: 'next' },
      h('h3', {}, 'What to paste next'),
      h('ul', {}, diagnosis.next.map(step => h('li', { class: 'command' }, h('span', {}, step.why), command(step.run))))),
    rest.length > 0 && h('section', { part: 'others' },
      h('h3', {}, settled ? 'Also considered' : 'What it might be'),
      rest.map(other => h('details', {}, h('summary', {}, `${other.title} (${percent(other)})`), evidence(other, diagnosis, show)))),
  ].filter(Boolean);
}

function cause(one, diagnosis, show) {
  return h('section', { class: 'cause', part: 'cause' },
    h('h3', { part: 'title' }, `${one.title} (${percent(one)} sure)`),
    h('p', { part: 'explanation' }, one.explanation),
    one.runbook && h('p', {}, 'Runbook: ', h('a', { href: address(one.runbook), rel: 'noreferrer' }, one.runbook)),
    evidence(one, diagnosis, show),
    h('div', { class: 'cause', part: 'fixes' },
      h('h4', {}, 'What to type'),
      // The best one is open, the others are there to be looked at.
      one.fixes.map((fix, place) => (place === 0
        ? h('div', { class: 'command', part: 'fix' }, h('span', {}, fix.title), steps(fix))
        : h('details', { part: 'fix' }, h('summary', {}, fix.title), h('div', { class: 'command' }, steps(fix)))))));
}

function steps(fix) {
  const of = ({ run, effect, undo }) => [
    effect === 'changes-cluster' && h('span', { class: 'changes' }, 'This changes the cluster:'),
    command(run),
    undo && h('span', { class: 'soft' }, 'To undo it: ', h('code', {}, undo)),
  ];
  return [...fix.commands.flatMap(of), fix.patch && command(fix.patch, 'Copy the patch')];
}

function evidence(one, diagnosis, show) {
  return h('ul', { part: 'evidence' }, one.evidence.map(piece => {
    const place = `line ${piece.line}`;
    const there = show?.(piece);
    return h('li', { class: 'command' },
      h('span', {}, `Speaks ${piece.for ? 'for' : 'against'} it, ${place}: ${piece.why}`),
      h('pre', { part: 'quote', tabindex: '0', role: 'group', 'aria-label': `Quote of ${place}` }, masked(piece, diagnosis.secrets)),
      there && h('div', {}, h('button', { type: 'button', part: 'button', onclick: there }, `Show ${place}`)));
  }));
}

function command(text, label = 'Copy') {
  const button = h('button', {
    type: 'button',
    part: 'button copy',
    async onclick() {
      try {
        await navigator.clipboard.writeText(text);
        button.textContent = 'Copied';
      } catch {
        // Not every page may write there: then the text is selected, for the keyboard.
        getSelection().selectAllChildren(block);
        button.textContent = 'Selected';
      }
      setTimeout(() => { button.textContent = label; }, 2000);
    },
  }, label);
  const block = h('pre', { part: 'command', tabindex: '0', role: 'group', 'aria-label': 'Command' }, text);
  return h('div', { class: 'typed' }, block, button);
}

/** A quote without its secrets. */
function masked({ quote, start, end }, secrets) {
  let text = '';
  let at = start;
  for (const secret of secrets) {
    if (secret.end <= at || secret.start >= end) continue;
    text += `${quote.slice(at - start, Math.max(secret.start, at) - start)}<${secret.alias || secret.kind}>`;
    at = Math.min(secret.end, end);
  }
  return text + quote.slice(at - start);
}

const percent = ({ confidence }) => `${Math.round(confidence * 100)} %`;

/** Only what a browser opens as a page: rules could name anything. */
const address = runbook => (/^https?:\/\//i.test(runbook) ? runbook : undefined);
