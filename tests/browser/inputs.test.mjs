// What can be given to the page besides a paste: files, folders and archives, large ones too.

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { FORMS, answerOf, give, paste, start } from './opened.mjs';
import { tar, zip } from './packed.mjs';
import { DESCRIBE_AND_LOG, largeLog } from './pastes.mjs';

const [STATE, LOG] = DESCRIBE_AND_LOG.split('\n\n');
const PREVIOUS = LOG.split('\n').slice(1).join('\n');

let stage;
let folder;
before(async () => {
  stage = await start();
  folder = await mkdtemp(join(tmpdir(), 'unloop-'));
});
after(async () => {
  await stage.close();
  await rm(folder, { recursive: true });
});

const given = page => page.getByRole('list', { name: 'What you gave' });
const verdict = page => page.locator('.answer:not(.busy) .cause h3', { hasText: 'LEDGER_URL' });

const ARCHIVES = {
  'bundle.tar': tar({ 'bundle/describe.txt': STATE, 'bundle/ledger-previous.log': PREVIOUS }),
  'bundle.tar.gz': gzipSync(tar({ 'describe.txt': STATE, 'ledger-previous.log': PREVIOUS })),
  'bundle.zip': zip({ 'describe.txt': STATE, 'logs/ledger-previous.log': PREVIOUS }),
  'ledger-previous.log.gz': gzipSync(PREVIOUS),
};

for (const form of FORMS) {
  test(`${form}: .txt, .log and archives are opened in the page, and nothing is asked for`, async () => {
    const { context, page, requests, complaints } = await stage.open(form);
    requests.length = 0;
    await context.setOffline(true);
    for (const [name, bytes] of Object.entries(ARCHIVES)) {
      await give(page, [{ name, bytes }]);
      await verdict(page).waitFor();
      assert.match(await given(page).innerText(), new RegExp(name));
      assert.match(await given(page).innerText(), /previous log/);
      await page.getByRole('button', { name: 'Start over' }).click();
      await page.waitForSelector('textarea:focus');
    }
    assert.deepEqual(requests, []);
    assert.deepEqual(complaints, []);
    await context.close();
  });
}

test('several inputs stay apart: each is named, opened and removed by itself', async () => {
  const { context, page } = await stage.reopen();
  await paste(page, STATE);
  await answerOf(page);
  await give(page, [{ name: 'ledger-previous.log', text: PREVIOUS }, { name: 'picture.png', text: '\x89PNG\0' }]);
  await verdict(page).waitFor();
  const rows = given(page).locator('> li');
  assert.equal(await rows.count(), 3);
  assert.match(await rows.nth(0).innerText(), /^Paste[^]*describe of zahlung\/ledger-6f7c9d5b84-x2k4p/);
  assert.match(await rows.nth(1).innerText(), /^ledger-previous\.log[^]*previous log of container ledger/);
  assert.match(await rows.nth(2).innerText(), /Not read: picture\.png \(no text\)/);

  // The evidence is in the file, whose lines are counted from its own first.
  assert.match(await page.locator('.evidence li', { hasText: 'LEDGER_URL' }).first().innerText(), /line 2\b/);
  await page.getByRole('button', { name: 'Paste', exact: true }).click();
  await page.locator('.text', { hasText: 'Controlled By' }).waitFor();
  await page.locator('.evidence a', { hasText: 'LEDGER_URL' }).first().click();
  await page.locator('.text a.tag.current').waitFor();
  assert.match(await page.locator('.text').innerText(), /LEDGER_URL/);

  await page.getByRole('button', { name: 'Remove ledger-previous.log' }).click();
  await verdict(page).waitFor({ state: 'detached' });
  assert.equal(await rows.count(), 2);
  assert.ok(await page.evaluate(() => document.activeElement.closest('#paste')), 'the focus is lost');
  await page.getByRole('button', { name: 'Remove picture.png' }).click();
  await given(page).waitFor({ state: 'detached' });
  assert.equal(await page.locator('#app .box').inputValue(), STATE);
  await context.close();
});

test('a folder that is chosen is one input, and its paths say whose logs they are', async () => {
  const { context, page } = await stage.reopen();
  const logs = join(folder, 'support', 'pods', 'logs', 'zahlung', 'ledger-6f7c9d5b84-x2k4p');
  await mkdir(logs, { recursive: true });
  await writeFile(join(logs, 'ledger-previous.log'), PREVIOUS);
  await writeFile(join(logs, 'proxy.log'), 'INFO proxy ready\n');
  await page.getByLabel('Folder to read').setInputFiles(join(folder, 'support'));
  await verdict(page).waitFor();
  assert.match(await page.locator('.cause').first().innerText(), /zahlung\/ledger-6f7c9d5b84-x2k4p[^]*ledger/);
  assert.match(await given(page).innerText(), /^support[^]*2 files/);
  await page.locator('.part-name', { hasText: 'ledger-previous.log' }).waitFor();
  await context.close();
});

for (const what of ['a file', 'a folder']) {
  for (const form of FORMS) {
    test(`${form}: ${what} can be dropped anywhere`, async () => {
      const { context, page } = await stage.open(form);
      const dropped = join(folder, `dropped ${what}`);
      if (what === 'a folder') {
        await mkdir(join(dropped, 'deep'), { recursive: true });
        await writeFile(join(dropped, 'deep', 'ledger-previous.log'), PREVIOUS);
      } else {
        await writeFile(dropped, PREVIOUS);
      }
      const devtools = await context.newCDPSession(page);
      const data = { items: [], files: [dropped], dragOperationsMask: 1 };
      const drag = type => devtools.send('Input.dispatchDragEvent', { type, x: 900, y: 600, data });
      await drag('dragEnter');
      await drag('dragOver');
      await page.getByText('Drop to read it here. Nothing is uploaded.').waitFor();
      await drag('drop');
      await verdict(page).waitFor();
      assert.match(await given(page).innerText(), /^dropped/);
      assert.equal(await page.locator('.drop-zone').count(), 0);
      await context.close();
    });
  }
}

test('a large file shows how far it is, is never opened by the page itself, and is cancelled at once', async () => {
  const { context, page } = await stage.open('one file', {}, () => {
    // Only the reader's thread may take the time that this takes.
    self.opened = [];
    for (const way of ['arrayBuffer', 'bytes', 'slice', 'stream', 'text']) {
      const plain = Blob.prototype[way];
      if (plain) Blob.prototype[way] = function (...what) { self.opened.push(way); return plain.apply(this, what); };
    }
  });
  const file = join(folder, 'ledger-previous.log');
  await writeFile(file, largeLog(24));
  await paste(page, STATE);
  await answerOf(page);
  await page.evaluate(() => { self.opened = []; });

  await page.getByLabel('Files to read').setInputFiles(file);
  await page.getByText(/^(Opening|Looking through|Reading) [\d.]+ k?M?B of 24 MB, [\d.]+ [kM]B\/s$/).waitFor();
  const left = await page.evaluate(async () => {
    [...document.querySelectorAll('button')].find(button => button.textContent === 'Cancel').click();
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    return document.querySelectorAll('progress').length;
  });
  assert.equal(left, 0, 'it still reads');
  assert.equal(await given(page).count(), 0, 'what was cancelled is still there');
  assert.match(await answerOf(page), /exit code 1\b/i, 'the answer before is gone');

  await page.getByLabel('Files to read').setInputFiles(file);
  await verdict(page).waitFor({ timeout: 60_000 });
  assert.match(await given(page).innerText(), /ledger-previous\.log[^]*24 MB[^]*previous log of container ledger, \d+ lines/);
  assert.ok(await page.locator('.line').count() < 200);
  assert.deepEqual(await page.evaluate(() => self.opened), []);
  await context.close();
});
