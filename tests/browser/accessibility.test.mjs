// For everyone: what axe finds, the keyboard alone, narrow screens, and less motion.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { answerOf, paste, settled, start, startOver } from './opened.mjs';
import { DESCRIBE_AND_LOG } from './pastes.mjs';
import { LOOKS, PHONE, STATES, unfold } from './states.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let stage;
before(async () => { stage = await start(); });
after(() => stage.close());

const colours = { colorScheme: 'light', contrast: 'no-preference' };
/** Each state is judged whole in one look, and in the others by what these change: colours, or places. */
const JUDGED = {
  light: { media: colours, by: {} },
  dark: { media: { ...colours, colorScheme: 'dark' }, by: { runOnly: ['color-contrast'] } },
  'high contrast, dark': { media: { colorScheme: 'dark', contrast: 'more' }, by: { runOnly: ['color-contrast'] } },
  narrow: { media: colours, ...LOOKS.narrow, by: { rules: { 'color-contrast': { enabled: false } } } },
};

test('axe finds nothing', async t => {
  const { context, page } = await stage.open();
  await page.evaluate(axe);
  const wide = page.viewportSize();
  for (const [state, reach] of Object.entries(STATES)) {
    await t.test(state, async () => {
      await page.setViewportSize(wide);
      await startOver(page);
      await reach(page);
      if (state === 'an answer') await unfold(page);
      for (const [look, { media, viewport, by }] of Object.entries(JUDGED)) {
        await page.emulateMedia(media);
        await page.setViewportSize(viewport ?? wide);
        await settled(page);
        const { violations } = await page.evaluate(by => self.axe.run(document, { ...by, resultTypes: ['violations'] }), by);
        const told = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(node => node.html).join(' | ')}`);
        assert.deepEqual(told, [], look);
      }
    });
  }
  await context.close();
});

const ZOOMED = { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 };
for (const [look, options] of [['phone', PHONE], ['narrow', LOOKS.narrow], ['at 200 %', ZOOMED]]) {
  test(`nothing sticks out sideways: ${look}`, async () => {
    const { context, page } = await stage.open('one file', options);
    await STATES['sharing'](page);
    await unfold(page);
    const [wide, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(wide <= seen, `${wide} px in a window of ${seen} px`);
    await context.close();
  });
}

test('every button is large enough for a finger', async () => {
  const { context, page } = await stage.open('one file', PHONE);
  await STATES['sharing'](page);
  await unfold(page);
  const small = await page.getByRole('button').evaluateAll(buttons => buttons
    .map(button => ({ text: button.textContent, box: button.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0 && (box.height < 44 || box.width < 44))
    .map(({ text, box }) => `${text}: ${box.width} x ${box.height}`));
  assert.deepEqual(small, []);
  await context.close();
});

test('the keyboard alone is enough: paste, follow the evidence, come back, copy', async () => {
  const { context, page } = await stage.reopen();
  await paste(page, DESCRIBE_AND_LOG);
  await answerOf(page);

  const tabTo = async selector => {
    for (let presses = 0; presses < 60; presses++) {
      if (await page.evaluate(selector => Boolean(document.activeElement.closest(selector)), selector)) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`${selector} cannot be reached by the Tab key`);
  };
  await tabTo('.evidence a');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.closest('a.tag'));
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.closest('.evidence'));
  await tabTo('.commands .copy');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^kubectl /);
  await context.close();
});

test('the focus is never lost when the box turns into the marked text', async () => {
  const { context, page } = await stage.reopen();
  await paste(page, DESCRIBE_AND_LOG);
  await answerOf(page);
  await page.waitForFunction(() => document.activeElement.matches('.text'));
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.waitForSelector('textarea:focus');
  await context.close();
});

test('who wants less motion gets none', async () => {
  const { context, page } = await stage.open('one file', { reducedMotion: 'reduce' });
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior), 'auto');
  await context.close();
});
