/**
 * Opens files that a person picks or drops, and hands out files as downloads or through the clipboard.
 *
 * It tells text, page and annotations apart and decodes their bytes; what a file of annotations means is decided by the core.
 *
 * @module
 */

import { htmlToText, normalize } from './paste.js';

/** @typedef {import('../state/types.js').Doc} Doc */
/** @typedef {import('../state/types.js').OutFile} OutFile */
/** @typedef {{name: string, text: string}} TextIn a text to be annotated */
/** @typedef {{name: string, docs: Doc[]}} DocsIn annotated documents */
/** `encoding` instead of UTF-8. @typedef {{encoding?: 'windows-1252', parser?: DOMParser}} OpenOptions */

/** The largest file that is opened. */
export const MAX_BYTES = 32 * 1024 * 1024;

const TEXT = /\.(txt|text|md|markdown)$/i;
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
 * @param {{read: (name: string, content: string) => Promise<Doc[]>}} core
 * @param {OpenOptions} [options]
 * @returns {Promise<TextIn|DocsIn>}
 * @throws {FileError}
 */
export async function openFile(file, core, { encoding, parser } = {}) {
  const { name } = file;
  if (file.size > MAX_BYTES) {
    throw new FileError('size', name, `The file is larger than ${MAX_BYTES / 1024 / 1024} MB, which is the most this page opens.`);
  }
  const page = PAGE.test(name) || file.type === 'text/html';
  const content = decodeBytes(await bytesOf(file), name, encoding, page);
  if (!content.trim()) throw new FileError('empty', name, 'The file holds no text.');
  if (content.includes('\0')) throw new FileError('type', name, 'This is not a text file.');
  if (page) {
    const text = htmlToText(content, parser);
    if (!text) throw new FileError('empty', name, 'The page holds no text.');
    return { name, text };
  }
  if (TEXT.test(name) || (!/\.\w+$/.test(name) && !/^\s*[[{]/.test(content))) return { name, text: normalize(content) };
  return readDocs(name, content, core);
}

/** @param {string} name @param {string} content @param {{read: (name: string, content: string) => Promise<Doc[]>}} core @returns {Promise<DocsIn>} */
async function readDocs(name, content, core) {
  try {
    const docs = await core.read(name, content);
    if (docs.length) return { name, docs };
  } catch (error) {
    throw new FileError('content', name, error instanceof Error ? error.message : String(error));
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
  const { downloadZip } = await import('../vendor/client-zip/index.js');
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
