/**
 * The exercise maker: a teacher chooses what is asked and which tools there are, looks at it as a learner, and takes it away.
 *
 * The key is the article as it is shown, with all that was accepted, corrected or added.
 *
 * @module
 */

import { copyText, download } from '../../io/handout.js';
import { linkWith } from '../../io/link.js';
import { fileWith } from '../../io/own-file.js';
import { packed } from '../../io/packed.js';
import { LONGEST, makeExercise, usualChoices } from '../../state/class/exercise.js';
import { TASKS, TOOLS, taskOf } from '../../state/class/tools.js';
import { openDialog } from '../dialog.js';
import { button, el, plural } from '../dom.js';
import { isLoaded } from '../../state/verbs.js';
import { wordsOf } from '../wording.js';
import { fileName } from './hand-in.js';

/** @typedef {import('../../state/class/exercise.js').Exercise} Exercise */
/** @typedef {import('../../state/class/exercise.js').Choices} Choices */
/** @typedef {import('../../state/class/tools.js').TaskId} TaskId */
/** @typedef {import('../../state/class/tools.js').ToolId} ToolId */

/** What begins the fragment of a link. */
const LINK = '#exercise=';

/**
 * @param {import('../../state/types.js').Doc} doc as it is shown
 * @param {string} title
 * @param {{id: string, say: import('../services.js').Say, keep: (exercise: Exercise) => void, preview: (exercise: Exercise) => void, paper: (exercise: Exercise, withKey: boolean) => void, answers: (exercise: Exercise) => void, choices?: Choices}} ways
 */
export function openMaker(doc, title, { id, say, keep, preview, paper, answers, choices: first }) {
  if (doc.text.length > LONGEST) return say.briefly('This article is too long for an exercise. Cut off what is not needed, or paste a part of it.');
  let choices = first ?? usualChoices('who');
  const toolBox = el('div', { class: 'checks' });
  const about = el('p', { class: 'muted', role: 'status' });
  const report = el('p', { class: 'report', role: 'status' });
  const instructions = el('textarea', { id: 'instructions', rows: '3', value: choices.instructions, oninput: () => void (choices = { ...choices, instructions: instructions.value }) });
  const flags = { who: check('Learners also tell who says or holds it', 'who'), missing: check('Ask whose voice is missing', 'missing'), worksheet: check('A worksheet about each source', 'worksheet') };

  const made = () => makeExercise(doc, choices, { id: `${id}-${choices.task}`, title, isLoaded });
  /** What is taken away is also kept here, to compare answers with. */
  const taken = () => {
    const exercise = made();
    keep(exercise);
    return exercise;
  };

  /** @param {string} words @param {'who'|'missing'|'worksheet'} field */
  function check(words, field) {
    const box = el('input', { type: 'checkbox', checked: choices[field], onchange: () => choose({ [field]: box.checked }) });
    return { box, label: el('label', { class: 'check' }, box, words) };
  }

  /** @param {TaskId} task */
  function take(task) {
    const { instructions: now, worksheet } = choices;
    // Words of the teacher's own stay.
    const isOwn = now.trim() !== taskOf(choices.task).ask;
    choices = { ...usualChoices(task), worksheet };
    if (isOwn) choices.instructions = now;
    instructions.value = choices.instructions;
    draw();
  }

  /** @param {Partial<Choices>} part */
  function choose(part) {
    choices = { ...choices, ...part };
    draw();
  }

  /** @param {ToolId} tool */
  function toolCheck(tool) {
    const { words, hint } = TOOLS[tool];
    const box = el('input', { type: 'checkbox', checked: choices.tools.includes(tool), onchange: () => {
      const { default: usual, more } = taskOf(choices.task);
      const tools = [...usual, ...more].filter((one) => (one === tool ? box.checked : choices.tools.includes(one)));
      if (tools.length > 0) return choose({ tools });
      box.checked = true;
      say.briefly('Learners need one tool at least.');
    } });
    return el('label', { class: 'check' }, box, el('span', {}, el('b', {}, words), el('span', { class: 'muted' }, ` ${hint}`)));
  }

  function draw() {
    const { default: usual, more } = taskOf(choices.task);
    toolBox.replaceChildren(...[...usual, ...more].map(toolCheck));
    for (const [field, { box }] of Object.entries(flags)) box.checked = choices[/** @type {'who'} */ (field)];
    flags.who.label.hidden = !choices.tools.some((tool) => TOOLS[tool].who);
    const { marks } = made().key;
    const many = choices.tools.length > 3 ? ' More than three tools are small on a phone.' : '';
    about.textContent = (marks.length === 0 ? 'The article shows nothing of this kind yet: mark it there first, or choose another task.' : `${plural(marks.length, 'thing is', 'things are')} to be found, as the article shows it now. Correct the article first: what it shows is the key.`) + many;
    report.textContent = '';
  }

  async function file() {
    const exercise = taken();
    report.textContent = 'Making the file…';
    const page = await fileWith(await packed(exercise), `${title} · Whosaid`);
    if (page === null) {
      report.textContent = 'There is no whosaid.html beside this page, which the file would be made of. Take the link, or the small file, which opens on any page of Whosaid.';
      return;
    }
    const name = `${fileName(title)}.html`;
    await download([{ name, mime: 'text/html', text: page }]);
    report.textContent = `Handed to your browser: ${name}, ${(page.length / 1e6).toFixed(1)} MB. It opens from disk, without a network.`;
  }

  async function link() {
    const made = await linkWith(LINK, taken(), 'Hand out the file.');
    if ('trouble' in made) return void (report.textContent = made.trouble);
    const isCopied = await copyText(made.address);
    report.replaceChildren(isCopied ? `The link is copied: ${made.length}. ` : `The link has ${made.length}. `, made.care && `${made.care} `, el('a', { href: made.address, target: '_blank', rel: 'noopener' }, 'Open it'));
  }

  async function small() {
    const exercise = taken();
    await download([{ name: `${fileName(title)}.exercise.json`, mime: 'application/json', text: JSON.stringify({ 'whosaid-exercise': 1, packed: await packed(exercise) }) }]);
    report.textContent = 'Handed to your browser. It opens on any page of Whosaid: drop it there.';
  }

  const safely = (/** @type {() => Promise<void>} */ work) => () => void work().catch((error) => void (report.textContent = `That did not work: ${wordsOf(error)}`));
  /** Leaves the dialog for what `run` shows. @param {(answer?: string) => void} close @param {(exercise: Exercise) => void} run @param {() => Exercise} [which] */
  const leave = (close, run, which = made) => () => (close(), run(which()));
  openDialog('Make an exercise', (close) => ({
    body: [
      el('fieldset', { class: 'tasks' }, el('legend', {}, 'What is asked?'), Object.entries(TASKS).map(([task, { words }]) => el('label', { class: 'check' }, el('input', { type: 'radio', name: 'task', value: task, checked: task === choices.task, onchange: () => take(/** @type {TaskId} */ (task)) }), words))),
      about,
      el('label', { for: 'instructions', class: 'field-name' }, 'Instructions'),
      instructions,
      el('details', {}, el('summary', {}, 'Tools and more questions'), el('fieldset', {}, el('legend', {}, 'Tools that learners get'), toolBox), Object.values(flags).map(({ label }) => label)),
      el('h3', {}, 'Other ways to take it away'),
      el('p', { class: 'links' }, button({ icon: 'copy', words: 'Copy a link', class: 'button small', run: safely(link) }), button({ icon: 'download', words: 'Small file', class: 'button small', run: safely(small) }), button({ words: 'Print without marks', class: 'button small', run: leave(close, (exercise) => paper(exercise, false)) }), button({ words: 'Print with the key', class: 'button small', run: leave(close, (exercise) => paper(exercise, true)) }), button({ words: 'Compare answers', class: 'button small', run: leave(close, answers, taken) })),
      el('p', { class: 'muted' }, 'The key travels inside, packed so that nobody reads it at a glance. It is no secret: who knows how can unpack it. Do not grade with it.'),
    ],
    foot: [report, button({ words: 'Preview as a learner', run: leave(close, preview) }), button({ icon: 'download', words: 'Take it as one file', class: 'button main', run: safely(file) })],
  }), { class: 'wide-dialog maker' });
  draw();
}
