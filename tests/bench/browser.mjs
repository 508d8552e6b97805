/**
 * How quick the published page is in headless Chromium: from paste to paint, from opening to the first article, scrolling, long tasks.
 * Prints a Markdown table.
 *
 * @module
 */

import { cpus } from 'node:os';
import { chromium } from 'playwright-core';
import { median, newsText, quantile } from './text.mjs';

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const url = process.env.WHOSAID_SITE_URL ?? '';
const browser = await chromium.launch({ executablePath: process.env.WHOSAID_CHROMIUM, args: FLAGS });

/**
 * Put into every page: notes long tasks, and can paste and wait until the first highlight is on the screen.
 *
 * A highlight that is registered in a task is painted in the next frame, one that is registered in an animation frame in that frame;
 * a message sent from the animation frame arrives when the frame is done.
 */
function instrument() {
  const tools = { tasks: [], drawing: false, wanted: null };
  globalThis.bench = tools;
  new PerformanceObserver((list) => tools.tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: 'longtask', buffered: true });
  const frame = globalThis.requestAnimationFrame.bind(globalThis);
  globalThis.requestAnimationFrame = (callback) =>
    frame((time) => {
      tools.drawing = true;
      try {
        callback(time);
      } finally {
        tools.drawing = false;
      }
    });
  const afterFrame = (done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(null);
  };
  const add = Highlight.prototype.add;
  Highlight.prototype.add = function (range) {
    const { wanted } = tools;
    if (wanted) {
      tools.wanted = null;
      if (tools.drawing) afterFrame(wanted);
      else frame(() => afterFrame(wanted));
    }
    return add.call(this, range);
  };
  tools.painted = () => new Promise((resolve) => (tools.wanted = () => resolve(performance.now())));
  tools.paste = (text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    const field = document.querySelector('#paste');
    field.focus();
    const painted = tools.painted();
    const start = performance.now();
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    return painted.then((end) => end - start);
  };
}

async function open() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.addInitScript(instrument);
  const page = await context.newPage();
  page.setDefaultTimeout(900_000);
  page.on('pageerror', (error) => {
    throw error;
  });
  return { page, context };
}

/** A page that has started and analyzed one article, then was idle. */
async function warm() {
  const opened = await open();
  await opened.page.goto(url);
  await opened.page.locator('#paste').waitFor();
  await opened.page.evaluate((text) => globalThis.bench.paste(text), newsText(5_000, 7));
  await opened.page.waitForTimeout(500);
  return opened;
}

/** Back to the first page. @param {import('playwright-core').Page} page */
async function home(page) {
  await page.click('.brand');
  await page.locator('#paste').waitFor();
  await page.waitForTimeout(300);
}

const say = (what) => process.stderr.write(`  ${what}\n`);
const rows = [];
const row = (what, count, values, unit = 'ms') => rows.push(`| ${what} | ${count} | ${median(values).toFixed(1)} ${unit} | ${quantile(values, 0.95).toFixed(1)} ${unit} |`);

say('5 kB, from paste to paint');
{
  const { page, context } = await warm();
  const times = [];
  for (let run = 0; run < 30; run++) {
    await home(page);
    times.push(await page.evaluate((text) => globalThis.bench.paste(text), newsText(5_000, 100 + run)));
  }
  row('5 kB article: paste to painted highlights', times.length, times);
  await context.close();
}

say('opening the page');
{
  const [ready, whole, own] = [[], [], []];
  for (let run = 0; run < 9; run++) {
    const { page, context } = await open();
    // The article is pasted as soon as there is a field: what the page still has to load is part of the time.
    await page.addInitScript(() => {
      globalThis.bench.article = new Promise((resolve) => (globalThis.bench.begin = resolve));
      const seen = new MutationObserver(() => {
        if (!document.querySelector('#paste')) return;
        seen.disconnect();
        const shown = performance.now();
        globalThis.bench.first = globalThis.bench.article.then((text) => globalThis.bench.paste(text)).then(() => ({ shown, painted: performance.now() }));
      });
      seen.observe(document, { childList: true, subtree: true });
    });
    await page.addInitScript((text) => globalThis.bench.begin(text), newsText(5_000, 200 + run));
    await page.goto(url, { waitUntil: 'commit' });
    await page.waitForFunction(() => globalThis.bench?.first);
    const times = await page.evaluate(async () => {
      const { shown, painted } = await globalThis.bench.first;
      const files = performance.getEntriesByType('resource').filter((entry) => /\.(js|wasm|css)$/.test(new URL(entry.name).pathname));
      const arrived = Math.max(performance.getEntriesByType('navigation')[0].responseEnd, ...files.map((entry) => entry.responseEnd).filter((end) => end < painted));
      return { shown, painted, arrived };
    });
    ready.push(times.shown);
    whole.push(times.painted);
    own.push(times.painted - times.arrived);
    await context.close();
  }
  row('page opened: to the field being there', ready.length, ready);
  row('page opened: to the first article painted, all in', whole.length, whole);
  row('page opened: from its last file’s arrival to the first article painted', own.length, own);
}

say('10 MB');
{
  const [first, whole, frames] = [[], [], []];
  let spans = 0;
  for (let run = 0; run < 3; run++) {
    const { page, context } = await warm();
    await home(page);
    const text = newsText(10_000_000, 300 + run);
    const begun = performance.now();
    first.push(await page.evaluate((given) => globalThis.bench.paste(given), text));
    if (run === 0) {
      await page.waitForFunction(() => !document.querySelector('#bar .busy:not([hidden])'), undefined, { polling: 20 });
      whole.push(performance.now() - begun);
      await page.waitForTimeout(2_000);
      const scrolled = await page.evaluate(async () => {
        const times = [];
        let before = await new Promise(requestAnimationFrame);
        const scroller = document.scrollingElement;
        for (let step = 0; step < 300; step++) {
          scroller.scrollBy(0, 300);
          const now = await new Promise(requestAnimationFrame);
          times.push(now - before);
          before = now;
        }
        return { times, top: scroller.scrollTop };
      });
      if (scrolled.top < 10_000) throw new Error('the article did not scroll');
      frames.push(...scrolled.times);
      spans = await page.evaluate(() => document.querySelector('#live')?.textContent ?? '').then((words) => [...words.matchAll(/([\d,.]+) (?:actors|quotes|positions)/g)].reduce((sum, [, count]) => sum + Number(count.replace(/\D/g, '')), 0));
    }
    await context.close();
  }
  row('10 MB text: paste to first highlighted screen', first.length, first);
  row('10 MB text: paste to the whole text annotated', whole.length, whole);
  row(`10 MB text${spans ? ` with ${spans.toLocaleString('en')} actors, quotes and positions` : ''}: frame while scrolling`, frames.length, frames);
}

for (const [label, length] of [['5 kB', 5_000], ['100 kB', 100_000], ['1 MB', 1_000_000]]) {
  say(`long tasks, ${label}`);
  const longest = [];
  for (let run = 0; run < 5; run++) {
    const { page, context } = await warm();
    await home(page);
    await page.evaluate(() => void (globalThis.bench.tasks.length = 0));
    await page.evaluate((text) => globalThis.bench.paste(text), newsText(length, 400 + run));
    await page.waitForFunction(() => !document.querySelector('#bar .busy:not([hidden])'));
    await page.waitForTimeout(1_500);
    longest.push(await page.evaluate(() => Math.max(0, ...globalThis.bench.tasks)));
    await context.close();
  }
  row(`${label} text: longest task over 50 ms on the main thread (0: none)`, longest.length, longest);
}

process.stdout.write(`Chromium ${browser.version()}, headless, software raster, on ${cpus().length} × ${cpus()[0].model.trim()}; the published site on loopback.

| what | runs | median | 95th percentile |
| --- | --- | --- | --- |
${rows.join('\n')}
`);
await browser.close();
