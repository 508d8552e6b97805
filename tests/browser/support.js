/**
 * What the browser tests share: the browser, a page of its own for each test, and words instead of coordinates.
 *
 * @module
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after } from 'node:test';
import { chromium } from 'playwright-core';
import { env } from './env.js';
import { borderDoc } from './fixture.js';

export const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export { env };

let browser;
export async function launch() {
  browser ??= await chromium.launch({ executablePath: env('WHOSAID_CHROMIUM'), args: FLAGS });
  return browser;
}
after(async () => browser?.close());

/**
 * A profile of its own. Unless a test is about the careful reading, that is switched off, so that marks are those of the quick one throughout.
 * @param {import('playwright-core').BrowserContextOptions & {careful?: boolean}} [options]
 */
export async function profile({ careful = false, ...options } = {}) {
  const context = await (await launch()).newContext({ reducedMotion: 'reduce', ...options });
  if (!careful) await context.addInitScript(withoutCareful);
  return context;
}

/** Says in a page, before it starts, that nothing is to be read carefully; a page without storage of its own has no such setting. */
function withoutCareful() {
  try {
    localStorage.setItem('whosaid-careful', 'off');
  } catch {
    // An empty page.
  }
}

/** The core's client with the hand-made document for the border sample, and nothing found in any other text. */
export function fixtureClient() {
  const formats = [
    { id: 'json', name: 'Whosaid JSON', extension: 'json', description: 'Everything.', reads: true, writes: true, group: 'To go on' },
    { id: 'csv', name: 'CSV', extension: 'csv', description: 'A table.', reads: false, writes: true, group: 'To count' },
  ];
  return `
    export class Superseded extends Error {}
    const DOC = ${JSON.stringify(borderDoc())};
    const bare = (text) => ({ ...DOC, text, language: text.includes(' nicht ') ? 'de' : 'en', actors: [], mentions: [], quotes: [], positions: [] });
    export const createCore = () => ({
      ready: Promise.resolve({}),
      prepare() {},
      formats: async () => ${JSON.stringify(formats)},
      annotate: async (text) => ({ doc: text === DOC.text ? DOC : bare(text), milliseconds: 1 }),
      write: async ([{ doc }], id) => ({ files: [{ name: 'article.' + id, mime: 'text/plain', text: JSON.stringify(doc) }], losses: id === 'csv' ? [{ what: 'mentions of actors', count: doc.mentions.length }] : [] }),
      isCompanion: async () => false,
      recognize: async (name) => (name.endsWith('.json') ? 'json' : null),
      read: async ([{ name }], unit) => {
        if (!unit) throw Object.assign(new Error(name + ': its places count characters or UTF-16 units, and the file does not say which.'), { units: ['codepoint', 'utf16'] });
        return { articles: [{ name, doc: bare('read as ' + unit) }], texts: [], losses: [], skipped: [] };
      },
      dispose() {},
    });`;
}

/**
 * A fresh page in a profile of its own. It fails the test that opened it when a script fails or the policy is broken.
 * @param {{fixture?: boolean, size?: [number, number], touch?: boolean, dark?: boolean, bypassCSP?: boolean, url?: string, calm?: boolean, careful?: boolean}} [options]
 */
export async function open({ fixture = false, size = [1280, 900], touch = false, dark = false, bypassCSP = false, url = env('WHOSAID_URL'), calm = true, careful = false } = {}) {
  const context = await profile({
    careful,
    viewport: { width: size[0], height: size[1] },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: calm ? 'reduce' : 'no-preference',
    hasTouch: touch,
    isMobile: touch,
    bypassCSP,
    acceptDownloads: true,
  });
  const page = await context.newPage();
  /** @type {string[]} */
  const faults = [];
  page.on('pageerror', (error) => faults.push(String(error.stack ?? error)));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  if (fixture) await page.route('**/core/client.js', (route) => route.fulfill({ contentType: 'text/javascript', body: fixtureClient() }));
  await page.goto(url);
  await page.locator('#paste').waitFor();
  return { page, context, faults };
}

/** Pastes into the field as a person does. @param {import('playwright-core').Page} page @param {Record<string, string>} data by MIME type */
export async function paste(page, data) {
  await page.locator('#paste').evaluate((field, given) => {
    const clipboardData = new DataTransfer();
    for (const [type, text] of Object.entries(given)) clipboardData.setData(type, text);
    field.focus();
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, data);
}

/** Opens a sample and waits until it is marked and that is told, so that nothing is told later than what a test asks for. @param {import('playwright-core').Page} page @param {string} id */
export async function openSample(page, id = 'border') {
  await page.click(`[data-sample=${id}]`);
  await painted(page);
  await page.locator('.mark').first().waitFor();
  await page.locator('#live', { hasText: /\S/ }).waitFor({ state: 'attached' });
}

/** Asserts that axe finds nothing. The page was opened with `bypassCSP`. @param {import('playwright-core').Page} page @param {string} view */
export async function clean(page, view) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.addScriptTag({ content: AXE });
  const violations = await page.evaluate(async () => (await window.axe.run(document)).violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(' ')}`));
  assert.deepEqual(violations, [], view);
}

/** Waits until something is highlighted. @param {import('playwright-core').Page} page */
export async function painted(page) {
  await page.waitForFunction(() => [...CSS.highlights.values()].some((highlight) => highlight.size > 0), undefined, { polling: 50 });
}

/**
 * Repeats an assertion until it holds, as what is seen follows a key or a click by a frame or more; gives up after ten seconds with what
 * the assertion says then.
 * @param {() => Promise<void>} assertion
 */
export async function soon(assertion) {
  const end = Date.now() + 10_000;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }
}

/** The words that a highlight of this name covers, in text order. @param {import('playwright-core').Page} page @param {string} name */
export async function highlighted(page, name) {
  return page.evaluate((wanted) => {
    const all = ['', '-accepted', '-fair', '-doubtful'].flatMap((level) => [...(CSS.highlights.get(wanted + level) ?? [])]);
    const ranges = all.map((r) => {
      const range = document.createRange();
      range.setStart(r.startContainer, r.startOffset);
      range.setEnd(r.endContainer, r.endOffset);
      return range;
    });
    return ranges.sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b)).map(String);
  }, name);
}

/** Where some words stand on the screen, after scrolling there. @param {import('playwright-core').Page} page @param {string} words */
export async function where(page, words) {
  const at = await page.evaluate((wanted) => {
    for (const line of document.querySelectorAll('.part > :is(p, h1)')) {
      const start = line.textContent.indexOf(wanted);
      if (start < 0) continue;
      line.scrollIntoView({ block: 'center' });
      const range = document.createRange();
      range.setStart(line.firstChild, start);
      range.setEnd(line.firstChild, start + wanted.length);
      const [first, ...rest] = range.getClientRects();
      const last = rest.at(-1) ?? first;
      return { x: first.left + 4, y: first.top + first.height / 2, endX: last.right - 2, endY: last.top + last.height / 2 };
    }
    return null;
  }, words);
  if (!at) throw new Error(`not in the article: ${words}`);
  return at;
}

/** Clicks on words of the article. @param {import('playwright-core').Page} page @param {string} words */
export async function clickWords(page, words) {
  const { x, y } = await where(page, words);
  await page.mouse.click(x, y);
}

/** Selects words of the article with the mouse. @param {import('playwright-core').Page} page @param {string} words */
export async function selectWords(page, words) {
  const { x, y, endX, endY } = await where(page, words);
  await page.mouse.move(x - 3, y);
  await page.mouse.down();
  await page.mouse.move(endX, endY, { steps: 6 });
  await page.mouse.up();
  await page.locator('#selection-bar').waitFor({ state: 'visible' });
}

/** What was told to a screen reader last. @param {import('playwright-core').Page} page */
export async function said(page) {
  return ((await page.locator('#live').textContent()) ?? '').replace('\u00a0', '');
}

/** Drops files on the page as a person does. @param {import('playwright-core').Page} page @param {Record<string, string|Buffer>} files by name */
export async function drop(page, files) {
  const given = Object.entries(files).map(([name, content]) => ({ name, bytes: [...Buffer.from(content)] }));
  await page.evaluate((all) => {
    const dataTransfer = new DataTransfer();
    for (const { name, bytes } of all) dataTransfer.items.add(new File([Uint8Array.from(bytes)], name));
    const target = document.querySelector('#article')?.checkVisibility() ? document.querySelector('#article') : document.querySelector('#paste');
    for (const type of ['dragover', 'drop']) target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  }, given);
}

/** The names of the articles in the list, latest first; opens and closes the dialog. @param {import('playwright-core').Page} page */
export async function kept(page) {
  await page.locator('body').press('l');
  await page.locator('dialog .rows li').first().waitFor();
  const titles = await page.locator('dialog .entry .title').allTextContents();
  await page.keyboard.press('Escape');
  return titles;
}
