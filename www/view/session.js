/**
 * Opening things: a text is read, files and kept articles are opened as they are.
 *
 * It decides what the reader is told about files; reading is reading.js's, keeping is the keeper's.
 *
 * @module
 */

import { openFiles } from '../io/files.js';
import { whenSlow } from '../state/patience.js';
import { PROBLEMS } from '../state/problems.js';
import { plural } from './dom.js';
import { lossWords } from './losses.js';
import { createReading, toTop } from './reading/reading.js';
import { wordsOf } from './wording.js';

/** @typedef {import('../state/types.js').Doc} Doc */
/** @typedef {import('../state/keeper.js').Keeper} Keeper */
/** @typedef {import('./services.js').Session} Session */

/** What a person is asked where a file does not say what its places count. */
const UNITS = Object.freeze({ codepoint: 'It counts characters (Python does)', utf16: 'It counts UTF-16 units (JavaScript, Java)', byte: 'It counts UTF-8 bytes', grapheme: 'It counts what readers see as one character' });

/**
 * @param {import('../state/store.js').Store} store
 * @param {{core: import('../core/client.js').Core, say: import('./services.js').Say, keeper: Promise<Keeper>, openLibrary: () => void, claim: (files: File[]) => Promise<File[]>}} needs
 *   `claim` takes the files that belong to a class and gives the others back
 * @returns {Session}
 */
export function createSession(store, { core, say, keeper, openLibrary, claim }) {
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
    const place = await keeper;
    let isSaved = true;
    for await (const doc of docs) isSaved = !(await place.add(doc)) && isSaved;
    // What is not saved is told by the keeper, article by article.
    if (isSaved) say.briefly(`${plural(all, 'article')} opened; all of them are in your list.`, { words: 'Show the list', run: openLibrary });
  }

  /** The texts marked one after the other, while the first is shown. @param {import('../io/files.js').TextIn[]} texts */
  async function* markedOf(texts) {
    for (const { name, text, bare } of texts) {
      try {
        const { doc } = await core.annotate(text, { aside: true });
        yield { ...bare, ...doc, title: bare?.title ?? doc.title };
      } catch (error) {
        say.message({ id: `file-${name}`, bad: true, error, words: `${name}: The text could not be marked: ${wordsOf(error)}` });
      }
    }
  }

  /** @param {File[]} files @param {import('../io/files.js').OpenOptions} [options] */
  async function open(files, options) {
    const { texts, articles, losses, skipped, errors } = await openFiles(files, core, options);
    for (const error of errors) tellWhy(error, options);
    const docs = articles.map(({ doc }) => doc);
    const first = docs.length === 0 ? texts.shift() : undefined;
    const all = docs.length + texts.length + (first ? 1 : 0);
    if (first?.bare) for await (const doc of markedOf([first])) await openDocs([doc]);
    else if (first) await openText(first.text);
    else await openDocs(docs);
    if (texts.length > 0) await keepOthers(markedOf(texts), all);
    if (losses.length > 0) say.message({ id: 'losses', words: `What was opened held things that Whosaid has no place for: ${lossWords(losses)}.` });
    if (skipped.length > 0) say.message({ id: 'skipped', words: skippedWords(skipped) });
  }

  /** Says why a file was not opened, and asks what only a person can know. @param {import('../io/decode.js').FileError} error @param {import('../io/files.js').OpenOptions} [options] */
  function tellWhy(error, options) {
    const id = `file-${error.file}`;
    const again = (/** @type {string} */ words, /** @type {import('../io/files.js').OpenOptions} */ answer) => ({ words, run: () => (say.unsay(id), void open(error.files, { ...options, ...answer })) });
    const actions = error.code === 'encoding' ? [again('Read it as Windows-1252', { encoding: 'windows-1252' })] : error.units.map((unit) => again(UNITS[unit], { unit }));
    say.message({ id, bad: true, error, words: error.message, actions });
  }

  return {
    openText,
    async openFiles(files) {
      const others = await claim([...files]);
      if (others.length > 0) await open(others);
    },
    async openArticle(id) {
      reading.end();
      const opening = keeper.then((place) => place.open(id));
      const problem = await whenSlow(opening, () => say.message({ id: 'file', bad: true, words: PROBLEMS.slow.message }));
      say.unsay('file');
      if (problem) say.message({ id: 'file', bad: true, words: problem.message });
      else toTop();
      const { doc } = store.get();
      if (!problem && doc && isToBeRead(doc)) void reading.goOn(doc.text, id);
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

/** What was never read to its end, or could not be read and holds no mark of a person's. @param {Doc} doc */
const isToBeRead = ({ unread, unmarked, actors, mentions, quotes, positions }) => unread || (unmarked && [actors, mentions, quotes, positions].every((list) => list.length === 0));

/** What was left out of a file, line by line; of many only the first. @param {readonly string[]} skipped */
function skippedWords(skipped) {
  const more = skipped.length > 3 ? ` So do ${skipped.length - 3} more.` : '';
  return `Lines that do not hold were left out, the rest was read. ${skipped.slice(0, 3).join(' ')}${more}`;
}
