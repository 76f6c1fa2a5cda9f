// Sites of three generators: what the elements say in them.

import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { siteOf } from './site.mjs';

const { chromium } = createRequire(new URL('../browser/package.json', import.meta.url))('playwright-core');

/** Where the recipes say that the sites are. Nothing else is reached. */
const ADDRESS = 'https://docs.example';
const TYPES = { '.css': 'text/css', '.html': 'text/html', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.xml': 'text/xml' };

const LINE = '2026-11-19T10:11:42Z FATAL required environment variable CART_DSN is not set';
const FAILING = ['failing', 'config/missing-env'];

const GENERATORS = [
  { heading: 'MkDocs', name: 'mkdocs', output: 'site', pinned: 'mkdocs.txt', python: process.env.MKDOCS, stays: true },
  { heading: 'Docusaurus', name: 'docusaurus', output: 'build', pinned: 'package-lock.json', stays: true },
  { heading: 'Hugo', name: 'hugo', output: 'public', pinned: 'hugo.txt', python: process.env.HUGO },
];

let browser;
before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
});
after(() => browser?.close());

async function open(folder) {
  const page = await browser.newPage();
  await page.route('**', async route => {
    const { origin, pathname } = new URL(route.request().url());
    if (origin !== ADDRESS) return route.abort();
    const named = join(folder, decodeURIComponent(pathname));
    try {
      const file = (await stat(named)).isDirectory() ? join(named, 'index.html') : named;
      return await route.fulfill({ body: await readFile(file), contentType: TYPES[extname(file)] ?? 'application/octet-stream' });
    } catch {
      return route.fulfill({ status: 404, body: '' });
    }
  });
  const errors = [];
  page.on('pageerror', error => errors.push(String(error)));
  await page.addInitScript(() => addEventListener('unloop-diagnosis', ({ target, detail }) => {
    (window.told ??= []).push([target.localName, detail.verdict, detail.causes[0]?.id]);
  }));
  await page.goto(`${ADDRESS}/`);
  return { page, errors };
}

for (const generator of GENERATORS) {
  test(`${generator.heading}: the box answers, and a dump in a fenced block is marked on the page behind a link`, async () => {
    const { page, errors } = await open(await siteOf(generator));
    await page.getByLabel('Paste what kubectl printed').fill(LINE);
    await page.getByRole('heading', { name: /CART_DSN is not set/, level: 3 }).waitFor();
    assert.deepEqual(await page.evaluate(() => window.told), [['unloop-triage', ...FAILING]]);

    await page.evaluate(() => { window.told = []; window.stayed = true; });
    await page.getByRole('main').getByRole('link', { name: 'Cart does not start' }).first().click();
    await page.getByRole('button', { name: 'Show line 3' }).waitFor();
    assert.deepEqual(await page.evaluate(() => window.told), [['unloop-report', ...FAILING]]);
    const marked = await page.evaluate(() => [...CSS.highlights.get('unloop-for')].map(String));
    assert.deepEqual(marked, [LINE]);
    // Most generators change what is in the page and load no new one, when they can.
    assert.equal(await page.evaluate(() => window.stayed ?? false), generator.stays ?? false);
    assert.deepEqual(errors, []);
    await page.close();
  });
}
