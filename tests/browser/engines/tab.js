/**
 * A tab of any browser, and what a person does in it: the words that the decisive paths are written in.
 *
 * @module
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';

const PATIENCE = 20_000;

export class Tab {
  /** @param {import('./open.js').Driver} driver @param {import('./home.js').Home} home */
  constructor(driver, home) {
    this.driver = driver;
    this.home = home;
  }

  async close() {
    await this.driver.close();
    this.home.remove();
  }

  /**
   * Runs a function in the page; it sees nothing of what surrounds it.
   * @param {Function} work
   * @param {...unknown} args
   */
  run(work, ...args) {
    return this.driver.evaluate(`(${work})(...${JSON.stringify(args)})`);
  }

  /** Opens a page and waits for its field. @param {string} url */
  async open(url) {
    await this.driver.goto(url);
    await this.seen('#paste');
    await this.run(() => {
      // The careful reading would change the marks that are looked at.
      localStorage.setItem('whosaid-careful', 'off');
      globalThis.faults = [];
      addEventListener('error', (event) => globalThis.faults.push(String(event.message)));
      addEventListener('unhandledrejection', (event) => globalThis.faults.push(String(event.reason)));
      document.addEventListener('securitypolicyviolation', (event) => globalThis.faults.push(`policy: ${event.effectiveDirective}`));
    });
  }

  /** Loads the page again. */
  async reload() {
    await this.run(() => {
      globalThis.isOld = true;
      setTimeout(() => location.reload());
    });
    await this.until('the page is loaded again', () => !globalThis.isOld && document.readyState === 'complete').catch(() => {});
    await this.until('the page is there', () => document.querySelector('#bar')?.childElementCount > 0);
  }

  /** What went wrong in the page since it was opened. @returns {Promise<string[]>} */
  faults() {
    return this.run(() => globalThis.faults ?? []);
  }

  /**
   * Waits until a function in the page gives something true, and returns that.
   * @param {string} what
   * @param {Function} test
   * @param {...unknown} args
   */
  async until(what, test, ...args) {
    const end = Date.now() + PATIENCE;
    for (;;) {
      // A page that is just leaving answers with an error.
      const answer = await this.run(test, ...args).catch((error) => (Date.now() > end ? Promise.reject(error) : undefined));
      if (answer) return answer;
      if (Date.now() > end) assert.fail(`never came true: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  }

  /** Waits until an element is seen; with `words`, one that holds them. @param {string} selector @param {string} [words] */
  seen(selector, words = '') {
    return this.until(`${selector} ${words}`, (css, text) => [...document.querySelectorAll(css)].some((at) => at.getClientRects().length > 0 && at.textContent.includes(text)), selector, words);
  }

  /** Clicks in the middle of an element, once it stays where it is: rows that come into view get their height only then. @param {string} selector @param {string} [words] that it holds */
  async click(selector, words = '') {
    await this.seen(selector, words);
    const look = () =>
      this.run(
        (css, text) => {
          const at = [...document.querySelectorAll(css)].find((one) => one.getClientRects().length > 0 && one.textContent.includes(text));
          at?.scrollIntoView({ block: 'nearest' });
          const { left, top, width, height } = at?.getBoundingClientRect() ?? {};
          return { x: left + width / 2, y: top + height / 2 };
        },
        selector,
        words,
      );
    let point = await look();
    for (let last = {}; point.x !== last.x || point.y !== last.y; ) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      [last, point] = [point, await look()];
    }
    await this.driver.pointer([{ to: point, press: true }, { release: true }]);
  }

  /** @param {string} keys such as `Control+z` */
  press(keys) {
    return this.driver.press(keys.split('+'));
  }

  /**
   * Copies a text out of a field of the page and pastes it into the page's own, by the keyboard, as a person does.
   * @param {string} text
   */
  async paste(text) {
    await this.run((words) => {
      const field = Object.assign(document.createElement('textarea'), { id: 'elsewhere', value: words });
      document.body.append(field);
      field.focus();
      field.select();
    }, text);
    await this.press('Control+c');
    await this.run(() => {
      document.querySelector('#elsewhere').remove();
      document.querySelector('#paste').focus();
    });
    await this.press('Control+v');
  }

  /** Scrolls to some words of the article and tells where they stand. @param {string} words */
  async words(words) {
    const at = await this.until(
      `in the article: ${words}`,
      async (wanted) => {
        const line = [...document.querySelectorAll('.part > :is(p, h1)')].find((one) => one.textContent.includes(wanted));
        if (!line) return null;
        line.scrollIntoView({ block: 'center' });
        await new Promise((resolve) => setTimeout(() => requestAnimationFrame(() => setTimeout(resolve)), 50));
        let rest = line.textContent.indexOf(wanted);
        const range = document.createRange();
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        const place = (offset, isEnd) => {
          let left = offset;
          for (walker.currentNode = line; walker.nextNode(); left -= walker.currentNode.length) {
            if (left < walker.currentNode.length || (isEnd && left === walker.currentNode.length)) return [walker.currentNode, left];
          }
          return [line, 0];
        };
        range.setStart(...place(rest, false));
        rest += wanted.length;
        range.setEnd(...place(rest, true));
        return [...range.getClientRects()].filter((box) => box.width > 1).map(({ left, top, right, bottom }) => ({ left, top, right, bottom }));
      },
      words,
    );
    return at;
  }

  /** Clicks on words of the article. @param {string} words */
  async clickWords(words) {
    const [first] = await this.words(words);
    await this.driver.pointer([{ to: { x: first.left + 4, y: (first.top + first.bottom) / 2 }, press: true }, { release: true }]);
  }

  /** Draws over words of the article with the mouse, as quickly as the driver can. @param {string} words */
  async selectWords(words) {
    const boxes = await this.words(words);
    const [first, last] = [boxes[0], boxes[boxes.length - 1]];
    const middle = (box) => (box.top + box.bottom) / 2;
    await this.driver.pointer([{ to: { x: first.left + 1, y: middle(first) } }, { press: true }, { to: { x: last.right - 2, y: middle(last) } }, { release: true }]);
    await this.seen('#selection-bar');
  }

  /**
   * The words that carry a name in the text, in its order: what the highlight covers, or the elements.
   * @param {string} name
   * @returns {Promise<string[]>}
   */
  marked(name) {
    return this.run((wanted) => {
      const all = ['', '-accepted', '-fair', '-doubtful'].flatMap((level) => [...(globalThis.CSS?.highlights?.get(wanted + level) ?? [])]);
      const ranges = all.map((at) => {
        const range = document.createRange();
        range.setStart(at.startContainer, at.startOffset);
        range.setEnd(at.endContainer, at.endOffset);
        return range;
      });
      ranges.sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b));
      return [...ranges.map(String), ...[...document.querySelectorAll(`mark.${wanted}`)].map((at) => at.textContent)];
    }, name);
  }

  /** Waits until words carry a name. @param {string} name @param {string} words */
  async isMarked(name, words) {
    const end = Date.now() + PATIENCE;
    let found = [];
    while (Date.now() < end) {
      found = await this.marked(name);
      if (found.some((one) => one.includes(words) || words.includes(one)) && found.join('').includes(words)) return;
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    assert.fail(`${name} does not cover “${words}” but ${JSON.stringify(found).slice(0, 600)}`);
  }

  /** Waits until something is marked. */
  painted() {
    return this.until('something is marked', () => [...(globalThis.CSS?.highlights?.values() ?? [])].some((one) => one.size > 0) || document.querySelector('.part mark') !== null);
  }

  /** Waits until nothing changes any more: what follows a click has been drawn. */
  async settled() {
    await this.run(async () => {
      for (let quiet = 0; quiet < 3; quiet++) await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 60)));
    });
  }

  /** The screen as pixels. */
  async screen() {
    return PNG.sync.read(await this.driver.screenshot());
  }

  /**
   * What a click downloads.
   * @param {() => Promise<void>} start
   * @returns {Promise<{name: string, content: string}>}
   */
  async download(start) {
    const before = new Set(this.home.downloaded());
    await start();
    const end = Date.now() + PATIENCE;
    while (Date.now() < end) {
      const name = this.home.downloaded().find((one) => !before.has(one));
      const content = name && readFileSync(join(this.home.downloads, name), 'utf8');
      if (content) return { name, content };
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return assert.fail('nothing was downloaded');
  }
}
