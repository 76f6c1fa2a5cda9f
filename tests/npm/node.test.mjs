// The functions, as Node runs them; the entries in other programs.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runInNewContext } from 'node:vm';
import { tar } from '../browser/packed.mjs';
import { PASTE, NATIVE, RULES, project, tool } from './project.mjs';

let installed;
let unloop;
let createWorker;
let modules = 0;

before(async () => {
  installed = await project();
  const { Module } = WebAssembly;
  WebAssembly.Module = new Proxy(Module, {
    construct(...given) {
      modules++;
      return Reflect.construct(...given);
    },
  });
  const load = name => import(pathToFileURL(installed.path('node_modules/unloop/lib', name)).href);
  unloop = await load('node.js');
  ({ createWorker } = await load('worker-node.js'));
  // A server may import the elements too: they do nothing there.
  await load('elements.js');
  assert.equal(modules, 0, 'nothing starts before it is needed');
  unloop.initSync();
  assert.equal(modules, 1);
  WebAssembly.Module = Module;
});

const bytes = new TextEncoder().encode(PASTE);
const stream = (...pieces) => new ReadableStream({
  start(controller) {
    for (const piece of pieces) controller.enqueue(piece);
    controller.close();
  },
});

test('the answer is that of the native command line', () => {
  const native = spawnSync(NATIVE, ['--json'], { input: PASTE, encoding: 'utf8' });
  const wanted = JSON.parse(native.stdout);
  assert.equal(wanted.causes[0].id, 'config/missing-env');
  // A file without a name is what standard input is.
  assert.deepEqual(unloop.diagnoseSync(PASTE), wanted);
});

test('every golden paste gets the answer of the native command line', () => {
  const folder = fileURLToPath(new URL('../cases', import.meta.url));
  const pastes = readdirSync(folder, { recursive: true }).filter(name => basename(name) === 'paste.txt');
  assert.ok(pastes.length > 100, `only ${pastes.length} were found`);
  for (const name of pastes) {
    const input = readFileSync(join(folder, name));
    const native = spawnSync(NATIVE, ['--json'], { input, encoding: 'utf8', maxBuffer: 1 << 26 });
    // Written again, so that the order of keys counts and the layout does not.
    assert.equal(JSON.stringify(unloop.diagnoseSync(input)), JSON.stringify(JSON.parse(native.stdout)), name);
  }
});

test('every kind of paste gets the same answer, in the program and in a thread', async () => {
  const wanted = unloop.diagnoseSync(PASTE);
  const worker = createWorker();
  // Texts of another window or of a test's sandbox are of other classes.
  const elsewhere = runInNewContext('Uint8Array.from(bytes)', { bytes });
  const kinds = () => [
    PASTE, bytes, bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length), elsewhere, elsewhere.buffer, new Blob([PASTE]),
    stream(bytes.slice(0, 347), bytes.slice(347)), stream(PASTE), Readable.from([PASTE.slice(0, 200), PASTE.slice(200)]),
  ];
  for (const paste of kinds()) assert.deepEqual(await unloop.diagnose(paste), wanted);
  for (const paste of kinds()) assert.deepEqual(await worker.diagnose(paste), wanted);
  assert.deepEqual(unloop.diagnoseSync(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)), wanted);
  const diagnoser = new unloop.Diagnoser();
  for (const letter of bytes) diagnoser.push(Uint8Array.of(letter));
  assert.deepEqual(diagnoser.finish(), wanted);
  assert.throws(() => diagnoser.push('more'), /has given its answer/);
  for (const none of [42, null, {}, [{ name: 'a.log', data: 42 }]]) {
    await assert.rejects(unloop.diagnose(none), TypeError);
    await assert.rejects(worker.diagnose(none), TypeError);
  }
});

test('offsets can be those of strings', () => {
  const { causes, artifacts } = unloop.diagnoseSync(PASTE, { offsets: 'utf16' });
  const quotes = causes.flatMap(cause => cause.evidence);
  assert.ok(quotes.some(({ quote }) => quote.includes('🚀')));
  for (const { start, end, quote } of quotes) assert.equal(PASTE.slice(start, end), quote);
  assert.equal(artifacts.at(-1).end, PASTE.trimEnd().length);
});

test('archives are opened, and what is left out is told', async () => {
  const packed = tar({ 'logs/cart.log': PASTE, 'picture.png': Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\0') });
  const told = [];
  const { inputs, causes } = await unloop.diagnose([{ name: 'dump.tar', data: new Blob([packed]) }], {
    onLeftOut: sentences => told.push(...sentences),
  });
  assert.deepEqual(inputs.map(({ name }) => name), ['dump.tar/logs/cart.log']);
  assert.equal(causes[0].id, 'config/missing-env');
  assert.match(told.join(), /dump\.tar\/picture\.png/);
});

test('forms to share hold no secret, whichever way offsets are counted', () => {
  for (const offsets of ['utf8', 'utf16']) {
    const paste = PASTE.replace('required', 'Quiet-4-Owls required');
    const diagnosis = unloop.diagnoseSync(paste, { offsets });
    for (const form of ['toMarkdown', 'toSarif', 'toText']) {
      const shown = unloop[form](diagnosis);
      assert.match(shown, /CART/);
      assert.doesNotMatch(shown, /Owls/, `${form}, ${offsets}`);
    }
  }
  assert.match(unloop.redact(PASTE), /🚀 CART_PASSWORD=<password-1>\n/);
});

test('what unloop knows can be asked for', () => {
  assert.equal(unloop.explainExitCode(137).name, 'SIGKILL');
  for (const none of [1.5, NaN, 8080]) assert.equal(unloop.explainExitCode(none), undefined);
  assert.ok(unloop.catalog().causes.some(({ id }) => id === 'memory/oom-limit'));
});

test('rules of your own count, and bad ones are refused with their place', () => {
  const told = unloop.diagnoseSync('ERROR no owl at DESK\n', { rules: RULES });
  assert.equal(told.causes[0].id, 'config/missing-env');
  assert.throws(() => new unloop.Diagnoser({ rules: { 'owls.yaml': RULES.replace('why:', 'wy:') } }), /^Error: owls\.yaml:/);
});

/** A paste that takes a while: of a line with a secret nothing is let go. */
const LONG = PASTE + '2026-11-19T10:11:41Z INFO signed in with password=Wren-41-salt\n'.repeat(20_000);

test('long work says how far it is, and can be stopped', async () => {
  const seen = [];
  await unloop.diagnose(LONG, { onProgress: progress => seen.push(progress) });
  const reading = seen.filter(({ stage }) => stage === 'reading');
  assert.ok(reading.length > 2 && reading.every(({ bytes, total }) => bytes <= total), JSON.stringify(seen));
  const enough = new AbortController();
  const onProgress = ({ stage }) => stage === 'reading' && enough.abort();
  assert.throws(() => unloop.diagnoseSync(LONG, { signal: enough.signal, onProgress }), { name: 'AbortError' });
  const stop = new AbortController();
  let cancelled = false;
  const endless = new ReadableStream({
    pull(controller) {
      controller.enqueue(bytes);
      stop.abort();
    },
    cancel: () => { cancelled = true; },
  });
  await assert.rejects(unloop.diagnose(endless, { signal: stop.signal }), { name: 'AbortError' });
  assert.ok(cancelled);
});

test('a stream that brings nothing can be stopped', async () => {
  const worker = createWorker();
  for (const where of [unloop, worker]) {
    const stop = new AbortController();
    const asked = where.diagnose(new ReadableStream(), { signal: stop.signal });
    setTimeout(() => stop.abort(), 5);
    await assert.rejects(asked, { name: 'AbortError' });
  }
  // What was stopped keeps nobody waiting.
  assert.equal((await worker.explainExitCode(139)).name, 'SIGSEGV');
});

test('a worker answers in order, stops what is stopped, and ends', async () => {
  const worker = createWorker();
  const stop = new AbortController();
  const seen = [];
  const onProgress = ({ stage, bytes }) => {
    seen.push(stage);
    if (stage === 'reading' && bytes > 300_000) stop.abort();
  };
  const [long, short, code] = await Promise.allSettled([
    worker.diagnose(stream(LONG), { signal: stop.signal, onProgress }),
    worker.diagnose(PASTE),
    worker.explainExitCode(139),
  ]);
  assert.equal(long.reason?.name, 'AbortError');
  assert.ok(seen.includes('taking'));
  assert.deepEqual(short.value, unloop.diagnoseSync(PASTE));
  assert.equal(code.value.name, 'SIGSEGV');
  const last = worker.diagnose(PASTE);
  worker.close();
  await assert.rejects(last, /closed/);
});

test('a worker refuses what it cannot be sent, and goes on', async () => {
  const worker = createWorker();
  await assert.rejects(worker.diagnose('exit code 1', { rules: () => {} }), { name: 'DataCloneError' });
  assert.equal((await worker.explainExitCode(139)).name, 'SIGSEGV');
});

test('a question to a worker is stopped before its turn, and a closed worker takes no more', async () => {
  const worker = createWorker();
  let end;
  const first = worker.diagnose(new ReadableStream({ start: controller => { end = () => controller.close(); } }));
  const stop = new AbortController();
  const second = worker.diagnose(PASTE, { signal: stop.signal });
  stop.abort();
  await assert.rejects(second, { name: 'AbortError' });
  worker.close();
  end();
  await assert.rejects(first, /closed/);
});

test('a thread that cannot start says why, and the next question tries again', async () => {
  let tries = 0;
  const worker = createWorker({
    module: () => {
      tries++;
      if (tries === 1) throw new Error('no module today');
      return new WebAssembly.Module(readFileSync(installed.path('node_modules/unloop/lib/unloop.wasm')));
    },
  });
  await assert.rejects(worker.catalog(), { name: 'WorkerError', message: /no module today/ });
  assert.equal((await worker.explainExitCode(139)).name, 'SIGSEGV');
});

const IMPORTED = `
import { diagnose } from 'unloop';
import { createWorker } from 'unloop/worker';
const one = await diagnose('exit code 139');
const two = await createWorker().diagnose('exit code 139');
console.log(one.exit_codes[0].name, two.exit_codes[0].name);
`;
const REQUIRED = `
const { diagnoseSync } = require('unloop');
console.log(diagnoseSync('exit code 139').exit_codes[0].name);
`;
// What the package's own page of introduction shows.
const README = (await readFile(new URL('../../core/npm/README.md', import.meta.url), 'utf8')).match(/```js\n([^]*?)```/)[1];
const SAID = new Map([[IMPORTED, 'SIGSEGV SIGSEGV\n'], [REQUIRED, 'SIGSEGV\n']]);

// They leave by themselves: no worker keeps a program alive.
const PROGRAMS = {
  'Node, import': ['main.mjs', IMPORTED, process.execPath],
  'the README': ['readme.mjs', README, process.execPath],
  'Node, require': ['main.cjs', REQUIRED, process.execPath],
  'Bun': ['main.mjs', IMPORTED, tool('bun')],
  'Deno': ['main.mjs', IMPORTED, tool('deno'), 'run', '--no-prompt', '--node-modules-dir=manual'],
};

for (const [name, [file, script, ...command]] of Object.entries(PROGRAMS)) {
  test(`a program of ${name}`, async () => {
    installed.put(file, script);
    const said = await installed.run(...command, installed.path(file));
    assert.match(said, SAID.has(script) ? new RegExp(`^${SAID.get(script)}$`) : /^failing config\/missing-env FATAL required .*\n$/);
  });
}
