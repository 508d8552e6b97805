/**
 * A learner's work on an exercise, and what can be done to it, as pure functions.
 *
 * Once it has been compared with the key its marks stay as they are; what the learner says about the result can still be written.
 *
 * @module
 */

import { toolOf } from './tools.js';

/** @typedef {import('./compare.js').Mark} Mark */
/** @typedef {import('./names.js').Who} Who */
/** What a learner found out about a source; each answer is '', 'yes', 'no' or 'unclear'. @typedef {{name: string, named: string, independent: string, informed: string, verifiable: string, contradicted: string, evidence: string}} Source */
/** `views` holds what the learner sees differently, by the row of the result. @typedef {{exercise: string, print: string, learner: string, marks: Mark[], last: number, sources: Source[], missing: string, views: Record<string, string>, compared: boolean}} Work */

/** What is asked about each source. @type {readonly {field: 'named'|'independent'|'informed'|'verifiable'|'contradicted', words: string, ask: string}[]} */
export const QUESTIONS = Object.freeze([
  { field: 'named', words: 'Named', ask: 'Is the source named?' },
  { field: 'independent', words: 'Independent', ask: 'Is it independent, with nothing to gain?' },
  { field: 'informed', words: 'In a position to know', ask: 'Is it in a position to know?' },
  { field: 'verifiable', words: 'Verifiable', ask: 'Can what it says be verified?' },
  { field: 'contradicted', words: 'Contradicted', ask: 'Do others contradict it?' },
]);
export const ANSWERS = Object.freeze(['yes', 'no', 'unclear']);

/** @param {import('./exercise.js').Exercise} exercise @returns {Work} */
export const newWork = ({ id, print }) => ({ exercise: id, print, learner: '', marks: [], last: 0, sources: [], missing: '', views: {}, compared: false });

/** @param {Work} work @param {string} tool @param {import('../types.js').Span} span @param {Who|null} [who] @returns {Work} with the mark as the last one made; a mark of the same tool and words is not made twice */
export function addMark(work, tool, { start, end }, who = null) {
  toolOf(tool);
  if (work.compared || work.marks.some((mark) => mark.tool === tool && mark.start === start && mark.end === end)) return work;
  const last = work.last + 1;
  const marks = [...work.marks, { id: `own-${last}`, tool, start, end, who }].sort((a, b) => a.start - b.start || b.end - a.end);
  return { ...work, marks, last };
}

/** @param {Work} work @param {string} id @returns {Work} */
export const removeMark = (work, id) => (work.compared ? work : { ...work, marks: work.marks.filter((mark) => mark.id !== id) });

/** @param {Work} work @param {string} id @param {Who|null} who `name: ''` says that nobody is named @returns {Work} */
export const setWho = (work, id, who) => (work.compared ? work : { ...work, marks: work.marks.map((mark) => (mark.id === id ? { ...mark, who } : mark)) });

/** Ends the marking. @param {Work} work @returns {Work} */
export const compared = (work) => ({ ...work, compared: true });

/** What the learner sees differently in a row of the result. @param {Work} work @param {string} row @param {string} words @returns {Work} */
export function setView(work, row, words) {
  const views = { ...work.views, [row]: words };
  if (!words.trim()) delete views[row];
  return { ...work, views };
}

/** The names that the learner has given, each once, in text order. @param {Work} work */
export const namesGiven = ({ marks }) => [...new Set(marks.flatMap(({ who }) => (who?.name ? [who.name] : [])))];

/** The worksheet: a row for each source that was named in marks or added, in that order. @param {Work} work @param {string} text the article @returns {Source[]} */
export function worksheetOf(work, text) {
  const marked = work.marks.filter(({ tool }) => toolOf(tool).layer === 'source').map(({ start, end }) => text.slice(start, end));
  const own = [...new Set([...marked, ...namesGiven(work)])].filter((name) => !work.sources.some((source) => source.name === name));
  return [...work.sources, ...own.map(newSource)];
}

/** @param {string} name @returns {Source} */
export const newSource = (name) => ({ name, named: '', independent: '', informed: '', verifiable: '', contradicted: '', evidence: '' });

/** @param {Work} work @param {Source} source in the place of one with its name, or as another @returns {Work} */
export function setSource(work, source) {
  const isKnown = work.sources.some(({ name }) => name === source.name);
  return { ...work, sources: isKnown ? work.sources.map((one) => (one.name === source.name ? source : one)) : [...work.sources, source] };
}
