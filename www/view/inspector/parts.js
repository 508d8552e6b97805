/**
 * The parts of a content that is interrupted, like “A,” she said, “B.”: a list to choose one, whose extent is changed then, or to remove it.
 *
 * A further part is added by selecting its words (selection-bar.js).
 *
 * @module
 */

import { removePart } from '../../state/edits.js';
import { partsOf } from '../../state/items.js';
import { button, el, shorten } from '../dom.js';
import { titleOf } from '../wording.js';

/** @typedef {import('../../state/types.js').Doc} Doc */
/** @typedef {import('../../state/types.js').Ref} Ref */

/**
 * @param {Doc} doc
 * @param {Ref} ref
 * @param {import('../../state/types.js').Quote|import('../../state/types.js').Position} item
 * @param {import('../services.js').Services} services
 */
export function partsField(doc, ref, item, { actions }) {
  const parts = partsOf(item);
  const { kind, id } = ref;
  const remove = (/** @type {number} */ part) => {
    if (actions.edit((d) => removePart(d, { kind, id, part }), `remove a part of “${titleOf(doc, ref)}”`)) actions.select({ kind, id }, { reveal: false });
  };
  const row = (/** @type {import('../../state/types.js').Part} */ [start, end], /** @type {number} */ part) => {
    const now = part === ref.part;
    const words = shorten(doc.text.slice(start, end), 44);
    return el(
      'li',
      { class: 'part-row' },
      button({ words: `“${words}”`, label: `Part ${part + 1}: ${words}`, class: 'button small grow', run: () => actions.select({ kind, id, part: now ? undefined : part }, { aloud: !now }), props: { 'aria-pressed': String(now), 'data-field': `part-${part}` } }),
      button({ icon: 'close', label: `Remove part ${part + 1}`, class: 'tool', run: () => remove(part), props: { 'data-field': `drop-${part}` } }),
    );
  };
  return el(
    'div',
    { class: 'line', role: 'group', 'aria-label': 'Parts' },
    el('span', { class: 'label' }, 'Parts'),
    parts.length > 1 ? el('ol', { class: 'grow parts' }, parts.map(row)) : el('span', { class: 'grow words muted' }, 'one; select words to add another'),
  );
}
