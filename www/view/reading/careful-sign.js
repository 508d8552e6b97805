/**
 * The sign in the bar that tells how far the careful reading is, and the dialog behind it: what changed, why it failed, and the switch.
 *
 * @module
 */

import { MODEL_SIZE } from './careful.js';
import { isWanted, want } from './careful-setting.js';
import { openDialog } from '../dialog.js';
import { button, el, icon, plural } from '../dom.js';

/** @typedef {import('./careful.js').CarefulReading} CarefulReading */
/** @typedef {import('./careful.js').Told} Told */
/** Goes to a mark. @typedef {(ref: import('../../state/types.js').Ref) => void} Go */

/** @param {CarefulReading} reading @param {Go} go @returns {HTMLElement} */
export function carefulSign(reading, go) {
  const [words, share] = [el('span', { class: 'word' }), el('span', { class: 'percent' })];
  const sign = button({ class: 'careful', run: () => press(reading, go) });
  const draw = () => {
    const progress = reading.progress();
    sign.hidden = progress === null;
    if (!progress) return;
    const { name, text, percent } = looks(progress);
    words.textContent = text;
    share.textContent = percent;
    sign.replaceChildren(icon(name), words, share);
    sign.classList.toggle('bad', progress.at === 'failed');
    sign.classList.toggle('under-way', percent !== '');
    const label = `${text}${percent && ` ${percent}`}`;
    sign.setAttribute('aria-label', label);
    sign.title = label;
  };
  reading.onProgress(draw);
  draw();
  return sign;
}

/** @param {NonNullable<import('./careful.js').Progress>} progress @returns {{name: string, text: string, percent: string}} */
function looks(progress) {
  switch (progress.at) {
    case 'loading':
    case 'reading':
      return { name: 'careful', text: progress.at === 'loading' ? 'Loading the careful model' : 'Reading carefully', percent: `${Math.floor(progress.share * 100)} %` };
    case 'ready':
      return { name: 'careful', text: 'Show the careful marks', percent: '' };
    case 'done':
      return { name: 'careful', text: `Read carefully: ${changes(progress.told)}`, percent: '' };
    case 'failed':
      return { name: 'warn', text: 'Not read carefully', percent: '' };
  }
}

/** @param {Told} told */
const changes = ({ all }) => (all === 0 ? 'no mark changed' : `${plural(all, 'mark')} changed`);

/** @param {CarefulReading} reading @param {Go} go */
function press(reading, go) {
  const progress = reading.progress();
  if (progress?.at === 'ready') progress.take();
  else openCareful(reading, go);
}

/** What the careful reading is, what it did here, and its switch. @param {CarefulReading} reading @param {Go} go */
export function openCareful(reading, go) {
  const progress = reading.progress();
  openDialog('Careful reading', (close) => ({
    body: [
      el('p', {}, `Whosaid marks an article at once with small, quick models. Then it reads the article again with a larger one, which is right more often, and puts those marks in the place of the quick ones. What you accepted, corrected, added or removed stays as you left it. The model (${MODEL_SIZE}) is loaded once and kept in this browser; the article stays here.`),
      progress?.at === 'done' && el('p', { class: 'told' }, toldOf(progress.told)),
      progress?.at === 'done' && progress.told.all > 0 && which(progress.told, (ref) => (close(), go(ref))),
      progress?.at === 'failed' && el('p', { class: 'told bad' }, icon('warn'), `This article keeps its quick marks. ${progress.words}`),
      progress?.at === 'failed' && button({ words: 'Try again', class: 'button small', run: () => (close(), progress.again()) }),
      choice(reading),
    ],
  }));
}

/** @param {Told} told */
function toldOf({ come, gone, changed, all }) {
  if (all === 0) return 'In this article the careful reading found the same as the quick one.';
  return `In this article ${come} of the mentions, quotes and positions are new, ${gone} are gone, and ${changed} are told of somebody else or as another kind.`;
}

const WHAT = { come: 'New', gone: 'Gone', changed: 'Changed' };

/** Which marks changed; those that are there lead to their place. @param {Told} told @param {Go} go */
function which({ list, all }, go) {
  const row = (/** @type {Told['list'][number]} */ { what, ref, words }) => {
    const face = [el('span', { class: 'tag' }, WHAT[what]), el('span', { class: 'grow' }, words)];
    return el('li', {}, ref ? el('button', { type: 'button', class: 'row row-button', onclick: () => go(ref) }, face) : el('div', { class: 'row' }, face));
  };
  return el(
    'details',
    { class: 'changes' },
    el('summary', {}, 'Which marks changed'),
    el('ul', { class: 'rows' }, list.map(row)),
    all > list.length && el('p', { class: 'muted' }, `The first ${list.length} of ${all.toLocaleString('en')} are listed.`),
  );
}

/** @param {CarefulReading} reading */
function choice(reading) {
  const box = el('input', { type: 'checkbox', checked: isWanted() });
  box.addEventListener('change', () => {
    want(box.checked);
    reading.look();
  });
  return el('label', { class: 'check' }, box, 'Read articles carefully');
}
