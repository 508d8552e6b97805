/**
 * What the tests of the careful reading share: a text, and the sign in the bar.
 *
 * @module
 */

/** An article that the two readings see differently. */
export const TEXT = `Mayor Odette Farnham said the trial would be reviewed. “If it does not work, we will stop it,” she told reporters on Monday.

The spokesman for the Harbor Council denied that money had been lost. Residents want the ferry back, and the council’s lawyers doubt that the contract can be ended before June.

“Nobody was asked,” said Rowan Pike, a teacher who lives by the bridge. He called on the mayor to apologize. The mayor refused, according to two officials familiar with the matter.`;

/** @param {import('playwright-core').Page} page */
export const sign = (page) => page.locator('#bar .careful');
/** When the careful marks are shown. @param {import('playwright-core').Page} page */
export const done = (page) => sign(page).filter({ hasText: 'Read carefully' }).waitFor({ timeout: 60_000 });

/**
 * Puts a reading in the place of the encoder's that finds the quick marks again but for every seventh, some less certain than they were and some
 * quotes without their speaker, and is done when the test says `goOn`: so that a text of any length can be looked at while it is read.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<{goOn: () => Promise<void>, part: () => Promise<void>, fail: () => Promise<void>}>} `part`: it tells what it found where the reader is;
 *   `fail`: it comes to nothing
 */
export async function standIn(page) {
  const body = `
    globalThis.goOn ??= {};
    const waited = new Promise((resolve, reject) => Object.assign(goOn, { now: resolve, fail: () => reject(new Error('It failed.')) }));
    const some = (list) => list.filter((_, i) => i % 7 !== 3).map((item, i) => ({ ...item, confidence: (i % 10) / 10 }));
    const unnamed = (quote, i) => (i % 5 === 4 ? { ...quote, speaker: null } : quote);
    export const createCareful = () => ({
      isOpen: () => true,
      dispose() {},
      async read(text, { signal, onShare, view, onPart }) {
        const { core } = await import('../main.js');
        const { doc } = await core.annotate(text, { aside: true });
        onShare(0);
        // As long as it takes for a half to be worth a change.
        await new Promise((resolve) => setTimeout(resolve, 600));
        goOn.part = () => onPart(found(), view());
        onShare(0.5);
        await waited;
        signal.throwIfAborted();
        return found();
        function found() {
        const quotes = some(doc.quotes).map(unnamed);
        const left = new Set(quotes.map(({ id }) => id));
        const positions = some(doc.positions).map((position) => (left.has(position.quote) ? position : { ...position, quote: null }));
        return { ...doc, reading: 'careful 1', mentions: some(doc.mentions), quotes, positions };
        }
      },
    });`;
  await page.route('**/core/careful.js', (route) => route.fulfill({ contentType: 'text/javascript', body }));
  await page.reload();
  await page.locator('#paste').waitFor();
  const call = (name) => () => page.evaluate((wanted) => void globalThis.goOn[wanted](), name);
  return { goOn: call('now'), part: call('part'), fail: call('fail') };
}

/** What is kept of the article that was opened last, and how many changes of a screen the page has made. @param {import('playwright-core').Page} page */
export async function kept(page) {
  const { doc, screens } = await page.evaluate(async () => {
    const { openStorage } = await import('/state/storage.js');
    const storage = await openStorage();
    const [latest] = await storage.list();
    const { doc } = latest ? await storage.load(latest.id) : {};
    storage.close();
    return { doc, screens: performance.getEntriesByName('careful-screen').length };
  });
  const marks = doc ? [...doc.mentions, ...doc.quotes, ...doc.positions] : [];
  return { doc, screens, carefully: marks.filter(({ evidence }) => evidence).map(({ start }) => start) };
}

/** Until so many screens have changed. @param {import('playwright-core').Page} page @param {number} count */
export const screens = (page, count) => page.waitForFunction((wanted) => performance.getEntriesByName('careful-screen').length >= wanted, count, { timeout: 60_000, polling: 30 });

/**
 * Makes the careful reading wait before each window, so that a test may look at the middle of it on any machine.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<(milliseconds: number) => Promise<void>>} how long it is to wait from now on; with `Infinity` it does not go on
 */
export async function pace(page) {
  await page.addInitScript(() => {
    const post = Worker.prototype.postMessage;
    let [wait, held] = [0, []];
    globalThis.pace = (milliseconds) => {
      wait = milliseconds;
      const waiting = held;
      held = [];
      for (const go of waiting) go();
    };
    Worker.prototype.postMessage = function (message, ...rest) {
      const go = () => post.call(this, message, ...rest);
      if (message.call !== 'readOn' || wait === 0) go();
      else if (wait === Infinity) held.push(go);
      else setTimeout(() => (wait === Infinity ? held.push(go) : go()), wait);
    };
  });
  await page.reload();
  await page.locator('#paste').waitFor();
  return (milliseconds) => page.evaluate((given) => globalThis.pace(given), milliseconds);
}
