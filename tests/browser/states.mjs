// The looks and the states of the page that tests judge and pictures show. Each state begins with an empty page.

import { answerOf, give, paste } from './opened.mjs';
import { DESCRIBE_AND_LOG, MANY_PODS, STRANGE, WITH_SECRETS, largeLog } from './pastes.mjs';

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

export const LOOKS = {
  light: {},
  dark: { colorScheme: 'dark' },
  phone: PHONE,
  narrow: { viewport: { width: 320, height: 640 } },
  'high contrast, dark': { contrast: 'more', colorScheme: 'dark' },
};

const answered = async (page, text) => {
  await paste(page, text);
  await answerOf(page);
};

export const STATES = {
  'the empty page': async () => {},
  'an answer': page => answered(page, DESCRIBE_AND_LOG),
  'a piece of evidence': async page => {
    await answered(page, DESCRIBE_AND_LOG);
    await page.locator('.evidence a').first().click();
    await page.locator('a.tag.current').first().waitFor();
  },
  'several inputs': async page => {
    const [state, log] = DESCRIBE_AND_LOG.split('\n\n');
    await answered(page, state);
    await give(page, [
      { name: 'ledger-previous.log', text: log },
      { name: 'screenshot.png', text: '\x89PNG\r\n\x1a\n\0\0' },
    ]);
    await page.locator('.answer:not(.busy) .cause h3', { hasText: 'LEDGER_URL' }).waitFor();
  },
  'a large file': async page => {
    await give(page, [{ name: 'ledger-previous.log', text: largeLog(1) }]);
    await answerOf(page);
  },
  sharing: async page => {
    await answered(page, WITH_SECRETS);
    await page.locator('.share > summary').click();
    await page.getByText('What stands for what').click();
    await page.locator('.link button').waitFor();
  },
  'many pods': page => answered(page, MANY_PODS),
  'a text that says nothing': page => answered(page, STRANGE['a novel']),
  'an exit code': page => answered(page, '139'),
  // Last: it leaves nothing to start over from.
  'the guide': page => page.getByText('Guide me').click(),
};

/** Unfolds all that is folded. */
export const unfold = page =>
  page.locator('details').evaluateAll(all => all.forEach(details => { details.open = true; }));
