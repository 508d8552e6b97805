/**
 * The careful reading of the article that is shown: begun when its quick marks are painted, and put in their place when nobody is at them; where the reader
 * is, as soon as that much is read, and everywhere when all is.
 *
 * Which marks stay is decided in takeover.js; this decides when, and what the reader is told. Without it the quick marks stay as they are.
 *
 * @module
 */

import { SIZES } from '../../core/pkg/checksums.js';
import { canReadCarefully } from '../../core/spawn.js';
import { accountOf } from '../../state/differences.js';
import { shownOf } from '../../state/shown.js';
import { PARTLY, QUICK, takeOver } from '../../state/takeover.js';
import { asksFirst, isWanted, wantAlways } from './careful-setting.js';
import { plural } from '../dom.js';
import { createQuiet } from './quiet.js';
import { readyTables } from './ready.js';
import { painted } from '../turns.js';
import { isForeign, sentenceOf, wordsOf } from '../wording.js';

/** @typedef {import('../../state/types.js').Doc} Doc */
/** @typedef {import('../../state/types.js').Span} Span */
/** What changed for the reader: how many marks of those that are shown, and the first of them in words; `ref` where the mark is there now.
 * @typedef {Omit<import('../../state/differences.js').Differences, 'list'> & {list: {what: 'come'|'gone'|'changed', ref: import('../../state/types.js').Ref|null, words: string}[]}} Told */
/**
 * How far the careful reading of what is shown is; `null` where there is none. `left`: about how many milliseconds it will take on, `told`: what changed so
 * far. `ready`: its marks wait until nobody is at the quick ones.
 * @typedef {{at: 'loading', share: number}|{at: 'reading', share: number, left: number, told: Told|null}|{at: 'ready', take: () => void}|{at: 'done', told: Told}|{at: 'failed', words: string, again: () => void}|null} Progress
 */

/**
 * @typedef {object} CarefulReading
 * @property {() => Progress} progress
 * @property {(listener: () => void) => void} onProgress
 * @property {() => void} look begins or ends what the settings say now
 */

/** A text that is being read or has been, and what ends that. `isRead`: nothing more is to be told of its parts. @typedef {{text: string, end: AbortController, isRead: boolean}} Run */

/** How large the model is, in words. */
export const MODEL_SIZE = `${Math.round(SIZES.weights / 1e6)} MB`;

/** How many changes are told one by one. */
const LISTED = 100;

/** How long it is waited before the reader is told that marks wait, in milliseconds. */
const PATIENCE = 1500;

/** What is read in less time, in milliseconds, is shown as a whole: two changes in a breath would not be calm. */
const BREATH = 500;

/**
 * @param {import('../../state/store.js').Store} store
 * @param {{careful: import('../../core/careful.js').Careful, say: import('../services.js').Say, view: () => Span}} needs `view`: where the reader is
 * @returns {CarefulReading}
 */
export function createCarefulReading(store, { careful, say, view }) {
  /** @type {Progress} */
  let progress = null;
  /** The text that is being read or has been. @type {Run|null} */
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
    const own = { text, end: new AbortController(), isRead: false };
    run = own;
    const isOver = () => run !== own;
    try {
      await painted();
      if (isOver() || (asksFirst() && !careful.isOpen())) return isOver() ? undefined : question();
      tell({ at: 'loading', share: 0 });
      const account = accountOf();
      const found = await readThrough(text, own, account);
      if (!isOver()) await take(found, account, isOver);
    } catch (error) {
      own.isRead = true;
      if (isOver()) return;
      if (!isTold) say.briefly(`${keptWords(store.get().doc)} ${wordsOf(error)}`);
      isTold = true;
      tell({ at: 'failed', words: `${keptWords(store.get().doc)} ${wordsOf(error)}`, again: () => (leave(), look()) });
    }
  }

  /**
   * Reads a text and puts in place what is found where the reader is, while there is more to read.
   * @param {string} text @param {Run} own @param {import('../../state/differences.js').Account} account
   * @returns {Promise<Doc>} what is found in the whole
   */
  async function readThrough(text, own, account) {
    const isOver = () => run !== own || own.isRead;
    const timeLeft = clock();
    let [share, left, parts] = [0, Infinity, Promise.resolve()];
    /** @type {Told|null} */
    let told = null;
    const tellShare = () => !isOver() && tell({ at: 'reading', share, left, told });
    const found = await careful.read(text, {
      signal: own.end.signal,
      view,
      onBytes: (count) => !isOver() && tell({ at: 'loading', share: Math.min(1, count / SIZES.weights) }),
      onShare: (read) => void ([share, left] = [read, timeLeft(read)], tellShare()),
      onPart(part, where) {
        if (left < BREATH) return;
        parts = parts.then(async () => {
          told = (await put(part, { where, account, isOver })) ?? told;
          tellShare();
        });
        // What went wrong is heard of when all is read.
        parts.catch(() => {});
      },
    });
    own.isRead = true;
    dispatchEvent(new Event('whosaid-careful'));
    await parts;
    return found;
  }

  /** Puts all that was found in place, and tells so. @param {Doc} found @param {import('../../state/differences.js').Account} account @param {() => boolean} isOver */
  async function take(found, account, isOver) {
    let isAsked = false;
    const slow = setTimeout(() => !isOver() && tell({ at: 'ready', take: () => void (isAsked = true) }), PATIENCE);
    const told = await put(found, { account, isOver, isAsked: () => isAsked }).finally(() => clearTimeout(slow));
    if (!told || isOver()) return;
    tell({ at: 'done', told });
    say.aloud(`Read carefully: ${told.all === 0 ? 'no mark changed' : `${plural(told.all, 'mark')} changed`}.`);
  }

  /**
   * Puts marks in place as soon as nobody is at the old ones: all, or those of the stretch `where`.
   * @param {Doc} found
   * @param {{where?: Span, account: import('../../state/differences.js').Account, isOver: () => boolean, isAsked?: () => boolean}} how `isAsked`: the reader wants them now
   * @returns {Promise<Told|null>} what changed in this article so far; `null` when that is over before
   */
  async function put(found, { where, account, isOver, isAsked = () => false }) {
    for (;;) {
      await quiet.moment(() => isAsked() || isOver());
      if (isOver()) return null;
      const before = /** @type {Doc} */ (store.get().doc);
      const { edit, prepare } = takeOver(found, store.documents(), where);
      for (const doc of store.documents()) await prepare(doc);
      const { limit } = store.get();
      const after = edit(before);
      await readyTables(after, limit);
      // An edit or a hand in between begins this anew.
      if (isOver()) return null;
      if (store.get().doc !== before || !(isAsked() || quiet.isQuiet())) continue;
      store.rebase(edit);
      await painted();
      performance.mark(where ? 'careful-screen' : 'careful-whole');
      await account.note(shownOf(before, limit), shownOf(after, limit));
      return toldOf(await account.sum(shownOf(after, limit)));
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

/** What changed, in words. @param {import('../../state/differences.js').Differences} differences @returns {Told} */
function toldOf({ list, ...counts }) {
  const words = (/** @type {import('../../state/differences.js').Difference} */ { what, doc, ref }) => ({ what, ref: what === 'gone' ? null : ref, words: sentenceOf(doc, ref) });
  return { ...counts, list: list.slice(0, LISTED).map(words) };
}

/** Of a share that is read, from 0 to 1, about how many milliseconds the rest will take: as long for each part as those so far. */
function clock() {
  /** @type {number|null} */
  let begun = null;
  return (/** @type {number} */ share) => {
    begun ??= performance.now();
    return share === 0 ? Infinity : ((performance.now() - begun) * (1 - share)) / share;
  };
}

/** What a reader has where the careful reading came to nothing. @param {Doc|null} doc */
const keptWords = (doc) => (doc?.reading === PARTLY ? 'The rest of the article keeps its quick marks.' : 'The article keeps its quick marks.');

/** Whether something that is marked is from the quick reading, and the careful one would do better. @param {Doc} doc */
function isDue(doc) {
  return canReadCarefully && isWanted() && (doc.reading === QUICK || doc.reading === PARTLY) && !doc.unread && !doc.unmarked && !isForeign(doc);
}
