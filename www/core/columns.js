/**
 * Turns the core's integer columns into a document: one row of numbers becomes one plain object.
 *
 * The layout is agreed with `src/wasm.rs`; nothing is decided here, and a row that makes no sense is an Error.
 *
 * @module
 */

import { breath } from '../state/breath.js';

/** @typedef {import('../state/types.js').Doc} Doc */
/** @typedef {import('../state/types.js').Part} Part */
/** @typedef {import('../state/types.js').Vocabulary} Vocabulary */

/**
 * What `annotate` of the core gives: rows of numbers; `rule`, type and every kind index the vocabulary.
 * @typedef {object} Columns
 * @property {string|null|undefined} language
 * @property {string|null|undefined} title
 * @property {string} labels the names and roles of the actors, one after the other
 * @property {Uint32Array} actors type, anonymous, rule, confidence, length of the name, length of the role
 * @property {Uint32Array} mentions start, end, actor, kind, rule, confidence
 * @property {Uint32Array} quotes start, end, kind, cue (2), source (2), speaker, hedged, rule, confidence, parts (2), joint (2)
 * @property {Uint32Array} positions start, end, kind, polarity + 1, cue (2), source (2), holder, quote, hedged, rule, confidence, parts (2), joint (2)
 * @property {Uint32Array} parts start, end
 * @property {Uint32Array} joint actors who say or hold something together with the speaker or holder
 * @property {Uint32Array} seen place among all annotations, length of the sentence, grounds (2)
 * @property {Uint32Array} grounds clue, start, end, length of what the words were taken for, percent
 * @property {string} told the sentences, each before what the words of its grounds were taken for
 * @property {number} milliseconds
 */

/** What stands for nothing in a column. */
export const NONE = 0xffffffff;
const ACTOR = 6;
const MENTION = 6;
const QUOTE = 15;
const POSITION = 17;
const SEEN = 4;
const GROUND = 5;
/** Rows in one go: a few milliseconds. */
const SLICE = 2000;

/**
 * The document over `text` that the columns tell.
 * @param {string} text
 * @param {Columns} columns
 * @param {Vocabulary} vocabulary
 * @returns {Promise<Doc>} many rows are decoded a few at a time, so that the page answers meanwhile
 * @throws {Error} when a row is out of shape
 */
export async function decode(text, columns, vocabulary) {
  const { labels, parts } = columns;
  /** @param {number} rule @param {number} percent */
  const note = (rule, percent) => ({
    status: /** @type {const} */ ('suggested'),
    reason: rule === NONE ? null : word(vocabulary.reasons, rule),
    confidence: percent === NONE ? null : percent / 100,
  });
  let read = 0;
  /** @param {number} length */
  const label = (length) => labels.slice(read, (read += length));
  const actors = await rows(columns.actors, ACTOR, (row, i) => ({
    id: `a${i + 1}`,
    type: row[0] === NONE ? null : word(vocabulary.actorTypes, row[0]),
    name: label(row[4]),
    role: row[5] === NONE ? null : label(row[5]),
    anonymous: row[1] === 1,
    ...note(row[2], row[3]),
  }));
  if (read !== labels.length) throw new Error(`The labels of the actors have ${read} characters in all, not ${labels.length}.`);
  /** @param {number} index */
  const actor = (index) => word(actors, index).id;
  /** @param {'speakers'|'holders'} list @param {number} first @param {number} from @param {number} to */
  const together = (list, first, from, to) => (from === to ? {} : { [list]: [first, ...columns.joint.subarray(from, to)].map(actor) });
  /** @type {Doc} */
  const doc = {
    format: 'whosaid/1',
    offset_unit: 'utf16',
    text,
    language: columns.language ?? null,
    title: columns.title ?? null,
    actors,
    mentions: await rows(columns.mentions, MENTION, (row, i) => ({
      id: `m${i + 1}`,
      actor: actor(row[2]),
      kind: word(vocabulary.mentionKinds, row[3]),
      start: row[0],
      end: row[1],
      ...note(row[4], row[5]),
    })),
    quotes: await rows(columns.quotes, QUOTE, (row, i) => ({
      id: `q${i + 1}`,
      kind: word(vocabulary.quoteKinds, row[2]),
      start: row[0],
      end: row[1],
      spans: partsFrom(parts, row[11], row[12]),
      cue: span(row[3], row[4]),
      source: span(row[5], row[6]),
      speaker: row[7] === NONE ? null : actor(row[7]),
      ...together('speakers', row[7], row[13], row[14]),
      hedged: row[8] === 1,
      ...note(row[9], row[10]),
    })),
    positions: await rows(columns.positions, POSITION, (row, i) => ({
      id: `p${i + 1}`,
      kind: word(vocabulary.positionKinds, row[2]),
      polarity: /** @type {import('../state/types.js').Polarity} */ (row[3] - 1),
      start: row[0],
      end: row[1],
      spans: partsFrom(parts, row[13], row[14]),
      cue: span(row[4], row[5]),
      source: span(row[6], row[7]),
      holder: row[8] === NONE ? null : actor(row[8]),
      ...together('holders', row[8], row[15], row[16]),
      quote: row[9] === NONE ? null : `q${row[9] + 1}`,
      hedged: row[10] === 1,
      ...note(row[11], row[12]),
    })),
  };
  await tell(doc, columns, vocabulary);
  return doc;
}

/**
 * Gives the annotations that no rule made the sentence of their reason, and the record that it was made from.
 * @param {Doc} doc
 * @param {Columns} columns
 * @param {Vocabulary} vocabulary
 */
async function tell(doc, { seen, grounds, told }, vocabulary) {
  const items = [...doc.actors, ...doc.mentions, ...doc.quotes, ...doc.positions];
  let read = 0;
  /** @param {number} length */
  const words = (length) => told.slice(read, (read += length));
  /** @param {Uint32Array} row @returns {import('../state/types.js').Ground} */
  const ground = (row) => ({
    clue: word(vocabulary.clues, row[0]),
    ...(row[1] === NONE ? {} : { start: row[1], end: row[2], words: doc.text.slice(row[1], row[2]) }),
    ...(row[3] === NONE ? {} : { what: words(row[3]) }),
    ...(row[4] === NONE ? {} : { chance: row[4] / 100 }),
  });
  await rows(seen, SEEN, (row) => {
    const item = word(items, row[0]);
    item.reason = words(row[1]);
    const own = Array.from({ length: row[3] - row[2] }, (_, i) => ground(grounds.subarray((row[2] + i) * GROUND, (row[2] + i + 1) * GROUND)));
    item.evidence = { offset_unit: 'utf16', grounds: own };
  });
  if (read !== told.length) throw new Error(`The reasons have ${read} characters in all, not ${told.length}.`);
}

/** @template T @param {Uint32Array} column @param {number} width @param {(row: Uint32Array, i: number) => T} make @returns {Promise<T[]>} */
async function rows(column, width, make) {
  if (column.length % width !== 0) throw new Error(`A column of ${column.length} numbers does not hold rows of ${width}.`);
  const list = [];
  for (let i = 0; i < column.length / width; i++) {
    if (i % SLICE === SLICE - 1) await breath();
    list.push(make(column.subarray(i * width, (i + 1) * width), i));
  }
  return list;
}

/** @template T @param {readonly T[]} words @param {number} index @returns {T} */
function word(words, index) {
  if (index >= words.length) throw new Error(`The core names entry ${index} of a list of ${words.length}.`);
  return words[index];
}

/** @param {number} start @param {number} end */
function span(start, end) {
  return start === NONE ? null : { start, end };
}

/** @param {Uint32Array} parts @param {number} from @param {number} to @returns {Part[]} */
function partsFrom(parts, from, to) {
  return Array.from({ length: to - from }, (_, i) => [parts[2 * (from + i)], parts[2 * (from + i) + 1]]);
}
