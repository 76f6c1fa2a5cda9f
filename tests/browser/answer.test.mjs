// What the answer offers beside its cause: fields that fill commands, the clock, many pods, the guide.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answerOf, paste, start } from './opened.mjs';
import { DESCRIBE_AND_LOG, MANY_PODS, manyPods } from './pastes.mjs';

let stage;
before(async () => { stage = await start(); });
after(() => stage.close());

const read = page => page.evaluate(() => navigator.clipboard.readText());

test('a value typed once stands in the command, in its copy and in the script of all', async () => {
  const { context, page } = await stage.reopen();
  await paste(page, DESCRIBE_AND_LOG);
  await answerOf(page);
  const fix = page.locator('.fix').first();
  await fix.getByRole('textbox').first().fill("it's 5432");
  const set = fix.locator('.code').filter({ hasText: 'kubectl set env' }).first();
  const whole = `LEDGER_URL='it'\\''s 5432'`;
  assert.ok((await set.locator('code').innerText()).includes(whole));
  await set.getByRole('button').click();
  await set.getByRole('button', { name: 'Copied' }).waitFor();
  assert.ok((await read(page)).includes(whole));

  await fix.getByRole('button', { name: 'Copy all' }).click();
  await fix.getByRole('button', { name: 'Copied', exact: true }).first().waitFor();
  const script = (await read(page)).split('\n');
  assert.ok(script.some(line => line.startsWith('# kubectl set env') && line.includes(whole)), script.join('\n'));
  assert.ok(script.filter(line => line && !line.startsWith('#')).every(line => !/set env|patch|restart|delete/.test(line)));
  await context.close();
});

test('what only reads comes before what changes the cluster', async () => {
  const { context, page } = await stage.reopen();
  await paste(page, DESCRIBE_AND_LOG);
  await answerOf(page);
  for (const list of await page.locator('.commands').all()) {
    const effects = await list.locator('.effect').allTextContents();
    assert.deepEqual(effects, [...effects].sort((a, b) => (a === 'only reads' ? -1 : 1) - (b === 'only reads' ? -1 : 1)));
  }
  await context.close();
});

test('the clock shows runs and waits, and says the same in words', async () => {
  const { context, page } = await stage.reopen();
  await paste(page, DESCRIBE_AND_LOG);
  await answerOf(page);
  const clock = page.getByRole('region', { name: 'The back-off clock' });
  assert.match(await clock.innerText(), /It waits 5 min, then starts again at about 10:13:02Z/);
  assert.ok(await clock.locator('.run rect').count() > 0 && await clock.locator('.wait rect').count() > 0);
  await clock.getByText('The same as a list').click();
  const list = await clock.getByRole('listitem').allInnerTexts();
  assert.ok(list.some(entry => /2026-11-16 10:08:01 UTC[\s\S]*exit code 1[\s\S]*1 s/.test(entry)), list.join('\n'));
  assert.ok(list.some(entry => /next start/.test(entry)));
  await context.close();
});

test('many pods are a table by cause; a row opens its diagnosis, a column sorts', async () => {
  const { context, page } = await stage.reopen();
  await paste(page, MANY_PODS);
  await answerOf(page);
  const table = page.getByRole('table').first();
  const rows = () => table.locator('tbody').first().locator('tr:not(.group) th').allInnerTexts();
  assert.match(await table.locator('.group').first().innerText(), /LEDGER_URL.*2 pods/);
  assert.deepEqual(await rows(), ['ledger-6f7c9d5b84-bb2xz', 'ledger-6f7c9d5b84-x2k4p']);
  await table.getByRole('button', { name: 'Sort by Restarts' }).click();
  assert.deepEqual(await rows(), ['ledger-6f7c9d5b84-x2k4p', 'ledger-6f7c9d5b84-bb2xz']);
  assert.equal(await table.locator('th[aria-sort="ascending"]').innerText().then(text => text.slice(0, 8)), 'Restarts');

  await table.getByRole('button', { name: 'ledger-6f7c9d5b84-bb2xz' }).press('Enter');
  await page.waitForFunction(() => document.activeElement.closest('.cause'));
  await context.close();
});

test('of hundreds of pods the first are shown, and more on request; the keyboard keeps its place', async () => {
  const { context, page } = await stage.reopen();
  await paste(page, manyPods(300));
  await answerOf(page);
  const failing = page.locator('.pods tbody', { hasText: '(60 pods)' });
  const rows = failing.locator('tr:not(.group, .more)');
  assert.equal(await rows.count(), 10);
  assert.match(await rows.first().innerText(), /^web-7d9c6b5f48-00295\s.*\s295\s/);
  await failing.getByRole('button', { name: 'Show 50 more' }).press('Enter');
  await rows.nth(59).waitFor();
  assert.equal(await failing.locator('.more').count(), 0);
  await page.waitForFunction(() => document.activeElement.closest('.pods'));
  await page.getByText('and 281 more').waitFor({ state: 'attached' });
  await context.close();
});

test('the guide fills names typed once into every command', async () => {
  const { context, page } = await stage.open();
  await page.getByRole('textbox', { name: 'Namespace' }).fill('zahlung');
  await page.getByRole('textbox', { name: 'Pod', exact: true }).fill('ledger-0');
  await page.getByRole('textbox', { name: 'Container' }).fill('ledger');
  await page.getByText('Guide me').click();
  const commands = await page.locator('.first-steps .code code').allInnerTexts();
  assert.ok(commands.includes('kubectl logs ledger-0 -n zahlung -c ledger --previous'), commands.join('\n'));
  assert.ok(commands.every(command => !/<(pod|namespace|container)>/.test(command)), commands.join('\n'));
  assert.equal(await page.locator('.guide-steps > li').count(), 5);
  await context.close();
});

test('after an incomplete paste one command comes first, and takes the names that were typed', async () => {
  const { context, page } = await stage.open();
  await page.getByRole('textbox', { name: 'Pod', exact: true }).fill('ledger-0');
  await page.locator('#app .box').focus();
  await paste(page, 'It does not work, please help.\n');
  await answerOf(page);
  const next = page.locator('.paste-next');
  assert.match(await next.innerText(), /The one command that adds most/);
  assert.match(await next.locator('.code code').first().innerText(), /kubectl describe pod ledger-0/);
  await context.close();
});

test('the diagnosis says what would have prevented it', async () => {
  const { context, page } = await stage.reopen();
  await paste(page, DESCRIBE_AND_LOG);
  await answerOf(page);
  assert.match(await page.locator('.cause').first().innerText(), /What would have prevented it\n+\S/);
  await context.close();
});
