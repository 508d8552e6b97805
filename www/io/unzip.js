/**
 * Reads the files in a zip, as archives of texts and annotations hold them: stored or deflated, up to 32 MB each.
 *
 * It trusts nothing an archive says about sizes, leaves out folders and what operating systems add, and refuses what its check sum does not fit.
 *
 * @module
 */

import { crc32 } from '../core/crc.js';
import { FileError, MAX_BYTES, bytesOf } from './decode.js';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
/** All files of an archive together. */
const MOST = 8 * MAX_BYTES;
/** What operating systems add. */
const HIDDEN = /(^|\/)(\.|__MACOSX\/)/;

/** Whether a file is a zip, by its first bytes. @param {File} file */
export async function isZip(file) {
  // What cannot be read is no zip here; reading it as a file says why.
  const head = await file.slice(0, 4).arrayBuffer().catch(() => new ArrayBuffer(0));
  const [p, k, third] = new Uint8Array(head);
  return p === 0x50 && k === 0x4b && (third === 3 || third === 5);
}

/**
 * The files in a zip, in its order, but those that were altered since they were packed: these are told and keep no other from opening.
 * @param {File} file
 * @returns {Promise<{files: File[], errors: FileError[]}>}
 * @throws {FileError} when it is damaged as a whole, encrypted or too large
 */
export async function unzip(file) {
  if (file.size > MOST) throw refusal(file, 'size', `The archive is larger than ${MOST / 1024 / 1024} MB.`);
  const bytes = await bytesOf(file);
  try {
    const entries = entriesOf(bytes).filter(({ name }) => !name.endsWith('/') && !HIDDEN.test(name));
    if (entries.length === 0) throw refusal(file, 'empty', 'The archive holds no file.');
    /** @type {File[]} */
    const files = [];
    /** @type {FileError[]} */
    const errors = [];
    let room = MOST;
    for (const entry of entries) {
      if (entry.encrypted) throw refusal(file, 'type', `${entry.name} is encrypted. Unpack the archive and open the files.`);
      const content = await contentOf(bytes, entry, Math.min(room, MAX_BYTES));
      if (!content) throw refusal(file, 'size', `${entry.name} is larger than this page opens.`);
      room -= content.blob.size;
      if (content.sum === entry.sum && content.blob.size === entry.length) files.push(new File([content.blob], entry.name));
      else errors.push(altered(file, entry.name));
    }
    return { files, errors };
  } catch (error) {
    throw error instanceof FileError ? error : refusal(file, 'content', 'The archive is damaged. Unpack it and open the files.');
  }
}

/** `size` is that of the packed bytes, `length` and `sum` those of the content. @typedef {{name: string, encrypted: boolean, method: number, sum: number, size: number, length: number, at: number}} Entry */

/** The table of contents. @param {Uint8Array} bytes @returns {Entry[]} */
function entriesOf(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (view.getUint32(end, true) !== END) end--;
  /** @type {Entry[]} */
  const entries = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (view.getUint32(at, true) !== ENTRY) throw new RangeError('no entry');
    const [name, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name)),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      sum: view.getUint32(at + 16, true),
      size: view.getUint32(at + 20, true),
      length: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    });
    at += 46 + name + extra + comment;
  }
  return entries;
}

/** What is in an entry and its check sum, or `null` when it is more than `most` bytes. @param {Uint8Array} bytes @param {Entry} entry @param {number} most */
async function contentOf(bytes, { method, size, at }, most) {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, 30);
  const from = at + 30 + view.getUint16(26, true) + view.getUint16(28, true);
  if (from + size > bytes.length || (method !== 0 && method !== 8)) throw new RangeError('no content');
  const packed = new Blob([bytes.slice(from, from + size)]);
  const stream = method === 8 ? packed.stream().pipeThrough(new DecompressionStream('deflate-raw')) : packed.stream();
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const pieces = [];
  for (let reader = stream.getReader(), total = 0, sum = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return { blob: new Blob(pieces), sum };
    total += value.length;
    if (total > most) {
      await reader.cancel();
      return null;
    }
    sum = crc32(value, sum);
    pieces.push(value);
  }
}

/** @param {File} archive @param {string} name */
function altered({ name: archive }, name) {
  return new FileError('content', `${archive}, ${name}`, 'This file was damaged or altered after it was packed: its check sum does not fit. It is not opened.');
}

/** @param {File} file @param {'size'|'type'|'empty'|'content'} code @param {string} words */
function refusal(file, code, words) {
  return new FileError(code, file.name, words);
}
