// Measures the page in a browser: `node bench.mjs PASTE LOG OUT` writes a line `name TAB number` for each, in milliseconds
// or bytes. The page must have been built.

import { readFile, writeFile } from 'node:fs/promises';
import { answerOf, copy, paste, press, start, startOver } from './opened.mjs';

const RUNS = 10;
/** So many pastes before those that are measured: by then the browser has compiled for speed what they need. */
const BEFORE = 20;
/** How long a page is open until its reader has warmed up, in milliseconds. */
const IDLE = 5000;
/** How many times the log makes one that no page could hold. */
const TIMES = 10;
const [pasteFile, logFile, out] = process.argv.slice(2);
const text = await readFile(pasteFile, 'utf8');

/** Notes when the page can take a paste, and when the verdict of one is about to be painted. */
const watch = () => {
  const when = self.when = {};
  new MutationObserver(() => {
    if (document.documentElement?.hasAttribute('data-up')) when.ready ??= performance.now();
    if (when.pasted && !when.verdict && document.querySelector('.answer:not(.stale)')) {
      requestAnimationFrame(() => { when.verdict ??= performance.now() - when.pasted; });
    }
  }).observe(document, { subtree: true, childList: true, attributes: true });
  addEventListener('paste', () => { when.pasted = performance.now(); delete when.verdict; }, true);
};

/** Notes how long the reader's thread works on each question, and how much of it the browser takes to give it a file. */
const clock = () => {
  const answer = self.onmessage;
  const read = FileReaderSync.prototype.readAsArrayBuffer;
  self.took = [];
  self.given = [];
  FileReaderSync.prototype.readAsArrayBuffer = function (...what) {
    const began = performance.now();
    try {
      return read.apply(this, what);
    } finally {
      self.given.push(self.given.pop() + performance.now() - began);
    }
  };
  self.onmessage = event => {
    const began = performance.now();
    self.given.push(0);
    answer.call(self, event);
    self.took.push(performance.now() - began);
  };
};

const median = numbers => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
const measured = {};
const note = (name, number) => (measured[name] ??= []).push(number);

const stage = await start();
const last = (page, list) => page.workers()[0].evaluate(list => self[list].at(-1), list);

/** Pastes the typical text and waits until all of the answer is there. */
async function typical(page) {
  await press(page);
  await page.waitForFunction(() => self.when.verdict);
  await answerOf(page);
  return { read: await last(page, 'took'), verdict: await page.evaluate(() => self.when.verdict) };
}

/** A page whose reader has warmed up. */
async function idle() {
  const { context, page } = await stage.open('on a server', {}, watch);
  await copy(page, text);
  await page.waitForTimeout(IDLE);
  await page.workers()[0].evaluate(clock);
  return { context, page };
}

for (let run = 0; run < RUNS; run += 1) {
  // At once, the smallest paste and the typical one.
  for (const [name, pasted] of [['start', 'OOMKilled'], ['first', text]]) {
    const { context, page } = await stage.open('on a server', {}, watch);
    note('ready', await page.evaluate(() => self.when.ready));
    await page.workers()[0].evaluate(clock);
    await paste(page, pasted);
    await page.waitForFunction(() => self.when.verdict);
    note(name, await last(page, 'took'));
    await context.close();
  }

  const { context, page } = await idle();
  const { read, verdict } = await typical(page);
  note('soon', read);
  note('verdict', verdict);
  await context.close();

  const empty = await stage.browser.newPage();
  const began = performance.now();
  await empty.goto('about:blank');
  note('empty', performance.now() - began);
  await empty.close();
}

{
  const { context, page } = await idle();
  for (let run = 0; run < BEFORE + RUNS; run += 1) {
    const { read, verdict } = await typical(page);
    if (run >= BEFORE) {
      note('typical', read);
      note('verdicts', verdict);
    }
    await startOver(page);
  }
  await context.close();
}

{
  const { context, page } = await idle();
  // The first one warms up, as it does where the engine is measured by itself.
  for (let run = 0; run <= RUNS; run += 1) {
    await page.getByLabel('Files to read').setInputFiles(logFile);
    await answerOf(page);
    if (run > 0) {
      note('log', await last(page, 'took'));
      note('log given', await last(page, 'given'));
    }
    await startOver(page);
  }
  await context.close();
}

{
  const { context, page } = await idle();
  await page.evaluate(times => addEventListener('change', event => {
    event.stopImmediatePropagation();
    const all = new DataTransfer();
    all.items.add(new File(Array(times).fill(event.target.files[0]), 'log.txt'));
    event.target.files = all.files;
    event.target.dispatchEvent(new Event('change', { bubbles: true }));
  }, { capture: true, once: true }), TIMES);
  const before = await memory();
  let most = before;
  await page.getByLabel('Files to read').setInputFiles(logFile);
  let done = false;
  const answer = answerOf(page).then(() => { done = true; });
  while (!done) {
    most = Math.max(most, await memory());
    await new Promise(later => setTimeout(later, 50));
  }
  await answer;
  if (before > 0) note('memory', most - before);
  await context.close();
}

/** What the pages' processes hold by themselves, in bytes; 0 where the system does not say. */
async function memory() {
  const devtools = await stage.browser.newBrowserCDPSession();
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  await devtools.detach();
  const of = async ({ id }) => {
    const said = await readFile(`/proc/${id}/smaps_rollup`, 'utf8').catch(() => '');
    return 1024 * Number(/^Pss_Anon: +(\d+) kB$/m.exec(said)?.[1] ?? 0);
  };
  const all = await Promise.all(processInfo.filter(({ type }) => type === 'renderer').map(of));
  return all.reduce((sum, one) => sum + one, 0);
}

await stage.close();
await writeFile(out, Object.entries(measured).map(([name, all]) => `${name}\t${median(all)}\n`).join(''));
