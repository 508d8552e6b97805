/**
 * Whether a correction goes to one mention or to all that read alike, as the reader has ticked in the inspector.
 *
 * The tick holds for these words only: another name begins without it.
 *
 * @module
 */

import { alike } from '../../state/edits.js';
import { find } from '../../state/items.js';

/** @typedef {import('../../state/types.js').Doc} Doc */
/** @typedef {import('../../state/types.js').Mention} Mention */
/** @typedef {import('../../state/types.js').Ref} Ref */

/** The words that are corrected together. */
let words = '';

/** @param {Doc} doc @param {Mention} mention */
const textOf = (doc, { start, end }) => doc.text.slice(start, end);

/** @param {Doc} doc @param {Mention} mention */
export function isTogether(doc, mention) {
  return words !== '' && textOf(doc, mention) === words;
}

/** @param {Doc} doc @param {Mention} mention @param {boolean} yes */
export function setTogether(doc, mention, yes) {
  words = yes ? textOf(doc, mention) : '';
}

/**
 * The mentions that a correction of this item goes to: those that read alike when they are ticked, else itself; none when it is no mention.
 * @param {Doc} doc
 * @param {Ref} ref
 * @returns {Mention[]}
 */
export function reach(doc, ref) {
  const mention = ref.kind === 'mention' ? find(doc, { kind: 'mention', id: ref.id }) : null;
  if (!mention) return [];
  return isTogether(doc, mention) ? alike(doc, mention.id) : [mention];
}
