/**
 * Opens files that a person picks or drops: tells texts, pages and annotations apart by what is in them, and puts together what belongs
 * together.
 *
 * What a file of annotations means is decided by the core. A file that fails changes nothing and keeps no other from opening.
 *
 * @module
 */

import { FileError, textOf } from './decode.js';
import { docxToText, MAIN } from './docx.js';
import { htmlToText, normalize } from './paste.js';
import { isZip, unzip } from './unzip.js';

/** @typedef {import('../state/types.js').Unit} Unit */
/** @typedef {import('../state/types.js').Loss} Loss */
/** A text to be annotated; `bare` is what stood beside it. @typedef {{name: string, text: string, bare?: import('../state/types.js').Doc}} TextIn */
/** What reads annotations: the core. @typedef {Pick<import('../core/client.js').Core, 'read'|'recognize'|'isCompanion'>} Reader */
/** @typedef {Omit<import('../state/types.js').Import, 'texts'> & {texts: TextIn[], errors: FileError[]}} Opened */
/** `encoding` instead of UTF-8; `unit` is what offsets count. @typedef {{encoding?: 'windows-1252', unit?: Unit, parser?: DOMParser}} OpenOptions */
/** A file and what it was found to be. @typedef {{file: File, name: string, content: string, kind: 'text'|'page'|'annotations', companion: boolean}} Found */

const TEXT = /\.(txt|text|md|markdown)$/i;
const PAGE = /\.x?html?$/i;
/** Annotations that need their text beside them; none at all are as good as some. */
const BESIDE = /\.ann$/i;

/**
 * Opens files: a text with the annotations that stand beside it (`a.txt`, `a.ann`) as one, everything else file by file, and what is in a zip
 * as if it had been picked.
 * @param {readonly File[]} files
 * @param {Reader} core
 * @param {OpenOptions} [options]
 * @returns {Promise<Opened>}
 */
export async function openFiles(files, core, options = {}) {
  /** @type {Opened} */
  const opened = { texts: [], articles: [], losses: [], skipped: [], errors: [] };
  /** @type {Found[]} */
  const found = [];
  for (const file of await unpacked(files, opened.errors, options.parser)) {
    await collect(opened.errors, [file], async () => void found.push(await tell(file, core, options)));
  }
  // A configuration or a data card says nothing beside annotations; by itself it is a file like others.
  const holds = found.some(({ kind, companion }) => kind === 'annotations' && !companion);
  const meant = found.filter(({ companion }) => !holds || !companion);
  const annotations = meant.filter(({ kind }) => kind === 'annotations');
  const stems = new Set(annotations.map(({ name }) => stemOf(name)));
  const isBeside = (/** @type {Found} */ { name, kind }) => kind === 'text' && /\.txt$/i.test(name) && stems.has(stemOf(name));
  for (const one of annotations) {
    const group = [one, ...meant.filter((other) => isBeside(other) && stemOf(other.name) === stemOf(one.name))];
    await collect(opened.errors, group.map(({ file }) => file), async () => {
      const { articles, texts, losses, skipped } = await core.read(group.map(({ name, content }) => ({ name, content })), options.unit);
      if (articles.length + texts.length === 0) throw new FileError('empty', one.name, 'The file holds no document.');
      opened.articles.push(...articles);
      opened.texts.push(...texts.map(({ name, doc }) => ({ name, text: doc.text, bare: doc })));
      opened.skipped.push(...skipped);
      for (const loss of losses) count(opened.losses, loss);
    });
  }
  for (const one of meant) {
    if (one.kind !== 'annotations' && !isBeside(one)) {
      await collect(opened.errors, [one.file], async () => void opened.texts.push({ name: one.name, text: plain(one, options.parser) }));
    }
  }
  return opened;
}

/** The files with those of each zip in its place; a Word document is a zip, too. @param {readonly File[]} files @param {FileError[]} errors @param {DOMParser} [parser] */
async function unpacked(files, errors, parser) {
  /** @type {File[]} */
  const all = [];
  for (const file of files) {
    await collect(errors, [file], async () => {
      const { files: inside, errors: refused } = (await isZip(file)) ? await unzip(file) : { files: [file], errors: [] };
      const main = inside.find(({ name }) => name === MAIN);
      if (main) all.push(await written(file, main, parser));
      else all.push(...inside);
      errors.push(...refused);
    });
  }
  return all;
}

/** The text of a Word document, as a file. @param {File} file @param {File} main @param {DOMParser} [parser] */
async function written(file, main, parser) {
  const text = docxToText(await textOf(main), parser);
  if (!text) throw new FileError('empty', file.name, 'The Word document holds no text.');
  return new File([text], `${stemOf(file.name)}.txt`);
}

/** What a file is, told from its content; its name decides where that leaves it open. @param {File} file @param {Reader} core @param {OpenOptions} options @returns {Promise<Found>} */
async function tell(file, core, { encoding }) {
  const { name } = file;
  const page = PAGE.test(name) || file.type === 'text/html';
  const content = await textOf(file, { encoding, page, blank: BESIDE.test(name) });
  if (/^\s*\{\\rtf/.test(content)) throw new FileError('type', name, 'This is an RTF document. Save it as .docx or as text, or copy its words and paste them.');
  const companion = await core.isCompanion(name);
  /** @param {Found['kind']} kind */
  const as = (kind) => ({ file, name, content, kind, companion });
  if (BESIDE.test(name) || (await core.recognize(name, content)) !== null) return as('annotations');
  if (page || /^\s*<(!doctype html|html)\b/i.test(content)) return as('page');
  // What looks like data but is in no known format goes to the core as well: it says what is wrong.
  return as(TEXT.test(name) || (!/\.\w+$/.test(name) && !/^\s*[[{<]/.test(content)) ? 'text' : 'annotations');
}

/** @param {Found} found @param {DOMParser} [parser] */
function plain({ name, content, kind }, parser) {
  if (kind === 'text') return normalize(content);
  const text = htmlToText(content, parser);
  if (!text) throw new FileError('empty', name, 'The page holds no text.');
  return text;
}

/** Does `work` and collects why it failed. @param {FileError[]} errors @param {File[]} files what to open to try again @param {() => Promise<void>} work */
async function collect(errors, files, work) {
  try {
    await work();
  } catch (error) {
    const { name } = files[0];
    if (error instanceof FileError) errors.push(new FileError(error.code, error.file, error.message, { files, units: error.units }, error.cause));
    else errors.push(new FileError(unitsOf(error).length > 0 ? 'unit' : 'content', name, wordsOf(error), { files, units: unitsOf(error) }, error instanceof Error ? error.cause : undefined));
  }
}

/** The units that only a person can choose from. @param {unknown} error @returns {Unit[]} */
const unitsOf = (error) => (error instanceof Error && 'units' in error && Array.isArray(error.units) ? error.units : []);

/** @param {unknown} error */
const wordsOf = (error) => (error instanceof Error ? error.message : String(error));

/** @param {string} name */
const stemOf = (name) => name.replace(/\.\w+$/, '');

/** Adds a loss to others of its kind. @param {Loss[]} losses @param {Loss} loss */
function count(losses, { what, count: more }) {
  const known = losses.find((loss) => loss.what === what);
  if (known) known.count += more;
  else losses.push({ what, count: more });
}
