// What docs/embedding.md tells its reader to do: commands to run, and files with their contents.

import { readFileSync } from 'node:fs';

const DOCS = readFileSync(new URL('../../docs/embedding.md', import.meta.url), 'utf8');

/** The recipe under a heading, with the files that the section around it shows for all. */
export function recipe(heading) {
  const [, about] = DOCS.match(/^## Markdown$([^]*?)^## /m);
  const [common, ...recipes] = about.split(/^### /m);
  const own = recipes.find(text => text.startsWith(heading));
  if (!own) throw new Error(`docs/embedding.md has no recipe for ${heading}`);
  const [, commands] = own.match(/^```sh\n([^]*?)^```$/m);
  return { commands, files: { ...filesOf(common), ...filesOf(own) } };
}

/** Every file that is named before the block that holds it. */
function filesOf(text) {
  const named = text.matchAll(/^`([^`\n]+)`:\n\n(`{3,})\w+\n([^]*?)^\2$/gm);
  return Object.fromEntries([...named].map(([, name, , content]) => [name, content]));
}
