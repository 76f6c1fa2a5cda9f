// The single file in Firefox, opened from a disk: the reader's thread, the policy, the marks and the keyboard.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { FIREFOX, startFirefox } from './firefox.mjs';
import { DIST } from './opened.mjs';
import { DESCRIBE_AND_LOG, MANY_PODS, STRANGE, WITH_SECRETS, largeLog } from './pastes.mjs';

const skip = FIREFOX ? false : 'there is no Firefox here';
const FILE = new URL('unloop.html', DIST).href;
const answered = `document.querySelector('.answer:not(.busy)')`;

let firefox;
let page;
let trap;
const visits = [];
before(async () => {
  if (skip) return;
  trap = createServer((request, response) => {
    visits.push(request.url);
    response.end();
  });
  await new Promise(ready => trap.listen(0, '127.0.0.1', ready));
  firefox = await startFirefox();
  page = await firefox.open(FILE);
});
after(async () => {
  await firefox?.close();
  trap?.close();
});

const text = selector => page.value(`document.querySelector(${JSON.stringify(selector)})?.innerText ?? ''`);
const click = selector => page.value(`document.querySelector(${JSON.stringify(selector)}).click()`);
const startOver = async () => {
  await click('.clear');
  await page.until(`!document.querySelector('.answer') && document.activeElement.matches('#app .box')`);
};

test('a paste is read in the reader\'s thread, its evidence is painted, and nothing is asked for', { skip }, async () => {
  await page.paste(DESCRIBE_AND_LOG);
  await page.until(answered);
  assert.match(await text('.verdict'), /^Failing\s+.*LEDGER_URL/s);
  assert.match(await text('.cause .confidence'), /^(Almost certain|Likely), \d\d %$/);
  assert.match(await text('[role=status]'), /^Failing\. .*LEDGER_URL/);
  await page.until(`CSS.highlights.get('evidence-for')?.size > 0`);
  assert.match(await page.value(`[...CSS.highlights.get('evidence-for')].join('')`), /LEDGER_URL is not set/);
  assert.deepEqual(page.requests(), []);
  assert.deepEqual(page.complaints(), []);
});

test('by the keyboard to the evidence in the paste and back', { skip }, async () => {
  await page.value(`document.querySelector('.evidence a').focus()`);
  await page.press('\uE007');
  await page.until(`document.activeElement.matches('.text a.tag.current')`);
  assert.match(await page.value(`[...CSS.highlights.get('evidence-current')].join('')`), /LEDGER_URL is not set/);
  await page.press('\uE00C');
  await page.until(`document.activeElement.closest('.evidence li.current')`);
});

test('many pods, an exit code, a text that says nothing, a large paste and secrets have their answers', { skip }, async () => {
  const states = [
    [MANY_PODS, '.pods .group', /LEDGER_URL.*2 pods/],
    ['139', '.exit-code', /SIGSEGV/],
    [STRANGE['a novel'], '.verdict', /^Not enough to say/],
    [largeLog(0.5), '.cause h3', /LEDGER_URL/],
    [WITH_SECRETS, '.secrets-told', /^1 secret is hidden/],
  ];
  for (const [paste, selector, says] of states) {
    await startOver();
    await page.paste(paste);
    await page.until(`${answered} && document.querySelector(${JSON.stringify(selector)})`);
    assert.match(await text(selector), says);
  }
  assert.doesNotMatch(await page.value(`document.querySelector('main').innerText`), /Wren-41/);
});

test('the policy holds: no way out, in the page or in a thread of its own', { skip }, async () => {
  const address = `http://127.0.0.1:${trap.address().port}/trap`;
  const escaped = await page.value(`(async () => {
    const trap = ${JSON.stringify(address)};
    const ways = {
      fetch: () => fetch(trap),
      image: () => new Promise((done, failed) => { const image = new Image(); image.onload = done; image.onerror = failed; image.src = trap; }),
      beacon: async () => { if (!navigator.sendBeacon(trap, 'x')) throw new Error('refused'); await new Promise(done => setTimeout(done, 100)); throw new Error('cannot tell'); },
      markup: async () => { document.body.insertAdjacentHTML('beforeend', '<b>in</b>'); },
      thread: () => new Promise((done, failed) => {
        const script = 'fetch(' + JSON.stringify(trap) + ').then(() => postMessage(1), () => postMessage(0))';
        const worker = new Worker(self.vouched(URL.createObjectURL(new Blob([script]))));
        worker.onmessage = ({ data }) => data ? done() : failed(new Error('refused'));
        worker.onerror = failed;
      }),
    };
    const escaped = [];
    for (const [name, way] of Object.entries(ways)) {
      try { await way(); escaped.push(name); } catch { /* as it should be */ }
    }
    return escaped;
  })()`);
  assert.deepEqual(escaped, []);
  assert.deepEqual(visits, []);
  assert.deepEqual(page.requests().filter(url => !url.startsWith(address)), [], 'something else was asked for');
  // The trap does notice a visit.
  await firefox.visit(address);
  assert.ok(visits.includes('/trap'));
});
