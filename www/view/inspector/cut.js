/**
 * Cutting paragraphs off the article and bringing them back, from the words that are selected or the mark that is.
 *
 * @module
 */

import { bringBack, cutAround, cutOff, cutOffFrom } from '../../state/edits.js';

/** @typedef {import('../../state/types.js').Span} Span */

/** @param {import('../../state/store.js').Store} store @param {import('../services.js').Services} services */
export function cutting(store, services) {
  const { actions, say } = services;
  const undo = { words: 'Undo', run: () => actions.undo() };

  /** @param {Span} words */
  function back(words) {
    if (actions.edit((doc) => bringBack(doc, words), 'bring a part back')) say.aloud('This part counts again.');
  }

  return {
    /** Whether these words are cut off. @param {Span} words */
    isOff: ({ start }) => {
      const { doc } = store.get();
      return doc !== null && cutAround(doc, start) !== null;
    },
    back,
    /** The paragraphs of these words; with `rest` all that follows, too. @param {Span} words @param {{rest?: boolean}} [options] */
    off(words, { rest = false } = {}) {
      if (!actions.edit((doc) => (rest ? cutOffFrom : cutOff)(doc, words), rest ? 'cut off the rest' : 'cut a paragraph off')) return;
      services.inspector.close();
      store.set({ selection: null });
      say.briefly(rest ? 'The rest is cut off: nothing in it counts.' : 'This paragraph is cut off: nothing in it counts.', undo);
    },
    /** Offers to bring back what was cut off here. @param {number} at @returns {boolean} whether something was */
    offer(at) {
      const { doc } = store.get();
      const words = doc && at >= 0 ? cutAround(doc, at) : null;
      if (words) say.briefly('This part is cut off: nothing in it counts.', { words: 'Bring it back', run: () => back(words) });
      return words !== null;
    },
  };
}
