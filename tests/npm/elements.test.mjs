// The custom elements, in the example pages of the docs, under a strict policy.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { POLICY, WITHOUT_WORKERS, serve } from './examples.mjs';
import { PASTE, RULES, project } from './project.mjs';

const ours = createRequire(new URL('../browser/package.json', import.meta.url));
const { chromium } = ours('playwright-core');
const axe = await readFile(ours.resolve('axe-core/axe.min.js'), 'utf8');

let installed;
let browser;
const servers = [];

let here;
let elsewhere;
let strictest;
before(async () => {
  installed = await project();
  for (const policy of [POLICY, POLICY, WITHOUT_WORKERS]) servers.push(await serve(installed, policy));
  [here, elsewhere, strictest] = servers.map(({ address }) => address);
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
});
after(async () => {
  await browser?.close();
  for (const server of servers) server.close();
});

async function open(address, { beforehand, ...options } = {}) {
  const context = await browser.newContext(options);
  if (beforehand) await context.addInitScript(beforehand);
  const page = await context.newPage();
  const requests = [];
  const complaints = [];
  page.on('request', request => requests.push(new URL(request.url()).pathname));
  page.on('pageerror', error => complaints.push(String(error)));
  page.on('console', message => {
    if (message.type() === 'error' && !/404/.test(message.text())) complaints.push(message.text());
  });
  await page.addInitScript(() => addEventListener('unloop-diagnosis', ({ target, detail }) => {
    (window.told ??= []).push([target.localName, detail.verdict, detail.causes[0]?.id]);
  }));
  await page.goto(address);
  return { page, requests, complaints, close: () => context.close() };
}

const FAILING = ['unloop-triage', 'failing', 'config/missing-env'];
const painted = page => page.evaluate(() => [...(CSS.highlights.get('unloop-for') ?? [])].map(String));
const AXE = async page => {
  // The tool is no script of the page: it comes in as a person's own would.
  const { violations } = await page.evaluate(`${axe}; axe.run(document, { resultTypes: ['violations'] })`);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' | ')}`);
};

test('the box waits with the engine until there is something to read, then says why', async () => {
  const { page, requests, complaints, close } = await open(`${here}/plain.html`);
  await page.getByLabel('Paste what kubectl printed').waitFor();
  assert.ok(!requests.some(path => path.endsWith('/packed.js')), requests.join());
  await page.getByLabel('Paste what kubectl printed').fill(PASTE);
  await page.getByRole('heading', { name: /CART_DSN is not set \(\d+ % sure\)/ }).waitFor();
  assert.deepEqual(await page.evaluate(() => window.told), [FAILING]);
  assert.ok(requests.some(path => path.endsWith('/packed.js')));
  assert.equal(page.workers().length, 1);
  assert.doesNotMatch(await page.locator('unloop-triage').innerText(), /Quiet-4-Owls/);
  await page.getByRole('button', { name: 'Clear' }).click();
  assert.equal(await page.getByRole('heading', { name: /CART_DSN/ }).count(), 0);
  assert.deepEqual(complaints, []);
  await close();
});

test('the keyboard alone is enough', async () => {
  const { page, close } = await open(`${here}/plain.html`);
  await page.locator('unloop-triage').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.insertText(PASTE);
  await page.getByRole('button', { name: 'Copy' }).first().waitFor();
  const reached = () => page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.textContent);
  for (let presses = 0; presses < 12 && await reached() !== 'Copy'; presses++) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /Copied|Selected/ }).waitFor();
  await close();
});

for (const [name, beforehand] of [['highlights', undefined], ['mark elements', () => { delete window.Highlight; }]]) {
  test(`a report marks the dump in place, by ${name}`, async () => {
    const { page, complaints, close } = await open(`${here}/runbook.html`, { beforehand });
    const dump = await page.locator('unloop-report pre').first().textContent();
    await page.getByRole('button', { name: /^Show line/ }).first().waitFor();
    const marked = beforehand
      ? [await page.locator('unloop-report mark').allTextContents().then(texts => texts.join(''))]
      : await painted(page);
    assert.ok(marked.some(text => /FATAL required environment variable CART_DSN is not set/.test(text)), marked.join('\n'));
    await page.getByRole('button', { name: /^Show line/ }).first().click();
    assert.equal(await page.evaluate(() => document.activeElement.localName), 'pre');
    // Gone from the page, it leaves nothing behind.
    const left = await page.evaluate(() => {
      const report = document.querySelector('unloop-report');
      report.remove();
      return [report.querySelector('pre').textContent, report.querySelectorAll('mark').length];
    });
    assert.deepEqual(left, [dump, 0]);
    if (!beforehand) assert.deepEqual(await painted(page), []);
    assert.deepEqual(complaints, []);
    await close();
  });
}

/** How generators and highlighters make lines; each puts them into the `pre`. */
const LINES = {
  'breaks, as Docusaurus': lines => lines.flatMap(line => [['span', line], ['br']]),
  'an element for each, as Expressive Code': lines => lines.map(line => ['div', line]),
  'a button beside the code, as mdBook': lines => [['button', 'Copy'], ['code', lines.join('\n')]],
};
for (const [name, made] of Object.entries(LINES)) {
  test(`a report finds the lines of a dump before it: ${name}`, async () => {
    const { page, close } = await open(`${here}/plain.html`);
    const lines = ['exit code 1', '2026-11-19T10:11:42Z FATAL required environment variable CART_DSN is not set'];
    await page.evaluate(pieces => {
      const pre = document.createElement('pre');
      for (const [name, text = ''] of pieces) {
        const element = document.createElement(name);
        element.textContent = text;
        pre.append(element);
      }
      document.querySelector('main').prepend(pre, document.createElement('unloop-report'));
    }, made(lines));
    await page.getByRole('button', { name: 'Show line 2' }).waitFor();
    assert.deepEqual(await painted(page), [lines[1]]);
    await close();
  });
}

test('rules that come late are read by, and an element that is moved while it reads goes on', async () => {
  const { page, close } = await open(`${here}/plain.html`);
  await page.evaluate(() => {
    const box = document.querySelector('unloop-triage');
    box.value = 'ERROR no owl at DESK';
    document.querySelector('main').prepend(box);
  });
  await page.waitForFunction(() => window.told?.length === 1);
  assert.notEqual(await page.evaluate(() => window.told[0][2]), 'config/missing-env');
  await page.evaluate(rules => { document.querySelector('unloop-triage').rules = rules; }, RULES);
  await page.waitForFunction(() => window.told.at(-1)[2] === 'config/missing-env');
  await close();
});

for (const [colorScheme, workers] of [['light', 1], ['dark', 0]]) {
  const thread = workers === 1 ? 'share one thread' : 'work in the page where no thread is allowed';
  test(`several elements ${thread}, and axe finds nothing in them: ${colorScheme}`, async () => {
    const { page, close } = await open(`${workers === 1 ? here : strictest}/runbook.html`, { colorScheme });
    await page.getByLabel('Paste what it looks like this time').fill(PASTE);
    await page.waitForFunction(() => window.told?.length === 2);
    const told = await page.evaluate(() => window.told);
    assert.deepEqual(told.sort(), [['unloop-report', ...FAILING.slice(1)], FAILING]);
    assert.equal(page.workers().length, workers);
    for (const summary of await page.locator('summary').all()) await summary.click();
    assert.deepEqual(await AXE(page), []);
    await close();
  });
}

test('a box takes the paste that a server wrote into its attribute', async () => {
  const { page, complaints, close } = await open(`${here}/plain.html`);
  await page.evaluate(paste => {
    const box = document.createElement('unloop-triage');
    box.setAttribute('value', paste);
    document.body.append(box);
  }, PASTE);
  await page.waitForFunction(() => window.told?.length === 1);
  assert.deepEqual(await page.evaluate(() => window.told), [FAILING]);
  assert.equal(await page.evaluate(() => document.querySelector('unloop-triage[value]').value), PASTE);
  assert.deepEqual(complaints, []);
  await close();
});

test('without scripts the dump is there to read', async () => {
  const { page, close } = await open(`${here}/runbook.html`, { javaScriptEnabled: false });
  assert.match(await page.locator('unloop-report').innerText(), /CART_DSN is not set/);
  await close();
});

test('a box in an iframe listens to its host and to nobody else', async () => {
  const { page, close } = await open(`${here}/frame.html?box=${encodeURIComponent(`${elsewhere}/box.html`)}`);
  await page.waitForFunction(() => /memory/i.test(document.querySelector('#verdict').textContent));
  await close();
  // The same box, told of another host.
  const other = await open(`${here}/frame.html?box=about:blank`);
  await other.page.evaluate(box => {
    window.heard = [];
    addEventListener('message', ({ data }) => window.heard.push(data));
    const frame = document.querySelector('iframe');
    frame.onload = () => frame.contentWindow.postMessage({ type: 'unloop:paste', text: 'exit code 139' }, '*');
    frame.src = `${box}/box.html#https%3A%2F%2Fhost.example`;
  }, elsewhere);
  const box = other.page.frameLocator('iframe');
  await box.getByLabel('Paste what kubectl printed').waitFor();
  await other.page.waitForTimeout(300);
  assert.equal(await box.getByLabel('Paste what kubectl printed').inputValue(), '');
  assert.deepEqual(await other.page.evaluate(() => window.heard), []);
  await other.close();
});
