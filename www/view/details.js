/**
 * What a browser said itself of a fault: folded away, for whoever looks into it. What the reader can do stands in the words above it.
 *
 * @module
 */

import { el } from './dom.js';
import { wordsOf } from './wording.js';

/** @param {unknown} error @returns {HTMLDetailsElement|null} `null` where nothing more is known */
export function detailsOf(error) {
  const cause = error instanceof Error ? error.cause : null;
  return cause ? el('details', { class: 'raw' }, el('summary', {}, 'Details'), el('code', {}, wordsOf(cause))) : null;
}
