/**
 * The careful reading of the article that is shown: begun when its quick marks are painted, and put in their place when nobody is at them.
 *
 * Which marks stay is decided in takeover.js; this decides when, and what the reader is told. Without it the quick marks stay as they are.
 *
 * @module
 */

import { SIZES } from '../../core/pkg/checksums.js';
import { canReadCarefully } from '../../core/spawn.js';
import { differences } from '../../state/differences.js';
import { shownOf } from '../../state/shown.js';
import { QUICK, takeOver } from '../../state/takeover.js';
import { asksFirst, isWanted, wantAlways } from './careful-setting.js';
import { plural } from '../dom.js';
import { createQuiet } from './quiet.js';
import { readyTables } from './ready.js';
import { painted } from '../turns.js';
import { isForeign, sentenceOf, wordsOf } from '../wording.js';

/** @typedef {import('../../state/types.js').Doc} Doc */
/** What changed for the reader: how many marks of those that are shown, and the first of them in words; `ref` where the mark is there now.
 * @typedef {Omit<import('../../state/differences.js').Differences, 'list'> & {list: {what: 'come'|'gone'|'changed', ref: import('../../state/types.js').Ref|null, words: string}[]}} Told */
/**
 * How far the careful reading of what is shown is; `null` where there is none. `ready`: its marks wait until nobody is at the quick ones.
 * @typedef {{at: 'loading'|'reading', share: number}|{at: 'ready', take: () => void}|{at: 'done', told: Told}|{at: 'failed', words: string, again: () => void}|null} Progress
 */

/**
 * @typedef {object} CarefulReading
 * @property {() => Progress} progress
 * @property {(listener: () => void) => void} onProgress
 * @property {() => void} look begins or ends what the settings say now
 */

/** How large the model is, in words. */
export const MODEL_SIZE = `${Math.round(SIZES.weights / 1e6)} MB`;

/** How many changes are told one by one. */
const LISTED = 100;

/** How long it is waited before the reader is told that marks wait, in milliseconds. */
const PATIENCE = 1500;

/**
 * @param {import('../../state/store.js').Store} store
 * @param {{careful: import('../../core/careful.js').Careful, say: import('../services.js').Say}} needs
 * @returns {CarefulReading}
 */
export function createCarefulReading(store, { careful, say }) {
  /** @type {Progress} */
  let progress = null;
  /** The text that is being read or has been, and what ends that. @type {{text: string, end: AbortController}|null} */
  let run = null;
  const quiet = createQuiet(store);
  /** Whether a failure was told in words; the sign tells it of each article. */
  let isTold = false;
  /** @type {(() => void)[]} */
  const listeners = [];

  /** @param {Progress} next */
  function tell(next) {
    progress = next;
    for (const listener of listeners) listener();
  }

  function look() {
    const { doc } = store.get();
    if (run && (run.text !== doc?.text || !isWanted())) leave();
    if (!run && doc && isDue(doc)) void begin(doc.text);
  }

  function leave() {
    run?.end.abort();
    run = null;
    say.unsay('careful');
    tell(null);
  }

  /** @param {string} text */
  async function begin(text) {
    const own = { text, end: new AbortController() };
    run = own;
    const { signal } = own.end;
    const isOver = () => run !== own;
    try {
      await painted();
      if (isOver() || (asksFirst() && !careful.isOpen())) return isOver() ? undefined : question();
      tell({ at: 'loading', share: 0 });
      const found = await careful.read(text, {
        signal,
        onBytes: (count) => !isOver() && tell({ at: 'loading', share: Math.min(1, count / SIZES.weights) }),
        onShare: (share) => !isOver() && tell({ at: 'reading', share }),
      });
      dispatchEvent(new Event('whosaid-careful'));
      if (!isOver()) await take(found, isOver);
    } catch (error) {
      if (isOver()) return;
      if (!isTold) say.briefly(`The article keeps its quick marks. ${wordsOf(error)}`);
      isTold = true;
      tell({ at: 'failed', words: wordsOf(error), again: () => (leave(), look()) });
    }
  }

  /** Puts the marks in place as soon as nobody is at the old ones. @param {Doc} found @param {() => boolean} isOver */
  async function take(found, isOver) {
    let isAsked = false;
    const slow = setTimeout(() => !isOver() && tell({ at: 'ready', take: () => void (isAsked = true) }), PATIENCE);
    try {
      for (;;) {
        await quiet.moment(() => isAsked || isOver());
        if (isOver()) return;
        const before = /** @type {Doc} */ (store.get().doc);
        const { edit, prepare } = takeOver(found, store.documents());
        for (const doc of store.documents()) await prepare(doc);
        const { limit } = store.get();
        await readyTables(edit(before), limit);
        const told = await changesIn(shownOf(before, limit), shownOf(edit(before), limit));
        // An edit or a hand in between begins this anew.
        if (isOver()) return;
        if (store.get().doc !== before || !(isAsked || quiet.isQuiet())) continue;
        store.rebase(edit);
        tell({ at: 'done', told });
        say.aloud(`Read carefully: ${told.all === 0 ? 'no mark changed' : `${plural(told.all, 'mark')} changed`}.`);
        return;
      }
    } finally {
      clearTimeout(slow);
    }
  }

  function question() {
    const load = () => {
      wantAlways();
      leave();
      look();
    };
    say.message({ id: 'careful', words: `Whosaid can read this again, slower and more carefully. For that it loads ${MODEL_SIZE} once, and your device asks to save data.`, actions: [{ words: 'Load and read carefully', run: load }] });
  }

  store.subscribe((state, before) => {
    if (state.doc !== before.doc) look();
  });
  look();
  return { progress: () => progress, onProgress: (listener) => void listeners.push(listener), look };
}

/** What changed, in words while both documents are there. @param {Doc} before @param {Doc} after @returns {Promise<Told>} */
async function changesIn(before, after) {
  const { list, ...counts } = await differences(before, after);
  const words = (/** @type {import('../../state/differences.js').Difference} */ { what, ref }) => ({ what, ref: what === 'gone' ? null : ref, words: sentenceOf(what === 'gone' ? before : after, ref) });
  return { ...counts, list: list.slice(0, LISTED).map(words) };
}

/** Whether what is marked is from the quick reading, and the careful one would do better. @param {Doc} doc */
function isDue(doc) {
  return canReadCarefully && isWanted() && doc.reading === QUICK && !doc.unread && !doc.unmarked && !isForeign(doc);
}
