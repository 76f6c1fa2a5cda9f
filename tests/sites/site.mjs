// Sites as docs/embedding.md says to make them: its commands are run, on the files that it shows.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { recipe } from './recipe.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const run = promisify(execFile);

const { UNLOOP_PACKAGE: PACKED, SITES } = process.env;
const MODULES = join(here, 'node_modules');

/** What stands in for the npm registry, and for npx, which would ask it. */
const OFFLINE = `
npm() {
  case "$*" in
    'pack unloop') cp "$UNLOOP_PACKAGE" . ;;
    'install unloop') mkdir -p node_modules/unloop && tar -xzf "$UNLOOP_PACKAGE" --strip-components=1 -C node_modules/unloop ;;
    *) echo "npm $*: not expected" >&2; return 1 ;;
  esac
}
npx() { "$@"; }
`;

/** What a generator works on: the package but for the engine, whose answers others test. */
const SCRIPTS = ['-xzOf', PACKED, '--exclude=*/packed.js', '--exclude=*/unloop.wasm'];

/**
 * Gives the folder of a generator's site. A site is kept, and built anew when the package's scripts, the recipe or the
 * generator are others.
 *
 * `pinned` is the file with the generator's version, `python` the folder in which pip has installed it; what its owner
 * has before unloop comes lies in the folder of the generator's name.
 */
export async function siteOf({ heading, name, output, pinned, python }) {
  const root = join(SITES, name);
  const before = join(here, name);
  const { commands, files } = recipe(heading);
  const { stdout: scripts } = await run('tar', SCRIPTS, { maxBuffer: 1 << 26 });
  const inputs = [JSON.stringify([OFFLINE, commands, files, python]), scripts, readFileSync(join(here, pinned))];
  const stamp = join(root, '.inputs');
  const wanted = inputs.reduce((hash, input) => hash.update(input), createHash('sha256')).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return join(root, output);

  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  if (existsSync(before)) cpSync(before, root, { recursive: true });
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
  // Above the site, where Node looks when the site's own folder has not what it wants.
  rmSync(join(SITES, 'node_modules'), { force: true });
  symlinkSync(MODULES, join(SITES, 'node_modules'));
  const path = [join(MODULES, '.bin'), ...(python ? [join(python, 'bin')] : []), process.env.PATH].join(delimiter);
  const env = { ...process.env, PATH: path, CI: 'true', ...(python && { PYTHONPATH: python }) };
  await run('sh', ['-euc', OFFLINE + commands], { cwd: root, env, maxBuffer: 1 << 26, timeout: 300_000 });
  writeFileSync(stamp, wanted);
  return join(root, output);
}
