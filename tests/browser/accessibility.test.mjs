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

test('on a phone the answer comes first, and the paste unfolds for its evidence', async () => {
  const { context, page } = await stage.open('one file', PHONE);
  await paste(page, DESCRIBE_AND_LOG);
  await answerOf(page);
  const verdict = await page.locator('.verdict').boundingBox();
  assert.ok(verdict.y < 220 && !(await page.locator('.text').isVisible()), `the verdict begins at ${verdict.y}`);
  await page.waitForFunction(() => document.activeElement.id === 'verdict');

  await page.locator('.evidence a').first().click();
  await page.waitForFunction(() => document.activeElement.closest('.text a.tag.current'));
  await page.getByRole('button', { name: 'Fold it' }).click();
  assert.equal(await page.locator('.text').isVisible(), false);
  assert.equal(await page.getByRole('button', { name: 'Show it' }).getAttribute('aria-expanded'), 'false');
  await context.close();

  const typing = await stage.open('one file', PHONE);
  await typing.page.keyboard.type('exit code 137');
  await answerOf(typing.page);
  assert.ok(await typing.page.locator('#app .box').isVisible(), 'whoever types keeps the box');
  await typing.context.close();
});

test('on a small screen the verdict and the first command are in view at once', async () => {
  const { context, page } = await stage.open('one file', { viewport: { width: 1366, height: 768 } });
  await paste(page, DESCRIBE_AND_LOG);
  await answerOf(page);
  for (const seen of [page.locator('.verdict h2'), page.locator('.commands .code').first()]) {
    const { y, height } = await seen.boundingBox();
    assert.ok(y >= 0 && y + height <= 768, `it ends at ${y + height}`);
  }
  await context.close();
});

test('the outcome is told in a region that was there before it, and each time anew', async () => {
  const { context, page } = await stage.reopen();
  const region = await page.getByRole('status').first().elementHandle();
  assert.equal(await region.innerText(), '');
  await region.evaluate(region => {
    self.told = [];
    new MutationObserver(() => self.told.push(region.textContent)).observe(region, { subtree: true, childList: true, characterData: true });
  });
  await paste(page, DESCRIBE_AND_LOG);
  await page.waitForFunction(() => /^Failing\. .*LEDGER_URL.*almost certain\.$/.test(self.told.at(-1)));
  await page.getByRole('button', { name: 'Start over' }).click();
  await page.waitForFunction(() => self.told.at(-1) === '');
  await paste(page, '139');
  await page.waitForFunction(() => self.told.at(-1) === 'Exit code 139: SIGSEGV.');
  await context.close();
});

const motion = page => page.evaluate(() => {
  // It fades while the next answer is read.
  const { classList } = document.querySelector('.answer');
  classList.remove('stale');
  document.querySelector('.answer').getBoundingClientRect();
  classList.add('stale');
  return {
    page: getComputedStyle(document.documentElement).scrollBehavior,
    paste: getComputedStyle(document.querySelector('.text')).scrollBehavior,
    fades: document.getAnimations().length,
  };
});

test('who wants less motion gets none', async () => {
  const { context, page } = await stage.open();
  await paste(page, DESCRIBE_AND_LOG);
  await answerOf(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  assert.deepEqual(await motion(page), { page: 'auto', paste: 'auto', fades: 0 });
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  assert.deepEqual(await motion(page), { page: 'smooth', paste: 'smooth', fades: 1 });
  await context.close();
});

test('with forced colours the marks are those of the system, and more contrast has no soft ink', async () => {
  const { context, page } = await stage.open();
  await paste(page, DESCRIBE_AND_LOG);
  await answerOf(page);
  const seen = async media => {
    await page.emulateMedia(media);
    return page.evaluate(() => {
      const colour = value => {
        const probe = document.body.appendChild(document.createElement('i'));
        probe.style.color = value;
        const computed = getComputedStyle(probe).color;
        probe.remove();
        return computed;
      };
      const mark = getComputedStyle(document.querySelector('.chars'), '::highlight(evidence-for)').backgroundColor;
      return { mark, system: colour('Mark'), soft: colour('var(--ink-soft)'), ink: colour('var(--ink)') };
    });
  };
  const plain = await seen({ forcedColors: 'none', contrast: 'no-preference' });
  const forced = await seen({ forcedColors: 'active', contrast: 'no-preference' });
  const more = await seen({ forcedColors: 'none', contrast: 'more' });
  await context.close();
  assert.equal(forced.mark, forced.system);
  assert.notEqual(plain.mark, plain.system);
  assert.equal(more.soft, more.ink);
  assert.notEqual(plain.soft, plain.ink);
});

test('the focus is never lost: pasting, starting over, taking one of several away', async () => {
  const { context, page } = await stage.reopen();
  const isSomewhere = () => page.waitForFunction(() => {
    const focused = document.activeElement;
    return focused && focused !== document.body && focused.getClientRects().length > 0;
  });
  await paste(page, DESCRIBE_AND_LOG);
  await answerOf(page);
  await isSomewhere();
  await paste(page, 'exit code 137');
  await page.getByRole('button', { name: 'Remove Paste 2' }).click();
  await answerOf(page);
  await isSomewhere();
  await page.getByRole('button', { name: 'Start over' }).click();
  await page.waitForFunction(() => document.activeElement.matches('#app .box'));
  await context.close();
});
