// From paste to diagnosis: what a user reads off the page, and that nothing leaves it.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { FORMS, answerOf, paste, start } from './opened.mjs';
import { DESCRIBE_AND_LOG } from './pastes.mjs';

const COMMAND_LINE = process.env.UNLOOP ?? fileURLToPath(new URL('../../target/debug/unloop', import.meta.url));

let stage;
before(async () => { stage = await start(); });
after(() => stage.close());

for (const form of FORMS) {
  describe(form, () => {
    test('a describe and a log give cause, evidence, exit code and commands; no request leaves after load', async () => {
      const { context, page, requests, complaints } = await stage.open(form);
      const hitsAtLoad = stage.hits.length;
      requests.length = 0;
      await context.setOffline(true);

      await paste(page, DESCRIBE_AND_LOG);
      const answer = await answerOf(page);

      assert.match(await page.locator('.verdict').innerText(), /^Failing\n+.*LEDGER_URL/s);
      const cause = page.locator('.cause').first();
      assert.match(await cause.locator('h3').innerText(), /LEDGER_URL/);
      assert.match(await cause.locator('.confidence').innerText(), /^(Almost certain|Likely), \d\d %$/);
      const evidence = cause.locator('.evidence li').filter({ hasText: 'LEDGER_URL is not set' });
      assert.match(await evidence.first().innerText(), /line 43/);
      assert.match(answer, /Exit code\s+1\b/);
      assert.match(answer, /only reads/);
      assert.match(answer, /changes the cluster\s+kubectl set env deployment\/ledger -n zahlung/);
      assert.match(answer, /Undo:\s+kubectl rollout undo deployment\/ledger -n zahlung/);
      assert.match(await page.getByRole('list', { name: 'Recognised in your paste' }).innerText(), /ledger/);
      assert.match(await page.getByRole('status').first().innerText(), /^Failing\. .*LEDGER_URL/);

      assert.deepEqual(requests, [], 'asked for after load');
      assert.equal(stage.hits.length, hitsAtLoad, 'the server was visited after load');
      assert.deepEqual(complaints, []);
      await context.close();
    });

    test('typing is read too, after a pause', async () => {
      const { context, page } = await stage.open(form);
      await page.keyboard.type('exit code 139');
      await page.getByText(/139/).nth(1).waitFor();
      assert.match(await answerOf(page), /139.*SIGSEGV/s);
      assert.equal(await page.locator('#app .box').inputValue(), 'exit code 139', 'the box stays open for typing');
      await context.close();
    });
  });
}

test('what is pasted after an answer is a paste of its own beside the first, or stands alone if the user says so', async () => {
  const { context, page } = await stage.reopen();
  const [second, first] = DESCRIBE_AND_LOG.split('\n\n');
  await paste(page, first);
  await answerOf(page);
  await page.locator('.text').waitFor();
  await paste(page, second);
  await page.getByText('Added to what was there.').waitFor();
  // Until then the answer in view is that to the first.
  await answerOf(page);
  await page.locator('.cause h3', { hasText: 'LEDGER_URL' }).waitFor();
  const given = page.getByRole('list', { name: 'What you gave' });
  assert.match(await given.innerText(), /Paste 1[^]*previous log[^]*Paste 2[^]*describe/);

  await page.getByRole('button', { name: 'Keep only the new' }).click();
  await page.waitForFunction(second => document.querySelector('#app .box').value === second, second);
  await page.locator('.cause').waitFor({ state: 'detached' });
  assert.equal(await given.count(), 0);
  await context.close();
});

test('a paste that comes while the box has just turned over is added as any other', async () => {
  const { context, page } = await stage.reopen();
  const [second, first] = DESCRIBE_AND_LOG.split('\n\n');
  await paste(page, first);
  await page.locator('.text').waitFor();
  // The browser takes the focus away from what is hidden only with the next frame.
  await page.evaluate(text => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.querySelector('#app .box').dispatchEvent(event);
  }, second);
  await page.getByText('Added to what was there.').waitFor();
  await context.close();
});

test('the page says what the command says, to the letter', async () => {
  const { context, page } = await stage.open('one file', {}, () => {
    const Plain = self.Worker;
    self.Worker = class extends Plain {
      constructor(...what) {
        super(...what);
        this.addEventListener('message', event => {
          const [, [kind, json]] = Array.isArray(event.data) ? event.data : [0, []];
          if (kind === 'answer') self.heard = json;
        });
      }
    };
  });
  await paste(page, DESCRIBE_AND_LOG);
  await answerOf(page);
  const inThePage = JSON.parse(await page.evaluate(() => self.heard));
  const inTheTerminal = JSON.parse(execFileSync(COMMAND_LINE, ['--json'], { input: DESCRIBE_AND_LOG }));
  assert.deepEqual(inThePage, inTheTerminal);
  await context.close();
});

test('the policy of the single file forbids every connection, and nothing else may run in it', async () => {
  const { context, page } = await stage.open('one file');
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  for (const rule of ["default-src 'none'", "connect-src 'none'", "base-uri 'none'", "form-action 'none'",
    "require-trusted-types-for 'script'", 'trusted-types unloop']) {
    assert.ok(policy.includes(rule), `${rule} is missing in ${policy}`);
  }
  assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|https?:|\*/);

  const before = stage.hits.length;
  const escaped = await page.evaluate(async trap => {
    const ways = {
      fetch: () => fetch(trap),
      image: () => new Promise((done, failed) => { const image = new Image(); image.onload = done; image.onerror = failed; image.src = trap; }),
      script: () => new Promise((done, failed) => { const script = document.createElement('script'); script.onload = done; script.onerror = failed; script.src = trap; document.head.append(script); }),
      markup: async () => { document.body.insertAdjacentHTML('beforeend', '<b>in</b>'); },
      worker: async () => { new Worker(URL.createObjectURL(new Blob(['0']))); },
      socket: () => new Promise((done, failed) => { const socket = new WebSocket(trap.replace('http', 'ws')); socket.onopen = done; socket.onerror = failed; }),
      frame: () => new Promise((done, failed) => { const frame = document.createElement('iframe'); frame.onload = () => failed(new Error('cannot tell')); frame.src = trap; document.body.append(frame); }),
      form: async () => { const form = document.createElement('form'); form.action = trap; document.body.append(form); form.submit(); throw new Error('cannot tell'); },
      eval: async () => { eval('0'); },
      thread: () => new Promise((done, failed) => {
        const script = `fetch(${JSON.stringify(trap)}).then(() => postMessage(1), () => postMessage(0))`;
        const thread = new Worker(self.vouched(URL.createObjectURL(new Blob([script]))));
        thread.onmessage = ({ data }) => (data ? done() : failed(new Error('refused')));
        thread.onerror = failed;
      }),
      // Last: what would come before it has come when its answer would be there.
      beacon: async () => { navigator.sendBeacon(trap, 'x'); await new Promise(done => setTimeout(done, 200)); throw new Error('cannot tell'); },
    };
    const escaped = [];
    for (const [name, way] of Object.entries(ways)) {
      try { await way(); escaped.push(name); } catch { /* as it should be */ }
    }
    return escaped;
  }, stage.trap);
  assert.deepEqual(escaped, []);
  // No policy forbids what connects browsers.
  assert.equal(await page.evaluate(() => typeof RTCPeerConnection), 'undefined');
  assert.equal(stage.hits.length, before, 'the trap was visited');
  await context.close();
});
