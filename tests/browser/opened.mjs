// Opens the built page in Chromium, from a small server or straight from the disk, and watches what it asks for.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { extname, join, normalize, resolve } from 'node:path';
import { chromium } from 'playwright-core';

const here = fileURLToPath(new URL('.', import.meta.url));
const dist = resolve(here, process.env.PAGE_DIST ?? '../../dist');
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/** What the site asks its server to say with each of its files. */
const HEADERS = readFile(join(dist, 'site', '_headers'), 'utf8').then(
  text => Object.fromEntries(text.trim().split('\n').slice(1).map(line => line.trim().split(/: (.*)/, 2))),
  () => ({}));

/** Where the built page lies. */
export const DIST = pathToFileURL(`${dist}/`);

/** The two forms in which the page is published. */
export const FORMS = ['on a server', 'one file'];

/** Starts the browser and the server once for a test file; `close()` ends both. */
export async function start() {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const hits = [];
  const server = createServer((request, response) => {
    hits.push(request.url);
    return serve(request, response);
  });
  await new Promise(ready => server.listen(0, '127.0.0.1', ready));
  const addresses = {
    'on a server': `http://127.0.0.1:${server.address().port}/site/index.html`,
    'one file': pathToFileURL(join(dist, 'unloop.html')).href,
    'by Trunk': `http://127.0.0.1:${server.address().port}/index.html`,
  };
  let kept;
  return {
    browser,
    /** What the server was asked for, ever. */
    hits,
    /** An address at which the server would notice a visit. */
    trap: new URL('/trap', addresses['on a server']).href,
    /** Where a form of the page is. */
    address: form => addresses[form],
    /** A fresh page in one of its forms, ready for a paste. `beforehand` runs in it before its own scripts. */
    open: async (form = 'one file', options = {}, beforehand) => open(browser, addresses[form], options, beforehand),
    /**
     * The same, but of the single file, and emptied by its own button after the test before: making a page takes ten
     * times as long. For tests that leave nothing that this button keeps.
     */
    reopen: async () => {
      const again = kept && await emptied(kept);
      if (!again) {
        kept = await open(browser, addresses['one file'], {});
        kept.context.close = async () => {};
      }
      return kept;
    },
    close: async () => {
      await browser.close();
      server.closeAllConnections();
      await new Promise(closed => server.close(closed));
    },
  };
}

async function open(browser, address, options, beforehand) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  if (beforehand) await context.addInitScript(beforehand);
  const page = await context.newPage();
  const requests = [];
  const complaints = [];
  // Also hears the reader's thread. What the page holds in itself is no request that leaves.
  context.on('request', request => {
    if (!/^(blob|data):/.test(request.url())) requests.push(request.url());
  });
  page.on('pageerror', error => complaints.push(String(error)));
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(address);
  await page.waitForSelector('textarea:focus');
  // The reader starts with the page; whatever it needs, it asks for now.
  if (page.workers().length === 0) await page.waitForEvent('worker');
  // So does what keeps the page when the server goes.
  if (address.endsWith('/site/index.html')) await page.evaluate(() => navigator.serviceWorker.ready);
  return { context, page, requests, complaints };
}

/** Empties a page; tells whether that is possible, which it is not where a test has failed. */
async function emptied({ page, requests, complaints }) {
  if (complaints.length > 0) return false;
  requests.length = 0;
  return startOver(page).then(() => true, () => false);
}

/** Back to the empty page, as a user does it. */
export async function startOver(page) {
  const button = page.getByRole('button', { name: 'Start over' });
  if (await button.isVisible()) await button.click();
  await page.waitForSelector('#app .box:focus', { timeout: 5000 });
}

/** Waits until nothing moves or fades any more. */
export const settled = page => page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));

/** Pastes as a user does: by the clipboard and the keyboard, wherever the focus is. */
export async function paste(page, text) {
  await copy(page, text);
  await press(page);
}

/** Puts a text on the clipboard. The page's own thread does it here, which it does for no user. */
export const copy = (page, text) => page.evaluate(text => navigator.clipboard.writeText(text), text);

/** Presses the keys that paste. */
export const press = page => page.keyboard.press('ControlOrMeta+V');

/** Gives files as the dialog does: each `{ name, text }`, or `{ name, bytes }`. */
export async function give(page, files) {
  const chosen = files.map(({ name, text, bytes }) => ({
    name,
    mimeType: 'application/octet-stream',
    buffer: bytes ?? Buffer.from(text),
  }));
  await page.getByLabel('Files to read').setInputFiles(chosen);
}

/** Waits for the answer and gives its text, as a user reads it. */
export async function answerOf(page) {
  const answer = page.locator('.answer:not(.busy)');
  await answer.waitFor();
  return answer.innerText();
}

/** The stretches of the paste that the browser paints in a layer, such as `evidence-for`. */
export function painted(page, layer) {
  return page.evaluate(layer => [...(CSS.highlights.get(layer) ?? [])].map(String), layer);
}

async function serve(request, response) {
  const path = normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
  const file = join(dist, path);
  try {
    const body = await readFile(file);
    response.writeHead(200, { ...(path.startsWith('/site/') ? await HEADERS : {}), 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
}
