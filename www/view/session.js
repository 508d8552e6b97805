/**
 * Opening things: a text is read, files and kept articles are opened as they are.
 *
 * It decides what the reader is told about files; reading is reading.js's, keeping is the keeper's.
 *
 * @module
 */

import { openFiles } from '../io/files.js';
import { newArticleId } from '../state/storage.js';
import { plural } from './dom.js';
import { lossWords } from './losses.js';
import { createReading, toTop } from './reading.js';
import { wordsOf } from './wording.js';

/** @typedef {import('../state/types.js').Doc} Doc */
/** @typedef {import('../state/keeper.js').Keeper} Keeper */
/** @typedef {import('./services.js').Session} Session */

/** What a person is asked where a file does not say what its places count. */
const UNITS = Object.freeze({ codepoint: 'It counts characters (Python does)', utf16: 'It counts UTF-16 units (JavaScript, Java)', byte: 'It counts UTF-8 bytes', grapheme: 'It counts what readers see as one character' });

/**
 * @param {import('../state/store.js').Store} store
 * @param {{core: import('../core/client.js').Core, say: import('./services.js').Say, keeper: Promise<Keeper>, storage: Promise<import('../state/storage.js').Storage>, openLibrary: () => void}} needs
 * @returns {Session}
 */
export function createSession(store, { core, say, keeper, storage, openLibrary }) {
  const reading = createReading(store, { core, say, keeper });
  const { openText } = reading;

  /** Shows the first and keeps the others. @param {Doc[]} docs */
  async function openDocs(docs) {
    const [first, ...others] = docs;
    if (!first) return;
    reading.end();
    if (others.length > 0) await keepOthers(others, docs.length);
    if (first.unread) return openText(first.text);
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
      reading.end();
      const problem = await (await keeper).open(id);
      if (problem) say.message({ id: 'file', bad: true, words: problem.message });
      else toTop();
      const { doc } = store.get();
      if (!problem && doc?.unread) void reading.goOn(doc.text, id);
      return !problem;
    },
    leave() {
      reading.end();
      store.replace(null, { articleId: null, filter: {} });
    },
    busy: reading.busy,
    onBusy: reading.onBusy,
    onProgress: reading.onProgress,
    milliseconds: reading.milliseconds,
  };
}
