// Evidence and its characters in the paste lead to each other.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answerOf, paste, start } from './opened.mjs';
import { DESCRIBE_AND_LOG, MARKUP, largeLog } from './pastes.mjs';

let stage;
before(async () => { stage = await start(); });
after(() => stage.close());

const decisive = page => page.locator('.cause').first().locator('.evidence li').filter({ hasText: 'LEDGER_URL is not set' }).first();
const isInView = locator => locator.evaluate(element => {
  const pane = element.closest('.text').getBoundingClientRect();
  const own = element.getBoundingClientRect();
  return own.top >= pane.top && own.bottom <= pane.bottom && own.top >= 0 && own.bottom <= innerHeight;
});

test('the marks cover the very characters, also behind letters beyond ASCII', async () => {
  const { context, page } = await stage.open();
  await paste(page, DESCRIBE_AND_LOG);
  await answerOf(page);
  const quotes = await page.locator('.cause').first().locator('.evidence .quote').allInnerTexts();
  assert.ok(quotes.length > 0);
  for (const [at, quote] of quotes.entries()) {
    const marked = (await page.locator(`[data-evidence~="0-${at}"]`).allInnerTexts()).join('').trim();
    assert.equal(marked.replace(/\s+/g, ' '), quote.replace(/\s+/g, ' '));
  }
  await context.close();
});

test('a click on evidence scrolls to its characters; a click on them, or Escape, leads back', async () => {
  const { context, page } = await stage.open();
  await paste(page, DESCRIBE_AND_LOG);
  await answerOf(page);
  await page.locator('.text').evaluate(pane => { pane.scrollTop = 0; });

  await decisive(page).getByRole('link').click();
  const mark = page.locator('mark.current').first();
  await mark.waitFor();
  assert.match(await mark.innerText(), /LEDGER_URL/);
  await page.waitForFunction(() => document.activeElement.closest('mark.current'));
  await page.waitForTimeout(500);
  assert.ok(await isInView(mark), 'the mark is not in view');

  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.activeElement.closest('.evidence li.current'));

  await decisive(page).getByRole('link').click();
  await page.locator('mark.current a').first().click();
  await page.waitForFunction(() => document.activeElement.closest('.evidence li.current'));
  await context.close();
});

test('the first evidence is in view as soon as the answer is there', async () => {
  const { context, page } = await stage.open('one file', { viewport: { width: 1280, height: 600 } });
  await paste(page, DESCRIBE_AND_LOG);
  await answerOf(page);
  await page.waitForTimeout(500);
  assert.ok(await isInView(page.locator('[data-evidence~="0-0"]').first()));
  await context.close();
});

test('the buttons step from one piece of evidence to the next', async () => {
  const { context, page } = await stage.open();
  await paste(page, DESCRIBE_AND_LOG);
  await answerOf(page);
  await page.getByRole('button', { name: 'Next evidence' }).click();
  await page.getByText(/^1 of \d+$/).waitFor();
  await page.locator('mark.current').first().waitFor();
  await context.close();
});

test('markup in a log is shown as the text it is', async () => {
  const { context, page } = await stage.open();
  await paste(page, MARKUP);
  await answerOf(page);
  await page.locator('.text', { hasText: '<script>document.title = "taken over"</script>' }).waitFor();
  assert.equal(await page.locator('#injected').count(), 0);
  assert.doesNotMatch(await page.title(), /taken over/);
  await context.close();
});

test('a large paste is not echoed but shown around its evidence', async () => {
  const { context, page } = await stage.open();
  await paste(page, largeLog(2));
  await answerOf(page);
  assert.match(await page.locator('.cause h3').first().innerText(), /LEDGER_URL/);
  await page.locator('mark', { hasText: 'LEDGER_URL' }).first().waitFor();
  await page.getByText(/lines left out/).first().waitFor();
  assert.equal(await page.locator('#app textarea').inputValue(), '');
  assert.ok(await page.locator('.line').count() < 100);
  await context.close();
});
