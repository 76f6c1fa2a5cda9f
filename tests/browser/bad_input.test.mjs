// Whatever is pasted, the page answers and says what to paste instead.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answerOf, paste, start } from './opened.mjs';
import { STRANGE } from './pastes.mjs';

let stage;
before(async () => { stage = await start(); });
after(() => stage.close());

for (const [name, text] of Object.entries(STRANGE)) {
  test(`${name} is not enough, and the page says what to paste`, async () => {
    const { context, page, complaints } = await stage.reopen();
    await paste(page, text);
    const answer = await answerOf(page);
    assert.match(answer, /^Not enough to say/);
    assert.match(answer, /What to paste next[\s\S]*kubectl/);
    assert.deepEqual(complaints, []);
    await context.close();
  });
}

test('an emptied box brings the empty page back', async () => {
  const { context, page } = await stage.reopen();
  await page.keyboard.type('exit code 137');
  await answerOf(page);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
  await page.getByRole('heading', { name: 'What to copy' }).waitFor();
  assert.equal(await page.locator('.answer').count(), 0);
  await context.close();
});

for (const [typed, words] of [['139', /SIGSEGV/], ['exit code 137', /SIGKILL/], ['143', /SIGTERM/]]) {
  test(`"${typed}" alone is explained`, async () => {
    const { context, page } = await stage.reopen();
    await page.keyboard.type(typed);
    // A slow typist may be answered in between.
    await page.locator('.answer:not(.busy)', { hasText: words }).waitFor();
    await page.getByRole('list', { name: 'Recognised in your paste' }).getByText('an exit code').waitFor();
    assert.match(await page.locator('.exit-code').first().innerText(), new RegExp(`Exit code\\s+${typed.match(/\d+/)[0]}`));
    await context.close();
  });
}
