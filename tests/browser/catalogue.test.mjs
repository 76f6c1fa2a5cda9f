// Everything unloop knows can be looked up in the page, by mouse, by keyboard and by address.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { answerOf, FORMS, paste, settled, start } from './opened.mjs';
import { DESCRIBE_AND_LOG } from './pastes.mjs';
import { PHONE } from './states.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let stage;
before(async () => { stage = await start(); });
after(() => stage.close());

async function atTheCatalogue(form, options) {
  const opened = await stage.open(form, options);
  await opened.page.getByRole('link', { name: 'What unloop knows' }).click();
  await opened.page.waitForSelector('.catalogue input:focus');
  return opened;
}

for (const form of FORMS) {
  test(`an exit code is found by its number: ${form}`, async () => {
    const { context, page, complaints } = await atTheCatalogue(form);
    await page.keyboard.type('137');
    await page.getByText('SIGKILL').first().waitFor();
    assert.match(await page.locator('.catalogue [role=status]').innerText(), /, 1 exit code, /);
    assert.match(await page.locator('.catalogue-codes').innerText(), /137 SIGKILL[^]*Source: /);
    assert.deepEqual(complaints, []);
    await context.close();
  });
}

test('a cause opens with its words and leads to its neighbours, by the keyboard alone', async () => {
  const { context, page } = await atTheCatalogue();
  await page.keyboard.type('memory/oom-limit');
  const summary = page.locator('.catalogue-causes summary').filter({ hasText: 'memory/oom-limit' });
  await summary.focus();
  await page.keyboard.press('Enter');
  const body = page.locator('.catalogue-cause');
  await body.waitFor();
  assert.match(await body.innerText(), /What to type[^]*kubectl[^]*Taken for/);
  const neighbour = body.locator('.catalogue-name').first();
  const id = await neighbour.innerText();
  await neighbour.focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(id => document.querySelector('.catalogue input').value === id, id);
  await page.locator('.catalogue-causes summary').filter({ hasText: id }).waitFor();
  await context.close();
});

test('a search that finds nothing says so', async () => {
  const { context, page } = await atTheCatalogue();
  await page.keyboard.type('there-is-no-such-word');
  await page.getByText('0 causes, 0 exit codes, 0 log lines').waitFor();
  await context.close();
});

test('the paste and its answer are still there on the way back', async () => {
  const { context, page } = await stage.open();
  await paste(page, DESCRIBE_AND_LOG);
  await answerOf(page);
  await page.getByRole('link', { name: 'What unloop knows' }).click();
  await page.waitForSelector('.catalogue');
  assert.equal(await page.locator('.answer').isVisible(), false);
  await page.getByRole('link', { name: 'Back to the paste' }).click();
  assert.match(await answerOf(page), /LEDGER_URL/);
  await page.goBack();
  await page.waitForSelector('.catalogue');
  await context.close();
});

test('the address opens it', async () => {
  const { context, page } = await stage.open();
  await page.goto(`${stage.address('one file')}#/catalogue`);
  await page.reload();
  await page.waitForSelector('.catalogue input:focus');
  await context.close();
});

test('axe finds nothing in the catalogue, in light, in dark and on a phone', async () => {
  const { context, page } = await atTheCatalogue();
  await page.keyboard.type('refused');
  await page.locator('.catalogue-causes summary').first().click();
  await page.locator('section[aria-labelledby=catalogue-lines] summary').first().click();
  await page.locator('.catalogue-lines').first().waitFor();
  await page.evaluate(axe);
  const judge = async by => {
    await settled(page);
    const { violations } = await page.evaluate(by => self.axe.run(document, { ...by, resultTypes: ['violations'] }), by);
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' | ')}`), []);
  };
  await judge({});
  await page.emulateMedia({ colorScheme: 'dark' });
  await judge({ runOnly: ['color-contrast'] });
  await page.setViewportSize(PHONE.viewport);
  await judge({ rules: { 'color-contrast': { enabled: false } } });
  const [wide, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(wide <= seen, `${wide} px in a window of ${seen} px`);
  await context.close();
});
