/**
 * What a learner hands in: marks, worksheet and what is seen differently, with the name they chose; and what it must hold when it is read.
 *
 * @module
 */

import { ClassError, isMark } from './exercise.js';
import { QUESTIONS } from './work.js';

/** @typedef {import('./exercise.js').Exercise} Exercise */
/** @typedef {import('./work.js').Work} Work */
/** @typedef {{'whosaid-answer': 1, exercise: string, print: string, title: string, learner: string, made: string, offset_unit: 'utf16', compared: boolean, marks: Work['marks'], sources: Work['sources'], missing: string, views: Work['views']}} Answer */

/** @param {Exercise} exercise @param {Work} work @param {string} made a time, ISO 8601 @returns {Answer} */
export function answerOf({ id, print, title }, { learner, marks, sources, missing, views, compared }, made) {
  return { 'whosaid-answer': 1, exercise: id, print, title, learner: learner.trim(), made, offset_unit: 'utf16', compared, marks, sources, missing: missing.trim(), views };
}

/**
 * The answer in something that was read, its marks within `length` letters.
 * @param {unknown} value
 * @param {number} [length]
 * @returns {Answer}
 * @throws {ClassError} which says what is wrong
 */
export function checkAnswer(value, length = Number.MAX_SAFE_INTEGER) {
  const it = /** @type {any} */ (value);
  if (it?.['whosaid-answer'] === undefined) throw new ClassError('This is no answer to an exercise of Whosaid.');
  if (it['whosaid-answer'] !== 1) throw new ClassError('This answer was made by a later version of Whosaid. Open it with that one.');
  const wrong = (/** @type {string} */ what) => new ClassError(`This answer is damaged: ${what}. Ask for it once more.`);
  for (const field of ['exercise', 'print', 'title', 'learner', 'made', 'missing']) if (typeof it[field] !== 'string') throw wrong(`its ${field} is missing`);
  if (it.offset_unit !== 'utf16') throw wrong('it does not say what its places count');
  if (!Array.isArray(it.marks) || !it.marks.every((/** @type {any} */ mark) => isMark(mark, length))) throw wrong('its marks do not fit the article');
  const fields = ['name', 'evidence', ...QUESTIONS.map(({ field }) => field)];
  if (!Array.isArray(it.sources) || !it.sources.every((/** @type {any} */ source) => fields.every((field) => typeof source?.[field] === 'string'))) throw wrong('its worksheet cannot be read');
  if (typeof it.views !== 'object' || it.views === null || !Object.values(it.views).every((words) => typeof words === 'string')) throw wrong('what it says about the result cannot be read');
  return it;
}

/** Whether an answer belongs to an exercise, in words where it does not; '' where it does. @param {Answer} answer @param {Exercise} exercise */
export function unfit(answer, exercise) {
  if (answer.exercise === exercise.id && answer.print === exercise.print) return '';
  if (answer.exercise === exercise.id) return `answers another version of this article`;
  if (answer.print === exercise.print) return `answers another exercise about this article`;
  return `answers an exercise about another article, “${answer.title}”`;
}

/**
 * The answers with one more. A later one of the same learner takes the earlier one's place.
 * @template {{answer: Answer}} T
 * @param {readonly T[]} all
 * @param {T} one
 * @returns {T[]}
 */
export function withAnswer(all, one) {
  const isSame = (/** @type {T} */ { answer }) => answer.learner.toLocaleLowerCase('en') === one.answer.learner.toLocaleLowerCase('en');
  const known = all.find(isSame);
  if (known && known.answer.made > one.answer.made) return [...all];
  return [...all.filter((other) => !isSame(other)), one].sort((a, b) => a.answer.learner.localeCompare(b.answer.learner, 'en', { numeric: true }));
}
