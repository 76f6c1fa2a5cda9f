// Pages that use the package: built by Vite and esbuild, without a bundler, from a disk, under a strict policy.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { PASTE, project, tool } from './project.mjs';

const { chromium } = createRequire(new URL('../browser/package.json', import.meta.url))('playwright-core');

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:; require-trusted-types-for 'script'; trusted-types unloop";

const ANSWER = 'document.title = `${told.causes[0].id} ${told.causes[0].evidence[0].quote.slice(-6)}`;';
const page = script => `<!doctype html><meta charset=utf-8><title>-</title>${script}`;
const paste = JSON.stringify(PASTE);

const FILES = {
  'package.json': '{ "type": "module" }',
  'main.js': `import { diagnose } from 'unloop';\nconst told = await diagnose(${paste});\n${ANSWER}`,
  'index.html': page('<script type=module src="/main.js"></script>'),
  'bundled.js': `import { diagnose } from 'unloop';\ndiagnose(${paste}).then(told => { ${ANSWER} });`,
  'bundled.html': page('<script src="out/bundled.js"></script>'),
  'plain.js': `import { diagnose } from '/node_modules/unloop/lib/index.js';\nconst told = await diagnose(${paste});\n${ANSWER}`,
  'plain.html': page('<script type=module src="/plain.js"></script>'),
  'slim.js': `import { diagnoseSync, init } from '/node_modules/unloop/lib/slim.js';\n`
    + `await init('/node_modules/unloop/lib/unloop.wasm');\nconst told = diagnoseSync(${paste});\n${ANSWER}`,
  'slim.html': page('<script type=module src="/slim.js"></script>'),
  'worker.js': `import { createWorker } from '/node_modules/unloop/lib/worker.js';\n`
    + `const told = await createWorker().diagnose(new Blob([${paste}]));\n${ANSWER}`,
  'worker.html': page('<script type=module src="/worker.js"></script>'),
};

let installed;
let browser;
let server;
const policed = new Set(['/plain.html', '/worker.html']);

before(async () => {
  installed = await project(FILES);
  server = createServer(async ({ url }, response) => {
    try {
      const body = await readFile(installed.path(url.slice(1)));
      const policy = policed.has(url) ? { 'content-security-policy': POLICY } : {};
      response.writeHead(200, { 'content-type': TYPES[extname(url)] ?? 'text/plain', ...policy }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise(ready => server.listen(0, '127.0.0.1', ready));
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
});

after(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

async function shows(address) {
  const page = await browser.newPage();
  const complaints = [];
  page.on('pageerror', error => complaints.push(String(error)));
  page.on('console', message => {
    if (message.type() === 'error' && !message.text().includes('favicon')) complaints.push(message.text());
  });
  await page.goto(address);
  await page.waitForFunction(() => document.title !== '-', undefined, { timeout: 20_000 }).catch(() => {});
  assert.deepEqual([await page.title(), complaints.filter(text => !/404/.test(text))], ['config/missing-env ot set', []]);
  await page.close();
}

const served = path => `http://127.0.0.1:${server.address().port}${path}`;

test('a Vite app', async () => {
  await installed.run(tool('vite'), 'build', '--logLevel', 'error', '--target', 'esnext', '--outDir', 'vite', '--base', '/vite/');
  await shows(served('/vite/index.html'));
});

test('an esbuild bundle, opened from a disk', async () => {
  await installed.run(tool('esbuild'), 'bundled.js', '--bundle', '--minify', '--outfile=out/bundled.js', '--log-level=warning');
  await shows(pathToFileURL(installed.path('bundled.html')).href);
});

test('a script without a bundler, under a strict policy', () => shows(served('/plain.html')));

test('the wasm as a file of its own', () => shows(served('/slim.html')));

test('a worker, under a strict policy', () => shows(served('/worker.html')));
