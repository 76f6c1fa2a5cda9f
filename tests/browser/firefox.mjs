// Drives Firefox by WebDriver BiDi, the protocol that it speaks by itself: no driver beside it, no patched build.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import WebSocket from 'ws';

/** Where Firefox is; empty if there is none. */
export const FIREFOX = process.env.FIREFOX ?? ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find(existsSync) ?? '';

const CONTROL = '\uE009';
const SETTINGS = {
  // The clipboard is the test's: nobody presses a button before each paste.
  'dom.events.testing.asyncClipboard': true,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'app.update.disabledForTesting': true,
};

/** Starts Firefox with a profile of its own; `close()` ends it. */
export async function startFirefox() {
  const profile = await mkdtemp(join(tmpdir(), 'unloop-firefox-'));
  const lines = Object.entries(SETTINGS).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`);
  await writeFile(join(profile, 'user.js'), lines.join(''));
  const options = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'];
  const process = spawn(FIREFOX, options, { stdio: ['ignore', 'ignore', 'pipe'] });
  const address = await new Promise((found, failed) => {
    let said = '';
    process.stderr.setEncoding('utf8').on('data', text => {
      said += text;
      const at = said.match(/WebDriver BiDi listening on (ws:\S+)/);
      if (at) found(at[1]);
    });
    process.on('exit', code => failed(new Error(`Firefox ended with ${code}: ${said}`)));
  });
  const session = await connect(`${address}/session`);
  await session.ask('session.new', { capabilities: {} });
  await session.ask('session.subscribe', { events: ['network.beforeRequestSent', 'log.entryAdded'] });
  return {
    session,
    /** Goes to an address in a tab of its own. */
    visit: async url => {
      const { context } = await session.ask('browsingContext.create', { type: 'tab' });
      await session.ask('browsingContext.navigate', { context, url, wait: 'complete' });
      await session.ask('browsingContext.close', { context });
    },
    /** A tab at an address, ready when the expression is true; `beforehand` is a function that runs in it before its own scripts. */
    open: (url, ready = FOCUSED, beforehand) => open(session, url, ready, beforehand),
    close: async () => {
      const ended = new Promise(done => process.on('exit', done));
      await session.ask('browser.close', {}).catch(() => process.kill());
      session.end();
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function connect(address) {
  const socket = new WebSocket(address);
  await new Promise((ready, failed) => socket.on('open', ready).on('error', failed));
  const asked = new Map();
  const heard = [];
  let number = 0;
  socket.on('message', data => {
    const message = JSON.parse(data);
    if (message.type === 'event') heard.push(message);
    const answer = asked.get(message.id);
    asked.delete(message.id);
    if (message.type === 'success') answer.done(message.result);
    if (message.type === 'error') answer?.failed(new Error(`${message.error}: ${message.message}`));
  });
  return {
    /** Every event so far. */
    heard,
    ask: (method, params) => new Promise((done, failed) => {
      number += 1;
      asked.set(number, { done, failed });
      socket.send(JSON.stringify({ id: number, method, params }));
    }),
    end: () => socket.close(),
  };
}

/** The page of unloop waits for a paste. */
const FOCUSED = `document.activeElement?.matches('#app textarea')`;

async function open(session, url, ready, beforehand) {
  const { context } = await session.ask('browsingContext.create', { type: 'tab' });
  if (beforehand) await session.ask('script.addPreloadScript', { functionDeclaration: String(beforehand), contexts: [context] });
  await session.ask('browsingContext.navigate', { context, url, wait: 'complete' });
  const page = {
    /** The value of an expression in the page; it may be a promise. */
    value: async expression => {
      const ownership = { target: { context }, awaitPromise: true };
      const given = await session.ask('script.evaluate', { expression: `(async () => JSON.stringify(await (${expression})))()`, ...ownership });
      if (given.type === 'exception') throw new Error(given.exceptionDetails.text);
      return given.result.value === undefined ? undefined : JSON.parse(given.result.value);
    },
    /** Waits until an expression is true, frame by frame. */
    until: expression => page.value(`new Promise((done, failed) => {
      const begin = performance.now();
      const look = () => (${expression}) ? done(true)
        : performance.now() - begin > 20000 ? failed(new Error(${JSON.stringify(`never: ${expression}`)})) : setTimeout(look, 20);
      look();
    })`),
    keys: (...keys) => session.ask('input.performActions', {
      context,
      actions: [{ type: 'key', id: 'keyboard', actions: keys }],
    }),
    press: key => page.keys({ type: 'keyDown', value: key }, { type: 'keyUp', value: key }),
    /** Pastes as a user does: by the clipboard and the keyboard. */
    paste: async text => {
      await page.value(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
      const key = (type, value) => ({ type, value });
      await page.keys(key('keyDown', CONTROL), key('keyDown', 'v'), key('keyUp', 'v'), key('keyUp', CONTROL));
    },
    requests: () => session.heard
      .filter(({ method }) => method === 'network.beforeRequestSent')
      .map(({ params }) => params.request.url)
      .filter(address => !/^(blob|data):/.test(address)),
    complaints: () => session.heard
      .filter(({ method, params }) => method === 'log.entryAdded' && params.level === 'error')
      .map(({ params }) => params.text),
    close: () => session.ask('browsingContext.close', { context }),
  };
  await page.until(ready);
  return page;
}
