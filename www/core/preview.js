/**
 * Where to cut a long text, so that its beginning can be shown before the whole has been read.
 *
 * It looks for a place between paragraphs and does not read the text otherwise.
 *
 * @module
 */

/** Texts longer than this are shown from their beginning first, in UTF-16 units. */
export const PREVIEW = 65536;

/**
 * Where the preview of a long text ends: behind the last paragraph that ends within its first units, else behind a space.
 * @param {string} text
 * @returns {number} the text's length when it is short
 */
export function previewEnd(text) {
  if (text.length <= PREVIEW) return text.length;
  for (const mark of ['\n\n', '\n', '. ', ' ']) {
    const at = text.lastIndexOf(mark, PREVIEW - mark.length);
    if (at > PREVIEW / 4) return at + mark.length;
  }
  return (text.charCodeAt(PREVIEW) & 0xfc00) === 0xdc00 ? PREVIEW - 1 : PREVIEW;
}
