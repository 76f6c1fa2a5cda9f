// Pages that use the package: built by Vite and esbuild, without a bundler, from a disk, under a strict policy.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { PASTE, project, tool } from './project.mjs';

const { chromium } = createRequire(new URL('../browser/package.json', import.meta.url))('playwright-core');
const webpack = promisify(createRequire(import.meta.url)('webpack'));

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:; require-trusted-types-for 'script'; trusted-types unloop";

const ANSWER = 'document.title = `${told.causes[0].id} ${told.causes[0].evidence[0].quote.slice(-6)}`;';
const page = script => `<!doctype html><meta charset=utf-8><title>-</title>${script}`;
const paste = JSON.stringify(PASTE);

// What the package's own page of introduction shows, with a paste and a title to see that it has worked.
const README = await readFile(new URL('../../core/npm/README.md', import.meta.url), 'utf8');
const shown = having => {
  const [, code] = [...README.matchAll(/```js\n([^]*?)```/g)].find(([, code]) => code.includes(having));
  return `const paste = ${paste};\n${code}document.title = summary;`;
};

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
  'shown/slim.js': shown('wasm?url'),
  'shown/slim.html': page('<script type=module src="slim.js"></script>'),
  'shown/worker.js': shown('createWorker()'),
  'shown/worker.html': page('<script type=module src="worker.js"></script>'),
  'shown/webpack.js': shown("new URL('unloop"),
  'webpack/slim.html': page('<script src="slim.js"></script>'),
  'webpack/whole.html': page('<script src="whole.js"></script>'),
  'unused.js': "import { diagnose } from 'unloop';\nimport { createWorker } from 'unloop/worker';\nconsole.log('nothing to ask');",
  'elements.js': "import 'unloop/elements';",
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

async function shows(address, title = /^config\/missing-env ot set$/) {
  const page = await browser.newPage();
  const complaints = [];
  page.on('pageerror', error => complaints.push(String(error)));
  page.on('console', message => {
    if (message.type() === 'error' && !message.text().includes('favicon')) complaints.push(message.text());
  });
  await page.goto(address);
  await page.waitForFunction(() => document.title !== '-', undefined, { timeout: 20_000 }).catch(() => {});
  assert.match(await page.title(), title);
  assert.deepEqual(complaints.filter(text => !/404/.test(text)), []);
  await page.close();
}

const SUMMARY = /CART_DSN/;
const served = path => `http://127.0.0.1:${server.address().port}${path}`;

test('a Vite app, and what the README shows for it', async () => {
  const pages = ['index.html', 'shown/slim.html', 'shown/worker.html'];
  const config = `export default { build: { target: 'esnext', rolldownOptions: { input: ${JSON.stringify(pages)} } } };`;
  installed.put('vite.config.js', config);
  await installed.run(tool('vite'), 'build', '--logLevel', 'error', '--outDir', 'vite', '--base', '/vite/');
  await shows(served('/vite/index.html'));
  await shows(served('/vite/shown/slim.html'), SUMMARY);
  await shows(served('/vite/shown/worker.html'), SUMMARY);
});

test('a webpack app, and what the README shows for it', async () => {
  const { compilation } = await webpack({
    mode: 'none',
    context: installed.root,
    entry: { whole: './bundled.js', slim: './shown/webpack.js' },
    output: { path: installed.path('webpack'), publicPath: '/webpack/' },
  });
  assert.deepEqual([...compilation.errors, ...compilation.warnings].map(String), []);
  await shows(served('/webpack/whole.html'));
  await shows(served('/webpack/slim.html'), SUMMARY);
});

test('a bundle holds nothing that is not asked for, and the engine is a chunk of its own', async () => {
  const bundle = ['--bundle', '--minify', '--splitting', '--format=esm', '--outdir=split', '--log-level=warning'];
  await installed.run(tool('esbuild'), 'unused.js', 'elements.js', ...bundle);
  const sizes = {};
  for (const file of await readdir(installed.path('split'))) sizes[file] = (await readFile(installed.path('split', file))).length;
  assert.ok(sizes['unused.js'] < 200, JSON.stringify(sizes));
  const { [Object.keys(sizes).find(name => name.startsWith('packed-'))]: packed, ...others } = sizes;
  assert.ok(packed > 1_000_000, JSON.stringify(sizes));
  assert.ok(Object.values(others).reduce((sum, size) => sum + size) < 70_000, JSON.stringify(sizes));
});

test('an esbuild bundle, opened from a disk', async () => {
  await installed.run(tool('esbuild'), 'bundled.js', '--bundle', '--minify', '--outfile=out/bundled.js', '--log-level=warning');
  await shows(pathToFileURL(installed.path('bundled.html')).href);
});

test('a script without a bundler, under a strict policy', () => shows(served('/plain.html')));

test('the wasm as a file of its own', () => shows(served('/slim.html')));

test('a worker, under a strict policy', () => shows(served('/worker.html')));
