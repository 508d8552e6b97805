/**
 * A button that accepts all suggestions of a list at once, as one step of undo.
 *
 * @module
 */

import { acceptAll } from '../../state/edits.js';
import { button, plural } from '../dom.js';

/** @typedef {import('../../state/types.js').ItemKind} ItemKind */
/** @typedef {import('../../state/types.js').Note} Note */

/**
 * The button, or nothing where there are not several suggestions in the list.
 * @param {ItemKind} kind
 * @param {readonly ({id: string} & Note)[]} items what is listed
 * @param {import('../services.js').Services} services
 * @param {string} [noun]
 */
export function acceptButton(kind, items, { actions, say }, noun = kind) {
  const refs = items.filter(({ status }) => status === 'suggested').map(({ id }) => ({ kind, id }));
  if (refs.length < 2) return null;
  const words = plural(refs.length, noun);
  const run = () => {
    if (actions.edit((doc) => acceptAll(doc, refs), `accept ${words}`)) say.briefly(`Accepted: ${words}`, { words: 'Undo', run: actions.undo });
  };
  return button({ icon: 'check', words: `Accept all ${words}`, class: 'button small wide', run, props: { 'data-row': `accept-${kind}` } });
}
