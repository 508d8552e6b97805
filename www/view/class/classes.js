/**
 * The class's views, one at a time in the place of the article: marking, result, the class, paper.
 *
 * @module
 */

import { unfit, withAnswer } from '../../state/class/answer.js';
import { makeExercise, usualChoices } from '../../state/class/exercise.js';
import { createShelf } from '../../state/class/shelf.js';
import { compared, newWork } from '../../state/class/work.js';
import { openDialog } from '../dialog.js';
import { button, el, plural } from '../dom.js';
import { isLoaded } from '../../state/verbs.js';
import { openHandIn } from './hand-in.js';
import { takeCodes, takeIn } from './intake.js';
import { learnerView } from './learner.js';
import { openMaker } from './maker.js';
import { paperView } from './paper.js';
import { resultView } from './result.js';
import { teacherView } from './teacher.js';

/** @typedef {import('../../state/class/exercise.js').Exercise} Exercise */
/** @typedef {import('../../state/class/work.js').Work} Work */
/** @typedef {import('../../state/types.js').Doc} Doc */
/** @typedef {{words: string, run: () => void}} Back */

/**
 * @param {HTMLElement} root
 * @param {{say: import('../services.js').Say, left: () => void}} needs `left` is told when the last view is left
 */
export function createClasses(root, { say, left }) {
  const shelf = createShelf(boxOf());
  /** Whether something could not be kept is told once, and taken back when it can. @param {string} problem */
  const kept = (problem) => (problem ? say.message({ id: 'class', bad: true, words: problem }) : say.unsay('class'));

  /** @param {HTMLElement} view */
  function show(view) {
    document.body.classList.add('in-class');
    root.hidden = false;
    root.replaceChildren(view);
    scrollTo(0, 0);
    view.querySelector('h1')?.focus({ preventScroll: true });
  }

  function leave() {
    if (root.hidden) return;
    root.hidden = true;
    root.replaceChildren();
    document.body.classList.remove('in-class');
    left();
  }

  /** Straight to the marking, or to the result that there is. @param {Exercise} exercise @param {Back|null} [back] */
  function learn(exercise, back = { words: 'Leave the exercise', run: leave }) {
    let own = shelf.work(exercise) ?? newWork(exercise);
    const work = () => own;
    const keep = (/** @type {Work} */ next) => {
      own = next;
      kept(shelf.keepWork(own));
    };
    /** What the marking is given: the exercise without its key. @type {Partial<Exercise> & import('./learner.js').Task} */
    const task = { ...exercise };
    delete task.key;
    const toMarks = () => show(learnerView(task, { work, keep, say, back, done: () => askDone(work(), () => (keep(compared(work())), toResult())) }));
    const toResult = () => show(resultView(exercise, { work, keep, say, back, handIn: () => openHandIn(exercise, work, keep, say), again: () => askAnew(() => (keep(newWork(exercise)), toMarks())) }));
    if (own.compared) toResult();
    else toMarks();
  }

  /** @param {Exercise} exercise */
  function teach(exercise) {
    const answers = shelf.answers(exercise);
    show(teacherView(exercise, answers, {
      say,
      back: leave,
      add: (files) => void claim(files),
      paste: async (codes) => receive(await takeCodes(codes)),
      remove: (learner) => (kept(shelf.keepAnswers(exercise.id, answers.filter(({ answer }) => answer.learner !== learner))), teach(exercise)),
    }));
  }

  /** What came in goes where it belongs. @param {import('./intake.js').Intake} intake @returns {string} what is to be told */
  function receive({ exercises, answers, errors }) {
    for (const exercise of exercises) kept(shelf.keepExercise(exercise));
    const known = shelf.exercises();
    /** @type {Map<Exercise, import('../../state/class/tally.js').HandedIn[]>} */
    const met = new Map();
    const told = [...errors];
    for (const one of answers) {
      const exercise = known.find((each) => unfit(one.answer, each) === '') ?? exercises.find((each) => unfit(one.answer, each) === '');
      if (exercise) met.set(exercise, withAnswer(met.get(exercise) ?? shelf.answers(exercise), one));
      else told.push(`${one.file}: ${strange(one.answer, known)}`);
    }
    for (const [exercise, all] of met) kept(shelf.keepAnswers(exercise.id, all));
    const [first] = met.keys();
    if (first) teach(first);
    else if (exercises.length > 0) learn(exercises[0]);
    if (told.length > 0) say.message({ id: 'answers', bad: true, words: told.slice(0, 6).join('\n') + (told.length > 6 ? `\nSo do ${told.length - 6} more.` : '') });
    else say.unsay('answers');
    const taken = answers.length - (told.length - errors.length);
    if (taken > 0) say.briefly(`${plural(taken, 'answer')} added.`);
    return told.length > 0 ? `${plural(told.length, 'line')} could not be added: see above.` : `${plural(taken, 'answer')} added.`;
  }

  /** @param {import('../../state/class/answer.js').Answer} answer @param {Exercise[]} known */
  function strange(answer, known) {
    const near = known.find(({ id, print }) => id === answer.exercise || print === answer.print);
    const who = answer.learner || 'Somebody';
    return near ? `${who} ${unfit(answer, near)}.` : `${who} answers an exercise that this browser does not know, about “${answer.title}”. Drop the exercise’s own file here, too.`;
  }

  /** Takes the files of a class, and gives the others back. @param {File[]} files @returns {Promise<File[]>} */
  async function claim(files) {
    const intake = await takeIn(files);
    if (intake.exercises.length + intake.answers.length + intake.errors.length > 0) receive(intake);
    return intake.others;
  }

  /** The exercises that this browser has. */
  function list() {
    const input = el('input', { type: 'file', class: 'hidden', multiple: true, tabindex: '-1', 'aria-hidden': 'true' });
    openDialog('Exercises and answers', (close) => {
      input.addEventListener('change', () => (close(), void claim([...(input.files ?? [])])));
      const rows = shelf.exercises().map((exercise) => el('li', { class: 'row' }, el('span', { class: 'grow' }, exercise.title, el('span', { class: 'muted' }, ` ${plural(shelf.answers(exercise).length, 'answer')}`)), button({ words: 'Open', label: `Open “${exercise.title}”`, class: 'button small', run: () => (close(), learn(exercise)) }), button({ words: 'Compare answers', class: 'button small', run: () => (close(), teach(exercise)) }), button({ icon: 'trash', label: `Remove “${exercise.title}” with its answers`, class: 'tool', run: () => (shelf.forget(exercise.id), close(), list()) })));
      return {
        body: [el('p', { class: 'muted' }, 'Open an exercise that you were given, or the answers of your class. To make an exercise, open an article and choose “Make an exercise” under More.'), rows.length > 0 && el('ul', { class: 'rows' }, rows), input],
        foot: [button({ words: 'Open files', class: 'button main', run: () => input.click() })],
      };
    }, { class: 'wide-dialog' });
  }

  /** @param {Doc} doc as it is shown @param {string} title @param {string} id of the exercise @param {import('../../state/class/exercise.js').Choices} [choices] */
  function make(doc, title, id, choices) {
    /** @type {(exercise: Exercise) => () => void} */
    const backTo = (exercise) => () => (leave(), make(doc, title, id, exercise));
    openMaker(doc, title, {
      id, say, choices,
      keep: (exercise) => void kept(shelf.keepExercise(exercise)),
      preview: (exercise) => (shelf.forgetWork(`preview-${id}`), learn({ ...exercise, id: `preview-${id}` }, { words: 'End of the preview', run: backTo(exercise) })),
      paper: (exercise, withKey) => show(paperView(exercise, withKey, { say, back: backTo(exercise) })),
      answers: teach,
    });
  }

  return {
    claim,
    /** An exercise that came with the page; it can be found again on the first page. @param {Exercise} exercise */
    open: (exercise) => (kept(shelf.keepExercise(exercise)), learn(exercise)),
    leave,
    list,
    make,
    /** To mark an article oneself, with all that it shows as the key. @param {Doc} doc @param {string} title @param {string} id */
    practise: (doc, title, id) => learn(makeExercise(doc, usualChoices('all'), { id: `own-${id}`, title, isLoaded }), { words: 'Back to the article', run: leave }),
  };
}

/** @typedef {ReturnType<typeof createClasses>} Classes */

/** @param {Work} work @param {() => void} run */
function askDone({ marks }, run) {
  openDialog('See the result?', (close) => ({
    body: [el('p', {}, marks.length === 0 ? 'You have marked nothing yet.' : `You have made ${plural(marks.length, 'mark')}.`, ' Once you have seen the result your marks stay as they are.')],
    foot: [button({ words: 'Go on marking', run: () => close() }), button({ words: 'See the result', class: 'button main', run: () => (close(), run()) })],
  }));
}

/** @param {() => void} run */
function askAnew(run) {
  openDialog('Begin anew?', (close) => ({
    body: [el('p', {}, 'Your marks and what you wrote are removed from this browser. Hand them in first if somebody waits for them.')],
    foot: [button({ words: 'Keep them', run: () => close() }), button({ words: 'Begin anew', class: 'button danger', run: () => (close(), run()) })],
  }));
}

/** The browser's storage, where it lets us. */
function boxOf() {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
