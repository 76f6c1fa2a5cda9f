// What is published, and how large it is.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { before, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { PACKED, project } from './project.mjs';

let installed;
before(async () => { installed = await project(); });

const read = (...names) => readFileSync(installed.path('node_modules/unloop', ...names), 'utf8');

test('the package holds these files and no others', () => {
  const files = readdirSync(installed.folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => `${(entry.parentPath ?? entry.path).slice(installed.folder.length + 1)}/${entry.name}`.replace(/^\//, ''));
  assert.deepEqual(files.sort(), [
    'LICENSE-APACHE', 'LICENSE-MIT', 'README.md',
    ...['answer.js', 'api.js', 'cli.js', 'client.js', 'dom.js', 'dump.js', 'elements.d.ts', 'elements.js', 'glue.js', 'index.d.ts', 'index.js', 'inlined.js',
      'node.js', 'packed.js', 'react.d.ts', 'report.js', 'shared.js', 'slim.d.ts', 'slim.js', 'style.js', 'thread.js', 'triage.js', 'types.d.ts',
      'unloop.wasm', 'worker-node.js', 'worker.d.ts', 'worker.js'].map(name => `lib/${name}`),
    'package.json',
  ]);
});

test('it needs no other package, and every entry leads to a file', () => {
  const manifest = JSON.parse(read('package.json'));
  for (const kind of ['dependencies', 'peerDependencies', 'optionalDependencies', 'scripts']) {
    assert.equal(manifest[kind], undefined, kind);
  }
  const paths = JSON.stringify([manifest.exports, manifest.bin, manifest.types]).match(/(\.\/)?lib\/[^"]+/g);
  assert.ok(paths.length > 8);
  for (const path of paths) assert.ok(statSync(installed.path('node_modules/unloop', path)).isFile(), path);
});

test('the declarations say what everything is', () => {
  for (const name of ['elements', 'index', 'react', 'slim', 'types', 'worker']) {
    const code = read(`lib/${name}.d.ts`).replace(/\/\*\*[^]*?\*\//g, '').replace(/\/\/.*/g, '');
    assert.doesNotMatch(code, /\b(any|unknown)\b/, name);
  }
});

test('the module that comes along is the one that is a file', () => {
  const packed = Buffer.from(read('lib/packed.js').split("'")[1], 'base64');
  assert.ok(gunzipSync(packed).equals(readFileSync(installed.path('node_modules/unloop/lib/unloop.wasm'))));
});

// In bytes, a few percent more than it takes today, because each version of the compiler gives another size. What grows
// beyond them needs a reason, and then these numbers change with it.
const MOST = { engine: 1_080_000, scripts: 90_000, packed: 2_200_000 };

test('it keeps its size', () => {
  const engine = read('lib/packed.js').length * 3 / 4;
  assert.ok(engine <= MOST.engine, `the compressed engine has ${engine} bytes`);
  const scripts = readdirSync(installed.path('node_modules/unloop/lib'))
    .filter(name => name.endsWith('.js') && name !== 'packed.js')
    .reduce((sum, name) => sum + read('lib', name).length, 0);
  assert.ok(scripts <= MOST.scripts, `the scripts have ${scripts} bytes`);
  const packed = statSync(PACKED).size;
  assert.ok(packed <= MOST.packed, `the package has ${packed} bytes`);
});
