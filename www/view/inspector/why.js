/**
 * Why a suggestion is there. What the quick reading says is short and stands there; what the careful one put on record opens on demand, and while it is
 * open its words are marked in the article, and each leads to its place.
 *
 * What decided is told by state/evidence.js, the sentence by the core; how words are marked by paper/plan.js.
 *
 * @module
 */

import { decidingWords } from '../../state/evidence.js';
import { button, el, shorten } from '../dom.js';
import { STATUSES, certainty } from '../wording.js';

/** @typedef {import('../../state/types.js').Doc} Doc */
/** @typedef {import('../../state/types.js').Item} Item */
/** @typedef {import('../../state/evidence.js').Deciding} Deciding */
/** @typedef {import('../services.js').Services} Services */

/** How much is read out around words that are gone to. */
const AROUND = 60;

/**
 * @typedef {object} Why
 * @property {(doc: Doc, item: Item) => HTMLElement} draw
 * @property {() => void} hide its words are marked no longer: the inspector is closed
 */

/** It stays open from one mark to the next. @param {Services} services @param {() => void} onSize called when it takes more room or less @returns {Why} */
export function createWhy(services, onSize) {
  let isOpen = false;
  return {
    hide: () => services.article.explain(false),
    draw(doc, item) {
      const isSuggested = item.status === 'suggested';
      const hasRecord = isSuggested && Boolean(item.reason && item.evidence);
      services.article.explain(hasRecord && isOpen);
      const sure = isSuggested ? certainty(item.confidence) : '';
      if (!hasRecord) return el('p', { class: 'why' }, ...plain(item), sure && el('span', { class: 'muted' }, ` ${sure}`));
      const sentence = el('p', { id: 'why', hidden: !isOpen }, told(String(item.reason), doc, decidingWords(doc, item), services));
      const opener = button({ icon: 'down', words: 'Why?', class: 'link why-opener', run: () => open(!isOpen), props: { 'aria-expanded': String(isOpen), 'aria-controls': 'why', 'data-field': 'why' } });
      const open = (/** @type {boolean} */ on) => {
        isOpen = on;
        sentence.hidden = !on;
        opener.setAttribute('aria-expanded', String(on));
        services.article.explain(on);
        onSize();
      };
      return el('div', { class: 'why' }, el('p', { class: 'muted' }, sure, sure && ' ', opener), sentence);
    },
  };
}

/** @param {Item} item @returns {(Node|string)[]} */
function plain({ status, reason }) {
  if (status !== 'suggested') return [el('b', {}, `${STATUSES[status].words}. `)];
  return [el('b', {}, 'Why: '), reason || 'No reason was given.'];
}

/** The sentence, with the words that stand in it leading to their places. @param {string} reason @param {Doc} doc @param {Deciding[]} deciding @param {Services} services @returns {(Node|string)[]} */
function told(reason, doc, deciding, services) {
  const pieces = [];
  let rest = reason;
  for (const span of deciding) {
    const words = `‘${span.words.trim().split(/\s+/u).join(' ')}’`;
    const at = rest.indexOf(words);
    if (at < 0) continue;
    pieces.push(rest.slice(0, at), lead(words, span, doc, services));
    rest = rest.slice(at + words.length);
  }
  return [...pieces, rest];
}

/** @param {string} words @param {Deciding} span @param {Doc} doc @param {Services} services */
function lead(words, span, doc, { article, say }) {
  const go = () => {
    article.show(span);
    say.aloud(shorten(doc.text.slice(Math.max(0, span.start - AROUND), span.end + AROUND), 3 * AROUND));
  };
  return el('button', { type: 'button', class: 'ground', 'aria-label': `${words}: show it in the article`, title: 'Show it in the article', onclick: go }, words);
}
