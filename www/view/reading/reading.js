/**
 * Reading a text: it is shown at once, annotated by the core, then kept; a long one is kept first.
 *
 * It decides what the reader is told while that happens; annotating is the core's, keeping is the keeper's.
 *
 * @module
 */

import { Superseded } from '../../core/client.js';
import { Fault } from '../../core/fault.js';
import { isAddress, normalize } from '../../io/paste.js';
import { byId, plural } from '../dom.js';
import { readyTables } from './ready.js';
import { painted } from '../turns.js';
import { isForeign, wordsOf } from '../wording.js';

/** @typedef {import('../../state/types.js').Doc} Doc */
/** @typedef {import('../../state/keeper.js').Keeper} Keeper */

/** The longest text that is taken, in UTF-16 units. */
const LONGEST = 32 * 1024 * 1024;
const PATIENCE = 600;
const SHORT = 65_536;
const BLINK = 40;
/**
 * @typedef {object} Reading
 * @property {(raw: string) => Promise<void>} openText
 * @property {(text: string, articleId: string) => Promise<void>} goOn reads a text that was kept but never read to its end
 * @property {() => void} end something else is opened: what was under way is over
 * @property {() => boolean} busy
 * @property {(listener: () => void) => void} onBusy
 * @property {(listener: (share: number|null) => void) => void} onProgress what share of a long text is read, `null` while that is not known
 * @property {() => number|null} milliseconds
 */

/**
 * @param {import('../../state/store.js').Store} store
 * @param {{core: import('../../core/client.js').Core, say: import('../services.js').Say, keeper: Promise<Keeper>}} needs
 * @returns {Reading}
 */
export function createReading(store, { core, say, keeper }) {
  let run = 0;
  let busy = false;
  /** @type {number|null} */
  let milliseconds = null;
  /** @type {(() => void)[]} */
  const listeners = [];
  /** @type {((share: number|null) => void)[]} */
  const readers = [];

  /** @param {number|null} share */
  const tellShare = (share) => readers.forEach((listener) => listener(share));

  /** @param {boolean} now */
  const setBusy = (now) => {
    busy = now;
    tellShare(null);
    if (!now) say.unsay('busy');
    for (const listener of listeners) listener();
  };

  /** A new thing is opened: what was under way is over. */
  const turn = () => {
    for (const id of ['language', 'nothing', 'failed', 'file', 'losses', 'skipped', 'trouble', 'paper']) say.unsay(id);
    milliseconds = null;
    return ++run;
  };

  /** @param {Doc} doc */
  async function keepIt(doc) {
    const place = await keeper;
    // A tab that goes away meanwhile has it kept already.
    if (store.get().articleId === null) place.begin(store.get().doc ?? doc);
    if (document.activeElement === document.body) byId('article', HTMLElement).focus({ preventScroll: true });
    tellAbout(doc);
  }

  /** @param {Doc} doc */
  function tellAbout(doc) {
    const nothing = doc.actors.length + doc.quotes.length + doc.positions.length === 0;
    if (doc.language && isForeign(doc)) {
      say.message({ id: 'language', words: `This text seems to be in ${languageName(doc.language)}. Whosaid reads English, so it marks nothing here or little that is right. You can still mark actors, quotes and positions yourself: select the words.` });
    } else if (nothing) {
      say.message({ id: 'nothing', words: 'No actor, quote or position was found in this text. You can mark them yourself: select the words.' });
    } else {
      const found = `${plural(doc.actors.length, 'actor')}, ${plural(doc.quotes.length, 'quote')} and ${plural(doc.positions.length, 'position')}`;
      say.aloud(`The article is marked: ${found}. Press N for the next mark, question mark for help.`);
    }
  }

  /** @param {string} raw */
  async function openText(raw) {
    const text = normalize(raw);
    if (!/\S/.test(text)) return say.briefly('There is no text in that.');
    if (isAddress(text)) return say.message({ id: 'file', bad: true, words: 'That is the address of a page. Nothing leaves this tab, so the page cannot be fetched from here: open it, copy the article, and paste the text.' });
    if (text.length > LONGEST) {
      return say.message({ id: 'file', bad: true, words: `This text has ${(text.length / 1e6).toFixed(0)} million characters. Whosaid takes up to ${LONGEST / 1024 / 1024} million; please paste a part of it.` });
    }
    if (text.length < SHORT) await readShort(text);
    else await readLong(text);
  }

  /** A short text is mostly marked before it could be shown bare; laying it out twice would only cost time. Once shown it is kept. @param {string} text */
  async function readShort(text) {
    const now = turn();
    const blank = blankOf(text);
    setBusy(true);
    await reading(now, blank, async () => {
      const annotated = core.annotate(text);
      const early = await Promise.race([annotated, pause(BLINK)]);
      if (now !== run) return;
      if (!early) {
        store.replace({ ...blank, unread: true }, { articleId: null, filter: {} });
        void painted().then(() => keepUnread(now));
      }
      requestAnimationFrame(toTop);
      const { doc, milliseconds } = await annotated;
      if (now === run) await finish(now, doc, milliseconds, early ? null : store.get().articleId);
    });
  }

  /**
   * A long text is shown and kept before it is read, so that whatever happens meanwhile the text is there; its beginning is marked first.
   * @param {string} text @param {string|null} [kept] the article that holds it already
   */
  async function readLong(text, kept = null) {
    const now = turn();
    const blank = { ...blankOf(text), unread: true };
    setBusy(true);
    if (!kept) store.replace(blank, { articleId: null, filter: {} });
    requestAnimationFrame(toTop);
    // Keeping many megabytes takes the page's time too: first the reader sees the beginning marked, or a moment goes by.
    let looked = () => {};
    const look = new Promise((/** @type {(nothing: void) => void} */ resolve) => void (looked = resolve));
    const keeping = kept ? keeper : Promise.race([look, pause(PATIENCE)]).then(painted).then(() => keepUnread(now));
    const slow = setTimeout(() => now === run && say.message({ id: 'busy', words: 'This is a long text: its beginning is marked first. Above the text you see how much of it is read.' }), PATIENCE);
    /** @param {import('../../core/client.js').Annotated} beginning */
    async function preview({ doc }) {
      await readyTables(doc, store.get().limit);
      if (now !== run || !busy) return;
      store.replace({ ...doc, unread: true });
      looked();
    }
    await reading(now, blank, async () => {
      const { doc, milliseconds } = await core.annotate(text, { onPreview: (beginning) => void preview(beginning), onProgress: (share) => now === run && tellShare(share) });
      await readyTables(doc, store.get().limit);
      looked();
      await keeping;
      if (now === run) await finish(now, doc, milliseconds, store.get().articleId);
    });
    clearTimeout(slow);
  }

  /** @param {number} now */
  async function keepUnread(now) {
    const place = await keeper;
    if (now === run && store.get().doc?.unread && store.get().articleId === null) place.begin();
  }

  /**
   * Shows what was found and keeps it.
   * @param {number} now @param {Doc} doc @param {number} took @param {string|null} articleId where the text is kept already
   */
  async function finish(now, doc, took, articleId) {
    milliseconds = took;
    setBusy(false);
    say.unsay('core');
    store.replace(doc, { articleId, filter: {} });
    await painted();
    if (now === run) await keepIt(store.get().doc ?? doc);
  }

  /** @param {number} now @param {Doc} blank @param {() => Promise<void>} work */
  async function reading(now, blank, work) {
    try {
      await work();
    } catch (error) {
      if (now !== run || error instanceof Superseded) return;
      setBusy(false);
      // What was pasted is kept all the same, and can be marked by hand.
      const bare = { ...blankOf(blank.text), unmarked: true };
      const { articleId } = store.get();
      if (articleId) store.replace(bare, { articleId });
      else (await keeper).begin(bare);
      say.unsay('core');
      const reload = error instanceof Fault && error.needsReload ? [{ words: 'Load the page again', run: () => location.reload() }] : [];
      say.message({ id: 'failed', bad: true, error, words: `The text is here, but could not be marked. ${wordsOf(error)}`, actions: [{ words: 'Try again', run: () => void again(bare) }, ...reload] });
    }
  }

  /** Reads a text once more: in its place, unless something was marked by hand there. @param {Doc} bare */
  function again(bare) {
    const { doc, articleId } = store.get();
    return doc === bare && articleId ? readLong(bare.text, articleId) : openText(bare.text);
  }

  return {
    openText,
    goOn: readLong,
    end() {
      turn();
      setBusy(false);
    },
    busy: () => busy,
    onBusy: (listener) => void listeners.push(listener),
    onProgress: (listener) => void readers.push(listener),
    milliseconds: () => milliseconds,
  };
}

/** A text of which nothing is known yet. @param {string} text @returns {Doc} */
const blankOf = (text) => ({ format: 'whosaid/1', offset_unit: 'utf16', text, language: null, title: null, actors: [], mentions: [], quotes: [], positions: [] });

/** @param {number} milliseconds */
const pause = (milliseconds) => new Promise((/** @type {(nothing: null) => void} */ resolve) => void setTimeout(resolve, milliseconds, null));

export function toTop() {
  scrollTo({ top: 0, behavior: 'instant' });
}

/** @param {string} tag */
function languageName(tag) {
  try {
    return tag === 'und' ? 'another language' : new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
