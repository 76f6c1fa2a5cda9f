// A site of MkDocs Material, built from the example of the docs.

import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { project } from './project.mjs';

const { chromium } = createRequire(new URL('../browser/package.json', import.meta.url))('playwright-core');
const EXAMPLE = fileURLToPath(new URL('../../docs/examples/mkdocs', import.meta.url));
const TYPES = { '.css': 'text/css', '.html': 'text/html', '.js': 'text/javascript', '.xml': 'text/xml' };

test('a dump in a fenced block is marked, also when the page is reached by a link within the site', async () => {
  const installed = await project();
  cpSync(EXAMPLE, installed.root, { recursive: true });
  cpSync(join(installed.folder, 'lib'), installed.path('docs/unloop'), { recursive: true });
  await installed.runWith({ PYTHONPATH: process.env.MKDOCS }, 'python3', '-m', 'mkdocs', 'build', '--quiet', '--strict');
  const server = createServer(async ({ url }, response) => {
    try {
      const file = installed.path('site', new URL(url, 'http://localhost').pathname);
      const body = await readFile(file);
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise(ready => server.listen(0, '127.0.0.1', ready));
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/index.html`);
    await page.getByLabel('Paste what kubectl printed').waitFor();
    await page.getByRole('link', { name: 'Cart does not start' }).first().click();
    await page.getByRole('button', { name: 'Show line 3' }).waitFor();
    const marked = await page.evaluate(() => [...CSS.highlights.get('unloop-for')].map(String));
    assert.deepEqual(marked, ['2026-11-19T10:11:42Z FATAL required environment variable CART_DSN is not set']);
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
});
