// Takes a picture of every state of the page in every look, for people to judge: `node screenshots.mjs FOLDER`. The page
// must have been built.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { start, startOver } from './opened.mjs';
import { LOOKS, STATES } from './states.mjs';

const folder = process.argv[2] ?? 'screenshots';
await mkdir(folder, { recursive: true });
const stage = await start();
for (const [look, options] of Object.entries(LOOKS)) {
  const { context, page } = await stage.open('one file', { reducedMotion: 'reduce', ...options });
  for (const [state, reach] of Object.entries(STATES)) {
    await startOver(page);
    await reach(page);
    await page.mouse.move(0, 0);
    const name = `${state}, ${look}`.replaceAll(/[ ,]+/g, '-');
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  }
  await context.close();
}
await stage.close();
