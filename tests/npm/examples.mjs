// The example pages of the docs on a server, under a strict policy, with the package beside them as the docs say.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const EXAMPLES = fileURLToPath(new URL('../../docs/examples', import.meta.url));
const TYPES = { '.css': 'text/css', '.html': 'text/html', '.js': 'text/javascript' };

/** All that the elements need, and nothing else. */
export const POLICY = "default-src 'none'; style-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:; frame-src *; "
  + "require-trusted-types-for 'script'; trusted-types unloop";
/** The same without a thread. */
export const WITHOUT_WORKERS = POLICY.replace('worker-src blob:; ', '');

/** Starts a server; `close()` ends it. */
export async function serve(installed, policy) {
  const server = createServer(async ({ url }, response) => {
    const path = new URL(url, 'http://localhost').pathname;
    const file = path.startsWith('/unloop/') ? join(installed.folder, 'lib', path.slice(8)) : join(EXAMPLES, path);
    try {
      const body = await readFile(file);
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain', 'content-security-policy': policy }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise(ready => server.listen(0, '127.0.0.1', ready));
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
