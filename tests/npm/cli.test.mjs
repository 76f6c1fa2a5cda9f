// `npx unloop` is the native command line: the same bytes on both streams, and the same status.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { tar, zip } from '../browser/packed.mjs';
import { NATIVE, PASTE, project } from './project.mjs';

const [STATE, LOG] = PASTE.split(/^\$.*\n/m);
const RULES = `\
technology: Cart
causes:
- id: cart/shelf-empty
  title: 'The shelf {name|name of the shelf} is empty'
  meaning: Cart does not start without goods.
  runbook: https://wiki.example.com/cart/shelf
signatures:
- id: cart/shelf-empty
  cause: cart/shelf-empty
  match: 'shelf (?<name>\\w+) holds nothing'
  strength: decisive
  why: names the shelf
  hits: ['shelf B7 holds nothing']
  misses: ['shelf B7 holds goods']
`;

const FILES = {
  'state.txt': STATE.trimEnd(),
  'cart.log': LOG,
  'größe.log': LOG,
  'no-text.txt': Buffer.from('7f454c4600000000', 'hex'),
  'latin.log': Buffer.from('FATAL gr\xf6\xdfe: exit code 139\n', 'latin1'),
  'rules.yaml': RULES,
  'bad-rules.yaml': RULES.replace('holds goods', 'holds nothing'),
  'dump/describe.txt': STATE,
  'dump/a/z.log': 'started\n',
  'dump/a.log': LOG,
  'dump/core': Buffer.from('7f454c4600000000', 'hex'),
  'dump/pods/logs/shop/cart-5b9d7c8f6-x2k9q/cart-previous.log.gz': gzipSync(LOG),
  'dump.tar.gz': gzipSync(tar({ 'dump/describe.txt': STATE, 'dump/logs/cart.log': LOG })),
  'dump.zip': zip({ 'describe.txt': STATE, 'logs/cart.log': LOG }),
  'cut.tar.gz': gzipSync(tar({ 'cart.log': LOG.repeat(40) })).subarray(0, 60),
};

// What is typed, what comes by standard input, and the status.
const TABLE = [
  [['--sarif', 'state.txt', '-'], LOG, 0],
  [['--markdown', '--rules', 'rules.yaml', 'größe.log', '-'], 'ERROR shelf B7 holds nothing\n', 0],
  [['--json', 'dump/'], '', 0],
  [['--explain-reading', 'dump.tar.gz'], '', 0],
  [['--json', './dump.zip', 'cut.tar.gz', 'no-text.txt'], '', 0],
  [['--redact', 'latin.log', '-'], PASTE, 0],
  [['--rules', 'bad-rules.yaml'], PASTE, 2],
  [['--rules', 'none.yaml'], PASTE, 1],
  [['--rules', 'dump'], PASTE, 1],
  [['--rules', 'latin.log'], PASTE, 1],
  [['--rules'], PASTE, 2],
  [['--exit-code'], PASTE, 3],
  [['--json', '--exit-code', '/dev/null'], '', 5],
  [['--schema'], '', 0],
  [['--rules-schema'], '', 0],
  [['--help'], '', 0],
  [['--version'], '', 0],
  [['--man'], '', 0],
  [['completions', 'bash'], '', 0],
  [['completions', 'cmd'], '', 2],
  [['--jsn'], '', 2],
  [['none.txt'], '', 1],
  [['cart.log/none.txt'], '', 1],
  [['--', '--json'], '', 1],
];

let installed;
before(async () => { installed = await project(FILES); });

function run(program, words, input) {
  return new Promise(ended => {
    const child = execFile(program, words, { cwd: installed.root, maxBuffer: 1 << 26, timeout: 30_000 },
      (error, stdout, stderr) => ended({ status: error ? error.code : 0, stdout, stderr }));
    // Who ends on bad usage reads no input.
    child.stdin.on('error', () => {}).end(input);
  });
}

const npx = (words, input) => run(process.execPath, [installed.path('node_modules/unloop/lib/cli.js'), ...words], input);

for (const [words, input, status] of TABLE) {
  test(`unloop ${words.join(' ')}`, async () => {
    const [native, ours] = await Promise.all([run(NATIVE, words, input), npx(words, input)]);
    assert.deepEqual(ours, native);
    assert.equal(ours.status, status, ours.stderr);
  });
}

test('a reader that goes away is no problem', async () => {
  const { stderr, status } = await run('sh', ['-c', `'${process.execPath}' node_modules/unloop/lib/cli.js --schema | head -c 1; exit $?`], '');
  assert.deepEqual([stderr, status], ['', 0]);
});
