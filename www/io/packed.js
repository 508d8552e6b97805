/**
 * Values as one short code of letters, and back: JSON, compressed where the browser can, in letters that links and mails leave alone.
 *
 * Packing hides nothing: who knows how can read it.
 *
 * @module
 */

/** The first letter says how the rest is packed. */
const PACKED = 'd';
const PLAIN = 'p';

/** No code becomes longer than this when it is unpacked, whatever somebody put into it. */
const MOST = 8 * 1024 * 1024;

/** @param {unknown} value @returns {Promise<string>} letters, digits, `-` and `_` only */
export async function packed(value) {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  if (!('CompressionStream' in globalThis)) return PLAIN + lettersOf(bytes);
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return PACKED + lettersOf(new Uint8Array(await new Response(stream).arrayBuffer()));
}

/**
 * The value in a code.
 * @param {string} code white space in it, as mail programs put it there, is left out
 * @returns {Promise<unknown>}
 * @throws {Error} with words for a person when it is cut off or damaged
 */
export async function unpacked(code) {
  const letters = code.replace(/\s+/g, '');
  try {
    const bytes = bytesOf(letters.slice(1));
    if (letters[0] === PLAIN) return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (letters[0] === PACKED) return JSON.parse(await inflated(bytes));
  } catch (error) {
    throw new Error('The code is cut off or damaged. Copy all of it once more.', { cause: error });
  }
  throw new Error('This is no code that Whosaid made.');
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
async function inflated(bytes) {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let [text, length] = ['', 0];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    length += value.length;
    if (length > MOST) {
      void reader.cancel();
      throw new Error('Too long.');
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** @param {Uint8Array} bytes */
function lettersOf(bytes) {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** @param {string} letters */
const bytesOf = (letters) => Uint8Array.from(atob(letters.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
