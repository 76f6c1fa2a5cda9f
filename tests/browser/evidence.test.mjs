// Evidence and the paste: each claim leads to its characters, and they lead back.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answerOf, painted, paste, start } from './opened.mjs';
import { DESCRIBE_AND_LOG, MARKUP, WITH_SECRETS, largeLog } from './pastes.mjs';

let stage;
before(async () => { stage = await start(); });
after(() => stage.close());

const claims = page => page.locator('.cause').first().locator('.evidence li');
const decisive = page => claims(page).filter({ hasText: 'LEDGER_URL is not set' }).first();
const bare = text => text.replace(/\s+/g, ' ').trim();
const isInView = locator => locator.evaluate(element => {
  const pane = element.closest('.text').getBoundingClientRect();
  const own = element.getBoundingClientRect();
  return own.top >= pane.top && own.bottom <= pane.bottom && own.top >= 0 && own.bottom <= innerHeight;
});

/** Where the first stretch of a layer is on the screen. */
const placeOf = (page, layer) => page.evaluate(layer => {
  const [range] = CSS.highlights.get(layer);
  const [{ x, y, width, height }] = range.getClientRects();
  return { x: x + width / 2, y: y + height / 2 };
}, layer);

/** An example with several pieces of evidence. */
async function openProbe(page) {
  await page.getByRole('button', { name: 'Liveness probe' }).click();
  await answerOf(page);
}

test('each claim leads to the very characters', async () => {
  const { context, page } = await stage.reopen();
  await openProbe(page);
  const count = await claims(page).count();
  assert.ok(count > 1);
  for (let at = 0; at < count; at++) {
    const claim = claims(page).nth(at);
    const number = await claim.locator('.tag').innerText();
    await claim.getByRole('link').click();
    await page.waitForFunction(number => document.querySelector('.text a.tag.current')?.textContent === number, number);
    const shown = (await painted(page, 'evidence-current')).join(' ');
    assert.equal(bare(shown), bare(await claim.locator('.quote').innerText()));
  }
  await context.close();
});

test('a click on evidence scrolls to its characters; a click on its number or on them, or Escape, leads back', async () => {
  const { context, page } = await stage.reopen();
  await paste(page, DESCRIBE_AND_LOG);
  await answerOf(page);
  await page.locator('.text').evaluate(pane => pane.scrollTo({ top: 0, behavior: 'instant' }));

  await decisive(page).getByRole('link').click();
  // Behind letters beyond ASCII.
  await page.waitForFunction(() => /^\S+ FATAL config: .*LEDGER_URL is not set$/.test([...CSS.highlights.get('evidence-current')].join('')));
  const tag = page.locator('.text a.tag.current');
  await tag.waitFor();
  await page.waitForFunction(() => document.activeElement.closest('a.tag.current'));
  await page.waitForFunction(() => {
    const pane = document.querySelector('.text').getBoundingClientRect();
    const own = document.querySelector('.text a.tag.current').getBoundingClientRect();
    return own.top >= pane.top && own.bottom <= pane.bottom;
  });

  const isBack = () => document.activeElement.closest('.evidence li.current');
  await page.keyboard.press('Escape');
  await page.waitForFunction(isBack);

  await decisive(page).getByRole('link').click();
  await page.waitForFunction(() => document.activeElement.closest('a.tag.current'));
  await tag.click();
  await page.waitForFunction(isBack);

  await page.locator('.text').focus();
  await page.waitForFunction(() => CSS.highlights.get('evidence-current')?.size > 0);
  const { x, y } = await placeOf(page, 'evidence-current');
  await page.mouse.click(x, y);
  await page.waitForFunction(isBack);
  await context.close();
});

test('the first evidence is in view as soon as the answer is there', async () => {
  const { context, page } = await stage.open('one file', { viewport: { width: 1280, height: 600 } });
  await paste(page, DESCRIBE_AND_LOG);
  await answerOf(page);
  const first = page.locator('.text [data-evidence~="0-0"]').first();
  await first.waitFor();
  assert.ok(await isInView(first));
  await context.close();
});

test('buttons and single keys step from one piece of evidence to the next; the keys can be switched off', async () => {
  const { context, page } = await stage.open();
  await openProbe(page);
  await page.getByRole('button', { name: 'Next evidence' }).click();
  await page.getByText(/^1 of \d+$/).waitFor();
  await page.locator('.text').focus();
  await page.keyboard.press('n');
  await page.getByText(/^2 of \d+$/).waitFor();
  await page.keyboard.press('p');
  await page.getByText(/^1 of \d+$/).waitFor();

  await page.getByText('Keys', { exact: true }).click();
  await page.getByLabel('Single-letter keys').uncheck();
  await page.keyboard.press('n');
  await page.getByRole('button', { name: 'Next evidence' }).click();
  await page.getByText(/^2 of \d+$/).waitFor();

  await page.getByRole('button', { name: 'Edit' }).click();
  await page.keyboard.type('n');
  await page.waitForFunction(() => document.querySelector('#app .box').value.includes('n'));
  await context.close();
});

test('a browser that cannot paint text marks it by elements', async () => {
  const { context, page } = await stage.open('one file', {}, () => { delete self.Highlight; });
  await paste(page, DESCRIBE_AND_LOG);
  await answerOf(page);
  await decisive(page).getByRole('link').click();
  await page.locator('mark.current').first().waitFor();
  assert.match((await page.locator('mark.current').allInnerTexts()).join(''), /LEDGER_URL is not set/);
  await context.close();
});

test('secrets are marked in their place, hidden until they are asked for, and hidden again', async () => {
  const { context, page } = await stage.reopen();
  await paste(page, WITH_SECRETS);
  await answerOf(page);
  const inView = () => page.locator('main').innerText();
  assert.deepEqual(await painted(page, 'secret'), ['<password-1>', '<password-1>']);
  assert.doesNotMatch(await inView(), /Wren-41/);
  await decisive(page).getByRole('link').click();
  await page.waitForFunction(() => /LEDGER_URL is not set$/.test([...CSS.highlights.get('evidence-current')].join('')));

  await page.getByRole('button', { name: 'Show them' }).click();
  await page.getByText('1 secret is in view.').waitFor();
  assert.deepEqual(await painted(page, 'secret'), ['Wren-41-salt', 'Wren-41-salt']);
  await page.getByRole('button', { name: 'Hide them' }).click();
  await page.getByText('1 secret is hidden.').waitFor();
  assert.doesNotMatch(await inView(), /Wren-41/);
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByText('This box shows the secret in your text.').waitFor();
  await context.close();
});

test('a secret in the very line of the evidence is hidden in its quote too', async () => {
  const { context, page } = await stage.reopen();
  const line = 'required environment variable LEDGER_URL is not set';
  await paste(page, DESCRIBE_AND_LOG.replace(line, `${line} (MAIL_PASSWORD=Wren-41-salt)`));
  await answerOf(page);
  assert.match(await page.locator('.evidence .quote').first().innerText(), /MAIL_PASSWORD=<password-1>/);
  await page.getByRole('button', { name: 'Show them' }).click();
  await page.locator('.evidence .quote', { hasText: 'Wren-41-salt' }).first().waitFor();
  await page.getByRole('button', { name: 'Hide them' }).click();
  await context.close();
});

test('markup in a log is shown as the text it is', async () => {
  const { context, page } = await stage.reopen();
  await paste(page, MARKUP);
  await answerOf(page);
  await page.locator('.text', { hasText: '<script>document.title = "taken over"</script>' }).waitFor();
  assert.equal(await page.locator('#injected').count(), 0);
  assert.doesNotMatch(await page.title(), /taken over/);
  await context.close();
});

test('a large paste is not echoed but shown around its evidence', async () => {
  const { context, page } = await stage.reopen();
  await paste(page, largeLog(2));
  await answerOf(page);
  assert.match(await page.locator('.cause h3').first().innerText(), /LEDGER_URL/);
  await page.getByText(/lines left out/).first().waitFor();
  assert.match((await painted(page, 'evidence-for')).join('\n'), /LEDGER_URL/);
  assert.equal(await page.locator('#app .box').inputValue(), '');
  assert.ok(await page.locator('.line').count() < 100);
  await context.close();
});
