/**
 * Hands files and text over: as one download, or through the clipboard.
 *
 * What is in them is decided by the core.
 *
 * @module
 */

import { downloadZip } from '../vendor/client-zip/index.js';

/** @typedef {import('../state/types.js').OutFile} OutFile */

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
  handOver(name, blob);
}

/** Hands one file to the browser as a download. @param {string} name @param {Blob} blob */
export function handOver(name, blob) {
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
