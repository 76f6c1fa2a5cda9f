// The page answers to the user at any time: whatever is pasted, its thread is never busy for long.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { answerOf, copy, press, start } from './opened.mjs';
import { longestTask } from './measured.mjs';
import { DESCRIBE_AND_LOG, largeLog, manyPods } from './pastes.mjs';

/** So many times as long as the longest task of a small paste may one of a large paste be. */
const MOST = 5;

let stage;
/** The longest task of a small paste: how quick the machine is. */
let small;
before(async () => {
  stage = await start();
  small = await longestOf(DESCRIBE_AND_LOG);
});
after(() => stage.close());

/** The longest task of a paste, in milliseconds of processor time, which other programs on the machine do not lengthen. */
async function longestOf(text) {
  const { context, page } = await stage.open();
  await copy(page, text);
  const longest = await longestTask(stage.browser, page, async () => {
    await press(page);
    await answerOf(page);
    const marked = page.getByRole('button', { name: 'Marked' });
    if (await marked.isVisible()) await marked.click();
  });
  await context.close();
  return longest;
}

function isShort(t, longest) {
  t.diagnostic(`longest task: ${(longest / small).toFixed(1)} times that of a small paste`);
  assert.ok(longest < MOST * small, `${longest} ms, where a small paste has ${small} ms`);
}

const wide = bytes => largeLog(bytes / 1e6);
/** Every line of it is read: each holds a secret. */
const telling = bytes => wide(bytes).replaceAll('request served', 'password=Wren-41-salt');
/** As many lines as a YAML of this size may have. */
const narrow = bytes => `apiVersion: v1\nkind: PodList\n${'- a: some value or so\n'.repeat(bytes / 22)}`;

for (const [what, text] of [
  ['the largest log that is shown whole', wide(38_000)],
  ['the most lines that are shown whole', narrow(11_000)],
  ['280 kB', wide(280_000)],
  ['280 kB of short lines', narrow(280_000)],
  ['2 MB', wide(2e6)],
  ['1000 pods', manyPods(1_000)],
]) {
  test(`no long task: a paste, ${what}`, async t => isShort(t, await longestOf(text)));
}

test('no long task: a paste of 10 MB, until it is read', async t => {
  const { context, page } = await stage.open();
  await copy(page, telling(1e7));
  const longest = await longestTask(stage.browser, page, async () => {
    await press(page);
    await page.getByText(/^Reading [\d.]+ k?M?B of [\d.]+ MB/).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.waitForSelector('#app .box:focus');
  });
  isShort(t, longest);
  await context.close();
});

test('no long task: a file of 5 MB', async t => {
  const { context, page } = await stage.open();
  const folder = await mkdtemp(join(tmpdir(), 'unloop-'));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'ledger-previous.log');
  await writeFile(file, wide(5e6));
  const longest = await longestTask(stage.browser, page, async () => {
    await page.getByLabel('Files to read').setInputFiles(file);
    await answerOf(page);
  });
  isShort(t, longest);
  await context.close();
});
