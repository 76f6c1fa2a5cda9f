// When a part of the page fails it says so, and the user's text is kept.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { FORMS, answerOf, paste, start } from './opened.mjs';
import { DESCRIBE_AND_LOG, largeLog } from './pastes.mjs';

let stage;
before(async () => { stage = await start(); });
after(() => stage.close());

for (const form of FORMS) {
  test(`${form}: a reader that crashes is started anew, and the page says so`, async () => {
    const { context, page } = await stage.open(form);
    await paste(page, DESCRIBE_AND_LOG);
    await answerOf(page);
    const [reader] = page.workers();
    const next = page.waitForEvent('worker');
    await reader.evaluate(() => { setTimeout(() => { throw new Error('out of memory'); }); });
    await page.getByRole('alert').filter({ hasText: 'started anew. Your text is kept' }).waitFor();
    await next;
    assert.equal(await page.locator('#app .box').inputValue(), DESCRIBE_AND_LOG, 'the text is gone');
    assert.match(await answerOf(page), /LEDGER_URL/, 'the answer is gone');

    await page.getByRole('button', { name: 'Out of memory while starting' }).click();
    await page.locator('.cause h3', { hasText: '512Mi' }).waitFor();
    await context.close();
  });
}

/** Run in a page before its own scripts: counts what the reader is asked. */
const countQuestions = () => {
  self.asked = 0;
  const plain = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (...what) {
    if (Array.isArray(what[0])) self.asked += 1;
    return plain.apply(this, what);
  };
};

/** The same, and the reader never comes back from a text that holds HANG. Its script is made of text: this adds to it. */
const hangOverSome = countQuestions => {
  countQuestions();
  const hang = "self.addEventListener('message', event => { while (JSON.stringify(event.data).includes('HANG')); });";
  self.Blob = class extends Blob {
    constructor(parts, options) {
      super(options?.type === 'text/javascript' ? [...parts, hang] : parts, options);
    }
  };
};

/** The page's patience, on its own clock: the reader was asked so often, and nothing came back. */
async function loseIt(page, asked) {
  await page.waitForFunction(asked => self.asked === asked, asked);
  await page.clock.fastForward(7_000);
}

test('a reader that died without a word is noticed at the next question, which is answered all the same', async () => {
  const { context, page } = await stage.open('one file', {}, countQuestions);
  await page.clock.install();
  await page.workers()[0].evaluate(() => close());
  await paste(page, DESCRIBE_AND_LOG);
  await loseIt(page, 1);
  await page.getByRole('alert').filter({ hasText: 'started anew' }).waitFor();
  await page.locator('.cause h3', { hasText: 'LEDGER_URL' }).waitFor();
  await context.close();
});

test('a reader that hangs is ended, over the same text twice and no more, and the text is kept', async () => {
  const { context, page } = await stage.open('one file', {}, `(${hangOverSome})(${countQuestions})`);
  await page.clock.install();
  const stuck = `${DESCRIBE_AND_LOG}HANG\n`;
  await paste(page, stuck);
  await loseIt(page, 1);
  await page.getByRole('alert').filter({ hasText: 'started anew. Your text is kept' }).waitFor();
  await loseIt(page, 2);
  await page.getByRole('alert').filter({ hasText: 'stopped twice over this text. Your text is kept' }).waitFor();
  const box = page.locator('#app .box');
  assert.equal(await box.inputValue(), stuck);

  // The reader runs again and waits for another text.
  await page.getByRole('button', { name: 'Try again' }).waitFor();
  await box.fill(DESCRIBE_AND_LOG);
  await page.locator('.cause h3', { hasText: 'LEDGER_URL' }).waitFor();
  assert.equal(await page.locator('.trouble').count(), 0);
  await context.close();
});

test('a reading of more than a minute ends with what was read, and the answer says so', async () => {
  const { context, page } = await stage.open();
  // Its clock runs away as soon as the reading begins.
  await page.workers()[0].evaluate(() => {
    const plain = Date.now;
    let ahead = 0;
    Date.now = () => plain() + (ahead += 10_000);
  });
  await paste(page, largeLog(1));
  await page.locator('.answer:not(.busy)', { hasText: 'The reading was stopped' }).waitFor();
  await context.close();
});

test('a page that stops gives the text back', async () => {
  const { context, page } = await stage.open();
  await paste(page, DESCRIBE_AND_LOG);
  await answerOf(page);
  // What the browser reports when the page's program stops over an error of its own.
  await page.evaluate(() => { setTimeout(() => { throw new WebAssembly.RuntimeError('unreachable'); }); });
  await page.getByText('The page stopped over an error of its own').waitFor();
  assert.equal(await page.getByLabel('Your text, kept:').inputValue(), DESCRIBE_AND_LOG);
  await context.close();
});

test('a page that was not saved whole says so instead of waiting for ever', async () => {
  const context = await stage.browser.newContext();
  const page = await context.newPage();
  await page.route(stage.address('on a server'), async route => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/(id="wasm">.{1000})[^<]*/, '$1');
    await route.fulfill({ response, body });
  });
  await page.goto(stage.address('on a server'));
  await page.getByText('The page could not start.').waitFor({ timeout: 20_000 });
  await context.close();
});

test('a browser without WebAssembly is told what is missing', async () => {
  const { browser } = stage;
  const context = await browser.newContext();
  await context.addInitScript(() => { delete self.WebAssembly; });
  const page = await context.newPage();
  await page.goto(stage.address('one file'));
  await page.getByText('The page could not start.').waitFor();
  await context.close();
});

test('a browser without workers is told so, and keeps the text', async () => {
  const context = await stage.browser.newContext();
  await context.addInitScript(() => { delete self.Worker; });
  const page = await context.newPage();
  await page.goto(stage.address('one file'));
  await page.getByRole('alert').filter({ hasText: 'The reader cannot start in this browser' }).waitFor();
  await page.locator('#app .box').fill('kept');
  await page.waitForTimeout(300);
  assert.equal(await page.locator('#app .box').inputValue(), 'kept');
  await context.close();
});
