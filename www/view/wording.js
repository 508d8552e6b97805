/**
 * How the page speaks about annotations: the names of kinds, confidence in words, and one sentence for each annotation.
 *
 * It reads documents and changes nothing.
 *
 * @module
 */

import { find } from '../state/items.js';
import { wordsOf as wordsIn } from '../state/measures.js';
import { shorten } from './dom.js';

/** @typedef {import('../state/types.js').Doc} Doc */
/** @typedef {import('../state/types.js').Ref} Ref */
/** @typedef {import('../state/types.js').Quote} Quote */
/** @typedef {import('../state/types.js').Position} Position */

/** @type {Record<import('../state/types.js').PositionKind, {verb: string, sign: string, meaning: string}>} */
export const STANCES = {
  support: { verb: 'supports', sign: '+', meaning: 'is for it' },
  oppose: { verb: 'opposes', sign: '−', meaning: 'is against it' },
  demand: { verb: 'demands', sign: '!', meaning: 'says that it must be' },
  propose: { verb: 'proposes', sign: '›', meaning: 'puts it forward' },
  commit: { verb: 'commits to', sign: '✓', meaning: 'binds itself to it' },
  warn: { verb: 'warns of', sign: '△', meaning: 'says that harm will follow' },
  doubt: { verb: 'doubts', sign: '?', meaning: 'is skeptical' },
  affirm: { verb: 'affirms', sign: '=', meaning: 'says that it is so' },
  deny: { verb: 'denies', sign: '≠', meaning: 'says that it is not so' },
  expect: { verb: 'expects', sign: '…', meaning: 'hopes for it or predicts it' },
};

/** @type {Record<import('../state/types.js').QuoteKind, {name: string, meaning: string}>} */
export const QUOTES = {
  direct: { name: 'Direct quote', meaning: 'word for word, in quotation marks' },
  mixed: { name: 'Mixed quote', meaning: 'partly in quotation marks' },
  indirect: { name: 'Paraphrase', meaning: 'retold by the reporter' },
};

/** @type {Record<import('../state/types.js').ActorType, string>} */
export const TYPES = { person: 'Person', organization: 'Organization', government: 'Government', media: 'Media', group: 'Group' };
/** @type {Record<import('../state/types.js').MentionKind, string>} */
export const MENTIONS = { name: 'by name', role: 'by description', pronoun: 'by pronoun' };
/** @type {Record<import('../state/types.js').Status, {words: string, sign: string}>} */
export const STATUSES = {
  suggested: { words: 'Suggested', sign: '' },
  accepted: { words: 'Accepted', sign: '✓' },
  corrected: { words: 'Corrected', sign: '✎' },
  added: { words: 'Added by you', sign: '＋' },
};

/**
 * The name that the page uses for an actor, or for nobody.
 * @param {Doc} doc
 * @param {string|null} id
 */
export function nameOf(doc, id) {
  if (id === null) return 'nobody named';
  return find(doc, { kind: 'actor', id })?.name ?? 'unknown';
}

/**
 * Confidence as a reader understands it.
 * @param {number|null|undefined} confidence 0 to 1
 */
export function certainty(confidence) {
  if (confidence === null || confidence === undefined) return '';
  const tenth = Math.round(confidence * 10);
  if (tenth >= 10) return 'Suggestions like this are nearly always right.';
  if (tenth <= 0) return 'Suggestions like this are rarely right.';
  const words = tenth >= 9 ? 'Quite sure' : tenth >= 7 ? 'Fairly sure' : tenth >= 5 ? 'Not sure' : 'A guess';
  return `${words}: about ${tenth} in 10 suggestions like this are right.`;
}

/**
 * An annotation in one phrase, as "Direct quote by Ilse Marrow".
 * @param {Doc} doc
 * @param {Ref} ref
 */
export function titleOf(doc, ref) {
  switch (ref.kind) {
    case 'quote': {
      const quote = find(doc, { kind: 'quote', id: ref.id });
      return quote ? `${QUOTES[quote.kind].name}${quote.speaker === null ? ', nobody named' : ` by ${nameOf(doc, quote.speaker)}`}` : '';
    }
    case 'position': {
      const position = find(doc, { kind: 'position', id: ref.id });
      return position ? `${capital(nameOf(doc, position.holder))} ${STANCES[position.kind].verb}` : '';
    }
    case 'mention': {
      const mention = find(doc, { kind: 'mention', id: ref.id });
      return mention ? `${nameOf(doc, mention.actor)}, ${MENTIONS[mention.kind]}` : '';
    }
    default:
      return nameOf(doc, ref.id);
  }
}

/**
 * What is read out when an annotation is reached: "Direct quote by Ilse Marrow: This is not the end…".
 * @param {Doc} doc
 * @param {Ref} ref
 */
export function sentenceOf(doc, ref) {
  const item = find(doc, ref);
  if (!item) return '';
  const words = 'start' in item ? `: ${shorten(wordsIn(doc, item), 160)}` : '';
  const status = item.status === 'suggested' ? '' : `, ${STATUSES[item.status].words.toLowerCase()}`;
  return `${titleOf(doc, ref)}${status}${words}`;
}

/** @param {string} text */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** @param {unknown} error */
export function wordsOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/**
 * What a list without rows says: it must not deny what is only hidden.
 * @param {readonly unknown[]} all what the document has, hidden or not @param {string} none what the list says when that is nothing
 */
export const lacking = (all, none) => (all.length > 0 ? 'What Whosaid suggests is hidden for now.' : none);
