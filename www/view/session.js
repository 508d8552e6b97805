/**
 * Opening things: a text is shown at once, annotated by the core, then kept; files and kept articles are opened as they are.
 *
 * It decides what the reader is told while that happens; annotating is the core's, keeping is the keeper's.
 *
 * @module
 */

import { Superseded } from '../core/client.js';
import { openFiles } from '../io/files.js';
import { normalize } from '../io/paste.js';
import { newArticleId } from '../state/storage.js';
import { byId, plural } from './dom.js';
import { lossWords } from './losses.js';
import { readyTables } from './ready.js';
import { painted } from './turns.js';

/** @typedef {import('../state/types.js').Doc} Doc */
/** @typedef {import('../state/keeper.js').Keeper} Keeper */
/** @typedef {import('./services.js').Session} Session */

/** The longest text that is taken, in UTF-16 units. */
const LONGEST = 32 * 1024 * 1024;
const PATIENCE = 600;
const SHORT = 65_536;
const BLINK = 40;
/** What a person is asked where a file does not say what its places count. */
const UNITS = Object.freeze({ codepoint: 'It counts characters (Python does)', utf16: 'It counts UTF-16 units (JavaScript, Java)', byte: 'It counts UTF-8 bytes', grapheme: 'It counts what readers see as one character' });

/**
 * @param {import('../state/store.js').Store} store
 * @param {{core: import('../core/client.js').Core, say: import('./services.js').Say, keeper: Promise<Keeper>, storage: Promise<import('../state/storage.js').Storage>, openLibrary: () => void}} needs
 * @returns {Session}
 */
export function createSession(store, { core, say, keeper, storage, openLibrary }) {
  let run = 0;
  let busy = false;
  /** @type {number|null} */
  let milliseconds = null;
  /** @type {(() => void)[]} */
  const listeners = [];

  /** @param {boolean} now */
  const setBusy = (now) => {
    busy = now;
    if (!now) say.unsay('busy');
    for (const listener of listeners) listener();
  };

  /** A new thing is opened: what was under way is over. */
  const turn = () => {
    for (const id of ['language', 'nothing', 'failed', 'file', 'losses']) say.unsay(id);
    milliseconds = null;
    return ++run;
  };

  /** @param {Doc} doc */
  async function keepIt(doc) {
    (await keeper).begin(doc);
    if (document.activeElement === document.body) byId('article', HTMLElement).focus({ preventScroll: true });
    tellAbout(doc);
  }

  /** @param {Doc} doc */
  function tellAbout(doc) {
    const nothing = doc.actors.length + doc.quotes.length + doc.positions.length === 0;
    if (doc.language && !/^en\b/i.test(doc.language)) {
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
    if (text.length > LONGEST) {
      return say.message({ id: 'file', bad: true, words: `This text has ${(text.length / 1e6).toFixed(0)} million characters. Whosaid takes up to ${LONGEST / 1024 / 1024} million; please paste a part of it.` });
    }
    const now = turn();
    const blank = { format: /** @type {const} */ ('whosaid/1'), offset_unit: /** @type {const} */ ('utf16'), text, language: null, title: null, actors: [], mentions: [], quotes: [], positions: [] };
    setBusy(true);
    const slow = setTimeout(() => say.message({ id: 'busy', words: 'This is a long text. Its beginning is marked first; the rest follows in a moment.' }), PATIENCE);
    try {
      const annotated = core.annotate(text, { onPreview: ({ doc }) => void readyTables(doc).then(() => now === run && busy && store.replace(doc, { articleId: null })) });
      // A short text is mostly marked before it could be shown bare; laying it out twice would only cost time.
      const early = text.length < SHORT && (await Promise.race([annotated, pause(BLINK)]));
      if (now !== run) return;
      if (!early) store.replace(blank, { articleId: null, filter: {} });
      requestAnimationFrame(toTop);
      const result = await annotated;
      if (text.length >= SHORT) await readyTables(result.doc);
      if (now !== run) return;
      milliseconds = result.milliseconds;
      clearTimeout(slow);
      setBusy(false);
      store.replace(result.doc, { articleId: null, filter: {} });
      await painted();
      if (now === run) await keepIt(store.get().doc ?? result.doc);
    } catch (error) {
      if (now !== run || error instanceof Superseded) return;
      setBusy(false);
      // What was pasted is kept all the same, and can be marked by hand.
      (await keeper).begin(blank);
      say.message({ id: 'failed', bad: true, words: `The text could not be marked: ${wordsOf(error)} The text itself is safe.`, actions: [{ words: 'Try again', run: () => void openText(raw) }] });
    } finally {
      clearTimeout(slow);
    }
  }

  /** Shows the first and keeps the others. @param {Doc[]} docs */
  async function openDocs(docs) {
    const [first, ...others] = docs;
    if (!first) return;
    turn();
    setBusy(false);
    if (others.length > 0) await keepOthers(others, docs.length);
    (await keeper).begin(first);
    toTop();
  }

  /** @param {Iterable<Doc>|AsyncIterable<Doc>} docs @param {number} all how many were opened */
  async function keepOthers(docs, all) {
    const place = await storage;
    for await (const doc of docs) {
      const answer = await place.save(newArticleId(), doc, 0);
      if ('problem' in answer) return say.message({ id: 'file', bad: true, words: answer.problem.message });
    }
    say.briefly(`${plural(all, 'article')} opened; all of them are in your list.`, { words: 'Show the list', run: openLibrary });
  }

  /** The texts marked one after the other, while the first is shown. @param {import('../io/files.js').TextIn[]} texts */
  async function* markedOf(texts) {
    for (const { name, text } of texts) {
      try {
        yield (await core.annotate(text, { aside: true })).doc;
      } catch (error) {
        say.message({ id: `file-${name}`, bad: true, words: `${name}: The text could not be marked: ${wordsOf(error)}` });
      }
    }
  }

  /** @param {File[]} files @param {import('../io/files.js').OpenOptions} [options] */
  async function open(files, options) {
    const { texts, articles, losses, errors } = await openFiles(files, core, options);
    for (const error of errors) tellWhy(error, options);
    const docs = articles.map(({ doc }) => doc);
    const first = docs.length === 0 ? texts.shift() : undefined;
    const all = docs.length + texts.length + (first ? 1 : 0);
    if (first) await openText(first.text);
    else await openDocs(docs);
    if (texts.length > 0) await keepOthers(markedOf(texts), all);
    if (losses.length > 0) say.message({ id: 'losses', words: `What was opened held things that Whosaid has no place for: ${lossWords(losses)}.` });
  }

  /** Says why a file was not opened, and asks what only a person can know. @param {import('../io/decode.js').FileError} error @param {import('../io/files.js').OpenOptions} [options] */
  function tellWhy(error, options) {
    const id = `file-${error.file}`;
    const again = (/** @type {string} */ words, /** @type {import('../io/files.js').OpenOptions} */ answer) => ({ words, run: () => (say.unsay(id), void open(error.files, { ...options, ...answer })) });
    const actions = error.code === 'encoding' ? [again('Read it as Windows-1252', { encoding: 'windows-1252' })] : error.units.map((unit) => again(UNITS[unit], { unit }));
    say.message({ id, bad: true, words: error.message, actions });
  }

  return {
    openText,
    openFiles: (files) => open([...files]),
    async openArticle(id) {
      turn();
      setBusy(false);
      const problem = await (await keeper).open(id);
      if (problem) say.message({ id: 'file', bad: true, words: problem.message });
      else toTop();
      return !problem;
    },
    leave() {
      turn();
      setBusy(false);
      store.replace(null, { articleId: null, filter: {} });
    },
    busy: () => busy,
    onBusy: (listener) => void listeners.push(listener),
    milliseconds: () => milliseconds,
  };
}

/** @param {number} milliseconds */
const pause = (milliseconds) => new Promise((/** @type {(nothing: null) => void} */ resolve) => void setTimeout(resolve, milliseconds, null));

function toTop() {
  scrollTo({ top: 0, behavior: 'instant' });
}

/** @param {string} tag */
function languageName(tag) {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** @param {unknown} error */
export function wordsOf(error) {
  return error instanceof Error ? error.message : String(error);
}
