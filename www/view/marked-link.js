/**
 * An article with its marks as a link, and what is done when somebody opens one.
 *
 * What decided each mark stays behind: a link has to be short.
 *
 * @module
 */

import { copyText } from '../io/handout.js';
import { linkWith } from '../io/link.js';
import { unpacked } from '../io/packed.js';
import { checked } from '../state/check.js';
import { uncut } from '../state/shown.js';
import { el } from './dom.js';
import { wordsOf } from './wording.js';

/** @typedef {import('../state/types.js').Doc} Doc */

const MARK = '#marks=';

/** The document without what can be missed: reasons and records, and what was thrown out. @param {Doc} doc @returns {Doc} */
export function slim(doc) {
  const bare = (/** @type {any} */ item) => ({ ...item, reason: undefined, evidence: undefined });
  return { ...doc, rejected: undefined, actors: doc.actors.map(bare), mentions: doc.mentions.map(bare), quotes: doc.quotes.map(bare), positions: doc.positions.map(bare) };
}

/**
 * Copies a link to an article with its marks.
 * @param {Doc} doc what is shown
 * @param {string} title
 * @returns {Promise<Node[]>} what to tell the reader
 */
export async function copyMarkedLink(doc, title) {
  const link = await linkWith(MARK, slim({ ...uncut(doc), title: title || doc.title }), 'Download a file instead.');
  if ('trouble' in link) return [el('p', {}, link.trouble)];
  const isCopied = await copyText(link.address);
  return [el('p', {}, isCopied ? `The link is copied: ${link.length}. ` : `The link has ${link.length}. `, `It holds the article and its marks; nothing was sent anywhere. ${link.care} `, el('a', { href: link.address, target: '_blank', rel: 'noopener' }, 'Open it'))];
}

/**
 * Opens what a link in the address holds, as an article of one's own, and takes it out of the address.
 * @param {Promise<import('../state/keeper.js').Keeper>} keeper
 * @param {import('./services.js').Say} say
 */
export function followMarkedLink(keeper, say) {
  const follow = async () => {
    if (!location.hash.startsWith(MARK)) return;
    const code = location.hash.slice(MARK.length);
    try {
      history.replaceState(null, '', location.href.split('#')[0]);
    } catch {
      // A reload then opens it once more.
    }
    try {
      const doc = checked(await unpacked(code));
      (await keeper).begin(doc);
      say.briefly('Opened from a link. It is kept in this browser now.');
    } catch (error) {
      say.message({ id: 'link', bad: true, error, words: `The link cannot be opened. ${wordsOf(error)}` });
    }
  };
  addEventListener('popstate', () => void follow());
  void follow();
}
