/**
 * A class's answers to one exercise, put together: who found what, what was missed or disputed, how far learners agree.
 *
 * It counts and ranks nobody.
 *
 * @module
 */

import { compareMarks, countRows } from './compare.js';
import { toolOf } from './tools.js';

/** @typedef {import('./exercise.js').Exercise} Exercise */
/** @typedef {import('./answer.js').Answer} Answer */
/** @typedef {import('./compare.js').Row} Row */
/** @typedef {import('./compare.js').Counts} Counts */
/** @typedef {import('./key.js').KeyMark} KeyMark */
/** `file` is what the answer came in. @typedef {{file: string, answer: Answer}} HandedIn */
/** @typedef {{learner: string, file: string, answer: Answer, rows: Row[], counts: Counts}} Result */
/** What is seen differently. @typedef {{learner: string, words: string}} View */
/** One thing of the key over the whole class; `agreement` is the share of pairs of learners with the same outcome, `null` for one learner. @typedef {{key: KeyMark, counts: Counts, views: View[], agreement: number|null}} KeyTally */
/** Words that learners marked and the key does not. @typedef {{start: number, end: number, tool: string, learners: string[], views: View[]}} ExtraTally */
/** @typedef {{results: Result[], keys: KeyTally[], extras: ExtraTally[], agreement: number|null}} Tally */

/** @param {Exercise} exercise @param {readonly HandedIn[]} answers @returns {Tally} */
export function tallyOf(exercise, answers) {
  const results = answers.map(({ file, answer }) => {
    const rows = compareMarks(exercise.key, answer.marks, { who: exercise.who });
    return { learner: answer.learner, file, answer, rows, counts: countRows(rows) };
  });
  const keys = exercise.key.marks.map((key) => keyTally(key, results));
  const shares = keys.flatMap(({ agreement }) => (agreement === null ? [] : [agreement]));
  return { results, keys, extras: extrasOf(results), agreement: shares.length > 0 ? shares.reduce((sum, share) => sum + share, 0) / shares.length : null };
}

/** The outcome of a thing of the key. @param {Result} result @param {KeyMark} key @returns {Row} */
export const rowOf = ({ rows }, key) => /** @type {Row} */ (rows.find((row) => row.key?.id === key.id));

/** @param {KeyMark} key @param {Result[]} results @returns {KeyTally} */
function keyTally(key, results) {
  const counts = countRows(results.map((result) => rowOf(result, key)));
  const views = results.flatMap(({ learner, answer }) => (answer.views[key.id] ? [{ learner, words: answer.views[key.id] }] : []));
  const pairs = (/** @type {number} */ n) => (n * (n - 1)) / 2;
  const all = pairs(results.length);
  return { key, counts, views, agreement: all === 0 ? null : Object.values(counts).reduce((sum, n) => sum + pairs(n), 0) / all };
}

/** Extra marks of one layer that overlap, as one; those of most learners first. @param {Result[]} results @returns {ExtraTally[]} */
function extrasOf(results) {
  /** @type {(ExtraTally & {layer: string})[]} */
  const found = [];
  const all = results.flatMap(({ learner, answer, rows }) => rows.filter(({ outcome }) => outcome === 'extra').map(({ marks: [mark] }) => ({ learner, mark, view: answer.views[mark.id] })));
  for (const { learner, mark, view } of all.sort((a, b) => a.mark.start - b.mark.start)) {
    const { layer } = toolOf(mark.tool);
    const views = view ? [{ learner, words: view }] : [];
    const near = found.find((one) => one.layer === layer && one.start < mark.end && mark.start < one.end);
    if (!near) found.push({ start: mark.start, end: mark.end, tool: mark.tool, layer, learners: [learner], views });
    else Object.assign(near, { end: Math.max(near.end, mark.end), learners: [...new Set([...near.learners, learner])], views: [...near.views, ...views] });
  }
  return found.sort((a, b) => b.learners.length - a.learners.length || a.start - b.start);
}

/** How many learners did not find a thing as the key has it, or say that they see it differently. @param {KeyTally} tally */
export function troubleOf({ counts, views }) {
  return Math.max(counts.missed + counts.label + counts.speaker, views.length);
}

/**
 * The heat over the article: stretches of text with how many learners missed or disputed something in them, and where none did, none.
 * @param {Tally} tally
 * @returns {{start: number, end: number, heat: number}[]} in text order, heat from above 0 to 1: the share of the class
 */
export function heatOf({ results, keys, extras }) {
  const all = Math.max(1, results.length);
  const places = keys.flatMap((one) => one.key.parts.map(([start, end]) => ({ start, end, heat: troubleOf(one) / all })));
  places.push(...extras.map(({ start, end, learners }) => ({ start, end, heat: learners.length / all })));
  const edges = [...new Set(places.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  return edges.slice(1).flatMap((end, i) => {
    const start = edges[i];
    const heat = Math.max(0, ...places.filter((place) => place.start <= start && end <= place.end).map((place) => place.heat));
    return heat > 0 ? [{ start, end, heat: Math.min(1, heat) }] : [];
  });
}

/** The whole table: the head, then a row for each learner and thing. @param {Exercise} exercise @param {Tally} tally */
export function rowsOf(exercise, { results }) {
  const words = (/** @type {number} */ start, /** @type {number} */ end) => exercise.text.slice(start, end);
  const names = new Map(exercise.key.actors.map(({ id, name }) => [id, name]));
  const lines = results.flatMap(({ learner, file, rows, answer }) =>
    rows.map(({ id, outcome, key, marks, start }) => [
      learner, file, outcome, key?.layer ?? toolOf(marks[0].tool).layer, key ? key.parts.map(([from, to]) => words(from, to)).join(' … ') : '', key?.kind ?? '', key?.who.map((who) => names.get(who)).join('; ') ?? '',
      marks.map((mark) => words(mark.start, mark.end)).join(' … '), marks.map(({ tool }) => toolOf(tool).kind ?? '').join('; '), marks.map(({ who }) => who?.name ?? '').join('; '), answer.views[id] ?? '', start,
    ]),
  );
  const head = ['learner', 'file', 'outcome', 'layer', 'key', 'key label', 'key speaker', 'marked', 'label', 'speaker', 'sees it differently because', 'place (UTF-16 units)'];
  return [head, ...lines];
}
