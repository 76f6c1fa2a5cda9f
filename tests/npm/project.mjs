// A project that has installed the package: the packed file, unpacked where npm would put it.

import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { after } from 'node:test';

const here = fileURLToPath(new URL('.', import.meta.url));
const run = promisify(execFile);

const dist = resolve(here, '../../dist');

/** The packed package. */
export const PACKED = process.env.UNLOOP_PACKAGE ?? join(dist, readdirSync(dist).find(name => /^unloop-.*\.tgz$/.test(name)));

/** The native command line. */
export const NATIVE = resolve(here, process.env.UNLOOP ?? '../../target/debug/unloop');

/** A program of the tests' own packages. */
export const tool = name => join(here, 'node_modules', '.bin', name);

const roots = [];
after(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

/** Makes a project with these files, for as long as the test file runs. */
export async function project(files = {}) {
  const root = mkdtempSync(join(tmpdir(), 'unloop-npm-'));
  roots.push(root);
  const folder = join(root, 'node_modules', 'unloop');
  mkdirSync(folder, { recursive: true });
  await run('tar', ['-xzf', PACKED, '--strip-components=1', '-C', folder]);
  for (const [name, content] of Object.entries(files)) put(root, name, content);
  return {
    root,
    folder,
    path: (...names) => join(root, ...names),
    put: (name, content) => put(root, name, content),
    /** Runs a program in it, and gives back what it prints. */
    run: async (program, ...words) => (await run(program, words, { cwd: root, maxBuffer: 1 << 26, timeout: 30_000 })).stdout,
    runWith: async (env, program, ...words) => (await run(program, words, { cwd: root, env: { ...process.env, ...env }, timeout: 30_000 })).stdout,
  };
}

function put(root, name, content) {
  const file = join(root, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

/** A rule file of somebody's own. */
export const RULES = `\
technology: Cart
signatures:
- id: cart/owl-missing
  cause: config/missing-env
  match: 'no owl at (?<name>\\w+)'
  strength: decisive
  why: names the owl
  hits: ['no owl at DESK']
  misses: ['an owl at DESK']
`;

/** A paste whose cause is known for sure. */
export const PASTE = `\
Name:             cart-5b9d7c8f6-x2k9q
Namespace:        shop
Containers:
  cart:
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       Error
      Exit Code:    1
    Restart Count:  4
$ kubectl logs cart-5b9d7c8f6-x2k9q -n shop --previous
2026-11-19T10:11:41Z INFO größe 🚀 CART_PASSWORD=Quiet-4-Owls
2026-11-19T10:11:42Z FATAL 🚀 required environment variable CART_DSN is not set
`;
