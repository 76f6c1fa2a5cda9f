// Takes pictures of the page's main states in three looks: `node screenshots.mjs FOLDER`. The page must have been built.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { answerOf, paste, start } from './opened.mjs';
import { DESCRIBE_AND_LOG, MANY_PODS, STRANGE, WITH_SECRETS } from './pastes.mjs';

const LOOKS = {
  desk: { viewport: { width: 1366, height: 900 } },
  dark: { viewport: { width: 1366, height: 900 }, colorScheme: 'dark' },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};

const answered = async (page, text) => {
  await paste(page, text);
  await answerOf(page);
};

const STATES = {
  empty: async () => {},
  guide: page => page.getByText('Guide me').click(),
  answer: page => answered(page, DESCRIBE_AND_LOG),
  probe: async page => {
    await page.getByRole('button', { name: 'Liveness probe' }).click();
    await answerOf(page);
    await page.locator('.evidence a').first().click();
  },
  share: async page => {
    await answered(page, WITH_SECRETS);
    await page.locator('.share > summary').click();
    await page.locator('.link button').waitFor();
  },
  'many-pods': page => answered(page, MANY_PODS),
  'not-enough': page => answered(page, STRANGE['a novel']),
  'exit-code': page => answered(page, '139'),
};

const folder = process.argv[2] ?? 'screenshots';
await mkdir(folder, { recursive: true });
const stage = await start();
for (const [look, options] of Object.entries(LOOKS)) {
  for (const [state, reach] of Object.entries(STATES)) {
    const { context, page } = await stage.open('one file', { reducedMotion: 'reduce', ...options });
    await reach(page);
    await page.screenshot({ path: join(folder, `${state}-${look}.png`), fullPage: true });
    await context.close();
  }
}
await stage.close();
