/**
 * Turns a file's bytes into text, and says in words why it cannot.
 *
 * It decides the encoding and never guesses: what is not valid in it is refused.
 *
 * @module
 */

/** The largest file that is opened. */
export const MAX_BYTES = 32 * 1024 * 1024;
const NO_TEXT = 'This is not a text file.';
/** What files of other kinds begin with. @type {[string, string][]} */
const OTHERS = [
  ['%PDF-', 'This is a PDF. Copy its words and paste them.'],
  ['\xd0\xcf\x11\xe0', 'This is an old Office document. Save it as .docx or as text.'],
  ['\x1f\x8b', 'This is compressed. Unpack it and open what is in it.'],
  ['\x89PNG', 'This is a picture, not a text.'],
  ['\xff\xd8\xff', 'This is a picture, not a text.'],
  ['GIF8', 'This is a picture, not a text.'],
];

/**
 * Why a file could not be opened, in words for the reader. `encoding` can be tried again with `{encoding: 'windows-1252'}`, `unit` with one
 * of its `units`; `files` is what to open then.
 */
export class FileError extends Error {
  /**
   * @param {'encoding'|'size'|'type'|'empty'|'content'|'unit'} code
   * @param {string} file its name
   * @param {string} message
   * @param {{files?: File[], units?: import('../state/types.js').Unit[]}} [again]
   * @param {unknown} [cause]
   */
  constructor(code, file, message, { files = [], units = [] } = {}, cause = undefined) {
    super(message.startsWith(file) ? message : `${file}: ${message}`, { cause });
    this.name = 'FileError';
    this.code = code;
    this.file = file;
    this.files = files;
    this.units = units;
  }
}

/**
 * What is in a file.
 * @param {File} file
 * @param {{encoding?: string, page?: boolean, blank?: boolean}} [options] `page`: it may name its encoding like HTML does; `blank`: it may
 *   hold nothing
 * @returns {Promise<string>}
 * @throws {FileError}
 */
export async function textOf(file, { encoding, page = false, blank = false } = {}) {
  const { name } = file;
  if (file.size > MAX_BYTES) {
    throw new FileError('size', name, `The file is larger than ${MAX_BYTES / 1024 / 1024} MB, which is the most this page opens.`);
  }
  const bytes = await bytesOf(file);
  const head = String.fromCharCode(...bytes.subarray(0, 8));
  const other = OTHERS.find(([begins]) => head.startsWith(begins));
  if (other) throw new FileError('type', name, other[1]);
  const content = decodeBytes(bytes, name, encoding, page);
  if (!blank && !content.trim()) throw new FileError('empty', name, 'The file holds no text.');
  if (content.includes('\0')) throw new FileError('type', name, NO_TEXT);
  return content;
}

/** @param {File} file */
export async function bytesOf(file) {
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
 * @throws {FileError} `encoding`, or `type` when it is no text in any encoding
 */
export function decodeBytes(bytes, name, encoding, page = false) {
  const label = encoding ?? markOf(bytes) ?? (page ? declaredIn(bytes) : null) ?? 'utf-8';
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    // No text has such a byte, in whatever encoding but UTF-16.
    if (bytes.includes(0)) throw new FileError('type', name, NO_TEXT);
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
