// Prints what the page costs and how long it takes, as this machine has it: `node figures.mjs`. The page must have been
// built.

import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { longestTask } from './measured.mjs';
import { DIST, answerOf, copy, press, start } from './opened.mjs';
import { DESCRIBE_AND_LOG, largeLog } from './pastes.mjs';

const TIMES = 5;
const middle = numbers => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

const file = await readFile(new URL('unloop.html', DIST));
const stage = await start();
console.log(`bytes to the first diagnosis: ${file.length}, ${gzipSync(file, { level: 9 }).length} gzipped; one request`);

/** What each of the browser's processes has taken so far, in seconds of processor time. */
const devtools = await stage.browser.newBrowserCDPSession();
const taken = async () => new Map((await devtools.send('SystemInfo.getProcessInfo')).processInfo.map(({ id, cpuTime }) => [id, cpuTime]));

const starts = [];
const openings = [];
for (let time = 0; time < TIMES; time++) {
  const before = await taken();
  const { context, page } = await stage.open('one file', {}, () => {
    new MutationObserver((_, observer) => {
      if (!document.documentElement?.hasAttribute('data-up')) return;
      observer.disconnect();
      self.up = performance.now();
    }).observe(document, { subtree: true, childList: true, attributes: true });
  });
  starts.push(await page.evaluate(() => self.up));
  // The reader gets ready behind it.
  await page.waitForTimeout(2000);
  openings.push(Math.max(...[...await taken()].filter(([id]) => !before.has(id)).map(([, seconds]) => seconds)));
  await context.close();
}
console.log(`from opening the file to a page that takes a paste: ${middle(starts).toFixed(0)} ms`);
console.log(`processor time of opening it, the reader's look at an example included: ${(1000 * middle(openings)).toFixed(0)} ms`);

for (const [what, text] of [['a describe with its log', DESCRIBE_AND_LOG], ['280 kB', largeLog(0.28)], ['2 MB', largeLog(2)], ['10 MB', largeLog(10)]]) {
  const waits = [];
  const tasks = [];
  for (let time = 0; time < TIMES; time++) {
    const { context, page } = await stage.open();
    // On the page's own clock: from the paste to the frame that shows the verdict.
    await page.evaluate(() => {
      self.wait = new Promise(done => {
        let begin;
        document.addEventListener('paste', () => { begin = performance.now(); }, { capture: true, once: true });
        new MutationObserver((_, observer) => {
          if (!document.querySelector('.answer:not(.stale)')) return;
          observer.disconnect();
          requestAnimationFrame(() => done(performance.now() - begin));
        }).observe(document.getElementById('app'), { subtree: true, childList: true });
      });
    });
    await copy(page, text);
    tasks.push(await longestTask(stage.browser, page, async () => {
      await press(page);
      await answerOf(page);
      waits.push(await page.evaluate(() => self.wait));
    }));
    await context.close();
  }
  console.log(`${what}: verdict after ${middle(waits).toFixed(0)} ms, longest task ${middle(tasks).toFixed(0)} ms of processor time`);
}
await stage.close();
