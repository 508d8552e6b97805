/**
 * Handing in: a name or nickname, then one small file or a code to copy.
 *
 * @module
 */

import { copyText, download } from '../../io/handout.js';
import { packed } from '../../io/packed.js';
import { answerOf } from '../../state/class/answer.js';
import { openDialog } from '../dialog.js';
import { button, el } from '../dom.js';

/** @typedef {import('../../state/class/work.js').Work} Work */

/** A name as a file may be called. @param {string} name */
export const fileName = (name) => [...name.replace(/[\\/:*?"<>|\p{Cc}\p{Cs}]+/gu, ' ').replace(/\s+/g, ' ').trim()].slice(0, 60).join('').trim() || 'exercise';

/**
 * @param {import('../../state/class/exercise.js').Exercise} exercise
 * @param {() => Work} work @param {(work: Work) => void} keep @param {import('../services.js').Say} say
 */
export function openHandIn(exercise, work, keep, say) {
  const field = el('input', { type: 'text', id: 'learner', value: work().learner, autocomplete: 'nickname', autofocus: true });
  const report = el('p', { class: 'report', role: 'status' });
  const code = el('textarea', { id: 'code', class: 'code', rows: '3', readonly: true });
  const codeBox = el('div', { hidden: true }, el('label', { for: 'code' }, 'Your code: send all of it to your teacher'), code);

  /** The answer, once there is a name on it. */
  function answer() {
    const name = field.value.trim();
    if (!name) {
      report.textContent = 'Write your name or a nickname first.';
      field.focus();
      return null;
    }
    keep({ ...work(), learner: name });
    return answerOf(exercise, work(), new Date().toISOString());
  }

  async function file() {
    const own = answer();
    if (!own) return;
    const name = `${fileName(own.learner)} – ${fileName(exercise.title)}.answer.json`;
    await download([{ name, mime: 'application/json', text: JSON.stringify(own) }]);
    report.textContent = `Handed to your browser: ${name}`;
  }

  async function copy() {
    const own = answer();
    if (!own) return;
    code.value = await packed(own);
    codeBox.hidden = false;
    report.textContent = (await copyText(code.value)) ? `Copied: ${code.value.length.toLocaleString('en')} letters.` : 'Copy the code below.';
    code.select();
  }

  field.addEventListener('keydown', (event) => void (event.key === 'Enter' && void file()));
  const failed = (/** @type {unknown} */ error) => say.message({ id: 'hand-in', bad: true, error, words: 'The answer could not be made. Your marks are still here.' });
  openDialog('Hand in', () => ({
    body: [
      el('label', { for: 'learner' }, 'Your name, or a nickname that your teacher knows'),
      field,
      el('p', { class: 'muted' }, 'Your answer holds this name, your marks and what you wrote, and nothing else. Nothing is sent: you give it to your teacher yourself.'),
      codeBox,
      report,
    ],
    foot: [button({ icon: 'copy', words: 'Copy a code', run: () => void copy().catch(failed) }), button({ icon: 'download', words: 'Save the answer', class: 'button main', run: () => void file().catch(failed) })],
  }), { class: 'hand-in' });
}
