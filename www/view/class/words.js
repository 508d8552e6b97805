/**
 * The words that a class reads, and the words around a place in a text; from the text alone, so that nothing of a key can show.
 *
 * @module
 */

import { labelOf, toolOf } from '../../state/class/tools.js';
import { shorten } from '../dom.js';

/** @typedef {import('../../state/types.js').Span} Span */
/** @typedef {import('../../state/class/compare.js').Row} Row */
/** @typedef {import('../../state/class/exercise.js').Exercise} Exercise */

/** Outcomes for a person: a sign, a word, and what the line says to a class. @type {Record<import('../../state/class/compare.js').Outcome, {sign: string, words: string, many: string}>} */
export const OUTCOMES = {
  found: { sign: '✓', words: 'Found', many: 'found' },
  label: { sign: '◐', words: 'Another label', many: 'with another label' },
  speaker: { sign: '⇄', words: 'Another speaker', many: 'with another speaker' },
  missed: { sign: '○', words: 'Missed', many: 'missed' },
  extra: { sign: '＋', words: 'Only yours', many: 'only in the learner’s marks' },
};

/** Whether the article begins with its own title, so that it need not be told twice. @param {{title: string, text: string}} exercise */
export const isTitled = ({ title, text }) => text.trimStart().startsWith(title);

/** Words of the article in quotation marks, unless they bring their own. @param {string} words */
export const inQuotes = (words) => (/^[“"„«]/.test(words) ? words : `“${words}”`);

/** @param {Exercise} exercise @param {readonly string[]} ids */
export function namesOf({ key }, ids) {
  const names = ids.map((id) => key.actors.find((actor) => actor.id === id)?.name ?? 'somebody');
  return names.length < 2 ? (names[0] ?? 'nobody named') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

/** The words that a row is about. @param {Exercise} exercise @param {Row} row */
export function wordsOfRow({ text }, { key, marks }) {
  const parts = key ? key.parts : marks.map(({ start, end }) => /** @type {[number, number]} */ ([start, end]));
  return parts.map(([start, end]) => text.slice(start, end)).join(' … ');
}

/** What a row says to its learner. @param {Exercise} exercise @param {Row} row */
export function kindWords(exercise, row) {
  const { outcome, key, marks, near } = row;
  const called = marks.map(({ tool }) => labelOf(toolOf(tool).layer, toolOf(tool).kind))[0] ?? '';
  const said = [...new Set(marks.map(({ who }) => who?.name || 'nobody'))].join(', ');
  const whose = key && key.who.length > 0 && (key.layer === 'quote' || key.layer === 'position') ? namesOf(exercise, key.who) : '';
  switch (outcome) {
    case 'found':
      return key?.layer === 'actor' || key?.layer === 'source' || key?.layer === 'unheard' ? `You found ${namesOf(exercise, key.who)}.` : `You found it${whose ? `: ${whose}` : ''}.`;
    case 'label':
      return `You found the words and called them “${called}”. The key says “${labelOf(key?.layer ?? 'quote', key?.kind ?? null)}”${row.also ? `, and ${whose} is behind them` : ''}.`;
    case 'speaker':
      return `You found the words. You named ${said}; the key says ${whose}.`;
    case 'missed':
      return `The key marks this, too${whose ? `: ${whose}` : ''}.`;
    default:
      return near ? `Your mark reaches further or less far than the key’s: “${shorten(near.parts.map(([start, end]) => exercise.text.slice(start, end)).join(' … '), 90)}”.` : 'Only you have marked this. The key may have overlooked it.';
  }
}

/** What holds the parts of a name together. */
const JOINING = /^(?:\s|-)(?:(?:of|de|la|der|den|von|van|bin|al|the)\s)*$/u;
const CAPITAL = /^\p{Lu}/u;
/** A word without what makes it somebody's. */
const NAME_WORD = /[\p{L}\p{N}\p{M}]+(?:(?!’s\b|'s\b)[’'.\-–&][\p{L}\p{N}\p{M}]+)*/gu;

/**
 * The name that a word is part of, told by capital letters alone; another word is itself.
 * @param {string} text
 * @param {Span} word
 * @returns {Span}
 */
export function nameAround(text, word) {
  const lineStart = text.lastIndexOf('\n', word.start - 1) + 1;
  const from = Math.max(lineStart, word.start - 120);
  const line = text.slice(from, word.end + 120).split('\n')[0];
  const names = [...line.matchAll(NAME_WORD)].map((match) => ({ start: from + match.index, end: from + match.index + match[0].length })).filter(({ start, end }) => CAPITAL.test(text.slice(start, end)));
  let first = names.findIndex(({ start }) => start === word.start);
  let last = first;
  if (first < 0) return { start: word.start, end: word.end };
  const joins = (/** @type {number} */ left) => left >= 0 && left + 1 < names.length && JOINING.test(text.slice(names[left].end, names[left + 1].start));
  while (joins(first - 1)) first -= 1;
  while (joins(last)) last += 1;
  return { start: names[first].start, end: names[last].end };
}

/**
 * The sentence, or sentences, around words.
 * @param {string} text
 * @param {Span} span
 * @returns {Span}
 */
export function sentenceAround(text, { start, end }) {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end) < 0 ? text.length : text.indexOf('\n', end);
  const edges = [...text.slice(lineStart, lineEnd).matchAll(/(?<=(?<!\b\p{Lu})[.!?…][”"’)]*)\s+(?=[“"‘(]?\p{Lu})/gu)].map((match) => ({ end: lineStart + match.index, start: lineStart + match.index + match[0].length }));
  const before = edges.filter((edge) => edge.start <= start).at(-1);
  const after = edges.find((edge) => edge.end >= end);
  return { start: before?.start ?? lineStart, end: after?.end ?? lineEnd };
}
