// The custom elements in Firefox, under a strict policy: with a thread, and where none is allowed.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { FIREFOX, startFirefox } from '../browser/firefox.mjs';
import { POLICY, WITHOUT_WORKERS, serve } from './examples.mjs';
import { PASTE, project } from './project.mjs';

const skip = FIREFOX ? false : 'there is no Firefox here';

let firefox;
let installed;
before(async () => {
  if (skip) return;
  [firefox, installed] = await Promise.all([startFirefox(), project()]);
});
after(() => firefox?.close());

/** Notes what the elements tell, and who has answered. */
function watch() {
  window.told = [];
  window.answers = 0;
  addEventListener('unloop-diagnosis', ({ target, detail }) => window.told.push([target.localName, detail.causes[0]?.id]));
  window.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', ({ data }) => {
        if (data.value) window.answers++;
      });
    }
  };
}

for (const [name, policy, answers] of [['in one thread', POLICY, 2], ['in the page, where no thread is allowed', WITHOUT_WORKERS, 0]]) {
  test(`both elements answer ${name}`, { skip }, async t => {
    const server = await serve(installed, policy);
    t.after(() => server.close());
    const page = await firefox.open(`${server.address}/runbook.html`, `customElements.get('unloop-triage')`, watch);
    await page.value(`void (document.querySelector('unloop-triage').value = ${JSON.stringify(PASTE)})`);
    await page.value(`document.querySelector('unloop-report').scrollIntoView()`);
    await page.until(`told.length === 2`);
    assert.deepEqual(await page.value(`told.sort()`), [['unloop-report', 'config/missing-env'], ['unloop-triage', 'config/missing-env']]);
    assert.equal(await page.value(`answers`), answers);
    assert.match(await page.value(`[...CSS.highlights.get('unloop-for')].join('')`), /FATAL required environment variable CART_DSN is not set/);
    assert.match(await page.value(`document.querySelector('unloop-triage').shadowRoot.querySelector('h2').innerText`), /CART_DSN/);
    await page.close();
  });
}
