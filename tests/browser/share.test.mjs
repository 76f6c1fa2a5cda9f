// Sharing without leaking: what is copied, printed and linked holds no secret, and a link opens the paste again.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { answerOf, paste, start, startOver } from './opened.mjs';
import { WITH_SECRETS, largeLog } from './pastes.mjs';

let stage;
before(async () => { stage = await start(); });
after(() => stage.close());

async function shared(options) {
  const opened = await stage.open('one file', options);
  await paste(opened.page, WITH_SECRETS);
  await answerOf(opened.page);
  await opened.page.locator('.share > summary').click();
  return opened;
}

async function copied(page, name) {
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await page.locator('.share-panel').getByRole('button', { name, exact: true }).click();
  await page.waitForFunction(async () => (await navigator.clipboard.readText()) !== '');
  return page.evaluate(() => navigator.clipboard.readText());
}

test('every form is copied whole and without the secret', async () => {
  const { context, page } = await shared();
  await page.getByText('1 password', { exact: false }).first().waitFor();
  const forms = {
    'Markdown': text => assert.match(text, /^## .*LEDGER/),
    'Plain text': text => assert.match(text, /LEDGER_URL/),
    'JSON': text => assert.equal(JSON.parse(text).schema, 1),
    'SARIF': text => assert.equal(JSON.parse(text).version, '2.1.0'),
    'Masked paste': text => assert.match(text, /MAIL_PASSWORD=<password-1> for ops@ledger.example.org, peer 10.42.7.19, again <password-1>/),
  };
  for (const [name, holds] of Object.entries(forms)) {
    const text = await copied(page, name);
    holds(text);
    assert.doesNotMatch(text, /Wren-41/, name);
  }
  await context.close();
});

test('addresses are masked when that is asked for, and what stands for what stays on the page', async () => {
  const { context, page } = await shared();
  await page.getByLabel('Mask e-mail addresses too').check();
  await page.getByLabel('Mask IP addresses too').check();
  const text = await copied(page, 'Masked paste');
  assert.match(text, /for <email-1>, peer <ip-\d>, again <password-1>/);
  await page.getByText('What stands for what').click();
  const rows = await page.locator('.aliases tbody tr').allInnerTexts();
  assert.ok(rows.some(row => /<password-1>\s+Wren-41-salt\s+2/.test(row)), rows.join('\n'));
  await context.close();
});

test('a link holds the masked paste behind its #, opens it elsewhere, and leaves the address', async () => {
  const { context, page } = await shared();
  const link = await copied(page, 'Link');
  assert.match(link, /^file:.*\.html#v1\.dr\.[\w-]+$/);
  await context.close();

  const there = await stage.browser.newContext();
  const other = await there.newPage();
  await other.goto(link);
  const answer = await answerOf(other);
  assert.match(answer, /LEDGER_URL/);
  assert.match(await other.locator('#app .box').inputValue(), /MAIL_PASSWORD=<password-1> for ops@/);
  await other.waitForFunction(() => !location.hash);

  await other.goto(link.replace(/#.*/, '#v1.dr.AAAA'));
  await other.getByRole('alert').filter({ hasText: 'damaged' }).waitFor();
  await other.goto(link.replace(/#.*/, '#v9.zz.AAAA'));
  await other.getByRole('alert').filter({ hasText: 'newer unloop' }).waitFor();
  await there.close();
});

for (const megabytes of [0.28, 0.6]) test(`a paste of ${megabytes} MB is shown in part and shared whole, masked`, async () => {
  const { context, page } = await stage.open();
  const large = largeLog(megabytes).replace('\n', '\nMAIL_PASSWORD=Wren-41-salt\n');
  await paste(page, large);
  await answerOf(page);
  await page.locator('.share > summary').click();
  assert.equal(await copied(page, 'Masked paste'), large.replace('Wren-41-salt', '<password-1>'));
  const link = await copied(page, 'Link');
  await context.close();
  const there = await stage.browser.newContext();
  const other = await there.newPage();
  await other.goto(link);
  assert.match(await answerOf(other), /LEDGER_URL/);
  await there.close();
});

test('a link that would unpack without end is refused', async () => {
  const { context, page } = await stage.open();
  await page.evaluate(async () => {
    const zeros = new Blob(Array.from({ length: 64 }, () => new Uint8Array(1 << 20)));
    const packed = new Uint8Array(await new Response(zeros.stream().pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer());
    const letters = btoa(Array.from(packed, byte => String.fromCharCode(byte)).join(''));
    location.hash = `#v1.dr.${letters.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
  });
  await page.getByRole('alert').filter({ hasText: 'more than this page takes' }).waitFor();
  await context.close();
});

test('on paper there is the answer, unfolded, and nothing to press', async () => {
  const { context, page } = await shared();
  await page.emulateMedia({ media: 'print' });
  assert.ok(await page.locator('.verdict').isVisible());
  assert.ok(await page.locator('.evidence').first().isVisible());
  for (const pressed of ['.copy', '.share', 'textarea', '.examples', '.text']) {
    assert.equal(await page.locator(pressed).first().isVisible(), false, pressed);
  }
  await context.close();
});

test('nothing is stored unless that is switched on; then the masked paste is, and one button wipes it', async () => {
  const { context, page } = await stage.open();
  const stored = () => page.evaluate(() => JSON.stringify(Object.entries(localStorage)));
  await paste(page, WITH_SECRETS);
  await answerOf(page);
  assert.equal(await stored(), '[]');
  await page.getByLabel('Keep my pastes in this browser').click();
  const history = page.getByRole('region', { name: 'History' });
  await history.getByRole('button', { name: /LEDGER_URL/ }).waitFor();
  assert.match(await stored(), /MAIL_PASSWORD=<password-1>/);
  assert.doesNotMatch(await stored(), /Wren-41/);

  await page.reload();
  await history.getByRole('button', { name: /LEDGER_URL/ }).click();
  assert.match(await answerOf(page), /LEDGER_URL/);
  await history.getByRole('button', { name: 'Wipe and stop keeping' }).click();
  await page.getByLabel('Keep my pastes in this browser').waitFor();
  assert.equal(await stored(), '[]');
  await context.close();
});

test('the history keeps a long paste masked as well, and says of one that is too long that it is not kept', async () => {
  const { context, page } = await stage.open();
  const stored = () => page.evaluate(() => JSON.stringify(Object.entries(localStorage)));
  const secret = megabytes => largeLog(megabytes).replace('\n', '\nMAIL_PASSWORD=Wren-41-salt\n');
  const history = page.getByRole('region', { name: 'History' });
  await page.getByLabel('Keep my pastes in this browser').click();
  await paste(page, secret(0.15));
  await history.getByRole('button', { name: /LEDGER_URL/ }).waitFor();
  const kept = await stored();
  assert.match(kept, /MAIL_PASSWORD=<password-1>/);
  assert.ok(kept.length > 150_000 && !kept.includes('Wren-41'));

  await startOver(page);
  await paste(page, secret(0.25));
  await history.getByText('longer than 200 kB and is not kept').waitFor();
  assert.equal(await stored(), kept);
  await context.close();
});

test('a link made as the docs say opens its paste', async () => {
  const docs = await readFile(new URL('../../docs/embedding.md', import.meta.url), 'utf8');
  const [, recipe] = docs.match(/## A link with a paste[^]*?```js\n([^]*?)```/);
  const link = await new Function('paste', `return (async () => { ${recipe}; return link; })()`)(WITH_SECRETS);
  const { context, page } = await stage.open();
  const other = await context.newPage();
  await other.goto(new URL(link, page.url()).href);
  assert.match(await answerOf(other), /LEDGER_URL/);
  await context.close();
});
