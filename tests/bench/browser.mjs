/**
 * How quick the published page is in headless Chromium: from paste to paint, from opening to the first article, scrolling, long tasks.
 * Prints a Markdown table. WHOSAID_BENCH_ONLY names the parts to measure, all without it.
 *
 * @module
 */

import { existsSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { chromium } from 'playwright-core';
import { launchBare } from './bare.mjs';
import { median, newsText, newsWords, quantile } from './text.mjs';

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const url = process.env.WHOSAID_SITE_URL ?? '';
const worker = readFileSync(process.env.WHOSAID_WORKER ?? '', 'utf8');
const only = (process.env.WHOSAID_BENCH_ONLY ?? '').split(',').filter(Boolean);
const program = process.env.WHOSAID_CHROMIUM ?? '';
const browser = await chromium.launch({ executablePath: program, args: FLAGS });

/**
 * Put into every page: notes long tasks, and can paste and wait until the first highlight is on the screen.
 *
 * A highlight that is registered in a task is painted in the next frame, one that is registered in an animation frame in that frame;
 * a message sent from the animation frame arrives when the frame is done.
 */
function instrument() {
  const tools = { tasks: [], drawing: false, wanted: null, text: '' };
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
  tools.paste = () => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', tools.text);
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
  await pasteInto(opened.page, newsText(5_000, 7));
  await opened.page.waitForTimeout(500);
  return opened;
}

/** Hands a text over, so that its way from here to the page is no part of what is measured. @param {import('playwright-core').Page} page @param {string} text */
async function give(page, text) {
  await page.evaluate((given) => void (globalThis.bench.text = given), text);
  await page.waitForTimeout(200);
}

/** @param {import('playwright-core').Page} page @param {string} text @returns {Promise<number>} milliseconds until it is marked */
async function pasteInto(page, text) {
  await give(page, text);
  return page.evaluate(() => globalThis.bench.paste());
}

/** Back to the first page. @param {import('playwright-core').Page} page */
async function home(page) {
  await page.click('.brand');
  await page.locator('#paste').waitFor();
  await page.waitForTimeout(300);
}

const say = (what) => process.stderr.write(`  ${what}\n`);
const rows = [];
const row = (what, values) => rows.push(`| ${what} | ${values.length} | ${median(values).toFixed(1)} ms | ${quantile(values, 0.95).toFixed(1)} ms |`);
const ready = (page) => page.waitForFunction(() => !document.querySelector('#bar .busy:not([hidden])'), undefined, { polling: 20 });

const parts = { paste, open: opening, large, tasks, careful };

/** In a page that has started and shown articles before, each time from the first page. */
async function paste() {
  const { page, context } = await warm();
  const times = [];
  for (let run = 0; run < 40; run++) {
    await home(page);
    times.push(await pasteInto(page, newsText(5_000, 100 + run)));
  }
  row('5 kB article, warm: paste to painted highlights', times);
  await context.close();
}

/** Each time in a new profile, so that nothing is cached or compiled, and without an inspector beside it. */
async function opening() {
  const bare = await launchBare(program, FLAGS);
  const [there, whole, own, busy] = [[], [], [], []];
  for (let run = 0; run < 15; run++) {
    const times = await firstArticle(bare, newsText(5_000, 200 + run));
    there.push(times.shown);
    whole.push(times.painted);
    own.push(times.painted - times.arrived);
    busy.push(times.busy);
  }
  row('page opened, cold: to the field being there', there);
  row('page opened, cold: to the first article painted, all in', whole);
  row('… from its last file’s arrival to the first article painted', own);
  row('… processor time of the main thread until then', busy);
  const [library, processed] = [[], []];
  const html = await (await fetch(url)).text();
  const [code, models] = [/core\/code-\w+\.wasm/, /core\/models-\w+\.bin/].map((name) => name.exec(html)?.[0] ?? '');
  for (let run = 0; run < 15; run++) {
    const page = await bare.open();
    await page.go(`${url}manifest.webmanifest`);
    await new Promise((settled) => setTimeout(settled, 400));
    const { all, processing } = await page.evaluate(firstAnnotation, { given: newsText(5_000, 250 + run), files: { code, models }, script: worker });
    library.push(all);
    processed.push(processing);
    await page.close();
  }
  row('the core alone, cold: loaded, started, first 5 kB article annotated (wink-nlp 311 ms, compromise 365 ms)', library);
  row('… from its last file’s arrival on: started, annotated', processed);
  await bare.close();
}

/** Pastes an article as soon as there is a field: what the page still has to load then is part of the time. @param {string} text */
async function firstArticle(bare, text) {
  const page = await bare.open();
  await page.send('Page.enable');
  await page.before(instrument);
  await page.before((given) => {
    const seen = new MutationObserver(() => {
      if (!document.querySelector('#paste')) return;
      seen.disconnect();
      const shown = performance.now();
      globalThis.bench.text = given;
      globalThis.bench.first = globalThis.bench.paste().then(() => ({ shown, painted: performance.now() }));
    });
    seen.observe(document, { childList: true, subtree: true });
  }, text);
  await page.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async () => (await page.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'ThreadTime').value * 1000;
  const before = await spent();
  await page.go(url);
  const times = await page.evaluate(async () => {
    while (!globalThis.bench.first) await new Promise((later) => setTimeout(later, 20));
    const { shown, painted } = await globalThis.bench.first;
    const files = performance.getEntriesByType('resource').filter((entry) => /\.(js|wasm|bin|css)$/.test(new URL(entry.name).pathname));
    const arrived = Math.max(performance.getEntriesByType('navigation')[0].responseEnd, ...files.map((entry) => entry.responseEnd).filter((end) => end < painted));
    return { shown, painted, arrived };
  });
  const busy = (await spent()) - before;
  await page.close();
  return { ...times, busy };
}

/**
 * The way the peers were measured: the published files in an empty page of the same host, from loading them to the first answer. The worker's
 * script comes along, as it does inside the page's own.
 * @param {{given: string, files: {code: string, models: string}, script: string}} needs
 */
async function firstAnnotation({ given, files, script }) {
  const start = performance.now();
  const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  const trusted = globalThis.trustedTypes?.createPolicy('whosaid', { createScriptURL: (url) => url });
  const worker = new Worker(trusted?.createScriptURL(address) ?? address);
  const jobs = [];
  worker.onerror = ({ message }) => jobs.forEach(({ reject }) => reject(new Error(message)));
  worker.onmessage = ({ data }) => ('error' in data ? jobs[data.id].reject(new Error(data.error.message)) : jobs[data.id].resolve(data.result));
  const ask = (call, args, moved = []) =>
    new Promise((resolve, reject) => {
      worker.postMessage({ id: jobs.push({ resolve, reject }) - 1, call, args }, moved);
    });
  // As `spawn.js`, `arrive.js` and `supply.js` do it.
  const code = await fetch(files.code);
  const arriving = fetch(files.models, { priority: 'low' }).then((answer) => answer.arrayBuffer());
  const started = ask('start', [await WebAssembly.compileStreaming(code)]);
  const models = await arriving;
  const [, , { quotes }] = await Promise.all([started, ask('load', [models], [models]), ask('annotate', [given])]);
  if (quotes.length === 0) throw new Error('no quotes were found');
  const end = performance.now();
  const arrived = Math.max(...performance.getEntriesByType('resource').map((entry) => entry.responseEnd));
  return { all: end - start, processing: end - arrived };
}

async function large() {
  const [first, whole, frames] = [[], [], []];
  let spans = 0;
  for (let run = 0; run < 3; run++) {
    const { page, context } = await warm();
    await home(page);
    await give(page, newsText(10_000_000, 300 + run));
    const begun = performance.now();
    first.push(await page.evaluate(() => globalThis.bench.paste()));
    if (run === 0) {
      await ready(page);
      whole.push(performance.now() - begun);
      await page.locator('.saved', { hasText: 'Saved' }).waitFor();
      await page.waitForTimeout(3_000);
      frames.push(...(await scroll(page)));
      spans = await page.evaluate(() => document.querySelector('#live')?.textContent ?? '').then((words) => [...words.matchAll(/([\d,.]+) (?:actors|quotes|positions)/g)].reduce((sum, [, count]) => sum + Number(count.replace(/\D/g, '')), 0));
    }
    await context.close();
  }
  row('10 MB text: paste to first highlighted screen', first);
  row('10 MB text: paste to the whole text annotated', whole);
  row(`10 MB text${spans ? ` with ${spans.toLocaleString('en')} actors, quotes and positions` : ''}: frame while scrolling`, frames);
}

/** How long each frame took while the page moved a third of a screen a frame. @param {import('playwright-core').Page} page @returns {Promise<number[]>} */
async function scroll(page) {
  const { times, top } = await page.evaluate(async () => {
    const taken = [];
    let before = await new Promise(requestAnimationFrame);
    const scroller = document.scrollingElement;
    for (let step = 0; step < 300; step++) {
      scroller.scrollBy(0, 300);
      const now = await new Promise(requestAnimationFrame);
      taken.push(now - before);
      before = now;
    }
    return { times: taken, top: scroller.scrollTop };
  });
  if (top < 10_000) throw new Error('the article did not scroll');
  return times;
}

/** The longest task of each run; those below 50 ms are no long tasks and count as 0. */
async function tasks() {
  for (const [label, length] of [['5 kB', 5_000], ['100 kB', 100_000], ['1 MB', 1_000_000]]) {
    const [opened, used] = [[], []];
    for (let run = 0; run < 5; run++) {
      const { page, context } = await warm();
      await home(page);
      const longest = async (work) => {
        await page.evaluate(() => void (globalThis.bench.tasks.length = 0));
        await work();
        await page.waitForTimeout(1_500);
        return page.evaluate(() => Math.max(0, ...globalThis.bench.tasks));
      };
      await give(page, newsText(length, 400 + run));
      opened.push(await longest(async () => {
        await page.evaluate(() => globalThis.bench.paste());
        await ready(page);
      }));
      used.push(await longest(() => use(page)));
      await context.close();
    }
    row(`${label} text: longest task over 50 ms while it is opened (0: none)`, opened);
    row(`${label} text: … while walking, looking at lists, correcting and undoing`, used);
  }
}

/** The careful reading: the worker by itself, from its first byte on, then the page. */
async function careful() {
  const [load, again, first, cold, warm, beginning, screen, long, shown] = [[], [], [], [], [], [], [], [], []];
  for (let run = 0; run < 5; run++) {
    const { page, context } = await open();
    await page.goto(`${url}manifest.webmanifest`);
    const names = ['careful-', 'models-', 'weights-'].map((name) => new RegExp(`core/${name}\\w+\\.\\w+`));
    const script = await (await fetch(url + /main-\w+\.js/.exec(await (await fetch(url)).text())[0])).text();
    const [code, models, weights] = names.map((name) => name.exec(script)?.[0] ?? '');
    const texts = [newsWords(1_000, 500 + run), newsWords(1_000, 600 + run), newsWords(200, 700 + run), newsText(100_000, 800 + run)];
    const needs = { files: { code, models, weights }, script: worker };
    const times = await page.evaluate(readCarefully, { ...needs, texts });
    load.push(times.load);
    for (const [list, time] of [[cold, times.all[0]], [warm, times.all[1]], [beginning, times.all[2]], [long, times.all[3]], [screen, times.screens[0]]]) list.push(time);
    // Another page of the same profile.
    await page.goto(`${url}manifest.webmanifest`);
    again.push((await page.evaluate(readCarefully, { ...needs, texts: [] })).load);
    await context.close();
  }
  row('careful: model fetched, checked and opened, in an empty page, cold', load);
  row('careful: model fetched, checked and opened once more, warm', again);
  row('careful: article of 1,000 words, the first one', cold);
  row('careful: article of 1,000 words', warm);
  row('careful: 200 words', beginning);
  row('careful: 100 kB, its first screen', screen);
  row('careful: 100 kB', long);
  for (let run = 0; run < 5; run++) {
    const { page, context } = await warmed();
    const before = await memory();
    await home(page);
    await give(page, newsWords(1_000, 900 + run));
    const start = performance.now();
    await page.evaluate(() => void globalThis.bench.paste());
    await page.locator('#bar .careful', { hasText: 'Read carefully' }).waitFor();
    first.push(performance.now() - start);
    if (run === 0 && before) rows.push(`| careful: memory that the browser takes more, model and all | 1 | ${((await memory()) - before).toFixed(0)} MB | |`);
    await context.close();
  }
  row('careful: 1,000 words pasted to careful marks shown, model under way (in a tab that nobody touches for 0.4 s)', first);
  for (let run = 0; run < 5; run++) {
    const { page, context } = await warmed();
    await home(page);
    await give(page, newsText(100_000, 950 + run));
    shown.push(await page.evaluate(async () => {
      const start = performance.now();
      void globalThis.bench.paste();
      while (performance.getEntriesByName('careful-screen').length === 0) await new Promise((later) => setTimeout(later, 5));
      return performance.getEntriesByName('careful-screen')[0].startTime - start;
    }));
    await context.close();
  }
  row('careful: 100 kB pasted to the first careful screen shown, model under way (in a tab that nobody touches for 0.4 s)', shown);
}

/** As `warm`, in a page that has read nothing carefully yet. */
async function warmed() {
  const opened = await open();
  await opened.context.addInitScript(() => localStorage.setItem('whosaid-careful', localStorage.getItem('whosaid-careful') ?? 'off'));
  await opened.page.goto(url);
  await opened.page.locator('#paste').waitFor();
  await pasteInto(opened.page, newsText(5_000, 7));
  await opened.page.evaluate(() => localStorage.setItem('whosaid-careful', 'on'));
  await opened.page.waitForTimeout(1_000);
  return opened;
}

/** The memory of the browser's processes that no file lies behind, in MB, where Linux tells it. */
async function memory() {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const status = processInfo.map(({ id }) => `/proc/${id}/status`).filter((path) => existsSync(path));
  return status.reduce((sum, path) => sum + Number(/RssAnon:\s+(\d+)/.exec(readFileSync(path, 'utf8'))?.[1] ?? 0) / 1000, 0);
}

/** What `core/careful.js` does, one text after the other. @param {{files: {code: string, models: string, weights: string}, script: string, texts: string[]}} needs */
async function readCarefully({ files, script, texts }) {
  const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  const trusted = globalThis.trustedTypes?.createPolicy('whosaid', { createScriptURL: (place) => place });
  const worker = new Worker(trusted?.createScriptURL(address) ?? address);
  const jobs = [];
  worker.onmessage = ({ data }) => ('error' in data ? jobs[data.id].reject(new Error(data.error.message)) : jobs[data.id].resolve(data.result));
  const ask = (call, args, moved = []) => new Promise((resolve, reject) => worker.postMessage({ id: jobs.push({ resolve, reject }) - 1, call, args }, moved));
  const start = performance.now();
  const bytes = (file) => fetch(file).then((answer) => answer.arrayBuffer());
  const [code, models, weights] = await Promise.all([WebAssembly.compileStreaming(fetch(files.code)), bytes(files.models), bytes(files.weights)]);
  await ask('openReader', [code, undefined, models, weights], [models, weights]);
  const load = performance.now() - start;
  /** About as much as a screen shows. */
  const SCREEN = 2_500;
  const [all, screens] = [[], []];
  for (const text of texts) {
    const begun = performance.now();
    let share = await ask('beginCarefully', [text]);
    while (share < 1) {
      const read = await ask('readOn', [0, SCREEN]);
      share = read.share;
      // Of the long text, or the others' figures would be of more than reading.
      if (!read.isRead || screens.length > 0 || text.length < 20 * SCREEN) continue;
      await ask('lookCarefully', [0, SCREEN]);
      screens.push(performance.now() - begun);
    }
    const { quotes } = await ask('finishCarefully', []);
    if (quotes.length === 0) throw new Error('no quotes were found');
    all.push(performance.now() - begun);
  }
  worker.terminate();
  return { load, all, screens };
}

/** What a person does with an article. @param {import('playwright-core').Page} page */
async function use(page) {
  for (const step of ['n', 'j', 'a', 'j', 'x', 'Control+z', '#tab-quotes', '#tab-positions', '#tab-voices', '2', '2', 'n', 'e', 'Escape']) {
    if (step.startsWith('#')) await page.click(step);
    else await page.keyboard.press(step);
    await page.waitForTimeout(120);
  }
}

for (const [name, part] of Object.entries(parts)) {
  if (only.length > 0 && !only.includes(name)) continue;
  say(name);
  await part();
}

process.stdout.write(`Chromium ${browser.version()}, headless, software raster, on ${cpus().length} × ${cpus()[0].model.trim()}; the published site on loopback.

| what | runs | median | 95th percentile |
| --- | --- | --- | --- |
${rows.join('\n')}
`);
await browser.close();
