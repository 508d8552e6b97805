/**
 * Opens files that a person picks or drops, and hands out files as downloads or through the clipboard.
 *
 * It tells text, page and annotations apart and decodes their bytes; what a file of annotations means is decided by the core.
 *
 * @module
 */

import { downloadZip } from '../vendor/client-zip/index.js';
import { htmlToText, normalize } from './paste.js';

/** @typedef {import('../state/types.js').Doc} Doc */
/** @typedef {import('../state/types.js').OutFile} OutFile */
/** @typedef {{name: string, text: string}} TextIn a text to be annotated */
/** @typedef {{name: string, docs: Doc[]}} DocsIn annotated documents */
/** What reads annotations: the core. @typedef {Pick<import('../core/client.js').Core, 'read'|'readFiles'>} Reader */
/** @typedef {import('../state/types.js').Import & {texts: TextIn[], errors: FileError[]}} Opened */
/** `encoding` instead of UTF-8. @typedef {{encoding?: 'windows-1252', parser?: DOMParser}} OpenOptions */

/** The largest file that is opened. */
export const MAX_BYTES = 32 * 1024 * 1024;

const TEXT = /\.(txt|text|md|markdown)$/i;
/** Annotations that need their text beside them. */
const BESIDE = /\.ann$/i;
const PAGE = /\.x?html?$/i;

/**
 * Why a file could not be opened, in words for the reader. `encoding` can be tried again with `{encoding: 'windows-1252'}`.
 */
export class FileError extends Error {
  /**
   * @param {'encoding'|'size'|'type'|'empty'|'content'} code
   * @param {string} file its name
   * @param {string} message
   */
  constructor(code, file, message) {
    super(`${file}: ${message}`);
    this.name = 'FileError';
    this.code = code;
    this.file = file;
  }
}

/**
 * Opens one file: text and pages as text, everything else as annotations that the core reads.
 * @param {File} file
 * @param {Reader} core
 * @param {OpenOptions} [options]
 * @returns {Promise<TextIn|DocsIn>}
 * @throws {FileError}
 */
export async function openFile(file, core, options = {}) {
  const { name, content, page } = await contentOf(file, options);
  if (page) return { name, text: pageText(name, content, options.parser) };
  if (isText(name, content)) return { name, text: normalize(content) };
  return readDocs(name, content, core);
}

/**
 * Opens several files: a text with the annotations that stand beside it (`a.txt`, `a.ann`) as one, everything else file by file. A file that
 * fails does not keep the others from opening.
 * @param {readonly File[]} files
 * @param {Reader} core
 * @param {OpenOptions} [options]
 * @returns {Promise<Opened>}
 */
export async function openFiles(files, core, options = {}) {
  /** @type {Opened} */
  const opened = { texts: [], articles: [], losses: [], errors: [] };
  const stems = new Set(files.filter(({ name }) => BESIDE.test(name)).map(({ name }) => stemOf(name)));
  const pairs = files.filter(({ name }) => BESIDE.test(name) || (TEXT.test(name) && stems.has(stemOf(name))));
  for (const file of files.filter((one) => !pairs.includes(one))) {
    await collect(opened.errors, file.name, async () => {
      const found = await openFile(file, core, options);
      if ('text' in found) opened.texts.push(found);
      else opened.articles.push(...found.docs.map((doc) => ({ name: doc.title ?? stemOf(found.name), doc })));
    });
  }
  for (const stem of stems) {
    await collect(opened.errors, stem, async () => {
      const both = await Promise.all(pairs.filter(({ name }) => stemOf(name) === stem).map((file) => contentOf(file, options)));
      const { articles, losses } = await core.readFiles(both.map(({ name, content }) => ({ name, content })));
      opened.articles.push(...articles);
      opened.losses.push(...losses);
    });
  }
  return opened;
}

/** @param {FileError[]} errors @param {string} name @param {() => Promise<void>} work */
async function collect(errors, name, work) {
  try {
    await work();
  } catch (error) {
    errors.push(error instanceof FileError ? error : new FileError('content', name, messageOf(error)));
  }
}

/** @param {string} name */
const stemOf = (name) => name.replace(/\.\w+$/, '');

/** Without an extension, what does not look like JSON is text. @param {string} name @param {string} content */
const isText = (name, content) => TEXT.test(name) || (!/\.\w+$/.test(name) && !/^\s*[[{]/.test(content));

/** @param {unknown} error */
const messageOf = (error) => (error instanceof Error ? error.message : String(error));

/** @param {File} file @param {OpenOptions} options */
async function contentOf(file, { encoding }) {
  const { name } = file;
  if (file.size > MAX_BYTES) {
    throw new FileError('size', name, `The file is larger than ${MAX_BYTES / 1024 / 1024} MB, which is the most this page opens.`);
  }
  const page = PAGE.test(name) || file.type === 'text/html';
  const content = decodeBytes(await bytesOf(file), name, encoding, page);
  if (!content.trim()) throw new FileError('empty', name, 'The file holds no text.');
  if (content.includes('\0')) throw new FileError('type', name, 'This is not a text file.');
  return { name, content, page };
}

/** @param {string} name @param {string} content @param {DOMParser} [parser] */
function pageText(name, content, parser) {
  const text = htmlToText(content, parser);
  if (!text) throw new FileError('empty', name, 'The page holds no text.');
  return text;
}

/** @param {string} name @param {string} content @param {Reader} core @returns {Promise<DocsIn>} */
async function readDocs(name, content, core) {
  try {
    const docs = await core.read(name, content);
    if (docs.length) return { name, docs };
  } catch (error) {
    throw new FileError('content', name, messageOf(error));
  }
  throw new FileError('empty', name, 'The file holds no document.');
}

/** @param {File} file */
async function bytesOf(file) {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new FileError('type', file.name, 'The file cannot be read. A folder has to be opened file by file.');
  }
}

/**
 * The text of a file's bytes: by its byte order mark, by what a page says of itself, else as UTF-8.
 * @param {Uint8Array} bytes
 * @param {string} name
 * @param {string} [encoding] taken instead of UTF-8
 * @param {boolean} [page] whether it may name its encoding like HTML does
 * @returns {string}
 * @throws {FileError} `encoding`
 */
export function decodeBytes(bytes, name, encoding, page = false) {
  const label = encoding ?? markOf(bytes) ?? (page ? declaredIn(bytes) : null) ?? 'utf-8';
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    throw new FileError('encoding', name, 'The file is not valid UTF-8. It may be an older Western European file (Windows-1252).');
  }
}

/** @param {Uint8Array} bytes */
function markOf([first, second]) {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : null;
}

/** @param {Uint8Array} bytes */
function declaredIn(bytes) {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 1024));
  const label = /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1];
  try {
    return label ? new TextDecoder(label).encoding : null;
  } catch {
    return null;
  }
}

/**
 * Files as one: itself, or a zip of several.
 * @param {readonly OutFile[]} files at least one
 * @param {string} [archive] the zip's name
 * @returns {Promise<{name: string, blob: Blob}>}
 */
export async function pack(files, archive = 'whosaid.zip') {
  if (!files.length) throw new Error('There is nothing to download.');
  if (files.length === 1) return { name: files[0].name, blob: new Blob([files[0].text], { type: files[0].mime }) };
  const blob = await downloadZip(files.map(({ name, text }) => ({ name, input: text }))).blob();
  return { name: archive, blob };
}

/**
 * Hands files to the browser as one download.
 * @param {readonly OutFile[]} files at least one; several become a zip
 * @param {string} [archive] the zip's name
 */
export async function download(files, archive) {
  const { name, blob } = await pack(files, archive);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser may still be reading when the click returns.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * Puts text on the clipboard.
 * @param {string} text
 * @returns {Promise<boolean>} whether the browser let it
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
