#!/usr/bin/env node
// `npx unloop`: the native command line, compiled to wasm, on Node's files and streams.

import { closeSync, fstatSync, openSync, readSync, readdirSync, statSync, writeSync } from 'node:fs';
import { isatty } from 'node:tty';
import { commandLine } from './glue.js';
import { initSync } from './node.js';

const INPUT = 0;
const OUTPUT = 1;
const ERRORS = 2;

/** What the engine has words for; everything else is told in those of Node. */
const KNOWN = new Set(['ENOENT', 'EACCES', 'EPERM', 'ENOTDIR', 'EPIPE']);

const machine = {
  print: text => attempt(() => write(OUTPUT, text)),
  complain(text) {
    try {
      write(ERRORS, text);
    } catch {
      // Nobody is left to tell.
    }
  },
  wantsColour: () => isatty(OUTPUT) && process.env.NO_COLOR === undefined,
  inputIsTerminal: () => isatty(INPUT),
  kind: path => attempt(() => {
    const about = statSync(path);
    return about.isDirectory() ? 'folder' : about.isFile() ? 'file' : 'stream';
  }),
  open: path => attempt(() => openSync(path)),
  size: handle => attempt(() => fstatSync(handle).size),
  read: (handle, into, place) => attempt(() => {
    try {
      return patiently(() => readSync(handle, into, 0, into.length, place < 0 ? null : place));
    } catch (error) {
      // Windows says so of a pipe that has ended.
      if (error.code === 'EOF') return 0;
      throw error;
    }
  }),
  close: handle => closeSync(handle),
  list: folder => attempt(() => readdirSync(folder, { withFileTypes: true })
    .map(entry => `${entry.isDirectory() ? 'd' : entry.isFile() ? 'f' : 'o'}${entry.name}`)),
};

initSync();
process.exitCode = commandLine(process.argv.slice(2), machine);

function attempt(act) {
  try {
    return act();
  } catch (error) {
    throw KNOWN.has(error.code) ? error.code : error.message;
  }
}

function write(stream, text) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) at += patiently(() => writeSync(stream, bytes, at));
}

/** Some pipes say "not now" where others would wait. */
function patiently(act) {
  for (;;) {
    try {
      return act();
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
