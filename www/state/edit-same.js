/**
 * One correction for every place with the same words: the mentions that read alike, and the places that are not marked yet.
 *
 * What the correction is, the other edits decide; all of it is one step of undo. Pronouns are left out: the same word means many people.
 *
 * @module
 */

import { addMention } from './edit-spans.js';
import { find, need } from './items.js';

/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {import('./types.js').Mention} Mention */
/** @typedef {import('./types.js').Span} Span */

const LETTER = /[\p{L}\p{N}\p{M}]/u;

/**
 * The mentions with the same words as this one, itself among them, in text order.
 * @param {Doc} doc
 * @param {string} mention
 * @returns {Mention[]}
 */
export function alike(doc, mention) {
  const item = need(doc, { kind: 'mention', id: mention });
  if (item.kind === 'pronoun') return [item];
  const words = wordsOf(doc, item);
  return doc.mentions.filter((at) => at.end - at.start === words.length && at.kind !== 'pronoun' && wordsOf(doc, at) === words);
}

/**
 * Where the words of this mention stand without being marked, as whole words that touch no other mention.
 * @param {Doc} doc
 * @param {string} mention
 * @returns {Span[]}
 */
export function unmarked(doc, mention) {
  const item = need(doc, { kind: 'mention', id: mention });
  if (item.kind === 'pronoun') return [];
  const words = wordsOf(doc, item);
  const { text, mentions } = doc;
  /** @type {Span[]} */
  const free = [];
  let next = 0;
  let reach = 0;
  for (let start = text.indexOf(words); start >= 0; start = text.indexOf(words, start + words.length)) {
    const end = start + words.length;
    // Mentions come in text order: those that start before the end may still reach over the start.
    while (next < mentions.length && mentions[next].start < end) reach = Math.max(reach, mentions[next++].end);
    if (reach <= start && !LETTER.test(text[start - 1] ?? '') && !LETTER.test(text[end] ?? '')) free.push({ start, end });
  }
  return free;
}

/**
 * Marks the same words wherever they are not marked, as the same actor and kind.
 * @param {Doc} doc
 * @param {string} mention
 * @returns {Doc}
 */
export function markAll(doc, mention) {
  const { actor, kind } = need(doc, { kind: 'mention', id: mention });
  return unmarked(doc, mention).reduce((done, { start, end }) => addMention(done, { start, end, actor, kind }), doc);
}

/**
 * Does the same to each of these mentions; one that an earlier step took along is passed over.
 * @param {Doc} doc
 * @param {readonly Mention[]} mentions
 * @param {(doc: Doc, mention: string) => Doc} edit
 * @returns {Doc}
 */
export function forEach(doc, mentions, edit) {
  return mentions.reduce((done, { id }) => (find(done, { kind: 'mention', id }) ? edit(done, id) : done), doc);
}

/** @param {Doc} doc @param {Span} span */
function wordsOf({ text }, { start, end }) {
  return text.slice(start, end);
}
