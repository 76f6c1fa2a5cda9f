// A user's own rules: taken in the page, used for every question, kept nowhere.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { answerOf, FORMS, paste, settled, start } from './opened.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const RULES = `technology: Mint
causes:
- id: mint/press-open
  title: ['The press {name} is open', A press is open]
  meaning: Nobody closed the press.
  runbook: https://wiki.example.com/mint/press
signatures:
- id: mint/press-open
  cause: mint/press-open
  match: 'press (?<name>\\w+) stands open'
  strength: decisive
  why: names the press
  hits: ['press A4 stands open']
  misses: ['press A4 is shut']
`;
const BROKEN = RULES.replace('  why: names the press\n', '  wy: names the press\n');
const log = press => `$ kubectl -n mint logs coins-0 --previous\n2026-11-16T10:08:02Z FATAL press ${press} stands open\n`;

let stage;
before(async () => { stage = await start(); });
after(() => stage.close());

const choose = (page, ...files) => page.getByLabel('Rule files to use').setInputFiles(
  files.map(([name, text]) => ({ name, mimeType: 'application/yaml', buffer: Buffer.from(text) })));

for (const form of FORMS) {
  test(`a rule file is used for every question until it is removed: ${form}`, async () => {
    const { context, page, requests, complaints } = await stage.open(form);
    const before = requests.length;
    await paste(page, log('B7'));
    assert.doesNotMatch(await answerOf(page), /The press B7 is open/);
    await choose(page, ['mint.yaml', RULES]);
    await page.locator('.answer:not(.busy)').getByText('The press B7 is open').first().waitFor();
    assert.match(await page.locator('.own-rules-used').innerText(), /mint\.yaml\s+1 cause, 1 log line/);

    await page.getByRole('button', { name: 'Start over' }).click();
    await page.waitForSelector('textarea:focus');
    await paste(page, log('C2'));
    assert.match(await answerOf(page), /The press C2 is open/);

    await page.getByRole('button', { name: 'Remove mint.yaml' }).click();
    await page.waitForFunction(() => !document.body.innerText.includes('The press C2 is open'));
    assert.equal(await page.locator('.own-rules-used').count(), 0);
    assert.equal(requests.length, before, 'something was asked for');
    assert.deepEqual(complaints, []);
    assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
    await context.close();
  });
}

test('pasted rules that are wrong say where, and are not used', async () => {
  const { context, page } = await stage.open();
  await page.getByText('Or paste one').click();
  await page.getByLabel('A rule file', { exact: true }).fill(BROKEN);
  await page.getByRole('button', { name: 'Use these rules' }).click();
  const wrong = page.locator('.own-rules [role=alert]');
  await wrong.getByText('is not used').waitFor();
  assert.match(await wrong.innerText(), /pasted rules is not used: line 12, signatures\[0\]\.wy: there is no such field/);
  assert.equal(await page.locator('.own-rules-used').count(), 0);

  await page.getByLabel('A rule file', { exact: true }).fill(RULES);
  await page.getByRole('button', { name: 'Use these rules' }).click();
  await page.getByRole('button', { name: 'Remove pasted rules' }).waitFor();
  assert.equal(await wrong.innerText(), '');
  await context.close();
});

test('a file dropped on the rules is a rule file, and no paste', async () => {
  const { context, page } = await stage.open();
  const files = await page.evaluateHandle(text => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'dropped.yaml'));
    return data;
  }, RULES);
  await page.dispatchEvent('.own-rules', 'dragover', { dataTransfer: files });
  await page.dispatchEvent('.own-rules', 'drop', { dataTransfer: files });
  await page.getByRole('button', { name: 'Remove dropped.yaml' }).waitFor();
  assert.equal(await page.locator('.answer').count(), 0);
  await context.close();
});

test('axe finds nothing in the rules', async () => {
  const { context, page } = await stage.open();
  await choose(page, ['mint.yaml', RULES], ['broken.yaml', BROKEN]);
  await page.locator('.own-rules-wrong').waitFor();
  await page.getByText('Or paste one').click();
  await page.evaluate(axe);
  await settled(page);
  const { violations } = await page.evaluate(() => self.axe.run('.own-rules', { resultTypes: ['violations'] }));
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' | ')}`), []);
  await context.close();
});
