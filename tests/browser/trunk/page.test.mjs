// The page as Trunk builds it, and as `cargo xtask serve` shows it: its program and its styles are files of the server.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answerOf, paste, start } from '../opened.mjs';
import { DESCRIBE_AND_LOG } from '../pastes.mjs';

let stage;
before(async () => { stage = await start(); });
after(() => stage.close());

test('a paste is diagnosed, and no request leaves after load', async () => {
  const { context, page, requests, complaints } = await stage.open('by Trunk');
  requests.length = 0;
  await context.setOffline(true);
  await paste(page, DESCRIBE_AND_LOG);
  assert.match(await answerOf(page), /LEDGER_URL/);
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).getPropertyValue('--accent')), '', 'no styles');
  assert.deepEqual(requests, []);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a page whose program is missing says so instead of waiting for ever', async () => {
  const context = await stage.browser.newContext();
  const page = await context.newPage();
  await page.route('**/*.wasm', route => route.abort());
  await page.goto(stage.address('by Trunk'));
  await page.getByText('The page could not start.').waitFor({ timeout: 20_000 });
  await context.close();
});
