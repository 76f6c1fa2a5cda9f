// On a server: the same file, installable, and there when the server is gone.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { answerOf, paste, start, DIST } from './opened.mjs';
import { DESCRIBE_AND_LOG } from './pastes.mjs';

let stage;
before(async () => { stage = await start(); });
after(() => stage.close());

test('the page on a server is the single file, to the byte, and its hash stands beside it', async () => {
  const file = await readFile(new URL('unloop.html', DIST));
  assert.deepEqual(await readFile(new URL('site/index.html', DIST)), file);
  assert.deepEqual(await readFile(new URL('site/unloop.html', DIST)), file);
  const sum = `${createHash('sha256').update(file).digest('hex')}  unloop.html\n`;
  for (const beside of ['unloop.html.sha256', 'site/unloop.html.sha256']) {
    assert.equal(await readFile(new URL(beside, DIST), 'utf8'), sum);
  }
});

test('once visited, the page works without its server', async () => {
  const { context, page, complaints } = await stage.open('on a server');
  const asked = new Set(stage.hits.map(hit => hit.split('/').at(-1)));
  await page.evaluate(() => navigator.serviceWorker.ready);
  // Nothing but the page's own files, ever.
  for (const name of asked) assert.match(name, /^(index\.html|manifest\.webmanifest|sw\.js)$/);
  const hits = stage.hits.length;
  await context.setOffline(true);
  await page.reload();
  await page.waitForSelector('textarea:focus');
  await paste(page, DESCRIBE_AND_LOG);
  assert.match(await answerOf(page), /LEDGER_URL/);
  assert.equal(stage.hits.length, hits, 'the server was asked');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('the page on a server is offered as a file, with the SHA-256 of the very bytes that arrive', async () => {
  const { context, page } = await stage.open('on a server');
  const arrived = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download this page' }).click();
  const download = await arrived;
  assert.equal(download.suggestedFilename(), 'unloop.html');
  const hash = createHash('sha256').update(await readFile(await download.path())).digest('hex');
  await page.locator('.own-file', { hasText: hash }).waitFor();
  await context.close();

  const { context: elsewhere, page: file } = await stage.open('one file');
  assert.equal(await file.locator('.own-file').count(), 0, 'who has the file needs no link to it');
  await elsewhere.close();
});

test('under the headers that are published with it, its own site can frame the page and no other', async () => {
  const context = await stage.browser.newContext();
  const page = await context.newPage();
  const address = stage.address('on a server');
  const sent = (await page.goto(address)).headers();
  assert.equal(sent['x-content-type-options'], 'nosniff');
  assert.equal(sent['referrer-policy'], 'no-referrer');
  await page.route('**/host.html', route => route.fulfill({ contentType: 'text/html', body: `<iframe src="${address}"></iframe>` }));
  const framed = async host => {
    await page.goto(new URL('/host.html', host).href);
    return page.frames()[1].url();
  };
  assert.equal(await framed(address), address, 'its own site');
  assert.match(await framed(address.replace('127.0.0.1', 'localhost')), /^chrome-error:/, 'another site');
  await context.close();
});

test('the policy that is documented is that of the page', async () => {
  const page = await readFile(new URL('unloop.html', DIST), 'utf8');
  const [, policy] = page.match(/http-equiv="Content-Security-Policy" content="([^"]*)"/);
  const documented = await readFile(new URL('../../docs/hosting.md', import.meta.url), 'utf8');
  for (const directive of policy.split('; ')) {
    const said = directive.replace(/( 'sha256-[^']*')+/, hashes => ` 'sha256-…'${hashes.trim().includes(' ') ? ' …' : ''}`);
    assert.ok(documented.includes('`' + said + '`'), `docs/hosting.md does not say ${said}`);
  }
});
