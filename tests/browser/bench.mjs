// Measures the page in a browser: `node bench.mjs PASTE LOG OUT` writes a line `name TAB milliseconds` for each. The page
// must have been built.

import { readFile, writeFile } from 'node:fs/promises';
import { answerOf, give, paste, start, startOver } from './opened.mjs';

const RUNS = 10;
const [pasteFile, logFile, out] = process.argv.slice(2);
const text = await readFile(pasteFile, 'utf8');
const log = await readFile(logFile);

/** Notes when the page can take a paste, and when the verdict of one is painted. */
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

/** Notes how long the reader's thread works on each question. */
const clock = () => {
  const answer = self.onmessage;
  self.took = [];
  self.onmessage = event => {
    const began = performance.now();
    answer.call(self, event);
    self.took.push(performance.now() - began);
  };
};

const median = numbers => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
const measured = {};
const note = (name, milliseconds) => (measured[name] ??= []).push(milliseconds);

const stage = await start();
const last = page => page.workers()[0].evaluate(() => self.took.at(-1));

for (let run = 0; run < RUNS; run += 1) {
  // The worker's first question, then typical ones.
  const { context, page } = await stage.open('on a server', {}, watch);
  note('ready', await page.evaluate(() => self.when.ready));
  await page.workers()[0].evaluate(clock);
  await paste(page, run % 2 ? 'OOMKilled' : text);
  await page.waitForFunction(() => self.when.verdict);
  note(run % 2 ? 'start' : 'first', await last(page));
  await page.reload();
  await page.waitForSelector('textarea:focus');
  while (page.workers().length === 0) await page.waitForEvent('worker');
  await page.workers()[0].evaluate(clock);
  for (let again = 0; again < 3; again += 1) {
    await startOver(page);
    await page.evaluate(() => { delete self.when.pasted; delete self.when.verdict; });
    await paste(page, text);
    await page.waitForFunction(() => self.when.verdict);
  }
  note('typical', await last(page));
  note('verdict', await page.evaluate(() => self.when.verdict));
  await context.close();

  const empty = await stage.browser.newPage();
  const began = performance.now();
  await empty.goto('about:blank');
  note('empty', performance.now() - began);
  await empty.close();
}

const { context, page } = await stage.open('on a server', {}, watch);
await page.workers()[0].evaluate(clock);
for (let run = 0; run < RUNS; run += 1) {
  await give(page, [{ name: `log-${run}.txt`, bytes: log }]);
  await page.waitForFunction(run => document.body.innerText.includes(`log-${run}.txt`), run);
  await answerOf(page);
  note('log', await last(page));
  await page.reload();
  await page.waitForSelector('textarea:focus');
  while (page.workers().length === 0) await page.waitForEvent('worker');
  await page.workers()[0].evaluate(clock);
}
await context.close();
await stage.close();
await writeFile(out, Object.entries(measured).map(([name, all]) => `${name}\t${median(all)}\n`).join(''));
