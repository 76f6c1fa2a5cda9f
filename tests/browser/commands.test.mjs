// Commands are copied whole, and the examples are one click away.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answerOf, paste, start } from './opened.mjs';
import { DESCRIBE_AND_LOG } from './pastes.mjs';

let stage;
before(async () => { stage = await start(); });
after(() => stage.close());

test('a copy button puts the whole command on the clipboard and says so', async () => {
  const { context, page } = await stage.reopen();
  await paste(page, DESCRIBE_AND_LOG);
  await answerOf(page);
  const line = page.locator('.code').filter({ hasText: 'kubectl set env deployment/ledger' }).first();
  const command = await line.locator('code').innerText();
  await line.getByRole('button').click();
  await line.getByRole('button', { name: 'Copied' }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), command);
  await context.close();
});

test('a patch is copied with its indentation', async () => {
  const { context, page } = await stage.reopen();
  await paste(page, DESCRIBE_AND_LOG);
  await answerOf(page);
  await page.getByText('As YAML').first().click();
  const block = page.locator('.code').filter({ has: page.locator('pre') }).first();
  await block.getByRole('button').click();
  await block.getByRole('button', { name: 'Copied' }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /^spec:\n {2}template:\n/);
  await context.close();
});

const EXAMPLES = {
  'Missing configuration': /DATABASE_URL/,
  'Liveness probe on the wrong port': /8080.*9090/,
  'Database unreachable at start': /5432/,
  'Out of memory while starting': /512Mi/,
  'Wrong command': /\/app\/thumbnailer/,
  'Permission denied on a file': /\/var\/lib\/gateway/,
  'A whole case: renamed ConfigMap key': /REDIS_ADDR/,
};

for (const [name, words] of Object.entries(EXAMPLES)) {
  test(`the example "${name}" is diagnosed at a click`, async () => {
    const { context, page } = await stage.reopen();
    await page.getByRole('button', { name }).click();
    await answerOf(page);
    assert.match(await page.locator('.verdict').innerText(), /^Failing/);
    assert.match(await page.locator('.cause').first().innerText(), words);
    assert.ok(await page.locator('.text a.tag').count() > 0, 'nothing is marked');
    await context.close();
  });
}

test('starting over gives the empty page with the cursor in the box', async () => {
  const { context, page } = await stage.reopen();
  await page.getByRole('button', { name: 'Wrong command' }).click();
  await answerOf(page);
  await page.getByRole('button', { name: 'Start over' }).click();
  await page.waitForSelector('textarea:focus');
  assert.equal(await page.locator('#app .box').inputValue(), '');
  assert.equal(await page.locator('.answer').count(), 0);
  await context.close();
});
