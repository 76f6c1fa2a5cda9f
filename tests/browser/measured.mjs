// How long the page's own thread is busy, as the browser's trace has it.

/**
 * The longest task of the page's thread while something is done, in milliseconds of processor time. Only one at a time can
 * be measured in a browser.
 */
export async function longestTask(browser, page, act) {
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline'] });
  await act();
  // What the last step leads to is drawn by then.
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
  const { traceEvents } = JSON.parse(await browser.stopTracing());
  const threads = new Set(traceEvents
    .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
    .map(({ pid, tid }) => `${pid} ${tid}`));
  const tasks = traceEvents.filter(({ name, pid, tid }) => /RunTask$/.test(name) && threads.has(`${pid} ${tid}`));
  if (tasks.length === 0) throw new Error('the trace has no tasks');
  return Math.max(...tasks.map(({ tdur }) => tdur ?? 0)) / 1000;
}
