// The declarations hold under the strictest compiler, as a module and as CommonJS.

import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { project, tool } from './project.mjs';

const USE = `
import { diagnose, diagnoseSync, Diagnoser, explainExitCode, catalog, toMarkdown, redact } from 'unloop';
import type { Diagnosis, Evidence, Verdict } from 'unloop';
import { init } from 'unloop/slim';
import { createWorker, type WorkerClient } from 'unloop/worker';
import { UnloopReport } from 'unloop/elements';

document.querySelector('unloop-triage')?.addEventListener('unloop-diagnosis', ({ detail }) => detail.causes[0]?.title.length);
const report: UnloopReport = document.createElement('unloop-report');
report.rules = undefined;

export async function all(file: File, stream: ReadableStream<Uint8Array>, signal: AbortSignal): Promise<string> {
  await init(new URL('https://example.org/unloop.wasm'));
  const told: Diagnosis = await diagnose(file, { signal, offsets: 'utf16', onProgress: ({ bytes, total }) => void (bytes / (total ?? 1)) });
  await diagnose(stream, { rules: { 'mine.yaml': '' } });
  await diagnose([{ name: file.name, data: file }, { name: 'b', data: await file.arrayBuffer() }]);
  const { body } = await fetch('https://example.org/pod.log');
  if (body) await diagnose(body);
  await diagnose((async function* () { yield 'a piece'; })());
  const verdict: Verdict = diagnoseSync(new Uint8Array(3)).verdict;
  const evidence: Evidence | undefined = told.causes[0]?.evidence[0];
  const runbook: string | null = told.causes[0]?.runbook ?? null;
  const diagnoser = new Diagnoser({ signal });
  const left: string[] = diagnoser.open('a.gz', new Uint8Array());
  const client: WorkerClient = createWorker();
  const known: string | undefined = catalog().technologies[0]?.signatures[0]?.patterns[0];
  const name: string = explainExitCode(137)?.name ?? '';
  switch (verdict) {
    case 'failing': case 'recovered': case 'healthy': case 'insufficient': break;
    default: verdict satisfies never;
  }
  // @ts-expect-error: a number is no paste
  await client.diagnose(42);
  // @ts-expect-error: there is no such field
  told.cause;
  // @ts-expect-error: nor such a word
  diagnoseSync('', { offsets: 'utf32' });
  return [redact(''), toMarkdown(diagnoser.finish()), evidence?.quote, runbook, left, known, name].join();
}
`;

let installed;
before(async () => { installed = await project({ 'package.json': '{}' }); });

// As the docs show it.
const [, LISTENER] = (await readFile(new URL('../../docs/embedding.md', import.meta.url), 'utf8')).match(/```js\n(document\.addEventListener[^]*?)```/);

const JSX = `
import type {} from 'unloop/react';

export const box = (
  <unloop-triage label="Paste it" theme="dark" value="exit code 1" onunloop-diagnosis={({ detail }) => detail.causes[0]?.title.length}>
    <p slot="footer">Ask us</p>
  </unloop-triage>
);
export const report = <unloop-report ref={element => void element?.refresh()} rules={{ 'mine.yaml': '' }} />;
// @ts-expect-error: there is no such theme
export const none = <unloop-report theme="blue" />;
`;

const STRICT = ['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess', '--noEmit', '--pretty', 'false', '--types', ''];
const BUNDLER = ['--module', 'esnext', '--moduleResolution', 'bundler'];
/** What the compiler has to complain of. */
const complaints = (...words) => installed.run(tool('tsc'), ...STRICT, '--target', 'es2023', '--lib', 'es2023,dom', ...words)
  .catch(error => error.stdout);

const SETTINGS = {
  'a bundler': [...BUNDLER, 'use.ts'],
  'Node, as a module and as CommonJS': ['--module', 'nodenext', 'use.mts', 'use.cts'],
};

for (const [name, words] of Object.entries(SETTINGS)) {
  test(`tsc --strict for ${name}`, async () => {
    for (const file of words.filter(word => word.startsWith('use'))) installed.put(file, USE);
    assert.equal(await complaints(...words), '');
  });
}

test('the listener that the docs show', async () => {
  installed.put('listener.ts', `import 'unloop/elements';\n${LISTENER}`);
  assert.equal(await complaints(...BUNDLER, 'listener.ts'), '');
});

test('the elements in JSX', async () => {
  for (const name of ['@types/react', 'csstype']) {
    cpSync(fileURLToPath(new URL(`node_modules/${name}`, import.meta.url)), installed.path('node_modules', name), { recursive: true });
  }
  installed.put('box.tsx', JSX);
  assert.equal(await complaints(...BUNDLER, '--jsx', 'react-jsx', 'box.tsx'), '');
});
