/**
 * Where exercises, a learner's work and handed-in answers stay in this browser.
 *
 * Every change is kept at once; what could not be kept is told by the problem that is returned, and nothing else is lost by it.
 *
 * @module
 */

import { checkAnswer } from './answer.js';
import { checkExercise, isMark } from './exercise.js';

/** @typedef {import('./exercise.js').Exercise} Exercise */
/** @typedef {import('./work.js').Work} Work */
/** @typedef {import('./tally.js').HandedIn} HandedIn */
/** What a shelf needs of the browser's storage. @typedef {Pick<Storage, 'getItem'|'setItem'|'removeItem'|'key'|'length'>} Box */

const EXERCISE = 'whosaid-class-exercise ';
const WORK = 'whosaid-class-work ';
const ANSWERS = 'whosaid-class-answers ';

/** What is told where nothing can be kept. */
const REFUSED = 'This browser does not keep it: its storage is full or switched off. Do not close this page before you have taken it away.';

/**
 * A shelf over the browser's storage; with `null` nothing stays, and each try says so.
 * @param {Box|null} box
 */
export function createShelf(box) {
  /** @param {string} key @param {unknown} value @returns {string} why it was not kept, or nothing */
  const put = (key, value) => {
    try {
      if (!box) return REFUSED;
      box.setItem(key, JSON.stringify(value));
      return '';
    } catch {
      return REFUSED;
    }
  };
  /** What is kept there, if it holds. @template T @param {string} key @param {(value: any) => T} check @returns {T|null} */
  const take = (key, check) => {
    try {
      const text = box?.getItem(key) ?? null;
      return text === null ? null : check(JSON.parse(text));
    } catch {
      return null;
    }
  };
  return {
    /** @param {Exercise} exercise */
    keepExercise: (exercise) => put(EXERCISE + exercise.id, exercise),
    /** @param {string} id */
    exercise: (id) => take(EXERCISE + id, checkExercise),
    /** All exercises that this browser knows. @returns {Exercise[]} */
    exercises() {
      const keys = Array.from({ length: box?.length ?? 0 }, (_, i) => box?.key(i) ?? '').filter((key) => key.startsWith(EXERCISE));
      return keys.flatMap((key) => take(key, checkExercise) ?? []);
    },
    /** @param {Work} work */
    keepWork: (work) => put(WORK + work.exercise, work),
    /** The work on an exercise, unless it is about another version of the text. @param {Exercise} exercise */
    work: (exercise) => take(WORK + exercise.id, (value) => checkWork(value, exercise)),
    /** @param {string} id */
    forgetWork: (id) => box?.removeItem(WORK + id),
    /** @param {string} id of an exercise @param {readonly HandedIn[]} answers */
    keepAnswers: (id, answers) => put(ANSWERS + id, answers),
    /** @param {Exercise} exercise @returns {HandedIn[]} */
    answers: ({ id, text }) => take(ANSWERS + id, (list) => list.map((/** @type {HandedIn} */ { file, answer }) => ({ file: String(file), answer: checkAnswer(answer, text.length) }))) ?? [],
    /** Forgets an exercise with all that belongs to it. @param {string} id */
    forget(id) {
      for (const kind of [EXERCISE, WORK, ANSWERS]) box?.removeItem(kind + id);
    },
  };
}

/** @typedef {ReturnType<typeof createShelf>} Shelf */

/** @param {any} work @param {Exercise} exercise @returns {Work|null} */
function checkWork(work, { print, text }) {
  const holds = work.print === print && Array.isArray(work.marks) && work.marks.every((/** @type {any} */ mark) => isMark(mark, text.length)) && Number.isInteger(work.last);
  return holds && Array.isArray(work.sources) && typeof work.views === 'object' && typeof work.learner === 'string' && typeof work.missing === 'string' ? work : null;
}
